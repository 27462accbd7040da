"""`partnerships run --posterior` draws the parameters of each run from a posterior."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from experiments.runs.job import Job
from experiments.statistics.posterior import Posterior
from simulation import Scenario, run
from tests.experiments.conftest import SETTINGS, Command

SETS = pd.DataFrame({"costs.month": [500.0, 9000.0], "leaders.leave_month": [0.0, 0.05]})


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return the file of a posterior with two members far apart."""
    path = tmp_path / "two.csv"
    Posterior(SETS, np.array([0.5, 0.5])).table().to_csv(path, index=False)
    return path


def test_each_run_has_the_parameters_it_drew(file: Path, tmp_path: Path, command: Command) -> None:
    """Runs that drew dear talks cost more; the table says which run drew what."""
    out = tmp_path / "out"
    answer = command("run", *SETTINGS, "--posterior", file, "--runs", 10, "--seed", 2,
                     "--workers", 2, "--out", out)  # fmt: skip
    assert answer.exit_code == 0, answer.output
    drew = pd.read_csv(out / "tables" / "parameter_sets.csv").set_index("run")
    assert set(drew["costs.month"]) == {500.0, 9000.0}
    cost = pd.read_parquet(out / "tables" / "runs.parquet").set_index("run")["failed_talk_cash"]
    dear = drew["costs.month"] > 1000
    assert cost[dear].min() > cost[~dear].max()


def test_the_folder_says_that_parameters_were_drawn(
    file: Path, tmp_path: Path, command: Command
) -> None:
    """Manifest and page tell of the posterior; the same folder without it is another run."""
    out = tmp_path / "out"
    words = ["run", *SETTINGS, "--runs", 3, "--out", out]
    assert command(*words, "--posterior", file).exit_code == 0
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["posterior"] == Posterior.read(file).hash
    assert "drew its parameters from a posterior" in (out / "report.html").read_text("utf-8")
    answer = command(*words)
    assert answer.exit_code == 2
    assert "drawn parameters" in answer.stderr


def test_a_run_is_that_of_the_scenario_with_its_member(busy: Scenario) -> None:
    """Run r with a posterior has the tables of run r of the scenario with the member it drew."""
    posterior = Posterior(SETS[["costs.month"]], np.array([0.5, 0.5]))
    job = Job(busy, runs=4, seed=9, posterior=posterior)
    assert "costs.month" not in busy.changed()
    found = [part for _, part in job.chunks(lambda result: result.talks.drop(columns="run"))]
    for number, talks in enumerate(found):
        member = int(job.members[number])
        alone = run(posterior.scenario(busy, member), seed=9, run=number).talks
        pd.testing.assert_frame_equal(alone, talks)


def test_what_is_set_is_not_drawn(busy: Scenario) -> None:
    """A parameter that the scenario changes keeps its value in every run."""
    changed = busy.with_changes({"costs.month": 1234.0})
    job = Job(changed, runs=4, posterior=Posterior(SETS, np.array([0.5, 0.5])))
    assert {job.scenario_of(number).costs.month for number in range(4)} == {1234.0}
    assert "costs.month" not in job.sets


def test_a_scenario_file_after_the_option_is_the_scenario(
    tmp_path: Path, here: Path, command: Command
) -> None:
    """`--posterior` before a TOML file stands by itself: it means the packaged posterior."""
    scenario = tmp_path / "mine.toml"
    scenario.write_text("period.months = 24\n", encoding="utf-8")
    answer = command("run", "--runs", 1, "--posterior", scenario, "--no-figures")
    assert answer.exit_code == 0, answer.output
    manifest = json.loads((here / "results/mine/manifest.json").read_text(encoding="utf-8"))
    assert manifest["posterior"] == Posterior.read("packaged").hash
