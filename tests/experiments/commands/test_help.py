"""The command answers at once when it is asked what it can do."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.experiments.conftest import Command

NOT_FOR_AN_ANSWER = ("matplotlib", "scipy", "mesa", "numba")
HEAVY = ("numba", "pandas", "mesa", "matplotlib", "numpy", "scipy", "pyarrow", "solara")


@pytest.mark.parametrize(
    ("words", "more"),
    [
        (["--help"], ("pydantic",)),
        (["run", "--help"], ()),  # Typer itself takes pydantic to explain options
        (["parameters", "-h"], ()),
        (["browser", "--help"], ()),
    ],
)
def test_help_imports_nothing_heavy(words: list[str], more: tuple[str, ...]) -> None:
    """Asking for help loads none of the libraries that take a while."""
    ask = (
        "import sys\n"
        "from experiments.commands.app import app\n"
        f"app({words!r}, standalone_mode=False)\n"
        f"print([name for name in {HEAVY + more!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert done.stdout.strip().endswith("[]")


def test_help_names_every_command(command: Command) -> None:
    """Help lists the commands with what they do."""
    answer = command("--help")
    assert answer.exit_code == 0
    for name in ("run", "parameters", "report", "browser"):
        assert name in answer.output


def test_a_mistyped_command_is_told_the_nearest(command: Command) -> None:
    """A command that does not exist is refused with the nearest that does."""
    answer = command("reprot")
    assert answer.exit_code == 2
    assert "report" in answer.stderr


def test_a_mistyped_option_is_told_the_nearest(command: Command) -> None:
    """An option that does not exist is refused with the nearest that does."""
    answer = command("run", "--sead", 3)
    assert answer.exit_code == 2
    assert "--seed" in answer.stderr


@pytest.mark.parametrize("runs", [1, 30])
def test_an_answer_waits_for_no_drawing(runs: int, tmp_path: Path) -> None:
    """Runs answer without what only drawing needs, or only maps without stored neighbours."""
    ask = (
        "import sys\n"
        "from experiments.commands.app import app\n"
        f"app(['run', '--runs', '{runs}', '--set', 'period.months=12', '--no-figures'],\n"
        "    standalone_mode=False)\n"
        f"print([name for name in {NOT_FOR_AN_ANSWER!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", ask], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert done.stdout.strip().endswith("[]")


def test_pictures_for_print_are_made_when_they_are_asked_for(
    command: Command, tmp_path: Path
) -> None:
    """The page needs none; `--png` saves each figure, whenever it is given."""
    place = tmp_path / "short"
    assert command("run", "--runs", 1, "--set", "period.months=12", "--out", place).exit_code == 0
    assert not list(place.rglob("*.png"))
    drawings = sorted(path.stem for path in (place / "figures").glob("*.svg"))
    assert command("report", place, "--png").exit_code == 0
    assert sorted(path.stem for path in (place / "figures").glob("*.png")) == drawings
