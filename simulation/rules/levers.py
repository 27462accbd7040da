"""Reading levers: how far one is pulled in a month by a council or a pair."""

from __future__ import annotations

import math

from simulation.rule import rule
from simulation.world.tables import Calendar


@rule
def pulled(calendar: Calendar, lever: int, t: int, i: int) -> float:
    """Return the level in [0, 1] at which council `i` pulls `lever` in month `t`."""
    level: float = calendar.levers[lever, t]
    return level * calendar.reach[lever, i] if level > 0.0 else 0.0


@rule
def pulled_by_both(calendar: Calendar, lever: int, t: int, i: int, j: int) -> float:
    """Return the mean level of two councils: a step taken by one side alone counts half."""
    level: float = calendar.levers[lever, t]
    if level > 0.0:
        return 0.5 * level * (calendar.reach[lever, i] + calendar.reach[lever, j])
    return 0.0


@rule
def saturating(level: float, saturation: float) -> float:
    """Return the effect of doing more of something, 0 to 1, each step adding less (SF125)."""
    return math.expm1(-saturation * level) / math.expm1(-saturation)
