"""The command as the tests call it, and two finished folders that several of them look at."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import chdir
from pathlib import Path

import pytest
from typer.testing import CliRunner
from typer.testing import Result as Answer

from experiments.commands.app import app
from simulation import Scenario
from tests.strategies import BUSY

TINY = {
    "geography.map": "hexagonal",
    "geography.size": 30,
    "history.control": "drawn",
    "period.months": 72,
}
"""A small synthetic world for six years, in which enough happens to fill every table."""

CHANGES = TINY | BUSY
SETTINGS = [word for name, value in CHANGES.items() for word in ("--set", f"{name}={value}")]

Command = Callable[..., Answer]

NO_NUMBER = re.compile(r"\bnan\b|\binf\b|(?<![\d.])[-−]0(?![.\d])", re.IGNORECASE)
"""What no person is to read in place of a number."""


def words_of(path: Path) -> str:
    """Return what a person reads of a page, a table or a drawing; drawings note their words."""
    text = re.sub(r"<style.*?</style>", "", path.read_text("utf-8-sig"), flags=re.DOTALL)
    return re.sub(r"<[^>]*>", " ", re.sub(r"<!-- (.*?) -->", r"\1", text))


@pytest.fixture(scope="session")
def command() -> Command:
    """Return the command: called with words, it gives exit code, output and error output."""
    runner = CliRunner()
    return lambda *words: runner.invoke(app, [str(word) for word in words])


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Path]:
    """Stand in an empty folder."""
    with chdir(tmp_path):
        yield tmp_path


@pytest.fixture(scope="session")
def busy() -> Scenario:
    """Return the scenario of `SETTINGS`."""
    return Scenario().with_changes(CHANGES)


@pytest.fixture(scope="session")
def single(tmp_path_factory: pytest.TempPathFactory, command: Command) -> Path:
    """Return the finished folder of one run, seed 4."""
    folder = tmp_path_factory.mktemp("results") / "single"
    answer = command("run", "--runs", 1, *SETTINGS, "--seed", 4, "--out", folder)
    assert answer.exit_code == 0, answer.output
    return folder


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory, command: Command) -> Path:
    """Return the finished folder of 60 runs in several chunks, seed 4."""
    folder = tmp_path_factory.mktemp("results") / "many"
    answer = command(
        "run", "--runs", 1, *SETTINGS, "--seed", 4, "--runs", 60, "--workers", 2, "--out", folder
    )
    assert answer.exit_code == 0, answer.output
    return folder
