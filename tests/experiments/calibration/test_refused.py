"""What a calibration cannot use is refused in one message, and nothing is written."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from experiments.calibration.folder import IDENTITY
from tests.experiments.calibration.conftest import NAMES, study_file
from tests.experiments.conftest import Command

WRONG: dict[str, tuple[dict[str, Any], list[str]]] = {
    "prior outside": (
        {"priors": {"trust.floor": {"low": -0.5, "high": 0.5}}},
        ["priors.trust.floor", "outside the declared range", "-0.5", "0 to 0.9"],
    ),
    "prior without a range": (
        {"priors": {"trust.floor": {"low": 0.5, "high": 0.5}}},
        ["priors.trust.floor", "ends before it begins"],
    ),
    "prior of nothing": (
        {"priors": {"trust.flor": {"low": 0.1, "high": 0.5}}},
        ["priors.trust.flor", "did you mean 'trust.floor'"],
    ),
    "shape of a prior": (
        {"priors": {"trust.floor": {"low": 0.1, "high": 0.5, "shape": "unifrom"}}},
        ["priors.trust.floor.shape", "unifrom", "uniform"],
    ),
    "word in a prior": (
        {"priors": {"trust.floor": {"low": 0.1, "high": 0.5, "shap": "uniform"}}},
        ["priors.trust.floor.shap", "priors.trust.floor.shape"],
    ),
    "parameter": ({"parameters": ["talks.planned_month"]}, ["parameters", "talks.planned_months"]),
    "no uncertainty": ({"parameters": ["levers.repair"]}, ["parameters", "levers.repair"]),
    "row": ({"rows": ["SF03"]}, ["rows", "SF03", "SF001"]),
    "row of a sign": ({"rows": ["SF003"]}, ["rows", "SF003", "no row of numbers"]),
    "row of two worlds": ({"rows": ["SF018"]}, ["rows", "SF018", "base world"]),
    "group": ({"parameters": [], "screened": ["talk"]}, ["screened", "did you mean 'talks'"]),
    "base": ({"base": {"talks": {"planned_months": 99.0}}}, ["base.talks.planned_months", "99"]),
    "truth": ({"truth": {"talks.planned_month": 4.0}}, ["truth", "talks.planned_months"]),
    "particles": ({"sampling": {"particles": 2}}, ["sampling.particles", "too small", "10 to"]),
    "thresholds": ({"sampling": {"thresholds": [0.5]}}, ["sampling.thresholds", "fewer", "2"]),
    "word": ({"sampling": {"particle": 20}}, ["sampling.particle", "sampling.particles"]),
    "base in its file": ({"base": {"choices": {"clock": "moon"}}}, ["study.toml", "calendar"]),
    "row twice": ({"rows": ["SF037", "SF037"]}, ["rows", "named twice", "SF037", "each once"]),
    "parameter twice": (
        {"parameters": ["trust.floor", "trust.floor"]},
        ["parameters", "named twice"],
    ),
    "group twice": (
        {"parameters": [], "screened": ["talks", "talks"]},
        ["screened", "named twice"],
    ),
    "scenario": ({"scenario": "none.toml"}, ["none.toml", "No such file"]),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_study_is_refused(here: Path, command: Command, wrong: str) -> None:
    """A study that names or sets what is not allowed exits with 2 and says file and field."""
    changes, words = WRONG[wrong]
    answer = command("calibrate", study_file(here, **changes), "--workers", 1, "--out", "out")
    assert answer.exit_code == 2, answer.output
    assert all(word in answer.stderr for word in words), answer.stderr
    assert answer.stderr.count("\n") == 1
    assert not (here / "out").exists()


@pytest.mark.parametrize(("words", "told"), [
    (["calibrate", "none.toml"], ["none.toml", "cannot read the study"]),
    (["run", "--posterior", "nowhere"], ["--posterior", "nowhere", "partnerships calibrate"]),
])  # fmt: skip
def test_what_is_not_there_is_refused(
    here: Path, command: Command, words: list[str], told: list[str]
) -> None:
    """A study or a posterior that does not exist exits with 2."""
    answer = command(*words)
    assert answer.exit_code == 2, answer.output
    assert all(word in answer.stderr for word in told)
    assert not list(here.iterdir())


def test_another_study_does_not_go_on(calibrated: Path, tmp_path: Path, command: Command) -> None:
    """A folder that another study began is refused, naming what differs, and left as it is."""
    out = shutil.copytree(calibrated, tmp_path / "out")
    other = study_file(tmp_path, seed=4, sampling={"runs": 8})
    before = sorted(path.name for path in out.iterdir())
    answer = command("calibrate", other, "--workers", 1, "--out", out)
    assert answer.exit_code == 2
    assert all(word in answer.stderr for word in ("seed 3, not 4", "runs 6, not 8", "--fresh"))
    assert sorted(path.name for path in out.iterdir()) == before


@pytest.mark.parametrize(
    ("held", "theirs"),
    [({"version": "0.0.1", "made_with": {}}, "0.0.1"), ({"rules": "0" * 64}, "0.1.0")],
)
def test_a_calibration_of_another_version_says_which_can_finish_it(
    here: Path, command: Command, held: dict[str, Any], theirs: str
) -> None:
    """It is not taken apart file by file; the first version did not say its name."""
    (here / "out").mkdir()
    (here / "out" / IDENTITY).write_text(json.dumps(held), encoding="utf-8")
    answer = command("calibrate", study_file(here), "--workers", 1, "--out", "out")
    assert answer.exit_code == 2
    assert f"made by version {theirs}, which can finish it, and this is" in answer.stderr
    assert "simulation/" not in answer.stderr


def test_the_database_of_another_study_does_not_go_on(
    calibrated: Path, tmp_path: Path, command: Command
) -> None:
    """A database that another study's folder was given is refused, whatever stands beside it."""
    study, out = study_file(tmp_path), shutil.copytree(calibrated, tmp_path / "out")
    with sqlite3.connect(out / "calibration.db") as database:
        (held,) = database.execute("select json_parameters from abc_smc").fetchone()
        other = json.loads(held)
        other["made_with"]["code"]["simulation/rules/vote.py"] = "0" * 64
        database.execute("update abc_smc set json_parameters = ?", (json.dumps(other),))
    database.close()
    answer = command("calibrate", study, "--workers", 1, "--generations", 3, "--out", out)
    assert answer.exit_code == 2
    assert all(word in answer.stderr for word in ("calibration.db", "simulation/rules/vote.py"))


def test_a_file_that_is_no_database_is_refused(
    calibrated: Path, tmp_path: Path, command: Command
) -> None:
    """A file of something else in the place of the database is refused and kept."""
    study, out = study_file(tmp_path), shutil.copytree(calibrated, tmp_path / "out")
    (out / "calibration.db").write_text("nothing of the kind", encoding="utf-8")
    answer = command("calibrate", study, "--workers", 1, "--out", out)
    assert answer.exit_code == 2
    assert "is not a calibration database" in answer.stderr
    assert (out / "calibration.db").read_text(encoding="utf-8") == "nothing of the kind"


def test_a_summary_out_of_reach_is_named(tmp_path: Path, command: Command) -> None:
    """Where no particle is accepted, the number furthest off is named, with how far it stays."""
    study = study_file(
        tmp_path,
        rows=["SF054"],
        parameters=["costs.month"],
        priors={"costs.month": {"low": 10_000, "high": 20_000}},
        sampling={"thresholds": [0.05, 0.04], "least_acceptance": 0.5},
    )
    answer = command("calibrate", study, "--workers", 1, "--out", tmp_path / "out")
    assert answer.exit_code == 2, answer.output
    told = ("accepted 0 of 24", "out of reach", "SF054", "steps", "wider priors")
    assert all(word in answer.stderr for word in told), answer.stderr
    assert not (tmp_path / "out" / "posterior.csv").exists()


def test_an_address_without_a_scheduler_is_refused(tmp_path: Path, command: Command) -> None:
    """A cluster that does not answer is told of as such, and no folder is begun."""
    study = study_file(tmp_path)
    answer = command(
        "calibrate", study, "--cluster", "tcp://127.0.0.1:9", "--out", tmp_path / "out"
    )
    assert answer.exit_code == 2, answer.output
    assert all(word in answer.stderr for word in ("--cluster", "127.0.0.1:9", "no cluster answers"))
    assert not (tmp_path / "out").exists()


def test_names_of_the_small_study_can_be_calibrated() -> None:
    """The study that the others change is right itself."""
    from experiments.statistics.posterior import candidates

    assert set(NAMES) <= set(candidates())
