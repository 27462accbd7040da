"""What cannot be used is refused in one message, with exit code 2, and nothing is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.experiments.conftest import Command

FILES = {
    "not_toml.toml": b"a = [",
    "binary.toml": b"\xff\xfe\x00",
    "unknown.toml": b"[talks]\nplanned_month = 3\n",
    "range.toml": b"[talks]\nplanned_months = 99\n",
    "nan.toml": b"[talks]\nplanned_months = nan\n",
    "text.toml": b'[talks]\nplanned_months = "six"\n',
    "zero.toml": b"[period]\nmonths = 0\n",
    "group.toml": b"talks = 3\n",
    "lever.toml": b'[levers.repair]\nlevel = 1\ncouncils = ["South Ham"]\n',
    "own.toml": b'[geography]\nmap = "own"\ncouncils = "none.csv"\nneighbours = "none.csv"\n',
    "unnamed.toml": b'[geography]\nmap = "own"\n',
    "record.toml": b'[geography]\nmap = "hexagonal"\nsize = 20\n',
}

CONFIGS = {
    "missing.toml": ["missing.toml", "No such file"],
    "folder": ["folder", "Is a directory"],
    "not_toml.toml": ["not_toml.toml", "is not TOML"],
    "binary.toml": ["binary.toml", "not a text file"],
    "unknown.toml": ["unknown.toml", "talks.planned_month:", "did you mean 'talks.planned_months'"],
    "range.toml": ["range.toml", "talks.planned_months", "99", "1.0 to 24.0"],
    "nan.toml": ["nan.toml", "talks.planned_months", "finite", "nan"],
    "text.toml": ["text.toml", "talks.planned_months", "number", "'six'"],
    "zero.toml": ["zero.toml", "period.months", "too small", "1 to 1200"],
    "group.toml": ["group.toml", "talks", "group of values"],
    "lever.toml": ["levers.repair.councils", "'South Ham'", "did you mean 'South Hams'"],
    "own.toml": ["none.csv", "no such file"],
    "unnamed.toml": ["geography.councils", "must name"],
    "record.toml": ["history.control", "no recorded control", "drawn"],
}

SETTINGS = {
    "talks.planned_months": ["--set", "NAME=VALUE"],
    "=3": ["--set", "NAME=VALUE"],
    "talks.planned_months=": ["--set talks.planned_months", "must be a number"],
    "talks.planned_monts=3": ["--set talks.planned_monts", "'talks.planned_months'"],
    "talks.planned_months=nan": ["--set talks.planned_months", "finite"],
    "talks.planned_months=-inf": ["--set talks.planned_months", "finite"],
    "talks.planned_months=[": ["--set talks.planned_months", "'['"],
    "talks.planned_months=1\nx = 2": ["--set talks.planned_months", "is not a value"],
    "talks.planned_months.x=3": ["--set talks.planned_months.x", "no parts"],
    "period.months=12.5": ["--set period.months", "whole number", "12.5"],
    "choices.scope=teem": ["--set choices.scope", "'teem'", "did you mean 'team'"],
    "levers.repair=2": ["--set levers.repair", "too large", "0.0 to 1.0"],
    "shocks.trust.month=2013-5": ["--set shocks.trust.month", "2013-5", "2010-05"],
}

OPTIONS = {
    ("--runs", "0"): ["--runs", "'0'", "1 to 1,000,000"],
    ("--runs", "1000001"): ["--runs", "1 to 1,000,000"],
    ("--runs", "many"): ["--runs", "'many'"],
    ("--seed", "-1"): ["--seed", "'-1'", "from 0"],
    ("--seed", str(2**63)): ["--seed", "from 0"],
    ("--workers", "0"): ["--workers", "from 1"],
    ("--driver", "fast"): ["--driver", "fast", "compiled", "mesa"],
    ("--tables", "some"): ["--tables", "some", "all", "main"],
    ("--driver", "mesa", "--workers", "2"): ["--workers", "Mesa driver"],
    ("--map-date", "soon"): ["--map-date", "'soon'", "2012-01"],
    ("--map-date", "2030-01"): ["--map-date", "2030-01", "2005-01 to 2018-12"],
}


@pytest.fixture
def files(here: Path) -> Path:
    """Stand in a folder with every bad file."""
    for name, content in FILES.items():
        (here / name).write_bytes(content)
    (here / "folder").mkdir()
    return here


def assert_refused(command: Command, here: Path, words: list[str], said: list[str]) -> None:
    """Run the command and check what it says, its exit code, and that nothing was written."""
    before = sorted(here.rglob("*"))
    answer = command(*words)
    text = " ".join(answer.stderr.replace("│", " ").split())
    assert answer.exit_code == 2, answer.output
    assert "Traceback" not in answer.output
    for words_said in said:
        assert words_said in text
    assert before == sorted(here.rglob("*"))


@pytest.mark.parametrize("name", CONFIGS)
def test_a_config_that_cannot_be_used_is_refused(command: Command, files: Path, name: str) -> None:
    """A file that is missing, unreadable or wrong is named, with field and what is allowed."""
    assert_refused(command, files, ["run", name], CONFIGS[name])


@pytest.mark.parametrize("setting", SETTINGS)
def test_a_setting_that_cannot_be_used_is_refused(
    command: Command, here: Path, setting: str
) -> None:
    """A wrong --set is refused with the option in the message."""
    assert_refused(command, here, ["run", "--set", setting], SETTINGS[setting])


@pytest.mark.parametrize("words", OPTIONS, ids=" ".join)
def test_an_option_out_of_range_is_refused(
    command: Command, here: Path, words: tuple[str, ...]
) -> None:
    """A wrong option is refused with its value and what is allowed."""
    assert_refused(command, here, ["run", *words], OPTIONS[words])


def test_a_folder_that_is_none_of_ours_is_refused(command: Command, here: Path) -> None:
    """`report` refuses a folder that no run has left, and one that is not there."""
    (here / "other").mkdir()
    for name in ("other", "missing"):
        assert_refused(command, here, ["report", name], [name, "manifest.json"])


def test_a_config_that_is_empty_is_the_default(here: Path) -> None:
    """A file that names nothing leaves every default."""
    from experiments.text.scenario import scenario_from
    from simulation import Scenario

    (here / "empty.toml").touch()
    assert scenario_from(here / "empty.toml") == Scenario.default()
