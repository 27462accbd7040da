"""Compiled code is kept between processes, and never kept for rules that have changed.

What code is kept under is a hash of all that is compiled, so that most of this is tried without
compiling. The driver itself is compiled by one test, marked slow.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import simulation
from simulation.code_cache import code_path
from simulation.draws import uniform
from simulation.ensemble import prepare
from simulation.machine_code import CannotLoadError, load_code

PACKAGE = Path(simulation.__file__).parent
RULE = Path("simulation") / "rules" / "breakdown.py"

PLACE = """
from simulation.code_cache import code_path, is_ready
print(code_path(), is_ready())
"""

DRAW = """
from simulation.compiled import COMPILES
from simulation.code_cache import is_ready
from simulation.draws import uniform
print(COMPILES, is_ready(), uniform(1, 2, 3, 4, 5))
"""

TWO = """
from simulation.code_cache import start_compiling
for one in [start_compiling(), start_compiling()]:
    print(one.wait())
"""

DRIVER = """
from simulation import Scenario, run
scenario = Scenario().with_changes({"geography.map": "hexagonal", "geography.size": 9,
                                    "period.start": "2010-06", "period.months": 12,
                                    "history.control": "drawn"})
print(run(scenario, seed=1).monthly["mean_stress"].iloc[-1])
"""


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """Return a folder that holds a copy of the package."""
    left_out = shutil.ignore_patterns("__pycache__")
    shutil.copytree(PACKAGE, tmp_path / "simulation", ignore=left_out)
    return tmp_path


def say(folder: Path, program: str) -> list[str]:
    """Run a program in a new process on the copy in `folder`, and return the words it prints."""
    path = folder / "program.py"
    if not path.exists() or path.read_text() != program:
        path.write_text(program)
    environment = os.environ | {"PARTNERSHIPS_CACHE": str(folder / "cache")}
    environment["PYTHONPATH"] = str(folder)
    done = subprocess.run(
        [sys.executable, path], env=environment, cwd=folder, capture_output=True, text=True,
        check=False, timeout=600,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def edit(folder: Path, file: Path, before: str, after: str) -> None:
    """Change one piece of text in a file of the copy."""
    text = (folder / file).read_text()
    assert text.count(before) == 1
    (folder / file).write_text(text.replace(before, after))


def test_a_changed_rule_has_code_of_its_own(copied: Path) -> None:
    """After an edit of a rule other code is asked for, and after undoing it that of before."""
    before, after = "math.exp2(-late / half_life)", "math.exp2(-late / half_life) + 1.0"
    place, ready = say(copied, PLACE)
    assert ready == "False"
    Path(place).touch()
    assert say(copied, PLACE) == [place, "True"]
    edit(copied, RULE, before, after)
    other, ready = say(copied, PLACE)
    assert other != place
    assert ready == "False"
    edit(copied, RULE, after, before)
    assert say(copied, PLACE) == [place, "True"]


def test_a_folder_that_cannot_be_written_is_replaced(copied: Path) -> None:
    """Where the cache cannot be written another folder is, and none of it is left."""
    (copied / "cache").write_text("a file stands where the folder should be")
    place, _ = say(copied, PLACE)
    assert not Path(place).is_relative_to(copied)
    assert not Path(place).parent.exists()


def test_a_docstring_compiles_nothing(copied: Path) -> None:
    """What is only said of a rule leaves its compiled code as good as it was."""
    before = say(copied, PLACE)
    edit(copied, RULE, "    late = float(", "    # said, not done\n    late = float(")
    assert say(copied, PLACE) == before


def test_numba_plays_where_machine_code_is_of_no_use(copied: Path) -> None:
    """From then on each process compiles for itself, and keeps what it made."""
    place, _ = say(copied, PLACE)
    Path(place).with_suffix(".refused").write_text("it could not be loaded")
    here, ready, drawn = say(copied, DRAW)
    assert (here, ready) == ("True", "True")
    assert float(drawn) == uniform(1, 2, 3, 4, 5)
    assert list((copied / "cache").rglob("draws.uniform*.nbi"))


def test_a_compile_that_is_killed_leaves_nothing_that_is_read(copied: Path) -> None:
    """After a kill the code is not ready, and another process may compile."""
    start = "from simulation.code_cache import start_compiling; print(start_compiling().pid)"
    (pid,) = say(copied, start)
    time.sleep(3.0)
    os.kill(int(pid), signal.SIGKILL)
    _, ready = say(copied, PLACE)
    assert ready == "False"
    lock = next((copied / "cache").rglob(".compiling"), None)
    held = "from filelock import FileLock; FileLock(@, timeout=5).acquire(); print('free')"
    if lock is not None:
        assert say(copied, held.replace("@", repr(str(lock)))) == ["free"]


def test_code_that_is_not_whole_is_refused(tmp_path: Path) -> None:
    """A file of machine code that was cut off is not loaded."""
    prepare()
    made = tmp_path / code_path().name
    shutil.copy(code_path(), made)
    code = code_path().with_suffix(".o").read_bytes()
    made.with_suffix(".o").write_bytes(code[:-100])
    with pytest.raises(CannotLoadError, match="not whole"):
        load_code(made)


@pytest.mark.slow
def test_a_changed_rule_changes_the_driver(copied: Path) -> None:
    """One of two processes compiles; the driver follows an edit: with all stress gone is none."""
    before = "    w.councils.stress[i] = unit(now + own)\n"
    assert say(copied, TWO) == ["0", "0"]
    (code,) = (copied / "cache").rglob("code-*.o")
    (stress,) = say(copied, DRIVER)
    assert float(stress) > 0.0
    assert list((copied / "cache").rglob("code-*.o")) == [code]
    edit(copied, Path("simulation") / "rules" / "stress.py", before, before.replace("now", "-9.0"))
    (stress,) = say(copied, DRIVER)
    assert float(stress) == 0.0
