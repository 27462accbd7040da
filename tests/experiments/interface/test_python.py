"""The interface for Python: the same numbers as the command, shown in notebooks."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from experiments import (
    Study,
    compare,
    figures,
    inference_data,
    read_results,
    summarise,
    survival,
)
from experiments.runs.job import Job
from experiments.runs.results import RunResults
from experiments.runs.run import run_job
from experiments.statistics.posterior import Posterior
from simulation import Scenario, run_ensemble
from simulation.errors import InputError
from simulation.result import Result

SMALL = Scenario().with_changes(
    {
        "geography.map": "hexagonal",
        "geography.size": 30,
        "history.control": "drawn",
        "period.months": 60,
        "approach.base": 0.02,
    }
)
GUARANTEED = {"levers.sovereignty_guarantee": 1.0}
RUNS, SEED = 40, 3


@pytest.fixture(scope="module")
def many() -> Result:
    """Return some runs."""
    return run_ensemble(SMALL, runs=RUNS, seed=SEED)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder that the command leaves of the same runs."""
    place = tmp_path_factory.mktemp("python") / "runs"
    run_job(Job(SMALL, runs=RUNS, seed=SEED), place)
    return place


def test_the_summary_is_that_of_the_command(many: Result, folder: Path) -> None:
    """Every outcome, survival too, has the number and interval that `summary.csv` has."""
    stored = read_results(folder).summary
    pd.testing.assert_frame_equal(summarise(many), stored, check_dtype=False, rtol=1e-12)


def test_outcomes_can_be_chosen(many: Result) -> None:
    """Those of families too; an unknown one is refused with the nearest."""
    found = summarise(many, ["success_rate", "partnerships_2009_05"])
    assert list(found["outcome"]) == ["success_rate", "partnerships_2009_05"]
    with pytest.raises(InputError, match="success_rate"):
        summarise(many, ["succes_rate"])


def test_a_result_compared_with_itself_does_not_differ(many: Result) -> None:
    """Every difference is zero, and none is called one."""
    table = compare({"once": many, "again": many})
    assert len(table) > 20
    assert (table["difference"] == 0.0).all()
    assert (table["p"] == 1.0).all()


def test_a_difference_is_that_of_the_pairs(many: Result) -> None:
    """The difference is that of the two numbers; pairing makes its interval narrower than both."""
    other = run_ensemble(SMALL.with_changes(GUARANTEED), runs=RUNS, seed=SEED)
    names = ["talks_begun", "success_rate", "survival_2_years"]
    table = compare({"as it was": many, "guaranteed": other}, names).set_index("outcome")
    one, two = (summarise(which, names).set_index("outcome") for which in (many, other))
    for name in table.index:
        row = table.loc[name]
        expected = two.loc[name, "value"] - one.loc[name, "value"]
        assert row["difference"] == pytest.approx(expected, abs=1e-12)
        assert row["low"] <= row["difference"] <= row["high"]
    begun, ends = table.loc["talks_begun"], [which.loc["talks_begun"] for which in (one, two)]
    apart = sum((both["high"] - both["low"]) ** 2 for both in ends)
    assert begun["high"] - begun["low"] < np.sqrt(apart)


@pytest.mark.parametrize("seed", [SEED, SEED + 1])
def test_what_cannot_be_paired_is_refused(many: Result, seed: int) -> None:
    """One result alone, another seed, or another number of runs."""
    fewer = run_ensemble(SMALL, runs=RUNS - (seed == SEED), seed=seed)
    with pytest.raises(InputError, match="one seed and the same runs"):
        compare({"one": many, "other": fewer})
    with pytest.raises(InputError, match="two or more"):
        compare({"one": many})


def test_survival_starts_with_all_and_falls(many: Result) -> None:
    """It lies between 0 and 1 and never rises; a curve for each value of a column adds up."""
    curve = survival(many)
    assert (curve["survival"].diff().dropna() <= 1e-12).all()
    assert curve["survival"].between(0, 1).all()
    parts = survival(many, by="party_mismatch")
    assert parts["parted"].sum() == curve["parted"].sum()
    with pytest.raises(InputError, match="party_mismatch"):
        survival(many, by="party")


def test_figures_of_runs_and_of_a_folder(many: Result, folder: Path, tmp_path: Path) -> None:
    """By name, as pictures for notebooks, and as files; those of the folder hold maps too."""
    drawn = figures.draw(many)
    assert set(drawn.names) < set(figures.draw(read_results(folder)).names)
    page = drawn._repr_html_()
    assert page.count("<figure>") + page.count("<p>") >= len(drawn)
    assert "data:image/svg+xml;base64," in drawn["survival"]._repr_html_()
    files = drawn.save(tmp_path, kind="png")
    assert [path.stem for path in files] == drawn.names
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in files)
    with pytest.raises(InputError, match="survival"):
        drawn["survivel"]


def test_a_study_is_built_played_and_read_back(tmp_path: Path) -> None:
    """From scenario and policies here, with the numbers that a file of the same would give."""
    study = Study("Here", base=SMALL, policies={"guaranteed": GUARANTEED}, posterior="none",
                  runs=6, seed=2, outcomes=["success_rate", "talks_begun"])  # fmt: skip
    results = study.run(tmp_path / "here", figures=False)
    summary = results.summary.set_index(["policy", "outcome"])["value"]
    for name, changes in {"baseline": {}, "guaranteed": GUARANTEED}.items():
        played = run_ensemble(SMALL.with_changes(changes), runs=6, seed=2)
        assert summary[name, "talks_begun"] == pytest.approx(len(played.talks) / 6)
    shown = results._repr_html_()
    assert "<figure>" in shown
    assert "success_rate" in shown
    assert study.run(tmp_path / "here", figures=False).summary.equals(results.summary)


def test_points_come_from_a_table(tmp_path: Path) -> None:
    """A row a point; a wrong value is named by line and column, and nothing of a file."""
    points = pd.DataFrame({"talks.planned_months": [3.0, 9.0], "vote.members": [0.5, 0.6]})
    study = Study("Table", base=SMALL, points=points, posterior="none", runs=2)
    assert study.points.equals(points)
    assert len(study.run(tmp_path / "table", figures=False).summary["point"].unique()) == 2
    with pytest.raises(InputError, match=r"points: line 3, column 'vote.members'"):
        Study("Wrong", points=points.assign(**{"vote.members": [0.5, 9.0]}))


def test_a_posterior_of_ones_own_is_taken() -> None:
    """Its members are those that are drawn, and wrong words are refused."""
    packaged = Posterior.read("packaged")
    half = Posterior.from_table(packaged.table().head(50))
    study = Study("Own", base=SMALL, policies={"guaranteed": GUARANTEED}, posterior=half,
                  members=4, runs=2)  # fmt: skip
    assert study.definition.posterior is half
    assert study.definition.members.max() < 50
    with pytest.raises(InputError, match="posterior"):
        Study("Own", policies={"guaranteed": GUARANTEED}, posterior="nowhere.csv")
    with pytest.raises(InputError, match="outcomes"):
        Study("Own", policies={"guaranteed": GUARANTEED}, outcomes=[])


def test_a_folder_of_runs_shows_itself(folder: Path) -> None:
    """Facts, outcomes and a figure."""
    results = read_results(folder)
    assert isinstance(results, RunResults)
    shown = results._repr_html_()
    assert "success_rate" in shown
    assert "<figure>" in shown


def test_arviz_gets_members_by_weight() -> None:
    """One chain of draws for each parameter, near the weighted means of the posterior."""
    pytest.importorskip("arviz")
    posterior = Posterior.read("packaged")
    data = inference_data(posterior, draws=2000)["posterior"]
    assert dict(data.sizes) == {"chain": 1, "draw": 2000}
    for name in posterior.names:
        wanted = np.average(posterior.sets[name], weights=posterior.weight)
        assert float(data[name].mean()) == pytest.approx(
            wanted, abs=0.2 * posterior.sets[name].std()
        )


def test_without_arviz_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """In one message."""
    monkeypatch.setitem(sys.modules, "arviz", None)
    with pytest.raises(InputError, match=r"council-partnerships\[arviz\]"):
        inference_data()
