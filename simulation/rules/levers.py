"""Reading levers: how far one is pulled in a month by a council or a pair."""

from __future__ import annotations

import math

from simulation.rule import rule
from simulation.world.tables import World


@rule
def pulled(w: World, lever: int, t: int, i: int) -> float:
    """Return the level in [0, 1] at which council `i` pulls `lever` in month `t`."""
    level = w.calendar.levers[t, lever]
    return level * w.councils.reach[i, lever] if level > 0.0 else 0.0


@rule
def pulled_by_both(w: World, lever: int, t: int, i: int, j: int) -> float:
    """Return the mean level of two councils: a step taken by one side alone counts half."""
    level = w.calendar.levers[t, lever]
    if level > 0.0:
        return 0.5 * level * (w.councils.reach[i, lever] + w.councils.reach[j, lever])
    return 0.0


@rule
def saturating(level: float, saturation: float) -> float:
    """Return the effect of doing more of something, 0 to 1, each step adding less (SF125)."""
    if level == 0.0:
        return 0.0
    return math.expm1(-saturation * level) / math.expm1(-saturation)
