"""Guesses that are drawn as a line: what stands before it, what came out, and where they differ."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from experiments.browser.ensemble.monthly import SERIES
from experiments.browser.ensemble.sweep import RUNS, SweepPoint
from experiments.browser.guide.steps import ENOUGH_RUNS, Guess, is_of
from experiments.browser.visit.visit import Visit
from experiments.text.numbers import plural
from simulation.errors import InputError
from simulation.months import month_of_year, month_text

DECEMBER = 12


@dataclass(frozen=True)
class Line:
    """A line over months or lengths: what a visitor draws, or what came out with its band.

    Attributes
    ----------
    x : tuple of float
        Months of the period, or lengths.
    names : tuple of str
        What its places are called.
    y : tuple of float
        Its heights, in the unit of the guess.
    low, high : tuple of float
        The ends of the band, empty where there is none.
    """

    x: tuple[float, ...]
    names: tuple[str, ...]
    y: tuple[float, ...] = ()
    low: tuple[float, ...] = ()
    high: tuple[float, ...] = ()


def blank_line(visit: Visit, guess: Guess) -> Line:
    """Return the places at which a guess asks for heights, which it does not have yet."""
    return _way(guess).blank(visit, guess)


def line_before(visit: Visit, guess: Guess) -> Line:
    """Return what is shown before the guess: of a course over months the run so far."""
    return _way(guess).before(visit, guess)


def line_after(visit: Visit, guess: Guess) -> Line | None:
    """Return what came out, with its band; None as long as it is not known."""
    return _way(guess).after(visit, guess)


def drawn_line(visit: Visit, guess: Guess, heights: Any) -> Line:
    """Return the line that a visitor has drawn.

    Raises
    ------
    InputError
        If it has not a number for each place, from 0 to the top of the chart.
    """
    blank = blank_line(visit, guess)
    if not isinstance(heights, list) or len(heights) != len(blank.x):
        raise InputError(
            "is no line over all places", field="guess", allowed=f"{len(blank.x)} numbers"
        )
    for one in heights:
        number = isinstance(one, (int, float)) and not isinstance(one, bool)
        if not number or not 0 <= one <= guess.top:
            raise InputError(
                "is no height of this chart", field="guess", value=str(one)[:40],
                allowed=f"0 to {guess.top:g}",
            )  # fmt: skip
    return Line(blank.x, blank.names, tuple(map(float, heights)))


def difference_words(guess: Guess, mine: Line, came: Line) -> str:
    """Return in one sentence where a guess and what came out differ; empty if they never meet.

    Examples
    --------
    >>> asked = Guess("a", "How many?", "course councils_sharing as_it_was", unit="councils")
    >>> mine = Line((11, 23), ("December 2005", "December 2006"), (4, 5))
    >>> came = Line((0, 11, 23), ("", "", ""), (0, 5, 12), (0, 3, 8), (0, 7, 16))
    >>> difference_words(asked, mine, came)
    'Your line leaves the band at December 2006: there you drew 5 councils, and it came to 12 (8 to 16).'
    """  # noqa: E501
    meet = [place for place, x in enumerate(mine.x) if came.x[0] <= x <= came.x[-1]]
    if not meet:
        return ""
    at = [mine.x[place] for place in meet]
    y, low, high = (np.interp(at, came.x, one) for one in (came.y, came.low, came.high))
    drawn = np.array([mine.y[place] for place in meet])
    worst = int(np.abs(drawn - y).argmax())
    outside = int(((drawn < low) | (drawn > high)).sum())
    name = f"{'in' if guess.after else 'at'} {mine.names[meet[worst]]}"
    there = (
        f"you drew {_number(drawn[worst], guess)}, and it came to {y[worst]:.0f} "
        f"({low[worst]:.0f} to {high[worst]:.0f})"
    )
    if not outside:
        return f"Your line lies within the band all along; it is furthest off {name}: {there}."
    if outside == 1 or len(meet) == 1:
        return f"Your line leaves the band {name}: there {there}."
    side = "below" if drawn[worst] < y[worst] else "above"
    return (
        f"Your line lies outside the band at {outside} of {plural(len(meet), 'place')}, and "
        f"furthest {side} it {name}: there {there}."
    )


def _number(value: float, guess: Guess) -> str:
    unit = guess.unit if guess.unit == "%" else f" {guess.unit}"
    return f"{value:.0f}{unit}"


@dataclass(frozen=True)
class _Way:
    """How a line of some kind is asked for and answered."""

    blank: Callable[[Visit, Guess], Line]
    before: Callable[[Visit, Guess], Line]
    after: Callable[[Visit, Guess], Line | None]


def _way(guess: Guess) -> _Way:
    return LINES[guess.answer.partition(" ")[0]]


def _years(visit: Visit, guess: Guess) -> tuple[list[int], list[int]]:
    """Return the Decembers (and the last month) up to the month a guess begins, and after it."""
    recording = visit.session.recording
    last = recording.months - 1
    ends = [m for m in range(recording.months)
            if m == last or month_of_year(recording.date(m)) == DECEMBER]  # fmt: skip
    later = [month for month in ends if recording.date(month) > guess.after]
    return [one for one in ends if one not in later], later or ends


def _months(visit: Visit, months: Sequence[int], heights: Sequence[float] = ()) -> Line:
    dates = [visit.session.recording.date(month) for month in months]
    return Line(tuple(months), tuple(map(month_text, dates)), tuple(heights))


def _course_before(visit: Visit, guess: Guess) -> Line:
    recording, (_, name, _) = visit.session.recording, guess.answer.split()
    until = [month for month in _years(visit, guess)[0] if month <= recording.month]
    if not until:
        return Line((), ())
    values = SERIES[name].values(recording.monthly(SERIES[name].column))
    return _months(visit, until, [float(values[month]) for month in until])


def _course_after(visit: Visit, guess: Guess) -> Line | None:
    _, name, preset = guess.answer.split()
    summary = visit.summary
    if summary is None or summary.done < ENOUGH_RUNS or not is_of(visit, preset):
        return None
    bands = summary.bands[name]
    months = tuple(range(len(bands.dates)))
    names = tuple(map(month_text, bands.dates))
    return Line(months, names, tuple(bands.median), tuple(bands.low_90), tuple(bands.high_90))


def _lengths(_: Visit, guess: Guess) -> Line:
    return Line(guess.at, tuple(plural(int(one), "month") for one in guess.at))


def _lengths_after(visit: Visit, guess: Guess) -> Line | None:
    _, setting, outcome = guess.answer.split()
    whole = (one for one in visit.sweeps
             if (one.name, one.outcome) == (setting, outcome) and one.points
             and one.points[0].runs >= RUNS)  # fmt: skip
    sweep = next(whole, None)
    points = [one for one in sweep.points if one.estimate is not None] if sweep else []
    if not points:
        return None
    x = tuple(one.value for one in points)
    y, low, high = zip(*(_heights(one, 100.0 if guess.unit == "%" else 1.0) for one in points),
                       strict=True)  # fmt: skip
    return Line(x, tuple(f"{one:g}" for one in x), y, low, high)


def _heights(point: SweepPoint, scale: float) -> list[float]:
    """Return an estimate and the ends of its interval, or itself where it has none."""
    middle = point.estimate or 0.0
    return [scale * (middle if end is None else end) for end in (middle, point.low, point.high)]


LINES: Mapping[str, _Way] = {
    "course": _Way(lambda v, g: _months(v, _years(v, g)[1]), _course_before, _course_after),
    "sweep": _Way(_lengths, lambda *_: Line((), ()), _lengths_after),
}
"""Kinds of answers that are lines; what follows the word says of what."""
