"""The joint chief executive: who is proposed, deadlock between rivals, and who refuses."""

from __future__ import annotations

from simulation.branches import BY_CANDIDATE
from simulation.draws import (
    DEADLOCK_BROKEN,
    OUTSIDE,
    RIVALS,
    SECOND_TRY,
    TAKES_NAME,
)
from simulation.event_kinds import CANDIDATE_PROPOSED, CANDIDATE_TURNED_DOWN, DEADLOCK
from simulation.parameters import Parameters
from simulation.parameters.talks import Appointment
from simulation.rule import rule, step
from simulation.rules.levers import pulled_by_both
from simulation.rules.numbers import draw, unit
from simulation.rules.reasons import note
from simulation.rules.record import record_talks
from simulation.terms import BROKER, FROM_ASKED, FROM_ASKER, NEVER, OPEN_RECRUITMENT, OUTSIDER
from simulation.world.tables import World


@rule
def leaving(w: World, i: int) -> bool:
    """Return whether the chief executive who serves council `i` is going or gone."""
    seat = w.chiefs.seat[i]
    return w.chiefs.leaves[seat] >= 0 or w.chiefs.vacant[seat] >= 0


@rule
def neither_leaving(w: World, r: int) -> bool:
    """Return whether both chief executives mean to stay, the fragile case (SF053)."""
    return not leaving(w, w.talks.councils[r, 0]) and not leaving(w, w.talks.councils[r, 1])


@rule
def strongest(p: Appointment, w: World, r: int) -> int:
    """Return the incumbent with the better claim: skill, strength and the larger council."""
    a, b, chiefs = w.talks.councils[r, 0], w.talks.councils[r, 1], w.chiefs
    first = chiefs.skill[chiefs.seat[a]] + chiefs.strength[chiefs.seat[a]]
    second = chiefs.skill[chiefs.seat[b]] + chiefs.strength[chiefs.seat[b]]
    larger = p.larger if w.councils.population[a] >= w.councils.population[b] else -p.larger
    return FROM_ASKER if first - second + larger >= 0.0 else FROM_ASKED


@rule
def deadlock_chance(p: Appointment, ambition: float, opened: float) -> float:
    """Return the chance that two incumbents both want the post (SF113)."""
    return unit(p.deadlock * (0.5 + ambition) * (1.0 - opened))


@rule
def propose(p: Parameters, w: World, r: int, t: int) -> int:
    """Return whom the leaders propose, or -1 for a deadlock between two incumbents."""
    talks, seed, key = w.talks, w.scratch.seed, w.ties.key[w.talks.tie[r]]
    a, b = talks.councils[r, 0], talks.councils[r, 1]
    first, second = leaving(w, a), leaving(w, b)
    if first and second:
        return OUTSIDER
    if talks.joins[r] >= 0 and not second:
        return FROM_ASKED
    if first or second:
        if draw(seed, key, t, OUTSIDE) < p.appointment.outsider:
            return OUTSIDER
        return FROM_ASKED if first else FROM_ASKER
    ambition = 0.5 * (w.chiefs.ambition[w.chiefs.seat[a]] + w.chiefs.ambition[w.chiefs.seat[b]])
    opened = p.effects.open_deadlock * pulled_by_both(w, OPEN_RECRUITMENT, t, a, b)
    if draw(seed, key, t, RIVALS) < deadlock_chance(p.appointment, ambition, opened):
        return NEVER
    return strongest(p.appointment, w, r)


@rule
def acceptance_of_name(p: Parameters, w: World, r: int, side: int, t: int, name: int) -> float:
    """Return the chance that one side takes a candidate who is not its own (SF064)."""
    talks, chiefs = w.talks, w.chiefs
    a, b = talks.councils[r, 0], talks.councils[r, 1]
    skill = p.appointment.outsider_skill
    if name == FROM_ASKER:
        skill = chiefs.skill[chiefs.seat[a]]
    elif name == FROM_ASKED:
        skill = chiefs.skill[chiefs.seat[b]]
    likely = p.appointment.accept_base + p.appointment.accept_skill * (skill - 0.5)
    likely += p.appointment.accept_trust * (talks.trust[r, side] - 0.5)
    likely += p.effects.open_accept * pulled_by_both(w, OPEN_RECRUITMENT, t, a, b)
    return likely + p.effects.broker_accept * pulled_by_both(w, BROKER, t, a, b)


@rule
def refusing_side(p: Parameters, w: World, r: int, t: int, name: int) -> int:
    """Return the side that refuses a candidate, -1 if both take the name.

    What is noted of a refusal stands only if no other name is tried.
    """
    seed, key = w.scratch.seed, w.ties.key[w.talks.tie[r]]
    for side in range(2):
        if name != (FROM_ASKER if side == 0 else FROM_ASKED):
            likely = acceptance_of_name(p, w, r, side, t, name)
            u = draw(seed, key, t, TAKES_NAME + side)
            if u >= likely:
                council, trust = w.talks.councils[r, side], w.talks.trust[r, side]
                note(w.talks, r, BY_CANDIDATE, council, trust, likely, u)
                return side
    return NEVER


@step
def put_forward(p: Parameters, w: World, r: int, t: int) -> bool:
    """Put a name forward and return whether talks can go on."""
    name = propose(p, w, r, t)
    if name == NEVER:
        w.talks.deadlocked[r] = 1
        record_talks(w.events, w.scratch, w.talks, r, t, DEADLOCK, -1, 0.0)
        return True
    return settle_name(p, w, r, t, name)


@step
def settle_name(p: Parameters, w: World, r: int, t: int, name: int) -> bool:
    """Ask both sides for their consent; a refusal may lead to an outsider, or end talks."""
    talks, seed, key = w.talks, w.scratch.seed, w.ties.key[w.talks.tie[r]]
    refused = refusing_side(p, w, r, t, name)
    if refused >= 0:
        talks.refused[r] = refused
        record_talks(w.events, w.scratch, talks, r, t, CANDIDATE_TURNED_DOWN, name, float(refused))
        if draw(seed, key, t, SECOND_TRY) >= p.appointment.second_try:
            return False
        name = OUTSIDER
    talks.candidate[r] = name
    talks.deadlocked[r] = 0
    record_talks(w.events, w.scratch, talks, r, t, CANDIDATE_PROPOSED, name, 0.0)
    return True


@rule
def seek_candidate(p: Parameters, w: World, r: int, t: int, months: int) -> bool:
    """Look for the joint chief executive once it is time; False ends talks.

    A deadlock is broken the likelier the higher the trust (SF113); a broker helps (SF114), and an
    open process starts a month earlier (SF111).
    """
    talks, seed, key = w.talks, w.scratch.seed, w.ties.key[w.talks.tie[r]]
    a, b = talks.councils[r, 0], talks.councils[r, 1]
    if talks.deadlocked[r]:
        trust = min(talks.trust[r, 0], talks.trust[r, 1])
        likely = p.appointment.broken_base
        likely += p.appointment.broken_trust * max(0.0, trust - p.appointment.broken_floor)
        likely += p.effects.broker_broken * pulled_by_both(w, BROKER, t, a, b)
        if draw(seed, key, t, DEADLOCK_BROKEN) < likely:
            return settle_name(p, w, r, t, strongest(p.appointment, w, r))
        return True
    early = pulled_by_both(w, OPEN_RECRUITMENT, t, a, b)
    if talks.candidate[r] == NEVER and float(months) >= p.appointment.month - early:
        return put_forward(p, w, r, t)
    return True
