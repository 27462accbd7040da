"""Why talks failed: the gate furthest short, and the causes each side cites."""

from __future__ import annotations

import math

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
from simulation.world.tables import CITED, Talks, World

GATE_NONE, GATE_VISION, GATE_TRUST, GATE_MEMBERS, GATE_OFFICERS = range(-1, 4)
"""What talks must have for a vote; -1 where nothing is short."""


@rule
def note(
    talks: Talks, r: int, branch: int, council: int, number: float, threshold: float, u: float
) -> None:
    """Write down which rule decides talks `r`: on whose side, by which number and which draw.

    Parameters
    ----------
    branch : int
        Of `simulation.branches.BRANCHES`, which says what number and threshold are.
    council : int
        Row of the council that decided, -1 for both.
    number, threshold, u : float
        NaN where there is none.
    """
    talks.decided_by[r], talks.decided_council[r] = branch, council
    talks.decided_number[r], talks.decided_threshold[r] = number, threshold
    talks.decided_draw[r] = u


@rule
def short(value: float, needed: float) -> float:
    """Return by what share `value` falls short of what is needed, at least 0."""
    return max(0.0, (needed - value) / needed) if needed > 0.0 else 0.0


@rule
def cooler_side(w: World, r: int) -> int:
    """Return the side of talks `r` whose members are less willing."""
    return 0 if w.talks.members[r, 0] <= w.talks.members[r, 1] else 1


@rule
def members_reason(p: Parameters, w: World, r: int, side: int) -> int:
    """Return what turned the members of one side: fear, no vision or no trust."""
    talks = w.talks
    fear = p.support.members_fear * (talks.fear[r, side] - p.support.fear_base)
    vision = p.support.members_vision * max(0.0, p.vote.vision - talks.vision[r])
    trust = p.support.members_trust * max(0.0, p.reasons.trust - talks.trust[r, side])
    if fear >= vision and fear >= trust:
        return TAKEOVER_FEAR
    return NO_VISION if vision >= trust else PERSONALITIES


@rule
def worst_gate(p: Parameters, w: World, r: int) -> int:
    """Return the gate that talks `r` miss by the largest share, -1 if they miss none."""
    talks, vote = w.talks, p.vote
    vision = short(talks.vision[r], vote.vision)
    trust = short(min(talks.trust[r, 0], talks.trust[r, 1]), vote.trust)
    members = short(min(talks.members[r, 0], talks.members[r, 1]), vote.members)
    officers = short(min(talks.officers[r, 0], talks.officers[r, 1]), vote.officers)
    worst = max(vision, trust, members, officers)
    if worst == 0.0:
        return GATE_NONE
    if worst == trust:
        return GATE_TRUST
    if worst == vision:
        return GATE_VISION
    return GATE_OFFICERS if worst == officers else GATE_MEMBERS


@rule
def furthest_short(p: Parameters, w: World, r: int, affordable: bool) -> int:
    """Return the reason that belongs to the gate furthest short, for talks that ran out."""
    if w.talks.deadlocked[r]:
        return APPOINTMENT
    gate = worst_gate(p, w, r)
    if gate == GATE_NONE:
        return OTHER if affordable else MONEY
    if gate == GATE_TRUST:
        return PERSONALITIES
    if gate == GATE_VISION:
        return NO_VISION
    return OFFICERS if gate == GATE_OFFICERS else members_reason(p, w, r, cooler_side(w, r))


@rule
def note_gate(p: Parameters, w: World, r: int, branch: int, u: float) -> None:
    """Write down that talks `r` ended at a gate: the one furthest short, on the shorter side."""
    talks, vote = w.talks, p.vote
    gate = worst_gate(p, w, r)
    side, value, needed = NEVER, math.nan, math.nan
    if gate == GATE_VISION:
        value, needed = talks.vision[r], vote.vision
    elif gate == GATE_TRUST:
        side = 0 if talks.trust[r, 0] <= talks.trust[r, 1] else 1
        value, needed = talks.trust[r, side], vote.trust
    elif gate == GATE_MEMBERS:
        side = cooler_side(w, r)
        value, needed = talks.members[r, side], vote.members
    elif gate == GATE_OFFICERS:
        side = 0 if talks.officers[r, 0] <= talks.officers[r, 1] else 1
        value, needed = talks.officers[r, side], vote.officers
    council = talks.councils[r, side] if side >= 0 else NEVER
    note(talks, r, branch, council, value, needed, u)


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
