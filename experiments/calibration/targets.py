"""What calibration aims at: the rows of numbers that a run of the base world shows.

A check of the scorecard becomes a summary statistic: its value, and the band it should lie in as
the scale of what is still near. Rows that compare two worlds are left to the predictive check.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from experiments.patterns.catalogue import CATALOGUE
from experiments.patterns.checks import Band, Check, Contrast, Effect
from experiments.patterns.pattern import Pattern
from experiments.patterns.samples import BASELINE
from experiments.patterns.sweeps import Fitted
from simulation.errors import InputError, nearest_name

WIDE = 4.0
"""Bands whose ends are further apart than this factor name an order of size: they are taken on the
log scale, and no value inside is better than another."""

MOST_OF_ALL = 0.5
"""Bands of shares that are wider than this rule out the extremes, and no more."""

LEAST = {"difference": 0.05, "quotient": 0.1, "odds ratio": 0.1}
"""What counts as near where a comparison must have its sign and no size is named."""

NATURAL = (0.0, 1.0)
"""Ends of a band that no share can pass, so that the band is open there."""

FAR = 5.0
"""The largest gap that counts, in scales: beyond it a summary says no more than that it is off."""


@dataclass(frozen=True)
class Target:
    """A summary statistic and where it should lie.

    Parameters
    ----------
    row : str
        Row of the evidence.
    number : int
        Which check of that row, from 0.
    what : str
        In words.
    low, high : float
        Ends of the band; infinite where one side is open.
    centre : float
        Best value; NaN where all of the band is as good.
    scale : float
        What counts as one step away, in the unit of the statistic (its logarithm if `log`).
    log : bool
        Whether gaps are taken on the log scale.
    """

    row: str
    number: int
    what: str
    low: float
    high: float
    centre: float
    scale: float
    log: bool = False

    @property
    def key(self) -> str:
        """The name of the statistic in tables, such as ``SF002.1``."""
        return f"{self.row}.{self.number}"

    def gap(self, value: float) -> float:
        """Return how far a value lies from the best, in scales; its sign says on which side."""
        if math.isnan(value) or (self.log and value <= 0):
            return FAR
        place, low, high = self._placed(value), self._placed(self.low), self._placed(self.high)
        away = place - self._placed(self.centre)
        if math.isnan(self.centre):
            away = min(place - low, 0.0) or max(place - high, 0.0)
        return max(-FAR, min(FAR, away / self.scale))

    def about(self, value: float) -> Target:
        """Return this target with a value in place of its band; NaN leaves nothing to aim at."""
        if math.isnan(value):
            return replace(self, low=-math.inf, high=math.inf, centre=math.nan, log=False)
        return replace(self, low=value, high=value, centre=value, log=self.log and value > 0)

    def _placed(self, value: float) -> float:
        if not self.log or math.isinf(value) or math.isnan(value):
            return value
        return math.log(value)


def q_rows() -> dict[str, Pattern]:
    """Return the patterns of kind Q by row, in their order."""
    return {row: pattern for row, pattern in CATALOGUE.items() if pattern.kind == "Q"}


def rows_named(rows: Iterable[str]) -> list[Pattern]:
    """Return Q patterns by row; all of them if none is named.

    Raises
    ------
    InputError
        For a row that is no Q row.
    """
    known = q_rows()
    for row in rows:
        if row not in known:
            raise InputError(
                "is no row of numbers",
                field="rows",
                value=row,
                allowed=", ".join(known),
                nearest=nearest_name(row, known),
            )
    return [known[row] for row in rows] or list(known.values())


def in_base_world(check: Check) -> bool:
    """Return whether a check is read off runs of the base world alone."""
    return all(need.variant == BASELINE for need in check.needs())


def checks_of(patterns: Sequence[Pattern]) -> list[tuple[str, int, Check]]:
    """Return row, number and check of all summary statistics that calibration can aim at."""
    return [
        (pattern.row, number, check)
        for pattern in patterns
        for number, check in enumerate(pattern.checks)
        if in_base_world(check) and bounds(check) is not None
    ]


def bounds(check: Any) -> tuple[float, float] | None:
    """Return the ends that a check sets to its value; None for checks of another form."""
    if isinstance(check, Band | Fitted):
        return check.low, check.high
    if isinstance(check, Contrast | Effect):
        neutral = 0.0 if check.scale == "difference" else 1.0
        edge = neutral + check.sign * check.least
        return (edge, math.inf) if check.sign > 0 else (-math.inf, edge)
    return None


def binding_ends(low: float, high: float) -> tuple[float, float]:
    """Return the ends of a band that can be passed; infinite where no share could pass an end.

    Examples
    --------
    >>> binding_ends(0.9, 1.0), binding_ends(0.0, 0.1)
    ((0.9, inf), (-inf, 0.1))
    >>> binding_ends(0.1, 0.35), binding_ends(1.0, math.inf)
    ((0.1, 0.35), (1.0, inf))
    """
    if not (math.isfinite(low) and math.isfinite(high)):
        return low, high
    return (-math.inf if low in NATURAL else low, math.inf if high in NATURAL else high)


def target_of(row: str, number: int, check: Check, noise: float) -> Target:
    """Return the target that a check sets.

    Parameters
    ----------
    row, number
        Which check it is.
    check : Check
        One of those that `checks_of` returns.
    noise : float
        Standard deviation of the statistic between particles with the same parameters (on the log
        scale where that is used); it widens the scale, so that chance alone is never far.
    """
    low, high = bounds(check) or (-math.inf, math.inf)
    what = " against ".join(dict.fromkeys(need.statistic.name for need in check.needs()))
    inner = [end for end in binding_ends(low, high) if math.isfinite(end)]
    centre, scale, log = math.nan, _one_sided(check, inner[0] if inner else 0.0), False
    if len(inner) == len((low, high)):
        log = low > 0 and high > 1 and high / low > WIDE
        share = low > 0 and high < 1
        if log:
            scale = math.log(high / low) / 2
        elif share and high - low > MOST_OF_ALL:
            scale = min(low, 1 - high)
        else:
            centre, scale = (low + high) / 2, (high - low) / 2
    return Target(row, number, what, low, high, centre, math.hypot(scale, noise), log)


def _one_sided(check: Any, bound: float) -> float:
    """Return how far from a single bound still counts as near."""
    if isinstance(check, Contrast | Effect):
        return float(check.least) or LEAST[check.scale]
    if 0 < bound < 1:
        return min(bound, 1 - bound)
    return abs(bound) / WIDE or 1.0
