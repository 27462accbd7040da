"""Guesses that are drawn as a line: what is asked, what came out, and where they differ."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.browser.ensemble.progress import ensemble_summaries
from experiments.browser.ensemble.sweep import sweep_points
from experiments.browser.guide import explorations
from experiments.browser.guide.line_chart import line_props
from experiments.browser.guide.lines import (
    Line,
    blank_line,
    difference_words,
    drawn_line,
    line_after,
    line_before,
)
from experiments.browser.guide.steps import Guess
from experiments.browser.visit.background import Background
from experiments.browser.visit.sweeps import Sweep
from experiments.browser.visit.visit import Visit
from simulation import Scenario
from simulation.errors import InputError


def asked(kind: str) -> Guess:
    """Return a guess of the guide that is drawn as a line of a kind."""
    guesses = [step.guess for page in explorations() for step in page.steps if step.guess]
    return next(one for one in guesses if one.answer.startswith(f"{kind} "))


def test_a_course_is_drawn_on_from_the_run_so_far(lively: Scenario) -> None:
    """What stands before ends where the guess begins, and is what this run came to."""
    visit, guess = Visit(lambda: None, "", lively), asked("course")
    assert line_before(visit, guess) == Line((), ())
    visit.session.advance(200)
    before, blank = line_before(visit, guess), blank_line(visit, guess)
    assert before.names[-1] == "December 2010"
    assert blank.names == ("December 2011", "December 2012", "December 2013")
    shared = visit.session.recording.monthly("councils_sharing")
    assert list(before.y) == [shared[int(month)] for month in before.x]


def test_a_course_is_compared_with_the_middle_run_and_its_band(lively: Scenario) -> None:
    """Nothing before the ensemble of that scenario; then its median, with nine tenths of runs."""
    visit, guess = Visit(lambda: None, "", lively), asked("course")
    visit.session.advance(60)
    *_, visit.summary = ensemble_summaries(lively, baseline=lively, runs=100)
    assert line_after(visit, guess) is None
    visit.compared = (lively, lively)
    came = line_after(visit, guess)
    assert came is not None
    bands = visit.summary.bands["councils_sharing"]
    assert (came.y, came.low, came.high) == tuple(
        map(tuple, (bands.median, bands.low_90, bands.high_90))
    )
    mine = drawn_line(visit, guess, [0, 0, 0])
    chart = line_props(visit, guess, mine, came)
    assert chart["came"][-1][1] == bands.median[-1]
    assert chart["words"] == difference_words(guess, mine, came)


def test_lengths_are_compared_with_a_sweep(lively: Scenario) -> None:
    """A line over lengths waits for the sweep of that setting and outcome to be whole."""
    visit, guess = Visit(lambda: None, "", lively), asked("sweep")
    setting, outcome = "talks.planned_months", "success_rate"
    work = Background(lambda: None, print)
    sweep = Sweep(lively, setting, (2.0, 8.0, 14.0), outcome, 4, work)
    visit.sweeps.append(sweep)
    assert line_after(visit, guess) is None
    *_, sweep.points = sweep_points(lively, setting, sweep.values, outcome)
    came = line_after(visit, guess)
    assert came is not None
    assert came.y == pytest.approx([100 * (one.estimate or 0.0) for one in sweep.points])
    assert all(low <= y <= high for low, y, high in zip(came.low, came.y, came.high, strict=True))


@pytest.mark.parametrize("heights", [[1], [1, 2, "3"], [1, 2, 1e9], [1, 2, -1], [1, 2, True], "x"])
def test_what_is_no_line_is_refused(lively: Scenario, heights: object) -> None:
    """A number for each place, within the chart."""
    visit, guess = Visit(lambda: None, "", lively), asked("course")
    with pytest.raises(InputError, match="guess"):
        drawn_line(visit, guess, heights)


GUESS = Guess("a", "How many?", "course councils_sharing as_it_was", unit="councils")
CAME = Line((0, 12, 24), ("a", "b", "c"), (0, 10, 20), (0, 6, 15), (0, 14, 25))


@pytest.mark.parametrize(
    ("heights", "words"),
    [
        ((8, 18), "within the band all along; it is furthest off at"),
        ((8, 40), "leaves the band at c: there you drew 40 councils, and it came to 20 (15 to 25)"),
        ((2, 3), "outside the band at 2 of 2 places, and furthest below it at c"),
    ],
)
def test_one_sentence_says_where_they_differ(heights: tuple[float, ...], words: str) -> None:
    """It names the place where they lie furthest apart, with both numbers and the band."""
    sentence = difference_words(GUESS, Line((12, 24), ("b", "c"), heights), CAME)
    assert words in sentence
    assert sentence.count(". ") == 0


def test_between_what_was_played_it_is_read_off_the_line() -> None:
    """A length that no run had lies on the line between its neighbours; beyond them is nothing."""
    sentence = difference_words(GUESS, Line((18, 99), ("mid", "far"), (0, 0)), CAME)
    assert "mid" in sentence
    assert f"{np.interp(18, CAME.x, CAME.y):.0f} (" in sentence
    assert difference_words(GUESS, Line((99,), ("far",), (0,)), CAME) == ""
