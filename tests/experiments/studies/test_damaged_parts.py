"""What stands in the parts of a study is whole, known by its content, and never mixed."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from experiments.execution import INTERRUPTED, Stopped
from experiments.store.disk import SUMS
from experiments.studies import finish as finish_module
from experiments.studies import parts as parts_module
from experiments.studies.parts import Parts, part_folders
from experiments.studies.run import run_study
from experiments.studies.study import Study
from experiments.studies.study_file import load_study
from simulation.errors import InputError
from tests.experiments.studies.conftest import Write, played, tables


def stopped(study: Study, folder: Path) -> Stopped:
    """Play a study that something stops, and return what is said."""
    with pytest.raises(Stopped) as raised:
        run_study(study, folder, figures=False)
    return raised.value


def half_played(study: Study, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Play a study until it has two parts, and stop."""
    add = Parts.add

    def stop_at_two(self: Parts, result: Any) -> None:
        add(self, result)
        self.write()
        if len(self.all()) == 2:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Parts, "add", stop_at_two)
        stopped(study, folder)


def flip(path: Path) -> None:
    """Turn one bit in the middle of a file."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


DAMAGE: dict[str, Callable[[Path], object]] = {
    "a flipped bit": lambda part: flip(part / "runs.parquet"),
    "a missing table": lambda part: (part / "talks.parquet").unlink(),
    "an empty file": lambda part: (part / "failures.parquet").write_bytes(b""),
    "a truncated table": lambda part: (part / "partnerships.parquet").write_bytes(b"PAR1"),
    "no checksums": lambda part: (part / SUMS).unlink(),
    "checksums that are none": lambda part: (part / SUMS).write_text("[1, 2"),
    "a file of another part": lambda part: (part / "more.parquet").write_bytes(b"PAR1"),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_part_is_set_aside_and_played_again(
    small: Study,
    tmp_path: Path,
    damage: Callable[[Path], object],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One line names it, it is kept under another name, and the tables come out as always."""
    run_study(small, tmp_path / "whole", figures=False)
    half_played(small, tmp_path / "out", monkeypatch)
    damage(part_folders(tmp_path / "out")[0])
    capsys.readouterr()
    run_study(small, tmp_path / "out", figures=False)
    assert "Part 000000 is damaged" in capsys.readouterr().err
    assert (tmp_path / "out" / "parts" / "damaged-000000.1").is_dir()
    assert tables(tmp_path / "out") == tables(tmp_path / "whole")


def test_a_part_that_stands_twice_counts_once(
    small: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Runs that an earlier part holds are not counted again, as an older version left them."""
    run_study(small, tmp_path / "whole", figures=False)
    half_played(small, tmp_path / "out", monkeypatch)
    first, last = part_folders(tmp_path / "out")
    first_again = last.with_name("000007")
    first_again.mkdir()
    for path in first.iterdir():
        (first_again / path.name).write_bytes(path.read_bytes())
    run_study(small, tmp_path / "out", figures=False)
    assert tables(tmp_path / "out") == tables(tmp_path / "whole")


def test_a_signal_as_a_part_takes_its_place_loses_and_doubles_nothing(
    small: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An order to end that comes between the renaming and the next line leaves the part once."""
    rename = Path.rename

    def interrupted(self: Path, target: Path) -> Path:
        moved = rename(self, target)
        if self.suffix == parts_module.UNFINISHED:
            signal.raise_signal(signal.SIGTERM)
        return moved

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", interrupted)
        assert stopped(small, tmp_path / "out").code == INTERRUPTED
    assert len(part_folders(tmp_path / "out")) == 1
    run_study(small, tmp_path / "out", figures=False)
    assert played(tmp_path / "out") == small.all_runs


def test_an_order_to_end_while_finishing_is_answered(
    small: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says what stands and ends with 130; the same command then finishes."""

    def ordered(*_: object) -> None:
        signal.raise_signal(signal.SIGTERM)

    with monkeypatch.context() as patch:
        patch.setattr(finish_module, "write_tables", ordered)
        answer = stopped(small, tmp_path / "out")
    assert "240 of 240" in str(answer)
    assert answer.code == INTERRUPTED
    run_study(small, tmp_path / "out", figures=False)
    run_study(small, tmp_path / "whole", figures=False)
    assert tables(tmp_path / "out") == tables(tmp_path / "whole")


def test_a_level_that_is_added_plays_only_what_is_new(write: Write, tmp_path: Path) -> None:
    """Points are known by what they change, so that tables are those of the larger design."""
    run_study(load_study(write()), tmp_path / "out", figures=False)
    before = {part: part.stat().st_mtime_ns for part in part_folders(tmp_path / "out")}
    larger = load_study(write(levers={"talks.planned_months": [2, 4, 6]}))
    run_study(larger, tmp_path / "out", figures=False)
    run_study(larger, tmp_path / "whole", figures=False)
    assert {part: part.stat().st_mtime_ns for part in before} == before
    assert played(tmp_path / "out") == larger.all_runs == 360
    assert tables(tmp_path / "out") == tables(tmp_path / "whole")


def test_a_level_that_is_taken_out_is_refused(write: Write, tmp_path: Path) -> None:
    """What was played is not thrown away without a word."""
    run_study(load_study(write()), tmp_path / "out", figures=False)
    with pytest.raises(InputError, match="is missing"):
        run_study(
            load_study(write(levers={"talks.planned_months": [2]})), tmp_path / "out", figures=False
        )


def test_the_runs_can_be_lowered_after_a_stop(
    write: Write, small: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To as many as a point has already; fewer than that are refused with the number."""
    half_played(load_study(write(), runs=200), tmp_path / "out", monkeypatch)
    with pytest.raises(InputError, match="48 or more"):
        run_study(load_study(write(), runs=20), tmp_path / "out", figures=False)
    run_study(small, tmp_path / "out", figures=False)
    assert played(tmp_path / "out") == small.all_runs
