"""Compiled code is kept between processes, and never kept for rules that have changed.

A small compiled function that calls one rule stands for the whole driver here: both are made by
`simulation.compiled.compiled`, whose cache folder is named after all code that is compiled, and
the rule lives in another file than the function that is compiled, which is where numba alone would
go on with the old code. The driver itself is tried by a test marked slow.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import simulation

PACKAGE = Path(simulation.__file__).parent
RULE = Path("simulation") / "rules" / "breakdown.py"

PROBE = """
from simulation.compiled import compiled
from simulation.rules.breakdown import momentum

@compiled()
def probe(months):
    return momentum(months, 6.0, 3.0)

value = probe(9)
print(value, sum(probe.stats.cache_hits.values()), sum(probe.stats.cache_misses.values()))
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


def kept(folder: Path) -> dict[Path, int]:
    """Return the files of compiled code of a copy, and when each was written."""
    return {path: path.stat().st_mtime_ns for path in (folder / "cache").rglob("*.nb?")}


def test_compiled_code_is_that_of_the_rules(copied: Path) -> None:
    """What was compiled is found again until a rule changes, and again once that is undone.

    A second process writes nothing, nor does one after what is only said of a rule was changed.
    """
    before, after = "math.exp2(-late / half_life)", "math.exp2(-late / half_life) + 1.0"
    assert say(copied, PROBE) == ["0.5", "0", "1"]
    compiled = kept(copied)
    assert compiled
    edit(copied, RULE, "    late = float(", "    # said, not done\n    late = float(")
    assert say(copied, PROBE) == ["0.5", "1", "0"]
    assert kept(copied) == compiled
    edit(copied, RULE, before, after)
    assert say(copied, PROBE) == ["1.5", "0", "1"]
    edit(copied, RULE, after, before)
    assert say(copied, PROBE) == ["0.5", "1", "0"]


def test_a_folder_that_cannot_be_written_is_replaced(copied: Path) -> None:
    """Where the cache cannot be written the result is the same; it is compiled each time."""
    (copied / "cache").write_text("a file stands where the folder should be")
    assert say(copied, PROBE) == ["0.5", "0", "1"]


@pytest.mark.slow
def test_a_changed_rule_changes_the_driver(copied: Path) -> None:
    """The whole driver, too, follows an edit of a rule: with all stress gone there is none."""
    before = "    w.councils.stress[i] = unit(now + own)\n"
    (stress,) = say(copied, DRIVER)
    assert float(stress) > 0.0
    edit(copied, Path("simulation") / "rules" / "stress.py", before, before.replace("now", "-9.0"))
    (stress,) = say(copied, DRIVER)
    assert float(stress) == 0.0
