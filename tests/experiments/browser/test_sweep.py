"""A sweep of the page plays the same runs at every value, and says of them what a study would."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from experiments.browser.charts.sweep import sweep_chart
from experiments.browser.ensemble.sweep import SweepPoint, sweep_points, sweep_values
from experiments.browser.visit.study_file import study_file
from experiments.statistics.measures import success
from experiments.statistics.outcomes import outcomes_named
from experiments.studies.study_file import load_study
from simulation import Scenario
from simulation.ensemble import run_ensemble
from simulation.errors import InputError

NAME = "talks.planned_months"


def test_points_are_those_of_the_runs(lively: Scenario) -> None:
    """At each value the outcome is that of the same number of runs of the same seed."""
    *_, last = sweep_points(lively, NAME, (2, 6), "success_rate", runs=25, seed=3)
    assert [(one.value, one.runs) for one in last] == [(2, 25), (6, 25)]
    for one in last:
        result = run_ensemble(lively.with_changes({NAME: one.value}), runs=25, seed=3)
        value, weight = success(result)
        assert one.estimate == pytest.approx(float((value * weight).sum() / weight.sum()))
        assert one.low is not None
        assert one.high is not None
        assert one.low < one.estimate < one.high


def test_draws_are_common_to_all_values(lively: Scenario) -> None:
    """Draws are common to all values, so that equal ones come to the same to the last digit."""
    *_, last = sweep_points(lively, "leaders.leave_month", (0.0, 0.0), "success_rate", runs=8)
    assert last[0] == last[1]


def test_values_lie_evenly_and_are_whole_where_they_must_be() -> None:
    """Five to nine, from end to end; too few, too many, or beyond the range are refused."""
    assert sweep_values(NAME, 1, 9, 9) == tuple(range(1, 10))
    assert sweep_values("affinity.mismatch", 0.0, 0.4, 5) == (0.0, 0.1, 0.2, 0.3, 0.4)
    for wrong in ((NAME, 1, 9, 4), (NAME, 1, 9, 10), (NAME, 9, 1, 5), (NAME, -5, 9, 5),
                  ("choices.clock", 0, 1, 5), ("geography.size", 10, 20, 5)):  # fmt: skip
        with pytest.raises(InputError):
            sweep_values(*wrong)


def test_a_sweep_is_handed_on_as_a_study(tmp_path: Path, lively: Scenario) -> None:
    """The archive holds a study of the same scenario, values and runs, that can be played."""
    made = study_file(lively, NAME, (2, 4, 6, 8, 10), "success_rate", 100)
    with zipfile.ZipFile(BytesIO(made.content)) as archive:
        archive.extractall(tmp_path)
    study = load_study(tmp_path / "study.toml")
    assert [point.values[NAME] for point in study.points] == [2, 4, 6, 8, 10]
    assert study.scenario.changed() == lively.changed()
    assert (study.runs, study.shown, study.posterior) == (100, ["success_rate"], None)


def test_the_chart_holds_every_point(lively: Scenario) -> None:
    """Points, band and ticks lie within the axes, and what is set now is marked."""
    (outcome,) = outcomes_named(["success_rate"])
    points = [
        SweepPoint(2.0, 9, 0.2, 0.1, 0.3, "20%"),
        SweepPoint(4.0, 9, None, None, None, "no run has it"),
        SweepPoint(6.0, 9, 0.5, 0.4, 0.66, "50%"),
    ]
    chart = sweep_chart(points, outcome, "Talks: planned months", 5)
    bottom, top = chart["y_range"]
    assert bottom == 0.0
    assert top >= 0.66
    assert all(bottom <= at <= top for at, _ in chart["y_ticks"])
    assert chart["lines"][0]["y"] == [0.2, None, 0.5]
    assert [mark["x"] for mark in chart["marks"]] == [5]
    assert not sweep_chart(points, outcome, "Talks", 12)["marks"]
