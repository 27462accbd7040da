"""`--json` on every command, `--version`, `python -m experiments`, completion, and councils."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
import typer

from experiments.commands.app import app
from experiments.commands.replies import Reply, ReplyingCommand
from experiments.commands.screen import column_widths
from tests.experiments.conftest import SETTINGS, Command

COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]


def said(text: str) -> dict[str, Any]:
    """Return what stands alone on standard output, as JSON has it."""

    def refuse(word: str) -> None:
        raise AssertionError(word)

    content: dict[str, Any] = json.loads(text, parse_constant=refuse)
    assert set(content) == {"command", "paths", "summary"}
    return content


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_can_answer_in_json(name: str) -> None:
    """Each command has the option, and all but the server answer by what they return."""
    command = COMMANDS[name]
    assert "--json" in [word for parameter in command.params for word in parameter.opts]
    assert isinstance(command, ReplyingCommand) or name == "browser"


def test_a_run_answers_with_its_summary_and_paths(command: Command, tmp_path: Path) -> None:
    """Every path is there, and the summary is that of the folder, with null for the unknown."""
    words = ["run", "--runs", 1, *SETTINGS, "--no-figures", "--json", "--out", tmp_path / "a"]
    answer = command(*words)
    content = said(answer.stdout)
    assert content["command"] == "run"
    assert all(Path(path).exists() for path in content["paths"].values())
    assert {"folder", "summary", "tables", "manifest"} <= set(content["paths"])
    text = (tmp_path / "a" / "summary.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["outcome"] for row in rows] == [row["outcome"] for row in content["summary"]]
    assert content["summary"][0]["low"] is None


def test_what_is_wrong_is_no_answer(command: Command) -> None:
    """A refusal stands on the error stream, as without the option."""
    answer = command("run", "--json", "--set", "talks.planned_months=99")
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert "talks.planned_months" in answer.stderr


def test_an_answer_ends_the_command_with_its_code() -> None:
    """A code goes with the answer, and what is not there is not among the paths."""
    answer = Reply([], {"here": Path(__file__), "gone": Path("gone")}, code=1)
    assert list(said(answer.as_json("x"))["paths"]) == ["here"]


@pytest.mark.parametrize("word", ["kent", "E07000106", "Canter", "metropolitan district"])
def test_councils_are_found_by_what_they_are(command: Command, word: str) -> None:
    """A word is looked for in code, name, county, tier and region, in any case."""
    rows = said(command("councils", word, "--json").stdout)["summary"]
    assert 0 < len(rows) < 353
    assert all(word.casefold() in " ".join(row.values()).casefold() for row in rows)
    assert all(row["code"] in command("councils", word).stdout for row in rows)


def test_all_councils_are_listed(command: Command) -> None:
    """Without a word all 353 are listed, as CSV too."""
    text = command("councils", "--csv").stdout.lstrip("\ufeff")
    assert len(list(csv.DictReader(io.StringIO(text)))) == 353


def test_a_council_that_is_nowhere_gets_the_nearest(command: Command) -> None:
    """Where nothing matches, the nearest name is told, with 1."""
    answer = command("councils", "Cantebury")
    assert answer.exit_code == 1
    assert "'Canterbury'" in answer.stderr


def test_the_version_is_shown(command: Command) -> None:
    """The version of the distribution stands in one line, with what it runs on."""
    answer = command("--version")
    assert answer.exit_code == 0
    assert answer.stdout.startswith(f"partnerships {version('council-partnerships')} ")
    assert "numba" in answer.stdout


def test_the_package_runs_as_the_command() -> None:
    """`python -m experiments` is the command."""
    ask = [sys.executable, "-m", "experiments", "--version"]
    done = subprocess.run(ask, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("partnerships ")


def test_shells_can_complete(command: Command) -> None:
    """The command offers completion, and completes the names of commands."""
    assert "--install-completion" in command("--help").output
    environment = {"_PARTNERSHIPS_COMPLETE": "complete_bash", "COMP_WORDS": "partnerships cou",
                   "COMP_CWORD": "1"}  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "experiments"], capture_output=True, text=True, check=False,
        env={**environment, "PYTHONPATH": str(Path(__file__).parents[3])},
    )  # fmt: skip
    assert "councils" in done.stdout


@pytest.mark.parametrize("width", [40, 80, 100, 120, 200])
def test_words_stay_whole_at_every_width(
    command: Command, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    """Every word of every parameter stands whole, in lines no wider than the screen."""
    monkeypatch.setenv("COLUMNS", str(width))
    text = command("parameters").stdout
    words = set(text.split())
    for row in said(command("parameters", "--json").stdout)["summary"]:
        assert row["name"] in words
        assert {word.strip(".,();") for word in row["meaning"].split()} <= {
            word.strip(".,();") for word in words
        }
    long = [line for line in text.splitlines() if len(line) > width]
    assert all(len(line.split()) == 1 for line in long)


def test_columns_are_as_wide_as_their_longest_word() -> None:
    """The first column stays in one line; where words do not fit there are no columns."""
    rows = [("a name", "some words here"), ("b", "longest")]
    assert column_widths(rows, 80) == [6, 15]
    assert column_widths(rows, 17) == [6, 9]
    assert column_widths(rows, 14) == []


@pytest.mark.parametrize(
    ("name", "config"),
    [("sweep", "talk_length"), ("compare", "policies"), ("calibrate", "calibration")],
)
def test_without_compiling_nothing_is_begun(name: str, config: str, tmp_path: Path) -> None:
    """Where numba compiles nothing a study is refused in a line, and leaves no folder."""
    root = Path(__file__).parents[3]
    words = [name, str(root / "configs" / "studies" / f"{config}.toml"), "--out", "out"]
    done = subprocess.run(
        [sys.executable, "-m", "experiments", *words], capture_output=True, text=True, check=False,
        cwd=tmp_path, env={"PATH": "", "PYTHONPATH": str(root), "NUMBA_DISABLE_JIT": "1"},
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Error: NUMBA_DISABLE_JIT: the compiled driver cannot play")
    assert done.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []
