"""Breakdown of talks: competing chances each month, small at first meetings."""

from __future__ import annotations

import math

from simulation.branches import (
    BY_CHIEFS,
    BY_CULTURE,
    BY_DEADLOCK,
    BY_INSIDER,
    BY_INTEREST,
    BY_LEADER,
    BY_LEAK,
    BY_MATCH,
    BY_MOMENTUM,
    BY_OTHER,
    BY_STALL,
    BY_UNWILLING,
)
from simulation.draws import (
    BREAKS,
    FOUND_OUT,
    LEADER_BREAKS,
    LEAK_FATAL,
    LEAKS,
    REPAIRS,
    WHICH_BREAK,
)
from simulation.event_kinds import TALKS_LEAKED, TALKS_REPAIRED, TALKS_STALLED
from simulation.parameters import Parameters
from simulation.parameters.talks import Breakdown
from simulation.rule import rule, step
from simulation.rules.appointment import neither_leaving
from simulation.rules.levers import pulled_by_both
from simulation.rules.numbers import chance, draw, unit
from simulation.rules.reasons import cooler_side, furthest_short, members_reason, note
from simulation.rules.record import record_talks
from simulation.rules.support import culture_gap
from simulation.rules.trust import mismatch
from simulation.rules.vote import affordable
from simulation.terms import (
    ANNOUNCE_EARLY,
    APPOINTMENT,
    CULTURE,
    DUE_DILIGENCE,
    NEVER,
    OFFICERS,
    OPEN_RECRUITMENT,
    OTHER,
    PERSONALITIES,
    QUIET,
    REPAIR,
    SELF_INTEREST,
)
from simulation.world.tables import World

BOTH = 2
"""Sides of talks, where both are meant."""


@rule
def ripeness(p: Breakdown, months: int) -> float:
    """Return how much of the chances of breakdown applies: `min(1, months/4)` squared."""
    share = min(1.0, float(months) / p.growth_months)
    return share * share


@rule
def self_interest(p: Parameters, w: World, r: int, t: int) -> float:
    """Return the monthly chance that self-interest over the post ends talks (SF053, SF075)."""
    a, b, chiefs = w.talks.councils[r, 0], w.talks.councils[r, 1], w.chiefs
    ambition = chiefs.ambition[chiefs.seat[a]] + chiefs.ambition[chiefs.seat[b]]
    opened = p.effects.open_deadlock * pulled_by_both(w, OPEN_RECRUITMENT, t, a, b)
    hazard = p.breakdown.self_interest * ambition * (1.0 - opened)
    if not neither_leaving(w, r):
        hazard *= p.breakdown.one_leaving
    return p.breakdown.name_agreed * hazard if w.talks.candidate[r] != NEVER else hazard


@rule
def clash(p: Breakdown, w: World, r: int) -> float:
    """Return the monthly chance that two strong chief executives clash (SF063).

    Twice a trait is a factor that is 1 for the middle of the scale.
    """
    a, b, chiefs = w.talks.councils[r, 0], w.talks.councils[r, 1], w.chiefs
    if not neither_leaving(w, r):
        return 0.0
    first, second = chiefs.strength[chiefs.seat[a]], chiefs.strength[chiefs.seat[b]]
    return p.clash * (2.0 * first) * (2.0 * second)


@rule
def unwilling(w: World, r: int) -> float:
    """Return by how much the less willing members fall short of a majority, 0 to 1 (SF067)."""
    least = min(w.talks.members[r, 0], w.talks.members[r, 1])
    return max(0.0, 2.0 * (0.5 - least))


@rule
def weigh_breakdowns(
    p: Parameters, w: World, r: int, t: int, months: int, momentum: float
) -> float:
    """Write the monthly hazards of breakdown into `scratch.hazards`, and return their sum."""
    talks, b, hazards = w.talks, p.breakdown, w.scratch.hazards
    i, j = talks.councils[r, 0], talks.councils[r, 1]
    ripe, first = ripeness(b, months), BY_CULTURE
    hazards[BY_CULTURE - first] = ripe * b.culture * culture_gap(w, i, j)
    hazards[BY_INTEREST - first] = ripe * self_interest(p, w, r, t)
    insiders = w.councils.hostile[i] + w.councils.hostile[j]
    hazards[BY_INSIDER - first] = ripe * b.hostile * insiders
    hazards[BY_CHIEFS - first] = ripe * clash(b, w, r)
    hazards[BY_STALL - first] = b.stalled * float(talks.stalled[r])
    hazards[BY_UNWILLING - first] = ripe * b.members * unwilling(w, r)
    hazards[BY_MOMENTUM - first] = b.momentum * (1.0 - momentum)
    hazards[BY_OTHER - first] = ripe * b.other
    total = 0.0
    for kind in range(hazards.shape[0]):
        total += hazards[kind]
    return total


@rule
def on_whose_side(w: World, r: int, branch: int) -> int:
    """Return the council on whose side talks break down, -1 where it is both."""
    a, b = w.talks.councils[r, 0], w.talks.councils[r, 1]
    if branch == BY_INSIDER and w.councils.hostile[a] != w.councils.hostile[b]:
        return a if w.councils.hostile[a] else b
    if branch == BY_STALL:
        return a if w.talks.trust[r, 0] <= w.talks.trust[r, 1] else b
    if branch == BY_UNWILLING:
        return w.talks.councils[r, cooler_side(w, r)]
    return NEVER


@rule
def reason_of(p: Parameters, w: World, r: int, t: int, branch: int) -> int:
    """Return the reason that stands for a branch by which talks broke down."""
    if branch == BY_CULTURE:
        return CULTURE
    if branch == BY_INTEREST:
        return SELF_INTEREST
    if branch == BY_DEADLOCK:
        return APPOINTMENT
    if branch == BY_INSIDER:
        return OFFICERS
    if branch == BY_CHIEFS or branch == BY_STALL:
        return PERSONALITIES
    if branch == BY_UNWILLING:
        return members_reason(p, w, r, cooler_side(w, r))
    return OTHER if branch == BY_OTHER else furthest_short(p, w, r, affordable(p, w, r, t))


@step
def breaks(p: Parameters, w: World, r: int, t: int, months: int, momentum: float) -> int:
    """Return the reason for which talks break down this month, or -1.

    The chances compete: one number says whether any of them ends talks, another which.
    """
    talks, hazards = w.talks, w.scratch.hazards
    seed, key = w.scratch.seed, w.ties.key[talks.tie[r]]
    total = weigh_breakdowns(p, w, r, t, months, momentum)
    likely, u = chance(total), draw(seed, key, t, BREAKS)
    if u >= likely:
        return NEVER
    which, kind, reached = total * draw(seed, key, t, WHICH_BREAK), 0, hazards[0]
    while which >= reached and kind < hazards.shape[0] - 1:
        kind += 1
        reached += hazards[kind]
    branch = BY_CULTURE + kind
    if branch == BY_INTEREST and talks.deadlocked[r]:
        branch = BY_DEADLOCK
    note(talks, r, branch, on_whose_side(w, r, branch), hazards[kind], likely, u)
    return reason_of(p, w, r, t, branch)


@rule
def leader_breaks(p: Parameters, w: World, r: int, t: int) -> bool:
    """Return whether a change of leader this month ends talks (SF061, SF097)."""
    talks = w.talks
    a, b = talks.councils[r, 0], talks.councils[r, 1]
    changes = int(w.leaders.since[a] == t) + int(w.leaders.since[b] == t)
    if changes == 0:
        return False
    talks.leader_changes[r] += changes
    apart = mismatch(w.councils.control[a], w.councils.control[b])
    likely = unit(p.breakdown.leader_base + p.breakdown.leader_mismatch * apart)
    u = draw(w.scratch.seed, w.ties.key[talks.tie[r]], t, LEADER_BREAKS)
    if u >= likely:
        return False
    where = NEVER if changes == BOTH else (a if w.leaders.since[a] == t else b)
    note(talks, r, BY_LEADER, where, apart, likely, u)
    return True


@rule
def leaks(p: Parameters, w: World, r: int, t: int) -> bool:
    """Let talks leak as a done deal: members take support back; True if that ends them (SF056)."""
    talks, seed, key = w.talks, w.scratch.seed, w.ties.key[w.talks.tie[r]]
    a, b = talks.councils[r, 0], talks.councils[r, 1]
    if talks.leaked[r] >= 0:
        return False
    quiet = 1.0 - p.effects.quiet_leak * pulled_by_both(w, QUIET, t, a, b)
    announced = p.effects.announce_leak * pulled_by_both(w, ANNOUNCE_EARLY, t, a, b)
    if draw(seed, key, t, LEAKS) >= (p.breakdown.leak + announced) * quiet:
        return False
    talks.leaked[r] = t
    for side in range(2):
        talks.members[r, side] = unit(talks.members[r, side] - p.breakdown.leak_members)
    record_talks(w.events, w.scratch, talks, r, t, TALKS_LEAKED, -1, 0.0)
    fatal, u = p.breakdown.leak_fatal, draw(seed, key, t, LEAK_FATAL)
    if u >= fatal:
        return False
    note(talks, r, BY_LEAK, NEVER, p.breakdown.leak_members, fatal, u)
    return True


@rule
def leak_risk(p: Parameters, w: World, r: int, t: int, months: int) -> int:
    """Return why due diligence ends a bad match in its first months, or -1 (SF123)."""
    talks = w.talks
    a, b = talks.councils[r, 0], talks.councils[r, 1]
    level = pulled_by_both(w, DUE_DILIGENCE, t, a, b)
    effects = p.effects
    if level == 0.0 or months > effects.diligence_months:
        return NEVER
    culture = max(0.0, culture_gap(w, a, b) - effects.diligence_culture)
    least = min(talks.trust[r, 0], talks.trust[r, 1])
    distrust = max(0.0, effects.diligence_trust - least)
    shows = effects.diligence_reveals * level * effects.diligence_weight
    likely = unit(shows * (culture + distrust))
    u = draw(w.scratch.seed, w.ties.key[talks.tie[r]], t, FOUND_OUT)
    if u >= likely:
        return NEVER
    unlike = culture >= distrust
    note(talks, r, BY_MATCH, NEVER, culture_gap(w, a, b) if unlike else least, likely, u)
    return CULTURE if unlike else PERSONALITIES


@step
def stall_or_repair(p: Parameters, w: World, r: int, t: int) -> None:
    """Stall talks below the gate of trust; only a repair brings them back (SF121)."""
    talks, seed, key, ties = w.talks, w.scratch.seed, w.ties.key[w.talks.tie[r]], w.ties
    a, b = talks.councils[r, 0], talks.councils[r, 1]
    if talks.stalled[r] == 0 and min(talks.trust[r, 0], talks.trust[r, 1]) < p.talks.stall_trust:
        talks.stalled[r] = 1
        record_talks(w.events, w.scratch, talks, r, t, TALKS_STALLED, -1, 0.0)
    if talks.stalled[r] == 0:
        return
    talks.stalled_months[r] += 1
    honesty = p.effects.repair_chance * pulled_by_both(w, REPAIR, t, a, b)
    if draw(seed, key, t, REPAIRS) < p.talks.repair + honesty:
        talks.stalled[r] = 0
        talks.repaired[r] += 1
        for side in range(2):
            e = talks.tie[r] if side == 0 else ties.reverse[talks.tie[r]]
            ties.trust[e] = unit(ties.trust[e] + p.talks.repair_gain)
            talks.trust[r, side] = ties.trust[e]
        record_talks(w.events, w.scratch, talks, r, t, TALKS_REPAIRED, -1, 0.0)


@rule
def momentum(months: int, full: float, half_life: float) -> float:
    """Return what is left of the will to finish after `months` of talks, in [0, 1] (SF041)."""
    late = float(months) - full
    return 1.0 if late <= 0.0 else math.exp2(-late / half_life)
