"""The benchmarks: each can be chosen, ends, and gives rows that a person and a program can read."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import benchmarks
from benchmarks.__main__ import GROUPS, MINUTES, USUAL, chosen, measured_apart, parser
from benchmarks.measured import Measured, as_json, ratios_first, show
from benchmarks.orientation import figures

FOLDER = Path(benchmarks.__file__).parent
SHARED = {"__init__", "__main__", "measured", "orientation"}
"""Files that measure nothing themselves."""

ROWS = [
    Measured("a run", 3.2, "ms", most=3.0),
    Measured("compiled against Mesa", 205.0, "x", least=150.0, note="in turns"),
]


def test_every_file_is_a_benchmark_that_can_be_chosen() -> None:
    """Each benchmark stands in one group, has a time after which it is ended, and can be loaded."""
    files = {path.stem for path in FOLDER.glob("*.py")} - SHARED
    assert files == set(MINUTES)
    assert sum(len(group) for group in GROUPS.values()) == len(MINUTES)
    for name in files:
        assert callable(import_module(f"benchmarks.{name}").measure)
    assert min(MINUTES.values()) > 0


def test_names_stand_for_benchmarks() -> None:
    """Without a name speed is measured; a group is all of its benchmarks, in the usual order."""
    assert chosen([]) == list(GROUPS[USUAL])
    assert chosen(["growth", "driver"]) == ["driver", "growth"]
    assert chosen(["visitors", "maps"]) == ["maps", *GROUPS["visitors"]]
    assert chosen(["all"]) == list(MINUTES)


def test_an_unknown_name_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """A name that is none is refused with the names there are."""
    with pytest.raises(SystemExit):
        parser().parse_args(["drivers"])
    assert "driver" in capsys.readouterr().err


def test_ratios_stand_first_and_targets_beside(capsys: pytest.CaptureFixture[str]) -> None:
    """The table begins with ratios, and says of each target whether it is met."""
    show(ROWS, "Python")
    lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("│")]
    assert "compiled against Mesa" in lines[0]
    assert "at least 150 x" in lines[0]
    assert "yes" in lines[0]
    assert "NO" in lines[1]


def test_json_holds_what_the_table_holds() -> None:
    """The same rows in the same order stand in the JSON, with targets and the machine."""
    found = json.loads(as_json(ROWS, {"cores": "2"}))
    assert found["machine"] == {"cores": "2"}
    assert [row["what"] for row in found["measured"]] == [one.what for one in ratios_first(ROWS)]
    assert found["measured"][0]["least"] == 150.0
    assert [row["met"] for row in found["measured"]] == ["yes", "NO"]


def test_figures_for_orientation_are_no_targets() -> None:
    """What was measured elsewhere has no target, and says that it is of a smaller core."""
    assert {row.value for row in figures()} == {0.69, 190.0, 284.0}
    assert not any(row.target for row in figures())
    assert all("smaller core" in row.note for row in figures())


def test_a_benchmark_that_does_not_end_is_ended() -> None:
    """When its time is up a benchmark is ended and the table says so."""
    (row,) = measured_apart("sessions", 0.2, quick=True)
    assert row.what == "sessions did not end"
    assert row.met == "NO"


def quick(name: str) -> list[dict[str, object]]:
    """Return the rows of a benchmark in its small form."""
    words = [sys.executable, "-m", "benchmarks", name, "--quick", "--json"]
    done = subprocess.run(words, capture_output=True, text=True, check=True, cwd=FOLDER.parent)
    rows: list[dict[str, object]] = json.loads(done.stdout)["measured"]
    return rows


def check_rows(rows: list[dict[str, object]]) -> None:
    """Look at whether rows of a benchmark are measurements, and none a failure."""
    assert rows
    for row in rows:
        assert isinstance(row["value"], float)
        assert row["value"] >= 0
        assert row["unit"] not in {"exit code", "minutes"}, row


def test_the_driver_is_measured() -> None:
    """The smallest benchmark runs and gives a ratio, a time, and the figures for orientation."""
    rows = quick("driver")
    check_rows(rows)
    assert rows[0]["unit"] == "x"
    assert len(rows) == 4 + len(figures())


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in GROUPS[USUAL] if name != "driver"])
def test_a_benchmark_of_speed_runs_in_its_small_form(name: str) -> None:
    """Each benchmark of the usual group runs to its end and gives rows."""
    check_rows(quick(name))
