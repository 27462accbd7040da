"""The charts of an ensemble: the fan of councils sharing, success, survival, and reasons."""

from __future__ import annotations

from typing import Any

from experiments.browser.charts.chart import (
    BLUE,
    DASHED,
    GREY,
    INK,
    PERCENT,
    line,
    whole_ticks,
    year_ticks,
)
from experiments.browser.ensemble.summary import EnsembleSummary, ReasonCount, Share
from experiments.browser.recording.recording import Recording
from simulation.months import month_text

SHARING = "councils_sharing"


def sharing_fan(summary: EnsembleSummary, recording: Recording) -> dict[str, Any]:
    """Return the fan of councils sharing, with the baseline and the run on the map in it."""
    bands, before = summary.bands[SHARING], summary.baseline.get(SHARING)
    months = list(range(len(bands.dates)))
    lines = [line(months, bands.median, BLUE, "median of the runs")]
    if before:
        lines.append(line(months, before.median, GREY, "median of the baseline", dash=DASHED))
    own = recording.monthly(SHARING)[: len(months)]
    lines.append(line(months[: len(own)], own, INK, "the run on the map", dash="2 3"))
    top = max([1.0, *bands.high_90, *(before.high_90 if before else []), *own])
    return {
        "title": "Councils that share a chief executive",
        "alt": f"Fan of {summary.done} runs by month, median {bands.median[-1]:.0f} at the end",
        "bands": [
            *([_band(months, before.low_90, before.high_90, GREY, 0.15)] if before else []),
            _band(months, bands.low_90, bands.high_90, BLUE, 0.18) | {"label": "nine tenths"},
            _band(months, bands.low_50, bands.high_50, BLUE, 0.28) | {"label": "half"},
        ],
        "across": "month",
        "x_names": [month_text(date) for date in bands.dates],
        "lines": lines,
        "x_range": (0, max(len(months) - 1, 1)),
        "y_range": (0, top),
        "x_ticks": year_ticks(bands.dates),
        "y_ticks": whole_ticks(0, int(top), 5),
        "height": 230,
    }


def _band(
    months: list[int], low: list[float], high: list[float], colour: str, opacity: float
) -> dict[str, Any]:
    return {"x": months, "low": low, "high": high, "colour": colour, "opacity": opacity}


def success_by_length(summary: EnsembleSummary) -> dict[str, Any]:
    """Return how often talks agree, by their length."""
    now, before = summary.success, summary.baseline_success
    last = max([8, *(one.at for one in now)])
    return {
        "title": "Talks that agreed, by months of talks",
        "points": [*_points(before, GREY, 0.18, "baseline"), *_points(now, BLUE, 0)],
        "across": "months of talks",
        **_share_axes(last, 0.6),
    }


def survival_curve(summary: EnsembleSummary) -> dict[str, Any]:
    """Return what share of partnerships has not parted by choice, by years."""
    last = max([4, *(one.at for one in summary.survival)])
    lines = [_steps(summary.survival, BLUE, "present settings")]
    if summary.baseline_survival:
        lines.append(_steps(summary.baseline_survival, GREY, "baseline", dash=DASHED))
    return {
        "title": "Partnerships that have not parted by choice, by years",
        "points": _points(summary.survival, BLUE, 0),
        "lines": lines,
        "across": "years",
        **_share_axes(last, 0.3),
    }


def _share_axes(last: int, margin: float) -> dict[str, Any]:
    """Return the axes of shares over whole numbers, with room beyond the last."""
    ticks = {"x_ticks": whole_ticks(0, last), "y_ticks": PERCENT}
    return {"x_range": (0, last + margin), "y_range": (0, 1), **ticks, "height": 190}


def _steps(shares: list[Share], colour: str, label: str, dash: str = "") -> dict[str, Any]:
    x = [one.at for one in shares]
    return line(x, [one.share for one in shares], colour, label, dash=dash, step=True)


def _points(
    shares: list[Share], colour: str, aside: float, of: str = "present settings"
) -> list[dict[str, Any]]:
    known = (one for one in shares if one.share is not None)
    return [_point(one, colour, aside) | {"of": of} for one in known]


def _point(one: Share, colour: str, aside: float) -> dict[str, Any]:
    point: dict[str, Any] = {"x": one.at + aside, "y": one.share, "colour": colour}
    words = f"{one.at}: {one.share:.0%} of {one.number:,}"
    if one.low is not None and one.high is not None:
        point |= {"low": one.low, "high": one.high}
        words += f" (95% interval {one.low:.0%} to {one.high:.0%})"
    return point | {"label": words}


def reason_bars(summary: EnsembleSummary) -> dict[str, Any]:
    """Return why talks failed, as bars; a line marks the baseline."""
    before = {one.reason: one.share for one in summary.baseline_reasons}
    most = max([0.01, *(one.share for one in summary.reasons), *before.values()])
    return {
        "title": "Why talks failed",
        "bars": [_bar(one, before, most) for one in summary.reasons],
        "words": "The black marks are the baseline." if before else "",
    }


def _bar(one: ReasonCount, before: dict[str, float], most: float) -> dict[str, Any]:
    return {
        "label": one.reason,
        "value": f"{one.share:.0%}",
        "width": round(100 * one.share / most, 1),
        "other": round(100 * before[one.reason] / most, 1) if one.reason in before else 0,
        "colour": BLUE,
    }
