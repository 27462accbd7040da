"""How the runs of a class ended, as distributions over its visitors."""

from __future__ import annotations

from typing import Any

from experiments.browser.classroom.classroom import Classroom
from experiments.browser.classroom.dots import NARROW, distribution
from experiments.browser.classroom.seat import RunResult
from experiments.browser.ensemble.monthly import SERIES
from experiments.browser.recording.recording import Recording
from experiments.browser.visit.naming import run_title
from experiments.text.numbers import plural

FOLLOWED = ("councils_sharing", "talks_agreed", "talks_failed")
"""Series of which the last month is looked at."""


def run_result(recording: Recording) -> RunResult | None:
    """Return how a run came out; None as long as it has not been played to its end."""
    if recording.month < recording.months - 1:
        return None
    sharing, agreed, failed = (
        SERIES[name].values(recording.monthly(SERIES[name].column))[-1] for name in FOLLOWED
    )
    ended = agreed + failed
    success = float(agreed / ended) if ended else None
    return RunResult(run_title(recording.scenario), int(sharing), success)


def pooled_runs(classroom: Classroom) -> dict[str, Any]:
    """Return the distributions of what runs came to, as the projector shows them."""
    results = [one.result for one in classroom.seats() if one.result is not None]
    shares = [100 * one.success for one in results if one.success is not None]
    return {
        "number": len(results),
        "words": _words(results),
        "plots": [
            {"title": "Councils sharing at the end", **_pooled([one.sharing for one in results])},
            {"title": "Talks that agreed, of those that ended", **_pooled(shares, "%")},
        ],
    }


def _pooled(values: list[float] | list[int], unit: str = "") -> dict[str, Any]:
    return distribution([float(one) for one in values], unit, bins=NARROW)


def _words(results: list[RunResult]) -> str:
    """Return how many runs there are, and of what."""
    played = sorted({one.scenario for one in results})
    if not played:
        return "Nobody has played to the end of the period yet."
    of = played[0] if len(played) == 1 else plural(len(played), "scenario")
    return f"{plural(len(results), 'run')} to the end: {of}"
