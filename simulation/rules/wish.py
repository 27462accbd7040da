"""The hazards of choice: which part weighed most, and the wish for capacity of one's own."""

from __future__ import annotations

from simulation.end_causes import (
    BY_BURDEN,
    BY_COOL_MEMBERS,
    BY_CULTURE,
    BY_DISTRUST,
    BY_INEQUITY,
    BY_MEMBERS,
    BY_WISH_EQUITY,
    BY_WISH_RESULTS,
    BY_WISH_TRUST,
)
from simulation.parameters import Parameters
from simulation.rule import rule, step
from simulation.rules.causes import note_cause
from simulation.rules.parting import least_willing
from simulation.rules.sharing import results
from simulation.terms import NEVER
from simulation.world.tables import World


@rule
def wish(p: Parameters, w: World, q: int, place: int, saved: float) -> float:
    """Return how much one partner wants capacity of its own, 0 and up (SF058, SF082, SF162).

    `saved` is the yearly saving as a multiple of 2 % of the joint budget.
    """
    s, own = w.partnerships, p.own_capacity
    distrust = max(0.0, own.trust_enough - w.ties.trust[s.link[q, place]])
    return 1.0 - s.equity[q, place] + own.distrust * distrust + own.results * max(0.0, 1.0 - saved)


@rule
def keenest(p: Parameters, w: World, q: int) -> int:
    """Return the place of the partner that wants capacity of its own most."""
    saved, keen = results(p.partnership, w, q), 0
    for place in range(1, w.partnerships.partners[q]):
        if wish(p, w, q, place, saved) > wish(p, w, q, keen, saved):
            keen = place
    return keen


@rule
def own_hazard(p: Parameters, w: World, q: int) -> float:
    """Return the monthly hazard that a partner goes for capacity of its own, 0 if that is off."""
    own = p.own_capacity
    if own.rate == 0.0:
        return 0.0
    wanted = wish(p, w, q, keenest(p, w, q), results(p.partnership, w, q))
    return own.rate * wanted * (1.0 - own.hold * w.partnerships.embedding[q])


@step
def note_wish(p: Parameters, w: World, q: int, likely: float, u: float) -> int:
    """Write which part of the wish for own capacity weighed most; return whose place it is."""
    s, own, place = w.partnerships, p.own_capacity, keenest(p, w, q)
    i, equity, trust = s.members[q, place], s.equity[q, place], w.ties.trust[s.link[q, place]]
    saved = results(p.partnership, w, q)
    unfair = 1.0 - equity
    distrust = own.distrust * max(0.0, own.trust_enough - trust)
    poor = own.results * max(0.0, 1.0 - saved)
    if distrust >= unfair and distrust >= poor:
        note_cause(w, q, BY_WISH_TRUST, i, trust, own.trust_enough, likely, u)
    elif poor >= unfair:
        note_cause(w, q, BY_WISH_RESULTS, i, saved, 1.0, likely, u)
    else:
        note_cause(w, q, BY_WISH_EQUITY, i, equity, 1.0, likely, u)
    return place


@rule
def least_trusting(w: World, q: int) -> int:
    """Return the place of the partner whose leader trusts the others least."""
    s, worst = w.partnerships, 0
    for place in range(1, s.partners[q]):
        if w.ties.trust[s.link[q, place]] < w.ties.trust[s.link[q, worst]]:
            worst = place
    return worst


@rule
def worst_served(w: World, q: int) -> int:
    """Return the place of the partner that perceives least equity."""
    s, worst = w.partnerships, 0
    for place in range(1, s.partners[q]):
        if s.equity[q, place] < s.equity[q, worst]:
            worst = place
    return worst


@step
def note_choice(p: Parameters, w: World, q: int, gap: float, likely: float, u: float) -> None:
    """Write which part of the pressure on partnership `q` weighed most; `gap` is of culture."""
    s, e = w.partnerships, p.ending
    doubter, loser, cool = least_trusting(w, q), worst_served(w, q), least_willing(w, q)
    trust, equity = w.ties.trust[s.link[q, doubter]], s.equity[q, loser]
    support = s.support[q, cool]
    distrust = e.distrust * max(0.0, e.trust_enough - trust)
    inequity = e.inequity * (1.0 - equity)
    unwilling = e.unwilling * max(0.0, e.members_enough - support)
    most = max(distrust, inequity, unwilling, e.culture * gap, s.burden[q])
    if s.burden[q] == most:
        note_cause(w, q, BY_BURDEN, NEVER, s.burden[q], 0.0, likely, u)
    elif distrust == most:
        note_cause(w, q, BY_DISTRUST, s.members[q, doubter], trust, e.trust_enough, likely, u)
    elif inequity == most:
        note_cause(w, q, BY_INEQUITY, s.members[q, loser], equity, 1.0, likely, u)
    elif unwilling == most:
        note_cause(w, q, BY_COOL_MEMBERS, s.members[q, cool], support, e.members_enough, likely, u)
    else:
        note_cause(w, q, BY_CULTURE, NEVER, gap, 0.0, likely, u)


@rule
def note_members(p: Parameters, w: World, q: int, likely: float, u: float) -> None:
    """Write that members turned against partnership `q`, and whose."""
    s, place = w.partnerships, least_willing(w, q)
    floor = p.ending.members_floor
    note_cause(w, q, BY_MEMBERS, s.members[q, place], s.support[q, place], floor, likely, u)
