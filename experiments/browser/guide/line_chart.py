"""The chart on which a guess is drawn as a line, as the page takes it."""

from __future__ import annotations

from typing import Any

from experiments.browser.guide.lines import Line, blank_line, difference_words, line_before
from experiments.browser.guide.steps import Guess
from experiments.browser.visit.visit import Visit

STEPS = 50
"""Parts of the height of a chart by which a key moves a point: at least one of the unit."""


def line_props(visit: Visit, guess: Guess, mine: Line | None, came: Line | None) -> dict[str, Any]:
    """Return what a chart shows: what stands before, the line drawn, and what came out.

    Parameters
    ----------
    visit : Visit
        Whose run stands before the line.
    guess : Guess
        What is asked.
    mine, came : Line or None
        What was drawn, and what came out; None as long as there is none.
    """
    places = mine or blank_line(visit, guess)
    before = line_before(visit, guess) if guess.after else Line((), ())
    x = [*before.x, *places.x]
    top = max([guess.top, *before.y, *(came.high if came else ())])
    return {
        "x": places.x,
        "names": places.names,
        "ticks": _ticks(Line(tuple(x), (*before.names, *places.names))),
        "range": (min(x), max(x)),
        "top": guess.top,
        "height": top,
        "by": max(1, round(guess.top / STEPS)),
        "unit": guess.unit,
        "before": list(zip(before.x, before.y, before.names, strict=True)),
        "mine": list(mine.y) if mine else [],
        "came": _points(came, min(x), max(x)) if mine and came else [],
        "words": difference_words(guess, mine, came) if mine and came else "",
    }


def _points(came: Line, first: float, last: float) -> list[tuple[float, float, float, float, str]]:
    """Return what came out as far as the chart reaches: place, height, band and name."""
    rows = zip(came.x, came.y, came.low, came.high, came.names, strict=True)
    return [row for row in rows if first <= row[0] <= last]


def _ticks(line: Line) -> list[tuple[float, str]]:
    """Return what stands under places of a chart: the year of a month, or the number; not all."""
    named = [(x, name.split()[-1] if name[:1].isalpha() else name.split()[0])
             for x, name in zip(line.x, line.names, strict=True)]  # fmt: skip
    each = -(-len(named) // 7)
    return named[::-1][::each][::-1]
