"""A month of talks: trust, vision, support, the post, breakdown, and the vote."""

from __future__ import annotations

import math

from simulation.branches import BY_DATE, BY_GROUND, BY_TIME
from simulation.draws import CHANCE_MEETING, CHANCE_MEETING_OTHER
from simulation.event_kinds import TALKS_EXTENDED
from simulation.parameters import Parameters
from simulation.parameters.talks import Talks
from simulation.rule import rule, step
from simulation.rules.appointment import seek_candidate
from simulation.rules.breakdown import (
    breaks,
    leader_breaks,
    leak_risk,
    leaks,
    momentum,
    stall_or_repair,
)
from simulation.rules.clock import (
    date_has_come,
    effort,
    extends,
    may_vote,
    time_over,
    votes_in_haste,
)
from simulation.rules.closing import agree, fail
from simulation.rules.levers import pulled_by_both
from simulation.rules.numbers import draw, unit
from simulation.rules.reasons import furthest_short, note, note_gate
from simulation.rules.record import record_talks
from simulation.rules.soundings import closed_for_good
from simulation.rules.support import culture_gap, move_members, move_officers
from simulation.rules.trust import affinity
from simulation.rules.vote import affordable, believed, shortfall, turned_down
from simulation.terms import (
    BROKER,
    CANDIDATE_REFUSED,
    COUNCILLOR_MEETINGS,
    DETAIL_FIRST,
    DUE_DILIGENCE,
    LEADER_CHANGE,
    LEAK,
    NEVER,
    OTHER,
    STAGE_TALKS,
    STAGE_VOTE,
    VISION_FIRST,
)
from simulation.world.tables import World

THIRD = 3
"""Month of talks in which first impressions have settled (SF093)."""


@rule
def contact(p: Talks) -> float:
    """Return how much meeting does, 0 to 1: each further meeting adds less (SF043)."""
    return p.meetings / (p.meetings + p.meetings_half)


@rule
def build_trust(p: Parameters, w: World, r: int, side: int, t: int, work: float) -> None:
    """Move one leader's trust towards affinity, raised by meeting, with luck (SF043, SF045)."""
    talks, ties = w.talks, w.ties
    e = talks.tie[r] if side == 0 else ties.reverse[talks.tie[r]]
    met = contact(p.talks)
    level = affinity(p, w, e, t) + p.trust.meeting_gain * met
    a, b = talks.councils[r, 0], talks.councils[r, 1]
    level += p.effects.broker_trust * pulled_by_both(w, BROKER, t, a, b)
    purpose = CHANCE_MEETING if side == 0 else CHANCE_MEETING_OTHER
    luck = draw(w.scratch.seed, ties.key[talks.tie[r]], t, purpose)
    before = ties.trust[e]
    now = before + min(1.0, 2.0 * p.trust.talks_pace * met * work) * (level - before)
    ties.trust[e] = unit(now + p.trust.chance_meeting * (2.0 * luck - 1.0))
    ties.exact[e] = t
    talks.trust[r, side] = ties.trust[e]


@rule
def protocol_pace(p: Parameters) -> float:
    """Return what the protocol does to the pace of agreeing a vision (SF046)."""
    if p.choices.protocol == VISION_FIRST:
        return 1.0 + p.effects.vision_first
    return 1.0 - p.effects.detail_first if p.choices.protocol == DETAIL_FIRST else 1.0


@rule
def vision_gain(
    p: Talks, vision: float, trust: float, floor: float, will: float, gap: float, overlap: float,
    purpose: float,
) -> float:  # fmt: skip
    """Return by how much a shared vision grows in a month (SF046-SF048, SF057, SF108).

    Parameters
    ----------
    vision, trust, will, gap, purpose : float
        In [0, 1]: `trust` is the smaller of the two, `will` the momentum left, `gap` that of
        culture. Below `floor` of trust nothing grows, however large the saving.
    overlap : float
        Functions in common: 1 in one tier.
    """
    gate = max(0.0, trust - floor)
    pace = p.vision_rate * will * contact(p) * gate * (1.0 - p.culture_drag * gap) * overlap
    return min(1.0, pace * (p.purpose_low + p.purpose_gain * purpose)) * (1.0 - vision)


@rule
def build_vision(p: Parameters, w: World, r: int, will: float, work: float) -> None:
    """Let the shared vision of talks `r` grow by a month that holds so many months of work."""
    talks = w.talks
    if talks.stalled[r]:
        return
    a, b = talks.councils[r, 0], talks.councils[r, 1]
    overlap = 1.0 if w.ties.same_tier[talks.tie[r]] else p.talks.overlap_cross_tier
    strength = 0.5 * (w.chiefs.strength[w.chiefs.seat[a]] + w.chiefs.strength[w.chiefs.seat[b]])
    drive = (1.0 + p.talks.strength_pace * (strength - 0.5)) * protocol_pace(p)
    drive *= 1.0 + p.motives.growth * talks.rationale[r]
    trust = min(talks.trust[r, 0], talks.trust[r, 1])
    gain = vision_gain(
        p.talks, talks.vision[r], trust, p.trust.floor, will, culture_gap(w, a, b), overlap,
        talks.purpose[r],
    )  # fmt: skip
    talks.vision[r] = unit(talks.vision[r] + work * drive * gain)


@rule
def prepare(p: Parameters, w: World, r: int, t: int, work: float) -> None:
    """Lay groundwork inside the councils and gather evidence (SF066, SF129)."""
    talks = w.talks
    a, b = talks.councils[r, 0], talks.councils[r, 1]
    diligent = pulled_by_both(w, DUE_DILIGENCE, t, a, b)
    thorough = 1.0
    if p.choices.protocol == DETAIL_FIRST:
        thorough += p.effects.detail_groundwork
    gathered = p.talks.evidence_rate * (1.0 + p.effects.diligence_evidence * diligent)
    laid = p.talks.groundwork_rate * thorough
    talks.evidence[r] += unit(gathered * work) * (1.0 - talks.evidence[r])
    talks.groundwork[r] += unit(laid * work) * (1.0 - talks.groundwork[r])


@rule
def spend(p: Parameters, w: World, r: int, t: int, work: float) -> None:
    """Add the month's work to the cost of talks in cash and officer hours (SF054, SF055)."""
    talks = w.talks
    a, b = talks.councils[r, 0], talks.councils[r, 1]
    rounds = pulled_by_both(w, COUNCILLOR_MEETINGS, t, a, b)
    talks.cash[r] += work * (talks.cash_rate[r] + p.effects.meetings_cost * rounds)
    talks.hours[r] += work * p.costs.hours


@step
def progress(p: Parameters, w: World, r: int, t: int, months: int) -> float:
    """Let trust, vision, groundwork and support move by a month; return the momentum left."""
    talks = w.talks
    will = momentum(months, p.talks.momentum_months, p.talks.momentum_half_life)
    work = effort(p, w, r)
    spend(p, w, r, t, work)
    build_trust(p, w, r, 0, t, work)
    build_trust(p, w, r, 1, t, work)
    stall_or_repair(p, w, r, t)
    build_vision(p, w, r, will, work)
    prepare(p, w, r, t, work)
    for side in range(2):
        move_officers(p, w, r, side, t)
        move_members(p, w, r, side, t, will)
    if months == THIRD:
        talks.trust_third[r] = min(talks.trust[r, 0], talks.trust[r, 1])
    return will


@step
def hold_vote(p: Parameters, w: World, r: int, t: int) -> None:
    """Let members and officers decide on talks `r`."""
    reason = turned_down(p, w, r, t)
    if reason == NEVER:
        agree(p, w, r, t)
    else:
        fail(p, w, r, t, STAGE_VOTE, reason)


@step
def give_up(p: Parameters, w: World, r: int, t: int, branch: int) -> None:
    """End talks `r` because of the gate furthest short."""
    note_gate(p, w, r, branch, math.nan)
    fail(p, w, r, t, STAGE_TALKS, furthest_short(p, w, r, affordable(p, w, r, t)))


@step
def decide(p: Parameters, w: World, r: int, t: int, months: int, will: float) -> None:
    """Vote once leaders believe all is there; on the date vote, extend or give up (SF042)."""
    talks = w.talks
    if may_vote(p, w, r, t, months) and believed(p, w, r, t):
        hold_vote(p, w, r, t)
    elif date_has_come(p, w, r, t, months):
        missing = shortfall(p, w, r, t)
        if affordable(p, w, r, t) and votes_in_haste(p, w, r, t, missing):
            talks.hurried[r], talks.missing[r] = 1, missing
            hold_vote(p, w, r, t)
        elif extends(p, w, r, t, months, will):
            record_talks(w.events, w.scratch, talks, r, t, TALKS_EXTENDED, -1, float(months))
        else:
            give_up(p, w, r, t, BY_DATE)
    elif time_over(p, w, r, t, months):
        give_up(p, w, r, t, BY_TIME)


@step
def hold_talks(p: Parameters, w: World, r: int, t: int) -> None:
    """Hold formal talks `r` for a month."""
    talks = w.talks
    months = t - talks.began[r]
    talks.joins[r] = w.councils.partnership[talks.councils[r, 1]]
    if closed_for_good(w, r):
        note(talks, r, BY_GROUND, NEVER, math.nan, math.nan, math.nan)
        fail(p, w, r, t, STAGE_TALKS, OTHER)
        return
    if leader_breaks(p, w, r, t):
        fail(p, w, r, t, STAGE_TALKS, LEADER_CHANGE)
        return
    will = progress(p, w, r, t, months)
    if leaks(p, w, r, t):
        fail(p, w, r, t, STAGE_TALKS, LEAK)
        return
    if not seek_candidate(p, w, r, t, months):
        fail(p, w, r, t, STAGE_TALKS, CANDIDATE_REFUSED)
        return
    reason = leak_risk(p, w, r, t, months)
    if reason == NEVER:
        reason = breaks(p, w, r, t, months, will)
    if reason != NEVER:
        fail(p, w, r, t, STAGE_TALKS, reason)
        return
    decide(p, w, r, t, months, will)
