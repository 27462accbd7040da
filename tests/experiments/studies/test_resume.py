"""A study that is killed, stopped or raised ends with the tables of one that never was."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from typer.testing import Result as Answer

from experiments.execution import Stopped
from experiments.studies import parts as parts_module
from experiments.studies import players
from experiments.studies.parts import Parts
from experiments.studies.run import run_study
from experiments.studies.study import Study
from experiments.studies.study_file import load_study
from simulation.errors import InputError
from tests.experiments.studies.conftest import SMALL

Write = Callable[..., Path]
Command = Callable[..., Answer]

MAIN = [sys.executable, "-m", "experiments.commands.app", "sweep"]


def tables(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every table and summary of a study."""
    named = [*(folder / "tables").iterdir(), folder / "summary.csv", folder / "differences.csv"]
    return {path.name: path.read_bytes() for path in named}


def played(folder: Path) -> int:
    """Return how many runs stand in the parts of a study."""
    return len(np.concatenate([np.empty((0, 2)), *Parts(folder).numbers("runs")]))


def killed_after(path: Path, out: Path, parts: int) -> int:
    """Start a sweep, kill it once it has written some parts, and return how many runs stand."""
    process = subprocess.Popen(
        [*MAIN, str(path), "--out", str(out), "--no-figures"], stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    while process.poll() is None and len(Parts(out).all()) < parts:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    return played(out)


def test_a_study_killed_again_and_again_ends_as_one_never_killed(
    write: Write, tmp_path: Path
) -> None:
    """After SIGKILL at several moments, the tables are the same to the last byte."""
    path = write(runs=240)
    study = load_study(path)
    first = killed_after(path, tmp_path / "killed", 1)
    second = killed_after(path, tmp_path / "killed", len(Parts(tmp_path / "killed").all()) + 1)
    assert 0 < first < second < study.all_runs
    run_study(study, tmp_path / "killed", figures=False)
    run_study(study, tmp_path / "whole", workers=2, figures=False)
    assert tables(tmp_path / "killed") == tables(tmp_path / "whole")


def test_what_a_killed_process_was_writing_is_not_taken_for_a_part(
    small: Study, tmp_path: Path
) -> None:
    """Half a part and half a table from before do not reach the tables, and are cleared away."""
    run_study(small, tmp_path / "whole", figures=False)
    half = tmp_path / "out" / "parts" / "000000.new"
    half.mkdir(parents=True)
    (half / "runs.parquet").write_bytes(b"PAR1 half of a table")
    (tmp_path / "out" / ".tables").mkdir()
    (tmp_path / "out" / ".tables" / "talks.parquet").write_bytes(b"half")
    for name in ("study.json", "scenario.toml", "manifest.json"):
        text = (tmp_path / "whole" / name).read_text()
        text = text.replace('"state": "finished"', '"state": "unfinished"')
        (tmp_path / "out" / name).write_text(text)
    run_study(small, tmp_path / "out", figures=False)
    assert tables(tmp_path / "out") == tables(tmp_path / "whole")
    assert not half.exists()


def test_raising_the_runs_plays_only_the_new_ones(write: Write, tmp_path: Path) -> None:
    """Going from 60 to 130 runs plays the 70 new ones only; the tables are as from one go."""
    path = write()
    run_study(load_study(path), tmp_path / "out", figures=False)
    before = {part: part.stat().st_mtime_ns for part in Parts(tmp_path / "out").all()}
    run_study(load_study(path, runs=130), tmp_path / "out", figures=False)
    after = Parts(tmp_path / "out").all()
    assert {part: part.stat().st_mtime_ns for part in after if part in before} == before
    assert played(tmp_path / "out") == 4 * 130
    run_study(load_study(path, runs=130), tmp_path / "whole", figures=False)
    assert tables(tmp_path / "out") == tables(tmp_path / "whole")


@pytest.mark.parametrize("workers", [2, 5])
def test_the_tables_do_not_depend_on_the_workers(
    small: Study, tmp_path: Path, workers: int
) -> None:
    """One worker and several give the same bytes."""
    run_study(small, tmp_path / "one", figures=False)
    run_study(small, tmp_path / "several", workers=workers, figures=False)
    assert tables(tmp_path / "one") == tables(tmp_path / "several")


def test_a_study_that_is_stopped_is_an_even_sample(
    small: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: Command
) -> None:
    """Ctrl-C after a round leaves all points with the same runs, and `report` shows them."""
    add = Parts.add

    def stop_after_four(self: Parts, one: Any) -> None:
        add(self, one)
        if played(tmp_path / "out") + sum(len(w.tables["runs"]) for w in self._waiting) >= 4 * 48:
            raise KeyboardInterrupt

    monkeypatch.setattr(Parts, "add", stop_after_four)
    with pytest.raises(Stopped, match="192 of 240 runs stand") as stopped:
        run_study(small, tmp_path / "out")
    assert stopped.value.code == 130
    answer = command("report", tmp_path / "out")
    assert answer.exit_code == 0, answer.output
    page = (tmp_path / "out" / "report.html").read_text()
    assert "192 of 240 runs were played" in page
    runs = pd.read_parquet(tmp_path / "out" / "tables" / "runs.parquet")
    assert set(runs.groupby("point").size()) == {48}


def test_a_finished_study_is_not_played_again(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same command on a finished folder plays nothing and leaves every file as it is."""
    study = load_study(write())
    run_study(study, tmp_path / "out")
    before = {p: p.stat().st_mtime_ns for p in (tmp_path / "out").rglob("*") if p.name != ".lock"}
    monkeypatch.setattr(players, "player", None)
    run_study(study, tmp_path / "out")
    after = {p: p.stat().st_mtime_ns for p in (tmp_path / "out").rglob("*") if p.name != ".lock"}
    assert {p: when for p, when in after.items() if p.is_file()} == {
        p: when for p, when in before.items() if p.is_file()
    }


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"seed": 4}, r"the seed \(3, now 4\)"),
        ({"levers": {"talks.planned_months": [2, 7]}}, r"the points \(point 1 is another\)"),
        ({"levers": {"talks.planned_months": [2, 6, 7]}}, r"the points \(4, now 6\)"),
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
    parts = Parts(tmp_path / "out").all()
    run_study(other, tmp_path / "out")
    assert Parts(tmp_path / "out").all() == parts
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
    while not Parts(out).all():
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


def test_a_full_disk_loses_nothing(
    small: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When a part cannot be written the message says what stands, and the study goes on later."""
    write_table, written = parts_module.pq.write_table, []

    def full(table: Any, path: Path, **words: Any) -> None:
        written.append(path)
        if len(written) > 6:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        write_table(table, path, **words)

    monkeypatch.setattr(parts_module.pq, "write_table", full)
    with pytest.raises(Stopped, match=r"the disk is full.*48 of 240 runs stand"):
        run_study(small, tmp_path / "out", figures=False)
    monkeypatch.undo()
    run_study(small, tmp_path / "out", figures=False)
    run_study(small, tmp_path / "whole", figures=False)
    assert tables(tmp_path / "out") == tables(tmp_path / "whole")


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
    answer = command("run", "--set", "period.months=13", "--out", tmp_path / "run", "--no-figures")
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
