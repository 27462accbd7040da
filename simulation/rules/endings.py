"""How partnerships end: by choice, with their leaders or chief executive, merged, reorganised."""

from __future__ import annotations

import math

from simulation.draws import ENDS, LEADER_ENDS, MERGES, SUCCESSOR, WHICH_END
from simulation.event_kinds import SUCCESSOR_AGREED
from simulation.parameters import Parameters
from simulation.parameters.sharing import Ending
from simulation.rule import rule, step
from simulation.rules.chief_executives import fill_post
from simulation.rules.levers import pulled_by_both
from simulation.rules.numbers import chance, draw, unit
from simulation.rules.parting import break_up, end
from simulation.rules.record import record_partnership
from simulation.rules.sharing import least_support, least_trust, results
from simulation.terms import (
    COMPANY,
    DEPTH_SERVICES,
    END_BURDEN,
    END_COMPANY,
    END_LEADER,
    END_MEMBERS,
    END_MERGED,
    END_SUCCESSION,
    MERGED,
    MERGER_INCENTIVE,
    NEVER,
)
from simulation.world.tables import World


@rule
def pressure(
    p: Ending,
    burden: float,
    trust: float,
    equity: float,
    support: float,
    gap: float,
    saving: float,
    purpose: float,
) -> float:
    """Return what presses on a partnership, less what holds it.

    Parameters
    ----------
    burden : float
        Of coordination, 0 and up.
    trust, equity, support : float
        The smallest among the partners; support is that of members (SF067).
    gap : float
        The widest between partners' cultures (SF092, SF094).
    saving : float
        Yearly, as a multiple of 2 % of the joint budget. Stress is not in it: money that comes
        back does not undo a partnership (SF162).
    purpose : float
        Share of the motives beyond cost (SF048).
    """
    load = burden + p.distrust * max(0.0, p.trust_enough - trust) + p.inequity * (1.0 - equity)
    load += p.unwilling * max(0.0, p.members_enough - support) + p.culture * gap
    return load - p.benefit * saving - p.purpose * purpose


@rule
def least_equity(w: World, q: int) -> float:
    """Return the equity that the worst-served partner perceives."""
    least = 1.0
    for place in range(w.partnerships.partners[q]):
        least = min(least, w.partnerships.equity[q, place])
    return least


@rule
def widest_gap(w: World, q: int) -> float:
    """Return how far apart the partners are at most between member-led and officer-led."""
    least, most = 1.0, 0.0
    for place in range(w.partnerships.partners[q]):
        culture = w.councils.culture[w.partnerships.members[q, place]]
        least, most = min(least, culture), max(most, culture)
    return most - least


@rule
def choice_hazard(p: Parameters, w: World, q: int) -> float:
    """Return the monthly hazard of an ending by choice (SF060, SF082, SF141, SF162)."""
    s = w.partnerships
    pressed = pressure(
        p.ending, s.burden[q], least_trust(w, q), least_equity(w, q), least_support(w, q),
        widest_gap(w, q), results(p.partnership, w, q), s.purpose[q],
    )  # fmt: skip
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
    record_partnership(w.events, w.scratch, s, q, t, SUCCESSOR_AGREED, -1, 0.0)
    return False


@rule
def merges(p: Parameters, w: World, q: int, t: int) -> int:
    """Return how a deep and settled partnership goes further this month, -1 if it does not."""
    s = w.partnerships
    if s.depth[q] != DEPTH_SERVICES or s.embedding[q] < p.ending.settled:
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
