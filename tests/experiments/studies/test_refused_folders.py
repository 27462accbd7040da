"""Folders and studies that do not belong together are refused, and nothing in them is lost."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result as Answer

from experiments.studies.parts import part_folders
from experiments.studies.run import run_study
from experiments.studies.study import Study
from experiments.studies.study_file import load_study
from simulation.errors import InputError
from tests.experiments.studies.conftest import MAIN, SMALL, played, tables

Write = Callable[..., Path]
Command = Callable[..., Answer]


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"seed": 4}, r"the seed \(3, now 4\)"),
        (
            {"levers": {"talks.planned_months": [2, 7]}},
            r"the points \(point 1 of before",
        ),
        ({"tables": ["talks"]}, "the tables that are kept"),
        ({"outcomes": ["success_rate"]}, "the outcomes"),
        ({"base": {**SMALL["base"], "talks.patience": 3}}, "the base scenario"),  # type: ignore[dict-item]
    ],
)
def test_another_study_in_the_folder_is_refused_and_named(
    small: Study, write: Write, tmp_path: Path, parts: dict[str, Any], message: str
) -> None:
    """What changed in the study is named; nothing in the folder is touched."""
    run_study(small, tmp_path / "out", figures=False)
    before = tables(tmp_path / "out")
    with pytest.raises(InputError, match=message):
        run_study(load_study(write(**parts)), tmp_path / "out")
    assert tables(tmp_path / "out") == before


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("code", "simulation/rules/vote.py"),
        ("data", "simulation/geography/data/control.csv"),
        ("libraries", "numba"),
    ],
)
def test_changed_code_data_or_libraries_are_refused_and_named(
    small: Study, tmp_path: Path, kind: str, name: str
) -> None:
    """A study begun with other code, data or libraries cannot go on, and the message names them."""
    run_study(small, tmp_path / "out", figures=False)
    path = tmp_path / "out" / "manifest.json"
    manifest = json.loads(path.read_text())
    manifest["made_with"][kind][name] = "another"
    path.write_text(json.dumps(manifest))
    with pytest.raises(InputError, match=f"something changed: {kind}: .*{name}.*--fresh"):
        run_study(small, tmp_path / "out")


def test_fresh_starts_over_and_keeps_the_older_folder(
    small: Study, write: Write, tmp_path: Path
) -> None:
    """With --fresh another study takes the place; the older stands beside it, renamed."""
    run_study(small, tmp_path / "out", figures=False)
    before = tables(tmp_path / "out")
    run_study(load_study(write(seed=4)), tmp_path / "out", fresh=True, figures=False)
    assert tables(tmp_path / "out.1") == before != tables(tmp_path / "out")


def test_words_and_figures_of_a_study_may_change(
    small: Study, write: Write, tmp_path: Path
) -> None:
    """Another name, question or figure does not play anything again, and is on the page."""
    run_study(small, tmp_path / "out")
    other = load_study(write(name="Renamed", views=["reasons"]))
    parts = part_folders(tmp_path / "out")
    run_study(other, tmp_path / "out")
    assert part_folders(tmp_path / "out") == parts
    page = (tmp_path / "out" / "report.html").read_text()
    assert "<h1>Renamed</h1>" in page
    assert 'id="reasons"' in page


def test_a_second_process_in_the_folder_is_refused(write: Write, tmp_path: Path) -> None:
    """While one process works in a folder, another is refused; the first ends well."""
    path = write(runs=400)
    out = tmp_path / "out"
    first = subprocess.Popen(
        [*MAIN, str(path), "--out", str(out), "--no-figures"],
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    while not part_folders(out):
        time.sleep(0.01)
    with pytest.raises(InputError, match="another process is working in the folder"):
        run_study(load_study(path), out)
    assert first.wait(timeout=120) == 0


def test_fewer_runs_than_the_folder_has_are_refused(write: Write, tmp_path: Path) -> None:
    """Runs can be raised, never lowered."""
    path = write()
    run_study(load_study(path), tmp_path / "out", figures=False)
    with pytest.raises(InputError, match=r"--runs: .*got 30; allowed: 60 or more"):
        run_study(load_study(path, runs=30), tmp_path / "out")


@pytest.mark.parametrize("place", ["file.txt/out", "file.txt"])
def test_a_folder_that_cannot_be_is_refused(small: Study, tmp_path: Path, place: str) -> None:
    """A place inside a file, or a file, is refused with its name."""
    (tmp_path / "file.txt").write_text("here")
    with pytest.raises(InputError, match=r"--out: .*file\.txt"):
        run_study(small, tmp_path / place)


def test_a_folder_of_something_else_is_refused(
    small: Study, tmp_path: Path, command: Command
) -> None:
    """A folder of a run, or of other files, is left alone."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear")
    with pytest.raises(InputError, match="files that no study of ours left"):
        run_study(small, tmp_path / "mine")
    answer = command(
        "run", "--runs", 1, "--set", "period.months=13", "--out", tmp_path / "run", "--no-figures"
    )
    assert answer.exit_code == 0, answer.output
    with pytest.raises(InputError, match="the folder holds a run"):
        run_study(small, tmp_path / "run")


def test_a_study_that_never_began_is_begun(small: Study, tmp_path: Path) -> None:
    """A folder whose process was killed before it had a manifest is taken as empty."""
    out = tmp_path / "out"
    out.mkdir()
    (out / ".lock").touch()
    (out / "study.json").write_text("{")
    run_study(small, out, figures=False)
    assert played(out) == small.all_runs


def test_the_command_keeps_runs_that_were_added(
    write: Write, tmp_path: Path, command: Command
) -> None:
    """The plain command after --runs 70 goes on with 70; exit codes are 0."""
    path = write()
    words = ("sweep", path, "--out", tmp_path / "out", "--no-figures")
    assert command(*words, "--runs", 70).exit_code == 0
    assert command(*words).exit_code == 0
    assert played(tmp_path / "out") == 4 * 70


def test_more_than_a_million_runs_have_to_be_meant(write: Write, command: Command) -> None:
    """Without --yes a study of more than a million runs is refused with their number."""
    path = write(runs=300_000)
    answer = command("sweep", path)
    assert answer.exit_code == 2
    assert "1,200,000 runs (4 points, 300,000 runs each)" in answer.output
    assert "--yes" in answer.output


def test_sweep_and_compare_know_their_studies(write: Write, command: Command) -> None:
    """Policies given to sweep, or a design to compare, are refused with the right command."""
    answer = command("compare", write())
    assert (answer.exit_code, "partnerships sweep" in answer.output) == (2, True)
    path = write(levers=None, uncertainties=None, policies={"A": {"levers.repair": 1}})
    answer = command("sweep", path)
    assert (answer.exit_code, "partnerships compare" in answer.output) == (2, True)


def test_a_table_that_names_a_point_twice_is_refused(write: Write, tmp_path: Path) -> None:
    """Both rows are named before anything is played; 2 and 2.0 are one value."""
    (tmp_path / "points.csv").write_text("talks.planned_months\n2\n6\n2.0\n", encoding="utf-8")
    design = {"kind": "table", "table": "points.csv"}
    study = load_study(write(design=design, levers=None, uncertainties=None))
    with pytest.raises(InputError, match="rows 1 and 3 of the design are the same point"):
        run_study(study, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_points_that_name_tables_are_refused(write: Write, tmp_path: Path) -> None:
    """A user's own map is one for all points: it is read once, from the copy in the folder."""
    levers = {"geography.councils": ["a.csv", "b.csv"]}
    with pytest.raises(InputError, match=r"geography\.councils"):
        run_study(load_study(write(levers=levers, uncertainties=None)), tmp_path / "out")
