"""What each plot shows: the run so far, the number of the month, and an ensemble behind it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from experiments.browser.ensemble.monthly import SERIES, Bands
from experiments.browser.recording.recording import Recording
from experiments.text.numbers import pounds

TRUST = "trust_in_talks"
DIGITS = 4


def plot_props(recording: Recording, month: int, bands: dict[str, Bands]) -> list[dict[str, Any]]:
    """Return what each plot shows.

    Parameters
    ----------
    recording : Recording
        The run.
    month : int
        The month that is shown; -1 is before the first.
    bands : dict of str to Bands
        What an ensemble says of the same scenario, by the names of `SERIES`; empty without one.
    """
    plots = [
        _plot(name, one.title, one.unit, _played(recording, name), month, bands.get(name))
        for name, one in SERIES.items()
    ]
    plots.insert(
        -1, _plot(TRUST, "Trust in talks, mean", "share", trust_in_talks(recording), month)
    )
    return plots


def _played(recording: Recording, name: str) -> list[float]:
    if recording.month < 0:
        return []
    one = SERIES[name]
    values: list[float] = one.values(recording.monthly(one.column)).tolist()
    return values


def _plot(
    name: str,
    title: str,
    unit: str,
    values: Sequence[float | None],
    month: int,
    bands: Bands | None = None,
) -> dict[str, Any]:
    there = [one for one in values if one is not None]
    top = _round_up(max([*there, *(bands.high_90 if bands else ()), 0.0]), unit)
    now = values[month] if 0 <= month < len(values) else None
    return {
        "name": name,
        "title": title,
        "now": "–" if now is None else number_words(now, unit),
        "middle": f"middle run {number_words(bands.median[month], unit)}"
        if bands and month >= 0
        else "",
        "values": [None if one is None else round(one, DIGITS) for one in values],
        "words": [None if one is None else number_words(one, unit) for one in values],
        "bands": [_pair(bands.low_90, bands.high_90), _pair(bands.low_50, bands.high_50)]
        if bands
        else [],
        "top": top,
        "ticks": [(at, number_words(at, unit)) for at in (0, top / 2, top)],
    }


def _pair(low: list[float], high: list[float]) -> dict[str, list[float]]:
    return {"low": low, "high": high}


def number_words(value: float, unit: str) -> str:
    """Return a number of a plot in words: a count, a whole percentage or pounds.

    Examples
    --------
    >>> number_words(24.0, "count"), number_words(0.644, "share"), number_words(3.24e6, "pounds")
    ('24', '64%', '£3.24m')
    """
    if unit == "share":
        return f"{value:.0%}"
    return pounds(value) if unit == "pounds" else f"{value:,.0f}"


def _round_up(most: float, unit: str) -> float:
    """Return the top of an axis: the next of 1, 2, 3, 4, 6 or 8 times a power of ten."""
    if unit == "share":
        return 1.0
    least = max(most, 4.0 if unit == "count" else 1e5)
    power = 10.0 ** math.floor(math.log10(least))
    return next(size * power for size in (1, 2, 4, 6, 8, 10) if size * power >= least)


def trust_in_talks(recording: Recording) -> list[float | None]:
    """Return the mean trust of leaders who are in formal talks, by month; None without any."""
    rows = recording.talks.months.rows
    length = recording.month + 1
    sums = np.bincount(rows["month"], rows["trust"].mean(axis=1), length)
    counts = np.bincount(rows["month"], minlength=length)
    return [
        float(total / number) if number else None
        for total, number in zip(sums.tolist(), counts.tolist(), strict=True)
    ]
