"""A calibration goes on where it stopped, gives the same from any workers, and tells all."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from experiments.calibration import sampling
from experiments.calibration.page import summary_sentences
from experiments.calibration.results import CalibrationResults
from experiments.calibration.run import calibrate
from experiments.calibration.study import Central
from experiments.execution import Stopped
from experiments.statistics.posterior import Posterior
from experiments.store.manifest import read_manifest
from simulation import Scenario
from tests.experiments.calibration.conftest import NAMES, ROWS, small_study, study_file
from tests.experiments.conftest import Command

TABLES = ("posterior.csv", "parameters.csv", "predictive.csv", "generations.csv", "targets.csv")


def test_a_finished_folder_holds_tables_figures_and_a_page(calibrated: Path) -> None:
    """A calibration leaves its tables, the central member as a scenario, figures and a page."""
    assert all((calibrated / name).exists() for name in (*TABLES, "central.toml", "manifest.json"))
    figures = {path.stem for path in (calibrated / "figures").glob("*.svg")}
    assert {"marginals", "pairs", "predictive", "convergence"} <= figures
    page = (calibrated / "report.html").read_text(encoding="utf-8")
    assert all(word in page for word in [*NAMES, *ROWS, "Middle 90%", "Toni et al."])
    assert "http" not in page.replace("http://www.w3.org", "").replace("http-equiv", "")


def test_every_member_lies_inside_the_priors(calibrated: Path) -> None:
    """No member of the posterior has a value outside its prior; weights sum to 1."""
    found = Posterior.read(calibrated)
    assert found.names == NAMES
    assert found.sets["talks.planned_months"].between(1, 12).all()
    assert found.sets["costs.month"].between(300, 8000).all()
    assert found.weight.sum() == pytest.approx(1.0)


def test_thresholds_fall_and_all_members_keep_to_them(calibrated: Path) -> None:
    """Each generation allows less than the one before."""
    table = pd.read_csv(calibrated / "generations.csv")
    assert list(table["generation"]) == [1, 2]
    assert (np.diff(table["threshold"]) < 0).all()
    assert (table["accepted"] == 12).all()


def test_the_central_member_is_one_of_the_posterior(calibrated: Path) -> None:
    """`central.toml` is the base scenario with the values of one member, to three digits."""
    middle = Scenario.load(calibrated / "central.toml")
    found = Posterior.read(calibrated)
    assert middle.costs.month in {float(f"{cost:.3g}") for cost in found.sets["costs.month"]}
    assert middle.geography.map == "hexagonal"


@pytest.mark.parametrize(("signs", "told"), [(118, "is number 7"), (121, "None of the 2 members")])
def test_the_page_says_how_the_central_member_was_chosen(
    calibrated: Path, signs: int, told: str
) -> None:
    """It names the member that answers all rows, or says that none of those tried does."""
    done = CalibrationResults.read(calibrated)
    tried = pd.DataFrame({"member": [3, 7], "numbers": [29, 30], "signs": [125, 120]})
    study = done.study.model_copy(update={"central": Central(members=2, signs=signs)})
    done = replace(done, middle=tried, study=study, manifest={**done.manifest, "central": 7})
    assert told in summary_sentences(done)[-1]


def test_every_row_is_held_against_members(calibrated: Path) -> None:
    """Each check of each row has quantiles over members and the share of them inside."""
    table = pd.read_csv(calibrated / "predictive.csv")
    assert set(table["row"]) == set(ROWS)
    assert table["inside"].between(0, 1).all()
    assert (table["p5"] <= table["p95"]).all()


@pytest.mark.slow
def test_two_workers_give_the_same_posterior_as_one(calibrated: Path, tmp_path: Path) -> None:
    """The posterior does not depend on how many processes play."""
    calibrate(small_study(tmp_path), tmp_path / "out", workers=2, figures=False)
    assert Posterior.read(tmp_path / "out").hash == Posterior.read(calibrated).hash


def test_a_calibration_that_was_killed_goes_on_as_if_it_had_not(
    calibrated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed within the second generation, it goes on from the first to the same posterior."""
    count = sampling.Tries._count  # noqa: SLF001 -- where each particle passes

    def killed(self: sampling.Tries, found: list[tuple[object, bool, int]]) -> None:
        if self.generation == 1:
            raise KeyboardInterrupt
        count(self, found)

    with monkeypatch.context() as patched:
        patched.setattr(sampling.Tries, "_count", killed)
        with pytest.raises(Stopped, match="the same command goes on"):
            calibrate(small_study(tmp_path), tmp_path / "out", figures=False)
    assert not (tmp_path / "out" / "posterior.csv").exists()
    calibrate(small_study(tmp_path), tmp_path / "out", figures=False)
    assert Posterior.read(tmp_path / "out").hash == Posterior.read(calibrated).hash


def test_a_finished_calibration_can_be_asked_for_more(
    calibrated: Path, tmp_path: Path, command: Command
) -> None:
    """With more generations than are there, only those that are missing are played."""
    shutil.copytree(calibrated, tmp_path / "out")
    answer = command(
        "calibrate", study_file(tmp_path), "--generations", 3, "--workers", 1,
        "--out", tmp_path / "out", "--no-figures",
    )  # fmt: skip
    assert answer.exit_code == 0, answer.output
    before = pd.read_csv(calibrated / "generations.csv")
    after = pd.read_csv(tmp_path / "out" / "generations.csv")
    assert list(after["generation"]) == [1, 2, 3]
    assert list(after["ended"][:2]) == list(before["ended"])


def test_sampling_that_goes_nowhere_ends_with_the_generation_before(
    tmp_path: Path, command: Command
) -> None:
    """Where too few tries are accepted, the generation before is the posterior, and it is told."""
    study = study_file(tmp_path, sampling={"thresholds": [9.0, 0.8], "least_acceptance": 1.0})
    answer = command("calibrate", study, "--workers", 1, "--out", tmp_path / "out")
    assert answer.exit_code == 0, answer.output
    assert "ended after 1 of 2 generations" in " ".join(answer.output.split())
    assert len(pd.read_csv(tmp_path / "out" / "generations.csv")) == 1


def test_the_page_can_be_drawn_again(calibrated: Path, command: Command) -> None:
    """`partnerships report` draws the page of a calibration again, the same but for nothing."""
    before = (calibrated / "report.html").read_bytes()
    answer = command("report", calibrated)
    assert answer.exit_code == 0, answer.output
    assert (calibrated / "report.html").read_bytes() == before


def test_a_dask_cluster_gives_the_same_posterior(calibrated: Path, tmp_path: Path) -> None:
    """Played by the workers of a Dask cluster, the posterior is the same."""
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=1, protocol="tcp://", threads_per_worker=1, processes=False,
        dashboard_address=None,
        host="127.0.0.1",
    ) as cluster:  # fmt: skip
        address = cluster.scheduler_address
        calibrate(small_study(tmp_path), tmp_path / "out", cluster=address, figures=False)
    assert Posterior.read(tmp_path / "out").hash == Posterior.read(calibrated).hash


def test_the_manifest_says_what_it_was_made_with(calibrated: Path) -> None:
    """The manifest holds the study, the priors, the versions and the hash of the posterior."""
    manifest = read_manifest(calibrated)
    assert manifest["kind"] == "calibration"
    assert manifest["study"]["sampling"]["particles"] == 12
    assert manifest["posterior_hash"] == Posterior.read(calibrated).hash
    assert {"pyabc", "SALib"} <= set(manifest["made_with"]["libraries"])
