"""The chart of a sweep: an outcome over the values of a setting, with its 95 % interval."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from experiments.browser.charts.chart import BLUE, line
from experiments.browser.ensemble.sweep import SweepPoint
from experiments.statistics.outcome import Outcome
from experiments.text.numbers import capital, number_text

TICKS = 4
ROOM = 0.05
"""Share of the range that an axis reaches beyond the ends of what is drawn."""


def sweep_chart(
    points: Sequence[SweepPoint], outcome: Outcome, label: str, now: Any
) -> dict[str, Any]:
    """Return the chart of the runs so far.

    Parameters
    ----------
    points : sequence of SweepPoint
        One a value, in order.
    outcome : Outcome
        What they tell.
    label : str
        What the setting is called.
    now : object
        The value that is set; marked where it is a number within the range.
    """
    there = [one for one in points if one.estimate is not None]
    x = [one.value for one in points]
    bottom, top = _range(there, signed=outcome.signed)
    inside = isinstance(now, (int, float)) and x[0] <= now <= x[-1]
    return {
        "title": "",
        "alt": f"{capital(outcome.meaning)} over {label}, from {points[0].words} at {x[0]:g} "
        f"to {points[-1].words} at {x[-1]:g}",
        "lines": [line(x, [one.estimate for one in points], BLUE)],
        "bands": [_band([one for one in there if one.low is not None and one.high is not None])],
        "points": [_marker(one) for one in there],
        "marks": [{"x": now, "label": "set now"}] if inside else [],
        "x_range": (x[0] - ROOM * (x[-1] - x[0]), x[-1] + ROOM * (x[-1] - x[0])),
        "y_range": (bottom, top),
        "x_ticks": [(value, f"{value:g}") for value in x],
        "y_ticks": [(at, number_text(at, outcome.unit)) for at in _ticks(bottom, top)],
        "height": 220,
    }


def _marker(one: SweepPoint) -> dict[str, Any]:
    words = f"{one.value:g}: {one.words}"
    return {"x": one.value, "y": one.estimate, "colour": BLUE, "label": words}


def _band(points: Sequence[SweepPoint]) -> dict[str, Any]:
    return {
        "x": [one.value for one in points],
        "low": [one.low for one in points],
        "high": [one.high for one in points],
        "colour": BLUE,
        "opacity": 0.22,
    }


def _range(points: Sequence[SweepPoint], *, signed: bool) -> tuple[float, float]:
    """Return the ends of the axis: from zero, unless the outcome can be below it."""
    ends = [end for one in points for end in (one.low, one.estimate, one.high) if end is not None]
    top, bottom = max([*ends, 0.0]), min([*ends, 0.0]) if signed else 0.0
    return bottom, top + ROOM * (top - bottom) if top > bottom else bottom + 1.0


def _ticks(bottom: float, top: float) -> list[float]:
    """Return round numbers between two ends, about `TICKS` of them."""
    raw = (top - bottom) / TICKS
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(size * power for size in (1, 2, 2.5, 5, 10) if size * power >= raw)
    first = math.ceil(bottom / step)
    return [float(f"{place * step:.12g}") for place in range(first, math.floor(top / step) + 1)]
