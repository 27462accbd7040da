"""Where the dots of a distribution stand: one for each visitor, stacked where they are close."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from typing import Any

WIDE, NARROW = 40, 25
"""Places for dots on the axis of a wide and of a narrow chart."""

FENCE = 3.0
"""Spreads beyond the quartiles from which a value stands at the end of the axis."""

WHOLE = (0.0, 100.0)
"""The axis of percentages that are guessed: a guess may be anywhere on it."""


@dataclass(frozen=True)
class Axis:
    """The ends of an axis, and what is marked on it."""

    low: float
    high: float
    step: float

    def position(self, value: float) -> float:
        """Return where a value stands, 0 at the low end and 1 at the high."""
        share = (value - self.low) / (self.high - self.low)
        return round(min(1.0, max(0.0, share)), 4)

    def ticks(self) -> list[tuple[float, str]]:
        """Return the marks: where they stand, and their numbers."""
        number = round((self.high - self.low) / self.step)
        values = [self.low + one * self.step for one in range(number + 1)]
        return [(self.position(value), short_number(value)) for value in values]


def axis_of(values: Sequence[float], *, whole: bool) -> Axis:
    """Return an axis for some values; `whole` for one of all percentages, where they fit on it."""
    low, high = _fence(values)
    if whole and low >= WHOLE[0] and high <= WHOLE[1]:
        return Axis(*WHOLE, 25.0)
    rough = max((high - low) / 4, 1e-9) if high > low else max(abs(high) / 4, 1.0)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(size * power for size in (1, 2, 5, 10) if size * power >= rough)
    first, last = math.floor(low / step) * step, math.ceil(high / step) * step
    return Axis(first, last if last > first else first + step, step)


def _fence(values: Sequence[float]) -> tuple[float, float]:
    """Return the least and the most of the values that are not far from all others."""
    if len(values) < 4:  # noqa: PLR2004 quartiles of fewer say nothing
        return min(values, default=0.0), max(values, default=1.0)
    first, middle, third = quantiles(values, n=4, method="inclusive")
    spread = FENCE * max(third - first, abs(middle) / 2, 1.0)
    inside = [one for one in values if first - spread <= one <= third + spread]
    return min(inside), max(inside)


def dot_plot(values: Sequence[float], axis: Axis, bins: int = WIDE) -> list[tuple[float, int]]:
    """Return each dot: where it stands on the axis, and how many are below it."""
    stacks: Counter[int] = Counter()
    dots = []
    for value in sorted(values):
        place = round(axis.position(value) * bins)
        dots.append((round(place / bins, 4), stacks[place]))
        stacks[place] += 1
    return dots


def distribution(
    values: Sequence[float], unit: str, marked: Sequence[float] = (), bins: int = WIDE
) -> dict[str, Any]:
    """Return a distribution as the page takes it.

    Parameters
    ----------
    values : sequence of float
        One for each visitor.
    unit : str
        Of the numbers, to be shown behind them.
    marked : sequence of float
        What is marked on the axis besides.
    bins : int
        Places for dots.
    """
    axis = axis_of([*values, *marked], whole=unit == "%" and bins == WIDE)
    beyond = sum(not axis.low <= one <= axis.high for one in values)
    return {
        "dots": dot_plot(values, axis, bins),
        "ticks": axis.ticks(),
        "marked": [axis.position(one) for one in marked],
        "middle": with_unit(median(values), unit) if values else "",
        "beyond": beyond,
        "unit": unit,
    }


def with_unit(value: float, unit: str) -> str:
    """Return a number with its unit.

    Examples
    --------
    >>> with_unit(17.5, "%"), with_unit(4.0, "points"), with_unit(31.0, "")
    ('17.5%', '4 points', '31')
    """
    number = short_number(value)
    return f"{number}{unit}" if unit == "%" else f"{number} {unit}".strip()


def short_number(value: float) -> str:
    """Return a number with one decimal at most, and a true minus sign."""
    text = f"{value:,.1f}".removesuffix(".0")
    return text.replace("-", "−") if text not in ("-0", "0") else "0"
