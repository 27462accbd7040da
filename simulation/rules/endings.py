"""How partnerships end: by choice, with their leaders or chief executive, merged, reorganised."""

from __future__ import annotations

import math

from simulation.draws import ENDS, LEADER_ENDS, MERGES, SUCCESSOR, WHICH_END
from simulation.end_causes import (
    BY_COMPANY,
    BY_MERGER,
    BY_NEW_LEADER,
    BY_SUCCESSION,
    NEW_CONTROL,
)
from simulation.event_kinds import SUCCESSOR_AGREED
from simulation.parameters import Parameters
from simulation.parameters.sharing import Ending
from simulation.rule import rule
from simulation.rules.causes import note_cause
from simulation.rules.chief_executives import fill_post
from simulation.rules.levers import pulled_by_both
from simulation.rules.numbers import chance, draw, unit
from simulation.rules.parting import break_up, end, go_own_way
from simulation.rules.record import record_partnership
from simulation.rules.reviews import expect_review, review_ends
from simulation.rules.sharing import least_support, least_trust, results
from simulation.rules.tiers import short_lived
from simulation.rules.wish import least_trusting, note_choice, note_members, note_wish, own_hazard
from simulation.terms import (
    AT_ONCE,
    COMPANY,
    DEPTH_SERVICES,
    END_BURDEN,
    END_COMPANY,
    END_CONTROL_REVIEW,
    END_LEADER,
    END_LEADER_REVIEW,
    END_MEMBERS,
    END_MERGED,
    END_OWN_CAPACITY,
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
    return hazard * (1.0 - p.ending.embedded_hold * s.embedding[q]) * short_lived(p.tiers, w, q)


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
    s, changed = w.partnerships, NEVER
    for place in range(s.partners[q]):
        if changed == NEVER and w.leaders.since[s.members[q, place]] == t:
            changed = s.members[q, place]
    if changed == NEVER:
        return False
    likely = leader_chance(p.ending, s.embedding[q], s.mismatch[q])
    u = draw(w.scratch.seed, w.councils.key[s.members[q, 0]], t, LEADER_ENDS)
    if u >= likely:
        return False
    note_cause(w, q, BY_NEW_LEADER, changed, s.embedding[q], 1.0, unit(likely), u)
    return True


@rule
def succession_fails(p: Parameters, w: World, q: int, t: int) -> bool:
    """Return whether partners cannot agree on the next shared chief executive."""
    s = w.partnerships
    seat = s.seat[q]
    if w.chiefs.vacant[seat] != t:
        return False
    likely = p.ending.succession_base + p.ending.succession_embedding * s.embedding[q]
    likely += p.ending.succession_trust * (least_trust(w, q) - 0.5)
    u = draw(w.scratch.seed, w.councils.key[s.members[q, 0]], t, SUCCESSOR)
    if u >= likely:
        i, trust = s.members[q, least_trusting(w, q)], least_trust(w, q)
        note_cause(w, q, BY_SUCCESSION, i, trust, 0.5, unit(1.0 - likely), 1.0 - u)
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
    likely = merge + p.ending.company_rate / 12.0
    if u < likely:
        cause = BY_MERGER if u < merge else BY_COMPANY
        note_cause(w, q, cause, NEVER, s.embedding[q], p.ending.settled, unit(likely), u)
        return MERGED if u < merge else COMPANY
    return NEVER


@rule
def changes_end(p: Parameters, w: World, q: int, t: int) -> bool:
    """Let a change of leader or control end partnership `q`, at once or by a review."""
    if p.choices.review == AT_ONCE:
        if leader_ends(p, w, q, t):
            break_up(p, w, q, t, END_LEADER)
            return True
        return False
    expect_review(p, w, q, t)
    kind = w.partnerships.review_kind[q]
    place = review_ends(p, w, q, t)
    if place < 0:
        return False
    reason = END_CONTROL_REVIEW if kind == NEW_CONTROL else END_LEADER_REVIEW
    go_own_way(p, w, q, t, reason, place)
    return True


@rule
def chosen_end(p: Parameters, w: World, q: int, t: int) -> bool:
    """End partnership `q` by choice, if this is the month: pressed, members' turn, own wish."""
    choice, members, own = choice_hazard(p, w, q), members_hazard(p, w, q), own_hazard(p, w, q)
    total = choice + members + own
    key = w.councils.key[w.partnerships.members[q, 0]]
    ends = draw(w.scratch.seed, key, t, ENDS)
    if ends >= total:  # a chance is never above its hazard
        return False
    likely = unit(chance(total))
    if ends >= likely:
        return False
    which = draw(w.scratch.seed, key, t, WHICH_END) * total
    if which < choice:
        note_choice(p, w, q, widest_gap(w, q), likely, ends)
        break_up(p, w, q, t, END_BURDEN)
    elif which < choice + members or own == 0.0:
        note_members(p, w, q, likely, ends)
        break_up(p, w, q, t, END_MEMBERS)
    else:
        go_own_way(p, w, q, t, END_OWN_CAPACITY, note_wish(p, w, q, likely, ends))
    return True


@rule
def survive(p: Parameters, w: World, q: int, t: int) -> bool:
    """Return whether partnership `q` goes on unchanged this month; end it if it does not."""
    if changes_end(p, w, q, t):
        return False
    if succession_fails(p, w, q, t):
        break_up(p, w, q, t, END_SUCCESSION)
        return False
    further = merges(p, w, q, t)
    if further >= 0:
        end(p, w, q, t, further, END_MERGED if further == MERGED else END_COMPANY)
        return False
    return not chosen_end(p, w, q, t)
