"""Why talks failed: the gate furthest short, and the causes each side cites."""

from __future__ import annotations

from simulation.draws import TELLING, TELLING_OTHER
from simulation.parameters import Parameters
from simulation.rule import rule, step
from simulation.rules.numbers import draw
from simulation.rules.support import culture_gap
from simulation.terms import (
    APPOINTMENT,
    CANDIDATE_REFUSED,
    CULTURE,
    LEADER_CHANGE,
    LEAK,
    MONEY,
    NEVER,
    NO_VISION,
    OFFICERS,
    OTHER,
    PERSONALITIES,
    REASON_COUNT,
    TAKEOVER_FEAR,
)
from simulation.world.tables import CITED, World


@rule
def short(value: float, needed: float) -> float:
    """Return by what share `value` falls short of what is needed, at least 0."""
    return max(0.0, (needed - value) / needed) if needed > 0.0 else 0.0


@rule
def members_reason(p: Parameters, w: World, r: int) -> int:
    """Return what turned the members of the less willing side: fear, no vision or no trust."""
    talks = w.talks
    side = 0 if talks.members[r, 0] <= talks.members[r, 1] else 1
    fear = p.support.members_fear * (talks.fear[r, side] - p.support.fear_base)
    vision = p.support.members_vision * max(0.0, p.vote.vision - talks.vision[r])
    trust = p.support.members_trust * max(0.0, p.reasons.trust - talks.trust[r, side])
    if fear >= vision and fear >= trust:
        return TAKEOVER_FEAR
    return NO_VISION if vision >= trust else PERSONALITIES


@rule
def furthest_short(p: Parameters, w: World, r: int, affordable: bool) -> int:
    """Return the reason that belongs to the gate furthest short, for talks that ran out."""
    talks, vote = w.talks, p.vote
    vision = short(talks.vision[r], vote.vision)
    trust = short(min(talks.trust[r, 0], talks.trust[r, 1]), vote.trust)
    members = short(min(talks.members[r, 0], talks.members[r, 1]), vote.members)
    officers = short(min(talks.officers[r, 0], talks.officers[r, 1]), vote.officers)
    worst = max(vision, trust, members, officers)
    if talks.deadlocked[r]:
        return APPOINTMENT
    if worst == 0.0:
        return OTHER if affordable else MONEY
    if worst == trust:
        return PERSONALITIES
    if worst == vision:
        return NO_VISION
    return OFFICERS if worst == officers else members_reason(p, w, r)


@rule
def weigh_causes(p: Parameters, w: World, r: int, side: int, reason: int) -> None:
    """Write how badly each cause weighs on one side into `scratch.severity`."""
    talks, s, vote, weight = w.talks, w.scratch.severity, p.vote, p.reasons
    for cause in range(REASON_COUNT):
        s[cause] = 0.0
    s[NO_VISION] = short(talks.vision[r], vote.vision)
    s[PERSONALITIES] = short(talks.trust[r, side], vote.trust + weight.trust_margin)
    s[TAKEOVER_FEAR] = max(0.0, talks.fear[r, side] - p.support.fear_base)
    gap = culture_gap(w, talks.councils[r, 0], talks.councils[r, 1])
    s[CULTURE] = weight.culture * max(0.0, gap - weight.culture_gap)
    s[OFFICERS] = short(talks.officers[r, side], vote.officers + weight.officers_margin)
    s[APPOINTMENT] = weight.deadlock if talks.deadlocked[r] else 0.0
    s[CANDIDATE_REFUSED] = weight.refused if talks.refused[r] == side else 0.0
    s[LEAK] = weight.leak if talks.leaked[r] >= 0 else 0.0
    s[LEADER_CHANGE] = weight.leader_change if talks.leader_changes[r] > 0 else 0.0
    if reason != OTHER:
        s[reason] += weight.proximate


@step
def cite_causes(p: Parameters, w: World, r: int, t: int, reason: int) -> None:
    """Write up to three causes for each side, as it tells the story itself (SF062, SF077).

    Every reason but `other` can be a cause.
    """
    seed, key, talks = w.scratch.seed, w.ties.key[w.talks.tie[r]], w.talks
    for side in range(2):
        weigh_causes(p, w, r, side, reason)
        u = draw(seed, key, t, TELLING if side == 0 else TELLING_OTHER)
        if u < p.breakdown.told_otherwise and reason != OTHER:
            w.scratch.severity[reason] -= p.reasons.proximate
        for place in range(CITED):
            worst, largest = NEVER, p.reasons.least
            for cause in range(REASON_COUNT):
                if cause != OTHER and w.scratch.severity[cause] > largest:
                    worst, largest = cause, w.scratch.severity[cause]
            talks.causes[r, CITED * side + place] = worst
            if worst >= 0:
                w.scratch.severity[worst] = 0.0
