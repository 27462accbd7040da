"""Studies whose runs draw their parameters from a posterior."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

from experiments.commands.app import app
from experiments.statistics.outcomes import measure_outcomes
from experiments.statistics.posterior import Posterior
from experiments.studies.identity import read_study
from experiments.studies.run import run_study
from experiments.studies.study_file import load_study
from simulation import run_ensemble
from simulation.errors import InputError
from tests.experiments.studies.conftest import Write

SETS = pd.DataFrame(
    {"trust.floor": [0.1, 0.3, 0.5], "leaders.leave_month": [0.0, 0.01, 0.02]}
)  # fmt: skip


@pytest.fixture
def posterior(tmp_path: Path) -> Posterior:
    """Write a posterior of three members beside the study, and return it."""
    made = Posterior(SETS, np.array([0.5, 0.3, 0.2]))
    made.table().to_csv(tmp_path / "posterior.csv", index=False)
    return made


def played(file: Path, out: Path, **options: int) -> pd.DataFrame:
    """Play a study and return its table of runs."""
    run_study(load_study(file, members=3, runs=2), out, figures=False, **options)
    return pd.read_parquet(out / "tables" / "runs.parquet")


def test_each_run_draws_its_parameters(write: Write, posterior: Posterior, tmp_path: Path) -> None:
    """A run of a point is that run of the point's scenario with the set it took."""
    file = write(posterior="posterior.csv")
    runs = played(file, tmp_path / "out")
    sets = pd.read_csv(tmp_path / "out" / "tables" / "parameter_sets.csv").set_index("run")
    study = load_study(file, members=3, runs=2)
    assert sets["member"].iloc[::2].tolist() == sets["member"].iloc[1::2].tolist()
    assert len(set(sets["trust.floor"])) > 1
    for run, floor in sets["trust.floor"].items():
        scenario = study.scenario_of(1).with_changes({"trust.floor": float(floor)})
        alone = measure_outcomes(run_ensemble(scenario, runs=int(str(run)) + 1, seed=study.seed))
        row = runs[(runs["point"] == 1) & (runs["run"] == run)].iloc[0]
        assert row["talks_begun"] == alone["talks_begun"].iloc[-1]


def test_what_varies_is_not_drawn(write: Write, posterior: Posterior, tmp_path: Path) -> None:
    """A parameter that a point sets stays as set there, also where it is set to its default."""
    study = load_study(write(posterior="posterior.csv"))
    assert "leaders.leave_month" in posterior.names
    for point in study.points:
        drawn = study.posterior_at(point.number)
        assert drawn is not None
        assert drawn.names == ["trust.floor"]


def test_what_one_point_sets_is_drawn_at_the_others(write: Write, posterior: Posterior) -> None:
    """A policy is compared with what each member has, not with a default that no member has."""
    policies = {"A": {"trust.floor": 0.2}, "B": {"levers.visits": 1.0}}
    study = load_study(
        write(posterior="posterior.csv", policies=policies, levers=None, uncertainties=None)
    )
    drawn = [study.posterior_at(point.number) for point in study.points]
    assert [one and one.names for one in drawn] == [["trust.floor"], [], ["trust.floor"]]


def test_many_workers_draw_the_same(write: Write, posterior: Posterior, tmp_path: Path) -> None:
    """One thread and two give the same tables."""
    file = write(posterior="posterior.csv")
    one, two = (played(file, tmp_path / f"{n}", workers=n) for n in (1, 2))
    pd.testing.assert_frame_equal(one, two)


def test_a_folder_keeps_its_posterior(write: Write, posterior: Posterior, tmp_path: Path) -> None:
    """The study is read back with its sets, and another posterior does not go on with it."""
    file = write(posterior="posterior.csv")
    played(file, tmp_path / "out")
    kept = read_study(tmp_path / "out", 6).posterior
    assert kept is not None
    assert kept.hash == posterior.hash
    Posterior(SETS, np.array([0.2, 0.3, 0.5])).table().to_csv(
        tmp_path / "posterior.csv", index=False
    )
    with pytest.raises(InputError, match="the posterior"):
        played(file, tmp_path / "out")


def test_the_page_says_that_parameters_were_drawn(
    write: Write, posterior: Posterior, tmp_path: Path
) -> None:
    """A reader of the page learns what its intervals hold."""
    run_study(load_study(write(posterior="posterior.csv"), members=3, runs=2), tmp_path / "out")
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "Each member of a posterior has its own parameters" in page


def test_a_posterior_that_is_not_there_is_refused(write: Write, tmp_path: Path) -> None:
    """The file, the field and what is allowed are named, and nothing is written."""
    file = write(posterior="nowhere")
    answer = CliRunner().invoke(app, ["sweep", str(file), "--out", str(tmp_path / "out")])
    assert answer.exit_code == 2
    for word in ("small.toml", "posterior", "nowhere", "partnerships calibrate"):
        assert word in answer.stderr
    assert not (tmp_path / "out").exists()
