"""What two councils want of sharing: the motives of both sides, and what they have in common."""

from __future__ import annotations

from simulation.draws import CARES
from simulation.parameters.motives import Motives
from simulation.rule import rule
from simulation.rules.numbers import around, draw
from simulation.terms import MOTIVE_COUNT, MOTIVE_KEYS, RESILIENCE, VACANCY
from simulation.world.tables import World


@rule
def cares(p: Motives, w: World, i: int, motive: int) -> float:
    """Return the weight, about 1, that council `i`'s present leader gives a motive."""
    place = MOTIVE_KEYS[motive] + w.leaders.number[i]
    u = draw(w.scratch.seed, w.councils.key[i], place, CARES)
    return around(1.0, p.cares_spread, u)


@rule
def take_motives(w: World, r: int, side: int) -> None:
    """Write the motives in `scratch.motives` into talks `r`, as hazards of one side.

    Those of the asker stand as shares as well.
    """
    motives, total = w.scratch.motives, 0.0
    for motive in range(MOTIVE_COUNT):
        w.talks.levels[r, side * MOTIVE_COUNT + motive] = motives[motive]
        total += motives[motive]
    if side == 0:
        for motive in range(MOTIVE_COUNT):
            w.talks.motives[r, motive] = motives[motive] / total


@rule
def shared_rationale(p: Motives, w: World, r: int) -> float:
    """Return how much both sides of talks `r` want the same, 0 to 1.

    The overlap of two vectors of motives (Ruzicka similarity): sum of the smaller over sum of the
    larger, each weighed by what its leader cares about. Levels are compared and not shares, because
    all councils hear the same news and their shares are alike.
    """
    levels, least, most = w.talks.levels, 0.0, 0.0
    a, b = w.talks.councils[r, 0], w.talks.councils[r, 1]
    for motive in range(MOTIVE_COUNT):
        first = cares(p, w, a, motive) * levels[r, motive]
        second = cares(p, w, b, motive) * levels[r, MOTIVE_COUNT + motive]
        least += min(first, second)
        most += max(first, second)
    return least / most if most > 0.0 else 0.0


@rule
def purpose(p: Motives, w: World, r: int) -> float:
    """Return the purpose beyond cost of talks `r`, 0 to 1 (SF048).

    Fashion and pleasing the government start talks and add no purpose (SF024, SF025, SF027). As a
    share of motives it is low whenever money is short; as a level it is how strong the wish for
    resilience is on both sides, against a typical one.
    """
    if p.purpose_typical == 0.0:
        return w.talks.motives[r, RESILIENCE] + w.talks.motives[r, VACANCY]
    level = w.talks.levels[r, RESILIENCE] + w.talks.levels[r, MOTIVE_COUNT + RESILIENCE]
    return level / (level + 2.0 * p.purpose_typical)


@rule
def weigh_reasons(p: Motives, w: World, r: int) -> None:
    """Write purpose and shared rationale of talks `r`, once both sides' motives stand there."""
    w.talks.purpose[r] = purpose(p, w, r)
    w.talks.rationale[r] = shared_rationale(p, w, r)
