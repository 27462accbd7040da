"""The map of a month: lines for what is under way, the class of each council, chances of runs."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import numpy as np
import pytest

from experiments.browser.ensemble.progress import ensemble_summaries
from experiments.browser.ensemble.summary import EnsembleSummary
from experiments.browser.map.colouring import SCHEMES, Moment
from experiments.browser.map.council_map import JUST_FAILED, SOUNDINGS, TALKS, month_props
from experiments.browser.recording.recording import RecordedModel
from simulation.terms import FAILED


@pytest.fixture(scope="module")
def summary(played: RecordedModel) -> EnsembleSummary:
    """Return what some runs of the lively world say."""
    *_, last = ensemble_summaries(played.recording.scenario, runs=20)
    return last


def lines(model: RecordedModel, month: int, kind: int) -> set[int]:
    """Return the rows of talks that have a line of a kind in a month."""
    shown = month_props(Moment(model.recording, month), "control", -1, ())
    return {row for *_, one, row in shown["talks"] if one == kind}


def test_a_failure_is_shown_in_its_month_alone(played: RecordedModel) -> None:
    """Talks that fail have a line of their own in that month, and none in the next."""
    rows = played.recording.talks.table.rows
    failed = np.flatnonzero(rows["outcome"] == FAILED)
    assert len(failed) > 3
    for row in failed.tolist():
        month = int(rows["ended"][row])
        assert row in lines(played, month, JUST_FAILED)
        assert row not in lines(played, month, TALKS) | lines(played, month, SOUNDINGS)
        if month + 1 < played.recording.months:
            assert row not in lines(played, month + 1, JUST_FAILED)


def test_partnerships_are_named_by_their_row(played: RecordedModel) -> None:
    """Each line of a partnership leads to its row in the run, with all its members."""
    month = played.recording.month
    shown = month_props(Moment(played.recording, month), "control", -1, ())["partnerships"]
    member = played.recording.councils_at(month)["partnership"]
    assert shown
    for row, councils in shown:
        assert set(np.flatnonzero(member == row)) == set(councils)


@pytest.mark.parametrize("name", SCHEMES)
def test_every_council_has_a_class_of_the_legend(played: RecordedModel, name: str) -> None:
    """From the start to the end each colouring gives each council a place in its legend."""
    for month in (-1, 0, played.recording.month):
        shown = month_props(Moment(played.recording, month), name, -1, ())
        assert len(shown["codes"]) == len(played.recording.names)
        assert 0 <= min(shown["codes"]) <= max(shown["codes"]) < len(shown["legend"])
        assert shown["title"]


def test_chance_needs_an_ensemble_of_the_same_map(
    played: RecordedModel, england_played: RecordedModel, summary: EnsembleSummary
) -> None:
    """Without runs, or with those of another map, a sentence says why; with them it is shown."""
    scheme, end = SCHEMES["chance"], played.recording.month
    assert "Ensemble" in scheme.missing(Moment(played.recording, end))
    assert "another map" in scheme.missing(Moment(england_played.recording, end, summary))
    assert set(scheme.codes(Moment(england_played.recording, end, summary))) == {5}
    assert scheme.missing(Moment(played.recording, end, summary)) == ""
    steps = np.array([0.0, 0.05, 0.1, 0.25, 0.5] * 8)
    known = replace(summary, shared=np.tile(steps, (played.recording.months, 1)))
    codes = scheme.codes(Moment(played.recording, end, known))
    assert codes == [0, 1, 2, 3, 4] * 8
    assert cast("list[int]", scheme.codes(Moment(played.recording, -1, known))) == [0] * 40
