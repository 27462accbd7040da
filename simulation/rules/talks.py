"""A month of talks: trust, vision, support, the post, breakdown, and the vote."""

from __future__ import annotations

from simulation.draws import (
    CHANCE_MEETING,
    CHANCE_MEETING_OTHER,
    RULES_OUT,
    SERVICE_LEFT,
    SOURED,
    WARY,
    WARY_OTHER,
)
from simulation.event_kinds import TALKS_FAILED
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
from simulation.rules.levers import pulled_by_both
from simulation.rules.numbers import draw, unit
from simulation.rules.parting import part_ways
from simulation.rules.partnerships import form, join
from simulation.rules.reasons import cite_causes, furthest_short
from simulation.rules.record import count, record_talks
from simulation.rules.retry import look_quickly
from simulation.rules.soundings import closed_for_good
from simulation.rules.support import culture_gap, move_members, move_officers
from simulation.rules.trust import affinity, shake
from simulation.rules.vote import affordable, believed, turned_down
from simulation.terms import (
    AGREED,
    BROKER,
    CANDIDATE_REFUSED,
    COUNCILLOR_MEETINGS,
    DETAIL_FIRST,
    DUE_DILIGENCE,
    FAILED,
    FOREVER,
    LEADER_CHANGE,
    LEAK,
    NEVER,
    OTHER,
    PERSONALITIES,
    SELF_INTEREST,
    STAGE_TALKS,
    STAGE_VOTE,
    VISION_FIRST,
)
from simulation.world.books import FLOW_AGREED, FLOW_FAILED
from simulation.world.tables import World

THIRD = 3
"""Month of talks in which first impressions have settled (SF093)."""


@rule
def contact(p: Talks) -> float:
    """Return how much meeting does, 0 to 1: each further meeting adds less (SF043)."""
    return p.meetings / (p.meetings + p.meetings_half)


@rule
def build_trust(p: Parameters, w: World, r: int, side: int, t: int) -> None:
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
    now = before + 2.0 * p.trust.talks_pace * met * (level - before)
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
def build_vision(p: Parameters, w: World, r: int, will: float) -> None:
    """Let the shared vision of talks `r` grow by a month."""
    talks = w.talks
    if talks.stalled[r]:
        return
    a, b = talks.councils[r, 0], talks.councils[r, 1]
    overlap = 1.0 if w.ties.same_tier[talks.tie[r]] else p.talks.overlap_cross_tier
    strength = 0.5 * (w.chiefs.strength[w.chiefs.seat[a]] + w.chiefs.strength[w.chiefs.seat[b]])
    drive = (1.0 + p.talks.strength_pace * (strength - 0.5)) * protocol_pace(p)
    trust = min(talks.trust[r, 0], talks.trust[r, 1])
    gain = vision_gain(
        p.talks, talks.vision[r], trust, p.trust.floor, will, culture_gap(w, a, b), overlap,
        talks.purpose[r],
    )  # fmt: skip
    talks.vision[r] = unit(talks.vision[r] + drive * gain)


@rule
def prepare(p: Parameters, w: World, r: int, t: int) -> None:
    """Lay groundwork inside the councils and gather evidence (SF066, SF129)."""
    talks = w.talks
    a, b = talks.councils[r, 0], talks.councils[r, 1]
    diligent = pulled_by_both(w, DUE_DILIGENCE, t, a, b)
    thorough = 1.0
    if p.choices.protocol == DETAIL_FIRST:
        thorough += p.effects.detail_groundwork
    gathered = p.talks.evidence_rate * (1.0 + p.effects.diligence_evidence * diligent)
    talks.evidence[r] += unit(gathered) * (1.0 - talks.evidence[r])
    talks.groundwork[r] += unit(p.talks.groundwork_rate * thorough) * (1.0 - talks.groundwork[r])


@rule
def spend(p: Parameters, w: World, r: int, t: int) -> None:
    """Add a month of cash and officer hours to the cost of talks (SF054, SF055)."""
    talks = w.talks
    a, b = talks.councils[r, 0], talks.councils[r, 1]
    rounds = pulled_by_both(w, COUNCILLOR_MEETINGS, t, a, b)
    talks.cash[r] += talks.cash_rate[r] + p.effects.meetings_cost * rounds
    talks.hours[r] += p.costs.hours


@rule
def close(w: World, r: int, t: int, outcome: int, stage: int, reason: int) -> None:
    """Close talks `r` and set its councils free to do something else."""
    talks = w.talks
    talks.outcome[r], talks.stage[r], talks.reason[r], talks.ended[r] = outcome, stage, reason, t
    w.councils.talks[talks.councils[r, 0]] = NEVER
    w.councils.talks[talks.councils[r, 1]] = NEVER


@rule
def become_wary(p: Parameters, w: World, r: int, t: int) -> None:
    """Make about half of the councils wary after a failure, and the others look again (SF164).

    Wariness does not stack.
    """
    seed, key = w.scratch.seed, w.ties.key[w.talks.tie[r]]
    for side in range(2):
        i = w.talks.councils[r, side]
        if draw(seed, key, t, WARY if side == 0 else WARY_OTHER) < p.aftermath.wary_chance:
            w.councils.wariness[i] = max(w.councils.wariness[i], p.aftermath.wariness)
        else:
            look_quickly(p, w, i, t)


@step
def leave_behind(p: Parameters, w: World, r: int, t: int, reason: int) -> None:
    """Take trust, sometimes rule the partner out, sometimes leave a shared service (SF163)."""
    seed, tie, ties = w.scratch.seed, w.talks.tie[r], w.ties
    key, back = ties.key[tie], ties.reverse[tie]
    people = reason == PERSONALITIES or reason == SELF_INTEREST or reason == LEAK
    badly = people and draw(seed, key, t, SOURED) < p.aftermath.soured
    loss = p.trust.lost_badly if badly else p.trust.lost_mildly
    shake(p, w, tie, t, loss)
    shake(p, w, back, t, loss)
    w.talks.trust_after[r] = min(ties.trust[tie], ties.trust[back])
    for_good = draw(seed, key, t, RULES_OUT) < p.aftermath.ruled_out
    part_ways(w, tie, FOREVER if for_good else t + p.aftermath.rest_months)
    if draw(seed, key, t, SERVICE_LEFT) < p.partnership.services_failed:
        ties.services[tie] = min(p.partnership.services_most, ties.services[tie] + 1)
        ties.services[back] = ties.services[tie]
    w.talks.services_kept[r] = ties.services[tie]


@step
def fail(p: Parameters, w: World, r: int, t: int, stage: int, reason: int) -> None:
    """End talks without agreement."""
    cite_causes(p, w, r, t, reason)
    close(w, r, t, FAILED, stage, reason)
    leave_behind(p, w, r, t, reason)
    count(w.scratch, FLOW_FAILED)
    months = float(t - w.talks.began[r])
    record_talks(w.events, w.scratch, w.talks, r, t, TALKS_FAILED, reason, months)
    become_wary(p, w, r, t)


@step
def agree(p: Parameters, w: World, r: int, t: int) -> None:
    """End talks with a partnership."""
    talks = w.talks
    close(w, r, t, AGREED, STAGE_VOTE, NEVER)
    count(w.scratch, FLOW_AGREED)
    talks.partnership[r] = join(p, w, r, t) if talks.joins[r] >= 0 else form(p, w, r, t)
    tie = talks.tie[r]
    talks.trust_after[r] = min(w.ties.trust[tie], w.ties.trust[w.ties.reverse[tie]])
    talks.services_kept[r] = w.ties.services[tie]


@step
def progress(p: Parameters, w: World, r: int, t: int, months: int) -> float:
    """Let trust, vision, groundwork and support move by a month; return the momentum left."""
    talks = w.talks
    will = momentum(months, p.talks.momentum_months, p.talks.momentum_half_life)
    spend(p, w, r, t)
    build_trust(p, w, r, 0, t)
    build_trust(p, w, r, 1, t)
    stall_or_repair(p, w, r, t)
    build_vision(p, w, r, will)
    prepare(p, w, r, t)
    for side in range(2):
        move_officers(p, w, r, side, t)
        move_members(p, w, r, side, t, will)
    if months == THIRD:
        talks.trust_third[r] = min(talks.trust[r, 0], talks.trust[r, 1])
    return will


@step
def decide(p: Parameters, w: World, r: int, t: int, months: int) -> None:
    """Vote once the planned month has come and leaders believe all is there, or give up."""
    talks = w.talks
    if months >= talks.planned[r] and believed(p, w, r, t):
        reason = turned_down(p, w, r, t)
        if reason == NEVER:
            agree(p, w, r, t)
        else:
            fail(p, w, r, t, STAGE_VOTE, reason)
    elif float(months) >= talks.planned[r] + p.talks.patience:
        fail(p, w, r, t, STAGE_TALKS, furthest_short(p, w, r, affordable(p, w, r, t)))


@step
def hold_talks(p: Parameters, w: World, r: int, t: int) -> None:
    """Hold formal talks `r` for a month."""
    talks = w.talks
    months = t - talks.began[r]
    talks.joins[r] = w.councils.partnership[talks.councils[r, 1]]
    if closed_for_good(w, r):
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
    decide(p, w, r, t, months)
