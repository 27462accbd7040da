"""Where an axis is marked, and with what."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

Tick = tuple[float, str]

PARTS = (1, 2, 5, 10)


class Axis(NamedTuple):
    """An axis: its ends, its marks with their words, and what it is.

    Attributes
    ----------
    low, high : float
        What its ends stand for.
    ticks : tuple of (float, str)
        Where it is marked, and what stands there.
    label : str
        What it counts; may have several lines.
    line : bool
        Whether it is drawn; if not, only its words are.
    """

    low: float
    high: float
    ticks: tuple[Tick, ...] = ()
    label: str = ""
    line: bool = True


def round_ticks(
    low: float, high: float, most: int, words: Callable[[float], str], *, whole: bool = False
) -> tuple[Tick, ...]:
    """Return marks at round numbers, at most so many steps of them.

    Examples
    --------
    >>> [word for _, word in round_ticks(0, 57, 6, "{:.0f}".format)]
    ['0', '10', '20', '30', '40', '50']
    """
    step = _step((high - low) / most)
    step = max(1.0, step) if whole else step
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return tuple((one * step, words(one * step)) for one in range(first, last + 1))


def percent_ticks(low: float, high: float, most: int) -> tuple[Tick, ...]:
    """Return marks at round percentages, with a decimal only where steps are less than one."""
    digits = 0 if _step((high - low) / most) >= 0.01 else 1  # noqa: PLR2004 -- one per cent
    return round_ticks(low, high, most, lambda one: f"{one:.{digits}%}")


def count_ticks(high: float, most: int) -> tuple[Tick, ...]:
    """Return marks at whole numbers from 0 on."""
    return round_ticks(0.0, high, most, lambda one: f"{one:,.0f}", whole=True)


def _step(least: float) -> float:
    """Return the smallest round step that is not smaller than this."""
    if least <= 0.0:
        return 1.0
    ten: float = 10.0 ** math.floor(math.log10(least))
    return next(part * ten for part in PARTS if part * ten >= least * (1 - 1e-9))
