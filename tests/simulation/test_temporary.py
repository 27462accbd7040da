"""Temporary folders are gone in the end, and what a kill left is cleared by the next."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from simulation.temporary import let_go, temporary_folder

PREFIX, SUFFIX = ".study [1].", ".part"
"""A name with signs that mean something in patterns of names."""

KILLED = """
import os, signal, sys
from pathlib import Path
from simulation.temporary import temporary_folder

with temporary_folder(Path(sys.argv[1]), ".study [1].", ".part") as folder:
    (folder / "half").write_text("half")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_it_is_gone_in_the_end_whatever_happens(tmp_path: Path) -> None:
    """Also where an error ends the work in it."""
    with pytest.raises(ZeroDivisionError), temporary_folder(tmp_path, PREFIX, SUFFIX):
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_what_was_renamed_stays_without_the_mark_of_use(tmp_path: Path) -> None:
    """A folder that took its place holds what was written into it and nothing else."""
    with temporary_folder(tmp_path, PREFIX, SUFFIX) as folder:
        (folder / "whole").write_text("whole")
        let_go(folder)
        folder.rename(tmp_path / "results")
    assert [path.name for path in tmp_path.iterdir()] == ["results"]
    assert [path.name for path in (tmp_path / "results").iterdir()] == ["whole"]


def test_what_a_kill_left_is_cleared_and_what_is_in_use_is_not(tmp_path: Path) -> None:
    """The next folder of that name clears the first, but not one that another has open."""
    subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], check=False)
    left = list(tmp_path.iterdir())
    assert len(left) == 1
    with temporary_folder(tmp_path, PREFIX, SUFFIX) as first:
        assert not left[0].exists()
        with temporary_folder(tmp_path, PREFIX, SUFFIX) as second:
            assert first.is_dir()
            assert second.is_dir()
    assert list(tmp_path.iterdir()) == []


def test_folders_of_others_are_left_alone(tmp_path: Path) -> None:
    """A folder without the mark, or under another name, is not ours to clear."""
    others = [tmp_path / f"{PREFIX}x{SUFFIX}", tmp_path / ".study 1.x.part"]
    for other in others:
        other.mkdir()
    with temporary_folder(tmp_path, PREFIX, SUFFIX):
        assert all(other.is_dir() for other in others)
