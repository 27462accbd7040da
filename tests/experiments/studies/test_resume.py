"""A study that is killed, stopped or raised ends with the tables of one that never was."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from typer.testing import Result as Answer

from experiments.execution import Stopped
from experiments.studies import parts as parts_module
from experiments.studies import players
from experiments.studies.parts import Parts, part_folders
from experiments.studies.run import run_study
from experiments.studies.study import Study
from experiments.studies.study_file import load_study
from tests.experiments.studies.conftest import MAIN, played, tables

Write = Callable[..., Path]
Command = Callable[..., Answer]


def killed_after(path: Path, out: Path, parts: int) -> int:
    """Start a sweep, kill it once it has written some parts, and return how many runs stand."""
    process = subprocess.Popen(
        [*MAIN, str(path), "--out", str(out), "--no-figures"], stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    while process.poll() is None and len(part_folders(out)) < parts:
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
    second = killed_after(path, tmp_path / "killed", len(part_folders(tmp_path / "killed")) + 1)
    assert 0 < first < second < study.all_runs
    run_study(study, tmp_path / "killed", figures=False)
    run_study(study, tmp_path / "whole", workers=2, figures=False)
    assert tables(tmp_path / "killed") == tables(tmp_path / "whole")


def test_a_finished_study_answers_again_without_what_draws_or_reckons(
    write: Write, tmp_path: Path
) -> None:
    """A study that stands is answered from its folder, without Matplotlib or SciPy."""
    path, out = write(runs=4), tmp_path / "out"
    run_study(load_study(path), out)
    words = ["sweep", str(path), "--out", str(out)]
    ask = (
        "import sys\n"
        "from experiments.commands.app import app\n"
        f"app({words!r}, standalone_mode=False)\n"
        "print([name for name in ('matplotlib', 'scipy', 'mesa', 'numba') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert "Tables" in done.stdout
    assert done.stdout.strip().endswith("[]")


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
    before = {part: part.stat().st_mtime_ns for part in part_folders(tmp_path / "out")}
    run_study(load_study(path, runs=130), tmp_path / "out", figures=False)
    after = part_folders(tmp_path / "out")
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
