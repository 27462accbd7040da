"""What the tab of the ensemble is given: tables, the fan, and how talks and partnerships fare."""

from __future__ import annotations

from typing import Any

from experiments.browser.charts.chart import BLUE, DASHED, INK, ORANGE, PERCENT, line, whole_ticks
from experiments.browser.ensemble.summary import (
    Bands,
    Number,
    Reason,
    Seen,
    Share,
)
from experiments.browser.recording.recording import Recording

SHOWN = {
    "success_rate": "Talks that agreed, of those that ended",
    "lasting_success": "… and lasted two years",
    "talks_begun": "Formal talks begun",
    "councils_sharing_end": "Councils sharing at the end",
    "months_to_agreement": "Months of talks to an agreement",
    "failures_at_vote": "Failures that came only at the vote",
    "management_saving": "Saved a year by a shared team",
}
"""Outcomes of the table, and what they are called there."""

YEAR = 12
HIGH = 230


def table(seen: Seen) -> list[dict[str, Any]]:
    """Return the main outcomes, each with how far it is from the baseline."""
    apart = {one.name: one for one in seen.differences}
    return [_row(one, apart.get(one.name)) for one in seen.outcomes if one.name in SHOWN]


def _row(one: Number, apart: Number | None) -> dict[str, Any]:
    tone = ""
    if apart and apart.clear and apart.value is not None:
        tone = "up" if apart.value > 0 else "down"
    return {
        "name": one.name,
        "label": SHOWN[one.name],
        "meaning": one.meaning,
        "now": one.words,
        "interval": one.interval,
        "difference": apart.words if apart else "",
        "apart": apart.interval if apart else "",
        "tone": tone,
    }


def fan(seen: Seen, recording: Recording) -> dict[str, Any]:
    """Return the fan of councils sharing, with the baseline and the run on the map in it."""
    bands, before = seen.bands, seen.baseline
    months = list(range(len(bands.dates)))
    lines = [line(months, bands.median, BLUE, "median of the runs")]
    if before:
        lines.append(line(months, before.median, ORANGE, "median of the baseline", dash=DASHED))
    own = recording.monthly("councils_sharing")[: len(months)]
    lines.append(line(months[: len(own)], own, INK, "the run on the map", dash="2 3"))
    top = max([1.0, *bands.high_90, *(before.high_90 if before else []), *own])
    return {
        "title": "Councils that share a chief executive",
        "alt": f"Fan of {seen.done} runs by month, median {bands.median[-1]:.0f} at the end",
        "bands": [*_outer(before, months), *_shaded(bands, months)],
        "lines": lines,
        "x_range": (0, max(len(months) - 1, 1)),
        "y_range": (0, top),
        "x_ticks": years(bands.dates),
        "y_ticks": whole_ticks(0, int(top), 5),
        "height": HIGH,
    }


def _shaded(bands: Bands, months: list[int]) -> list[dict[str, Any]]:
    return [
        {"x": months, "low": bands.low_90, "high": bands.high_90, "colour": BLUE, "opacity": 0.18},
        {"x": months, "low": bands.low_50, "high": bands.high_50, "colour": BLUE, "opacity": 0.28},
    ]


def _outer(before: Bands | None, months: list[int]) -> list[dict[str, Any]]:
    if before is None:
        return []
    return [{"x": months, "low": before.low_90, "high": before.high_90, "colour": ORANGE,
             "opacity": 0.15}]  # fmt: skip


def years(dates: list[str]) -> list[tuple[int, str]]:
    """Return Januaries as ticks, so many that they have room."""
    januaries = [(month, date[:4]) for month, date in enumerate(dates) if date.endswith("-01")]
    return januaries[:: max(1, len(januaries) // 6)]


def success(seen: Seen) -> dict[str, Any]:
    """Return how often talks agree, by their length."""
    last = max([8, *(one.at for one in seen.success)])
    return {
        "title": "Talks that agreed, by months of talks",
        "points": [*_points(seen.baseline_success, ORANGE, 0.18), *_points(seen.success, BLUE, 0)],
        "x_range": (0, last + 0.6),
        "y_range": (0, 1),
        "x_ticks": whole_ticks(0, last),
        "y_ticks": PERCENT,
        "height": 190,
    }


def survival(seen: Seen) -> dict[str, Any]:
    """Return what share of partnerships has not parted by choice, by years."""
    last = max([4, *(one.at for one in seen.survival)])
    lines = [_steps(seen.survival, BLUE, "present settings")]
    if seen.baseline_survival:
        lines.append(_steps(seen.baseline_survival, ORANGE, "baseline", dash=DASHED))
    return {
        "title": "Partnerships that have not parted by choice, by years",
        "points": _points(seen.survival, BLUE, 0),
        "lines": lines,
        "x_range": (0, last + 0.3),
        "y_range": (0, 1),
        "x_ticks": whole_ticks(0, last),
        "y_ticks": PERCENT,
        "height": 190,
    }


def _steps(shares: list[Share], colour: str, label: str, dash: str = "") -> dict[str, Any]:
    x = [one.at for one in shares]
    return line(x, [one.share for one in shares], colour, label, dash=dash, step=True)


def _points(shares: list[Share], colour: str, aside: float) -> list[dict[str, Any]]:
    return [_point(one, colour, aside) for one in shares if one.share is not None]


def _point(one: Share, colour: str, aside: float) -> dict[str, Any]:
    point: dict[str, Any] = {"x": one.at + aside, "y": one.share, "colour": colour}
    words = f"{one.at}: {one.share:.0%} of {one.number:,}"
    if one.low is not None and one.high is not None:
        point |= {"low": one.low, "high": one.high}
        words += f" (95% interval {one.low:.0%} to {one.high:.0%})"
    return point | {"label": words}


def reasons(seen: Seen) -> dict[str, Any]:
    """Return why talks failed, as bars; a line marks the baseline."""
    before = {one.reason: one.share for one in seen.baseline_reasons}
    most = max([0.01, *(one.share for one in seen.reasons), *before.values()])
    return {
        "title": "Why talks failed",
        "bars": [_bar(one, before, most) for one in seen.reasons],
        "words": "The black marks are the baseline." if before else "",
    }


def _bar(one: Reason, before: dict[str, float], most: float) -> dict[str, Any]:
    return {
        "label": one.reason,
        "value": f"{one.share:.0%}",
        "width": round(100 * one.share / most, 1),
        "other": round(100 * before[one.reason] / most, 1) if one.reason in before else 0,
        "colour": BLUE,
    }
