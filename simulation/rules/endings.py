"""How partnerships end: by choice, with their leaders or chief executive, merged, reorganised."""

from __future__ import annotations

import math

from simulation.draws import ENDS, LEADER_ENDS, MERGES, SERVICE_KEPT, SUCCESSOR, WHICH_END
from simulation.parameters import Parameters
from simulation.parameters.sharing import Ending
from simulation.rule import rule, step
from simulation.rules.chief_executives import fill_post
from simulation.rules.levers import pulled_by_both
from simulation.rules.numbers import chance, draw, unit
from simulation.rules.partnerships import chiefs_saving, seat_all
from simulation.rules.record import count, tell_partnership
from simulation.rules.sharing import least_support, least_trust, results
from simulation.terms import (
    BY_CHOICE,
    COMPANY,
    COUNCIL_LEFT,
    DEPTH_SERVICES,
    END_BURDEN,
    END_COMPANY,
    END_LEADER,
    END_MEMBERS,
    END_MERGED,
    END_REORGANISED,
    END_SUCCESSION,
    FOREVER,
    MERGED,
    MERGER_INCENTIVE,
    NEVER,
    PARTNERSHIP_ENDED,
    REORGANISED,
    REPAIR,
    SUCCESSOR_AGREED,
)
from simulation.world.books import FLOW_ENDED, FLOW_LEFT
from simulation.world.tables import World

PAIR = 2
"""Partners of which neither can leave without ending it."""

SETTLED = 0.5
"""Embedding from which partners may go further, to a merger or a company."""


@rule
def pressure(
    p: Ending, burden: float, trust: float, equity: float, saving: float, purpose: float
) -> float:
    """Return what presses on a partnership, less what holds it.

    Parameters
    ----------
    burden : float
        Of coordination, 0 and up.
    trust, equity : float
        The smallest among the partners.
    saving : float
        Yearly, as a multiple of 2 % of the joint budget. Stress is not in it: money that comes
        back does not undo a partnership (SF162).
    purpose : float
        Share of the motives beyond cost (SF048).
    """
    load = burden + p.distrust * max(0.0, 0.55 - trust) + p.inequity * (1.0 - equity)
    return load - p.benefit * saving - p.purpose * purpose


@rule
def least_equity(w: World, q: int) -> float:
    """Return the equity that the worst-served partner perceives."""
    least = 1.0
    for place in range(w.partnerships.partners[q]):
        least = min(least, w.partnerships.equity[q, place])
    return least


@rule
def choice_hazard(p: Parameters, w: World, q: int) -> float:
    """Return the monthly hazard of an ending by choice (SF060, SF082, SF141, SF162)."""
    s = w.partnerships
    pressed = pressure(
        p.ending, s.burden[q], least_trust(w, q), least_equity(w, q), results(w, q), s.purpose[q]
    )
    hazard = p.ending.choice * math.exp(
        p.ending.choice_slope * (pressed - p.ending.pressure_neutral)
    )
    return hazard * (1.0 - p.ending.embedded_hold * s.embedding[q])


@rule
def members_hazard(p: Parameters, w: World, q: int) -> float:
    """Return the monthly hazard that members turn against sharing (SF061, SF067)."""
    floor = p.ending.members_floor
    short = max(0.0, (floor - least_support(w, q)) / floor) if floor > 0.0 else 0.0
    hold = 1.0 - p.ending.embedded_hold * w.partnerships.embedding[q]
    return p.ending.members * short * hold


@rule
def leader_chance(p: Ending, embedding: float, mismatch: float) -> float:
    """Return the chance that a change of leader ends it: large in set-up, small after (SF060)."""
    open_still = (1.0 - embedding) * math.sqrt(1.0 - embedding)
    return p.leader_embedded + (p.leader_base + p.leader_mismatch * mismatch) * open_still


@rule
def leader_ends(p: Parameters, w: World, q: int, t: int) -> bool:
    """Return whether a partner's change of leader this month ends the partnership (SF061)."""
    s, changed = w.partnerships, False
    for place in range(s.partners[q]):
        if w.leaders.since[s.members[q, place]] == t:
            changed = True
    if not changed:
        return False
    likely = leader_chance(p.ending, s.embedding[q], s.mismatch[q])
    return draw(w.scratch.seed, w.councils.key[s.members[q, 0]], t, LEADER_ENDS) < likely


@rule
def succession_fails(p: Parameters, w: World, q: int, t: int) -> bool:
    """Return whether partners cannot agree on the next shared chief executive."""
    s = w.partnerships
    seat = s.seat[q]
    if w.chiefs.vacant[seat] != t:
        return False
    likely = p.ending.succession_base + p.ending.succession_embedding * s.embedding[q]
    likely += p.ending.succession_trust * (least_trust(w, q) - 0.5)
    if draw(w.scratch.seed, w.councils.key[s.members[q, 0]], t, SUCCESSOR) >= likely:
        return True
    fill_post(p.chief_executives, w, seat, t)
    tell_partnership(w.events, w.scratch, s, q, t, SUCCESSOR_AGREED, -1, 0.0)
    return False


@rule
def part_ways(w: World, e: int, until: int) -> None:
    """Keep the councils of tie `e` from asking one another again before `until`."""
    back = w.ties.reverse[e]
    w.ties.closed_until[e] = max(w.ties.closed_until[e], until)
    w.ties.closed_until[back] = max(w.ties.closed_until[back], until)


@rule
def sour(p: Parameters, w: World, q: int, t: int) -> None:
    """Let services outlive the partnership or not, and keep the partners apart for a while."""
    s = w.partnerships
    for place in range(1, s.partners[q]):
        e = s.link[q, place]
        part_ways(w, e, t + p.aftermath.rest_months)
        if w.ties.services[e] > 0:
            u = draw(w.scratch.seed, w.ties.key[e], t, SERVICE_KEPT)
            if u < p.partnership.services_kept:
                s.services_kept[q] += 1
            else:
                w.ties.services[e] = w.ties.services[w.ties.reverse[e]] = 0


@rule
def release(w: World, q: int, i: int, t: int) -> None:
    """Set council `i` free; one without the shared chief executive has a post to fill."""
    w.councils.partnership[i] = NEVER
    w.chiefs.seat[i] = i
    if i != w.partnerships.seat[q]:
        w.chiefs.vacant[i], w.chiefs.leaves[i] = t, NEVER


@step
def end(p: Parameters, w: World, q: int, t: int, ending: int, reason: int) -> None:
    """End partnership `q` for all its partners."""
    s = w.partnerships
    s.ended[q], s.ending[q], s.reason[q] = t, ending, reason
    tell_partnership(w.events, w.scratch, s, q, t, PARTNERSHIP_ENDED, reason, float(t - s.began[q]))
    sour(p, w, q, t)
    for place in range(s.partners[q]):
        i = s.members[q, place]
        release(w, q, i, t)
        if ending == MERGED or ending == COMPANY:
            close_for_good(w, i)
    count(w.scratch, FLOW_ENDED)


@rule
def close_for_good(w: World, i: int) -> None:
    """Take a council that merged or formed a company out of the search for partners."""
    w.chiefs.vacant[i] = w.chiefs.leaves[i] = NEVER
    for e in range(w.councils.first_tie[i], w.councils.last_tie[i]):
        w.ties.closed_until[e] = w.ties.closed_until[w.ties.reverse[e]] = FOREVER


@rule
def tie_between(w: World, i: int, j: int) -> int:
    """Return the tie from council `i` to council `j`, -1 if there is none."""
    for e in range(w.councils.first_tie[i], w.councils.last_tie[i]):
        if w.ties.target[e] == j:
            return e
    return NEVER


@rule
def least_willing(w: World, q: int) -> int:
    """Return the place of the partner whose members support sharing least."""
    worst = 0
    for place in range(1, w.partnerships.partners[q]):
        if w.partnerships.support[q, place] < w.partnerships.support[q, worst]:
            worst = place
    return worst


@rule
def relink(w: World, q: int) -> bool:
    """Link the partners that are left to one another; False if there is no tie to use."""
    s = w.partnerships
    for place in range(s.partners[q]):
        other = 0 if place > 0 else 1
        tie = tie_between(w, s.members[q, place], s.members[q, other])
        if tie < 0:
            return False
        s.link[q, place] = tie
    return True


@step
def leave(p: Parameters, w: World, q: int, t: int, reason: int) -> None:
    """Let the least willing of three or more leave; the rest goes on shaken (SF122)."""
    s, place = w.partnerships, least_willing(w, q)
    i = s.members[q, place]
    last = s.partners[q] - 1
    seat = s.seat[q]
    part_ways(w, s.link[q, place], t + p.aftermath.rest_months)
    release(w, q, i, t)
    for later in range(place, last):
        s.members[q, later] = s.members[q, later + 1]
        s.support[q, later], s.officers[q, later] = (
            s.support[q, later + 1],
            s.officers[q, later + 1],
        )
        s.equity[q, later] = s.equity[q, later + 1]
    s.members[q, last] = s.link[q, last] = NEVER
    s.partners[q] = last
    tell_partnership(w.events, w.scratch, s, q, t, COUNCIL_LEFT, i, float(reason))
    count(w.scratch, FLOW_LEFT)
    if not relink(w, q):
        end(p, w, q, t, BY_CHOICE, reason)
        return
    if i == seat or reason == END_SUCCESSION:
        seat = s.members[q, 0] if i == seat else seat
        fill_post(p.chief_executives, w, seat, t)
    seat_all(w, q, seat)
    s.saving_chiefs[q] = chiefs_saving(p, w, q)
    repaired = pulled_by_both(w, REPAIR, t, s.members[q, 0], s.members[q, 1])
    s.embedding[q] *= 1.0 - p.ending.unravel * (1.0 - repaired)


@step
def break_up(p: Parameters, w: World, q: int, t: int, reason: int) -> None:
    """End a pair, or let one council leave a larger partnership."""
    if w.partnerships.partners[q] > PAIR:
        leave(p, w, q, t, reason)
    else:
        end(p, w, q, t, BY_CHOICE, reason)


@rule
def merges(p: Parameters, w: World, q: int, t: int) -> int:
    """Return how a deep and settled partnership goes further this month, -1 if it does not."""
    s = w.partnerships
    if s.depth[q] != DEPTH_SERVICES or s.embedding[q] < SETTLED:
        return NEVER
    a, b = s.members[q, 0], s.members[q, 1]
    pull = p.effects.merger_rate * pulled_by_both(w, MERGER_INCENTIVE, t, a, b)
    merge = (p.ending.merge_rate + pull) / 12.0
    u = draw(w.scratch.seed, w.councils.key[a], t, MERGES)
    if u < merge:
        return MERGED
    return COMPANY if u < merge + p.ending.company_rate / 12.0 else NEVER


@step
def survive(p: Parameters, w: World, q: int, t: int) -> bool:
    """Return whether partnership `q` goes on unchanged this month; end it if it does not."""
    if leader_ends(p, w, q, t):
        break_up(p, w, q, t, END_LEADER)
        return False
    if succession_fails(p, w, q, t):
        break_up(p, w, q, t, END_SUCCESSION)
        return False
    further = merges(p, w, q, t)
    if further >= 0:
        end(p, w, q, t, further, END_MERGED if further == MERGED else END_COMPANY)
        return False
    choice, members = choice_hazard(p, w, q), members_hazard(p, w, q)
    key = w.councils.key[w.partnerships.members[q, 0]]
    if draw(w.scratch.seed, key, t, ENDS) < unit(chance(choice + members)):
        u = draw(w.scratch.seed, key, t, WHICH_END)
        break_up(p, w, q, t, END_BURDEN if u * (choice + members) < choice else END_MEMBERS)
        return False
    return True


@rule
def inside(w: World, q: int, county: int) -> bool:
    """Return whether any partner belongs to the county."""
    for place in range(w.partnerships.partners[q]):
        if w.councils.county[w.partnerships.members[q, place]] == county:
            return True
    return False


@step
def reorganise(p: Parameters, w: World, q: int, t: int, county: int) -> bool:
    """End a partnership that reaches into a county under reorganisation (SF172)."""
    if not inside(w, q, county):
        return False
    end(p, w, q, t, REORGANISED, END_REORGANISED)
    return True
