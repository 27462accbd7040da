"""Scenarios and studies by name: found, listed, shown and copied."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from experiments.calibration.study import CalibrationStudy
from experiments.studies.study_file import load_study
from simulation.configs import config_path, configs, root
from simulation.errors import InputError
from simulation.scenario import Scenario
from tests.experiments.conftest import Command

SHORT = ("--set", "period.months=14", "--no-figures")
READERS = {
    "run": Scenario.load,
    "sweep": load_study,
    "compare": load_study,
    "sensitivity": load_study,
    "calibrate": CalibrationStudy.load,
}


def test_each_file_has_a_name_of_its_own() -> None:
    """No two files have one name, so that a name means one file."""
    assert len(configs()) == len(list(root().rglob("*.toml")))


def test_python_knows_the_names_that_commands_know(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A scenario is loaded by name anywhere, a file of that name wins, and a slip is told."""
    monkeypatch.chdir(tmp_path)
    assert Scenario.load("england_all_tiers") == Scenario.load(configs()["england_all_tiers"].path)
    with pytest.raises(InputError, match=r"no such file or name.*england\b"):
        Scenario.load("englnad")
    Path("england").write_text('name = "Mine"', encoding="utf-8")
    assert Scenario.load("england").name == "Mine"


@pytest.mark.parametrize("name", configs())
def test_a_heading_names_the_command_that_reads_the_file(name: str) -> None:
    """What is listed as the command of a file can read it."""
    config = configs()[name]
    assert READERS[config.command](config.path)
    assert config.about
    assert f"partnerships {config.command} {name}" in config.text


def test_a_name_is_played_outside_the_clone(command: Command, here: Path) -> None:
    """A name does as a path does, from any folder, and results take the name."""
    assert command("run", "england", *SHORT).exit_code == 0
    assert json.loads((here / "results/england/manifest.json").read_text("utf-8"))["runs"] >= 1


def test_a_file_wins_over_a_name(here: Path) -> None:
    """A file of the same name as a packaged one is the one that is meant; a folder is not."""
    (here / "synthetic").mkdir()
    assert config_path("synthetic") == configs()["synthetic"].path
    (here / "england").write_text('name = "Ours"', encoding="utf-8")
    assert config_path("england") == Path("england")


@pytest.mark.parametrize(
    "words",
    [
        ("run", "englnd"),
        ("browser", "englnd"),
        ("advise", "Breckland", "South Holland", "--scenario", "englnd"),
        ("run", "configs/england.toml"),
        ("configs", "englnd"),
    ],
)
def test_a_misspelt_name_is_told_the_nearest(
    words: tuple[str, ...], command: Command, here: Path
) -> None:
    """Every command refuses a name that is not there with the nearest that is."""
    answer = command(*words)
    assert answer.exit_code == 2
    assert "did you mean 'england'?" in answer.stderr
    assert list(here.iterdir()) == []


@pytest.mark.parametrize("name", ["sweep", "compare", "power", "sensitivity", "discover"])
def test_every_command_takes_names_of_studies(name: str, command: Command, here: Path) -> None:
    """Each command of studies finds them by name, as its nearest name shows."""
    more = {"power": ["--difference", 2], "discover": ["--outcome", "success_rate < 10%"]}
    answer = command(name, "talk_lenght", *more.get(name, []))
    assert answer.exit_code == 2
    assert "did you mean 'talk_length'?" in answer.stderr


def test_a_copy_reads_as_the_original(command: Command, here: Path) -> None:
    """A study is copied with the scenario that it names, and a scenario with its tables."""
    answer = command("configs", "talk_length", "--copy", "mine")
    assert answer.exit_code == 0, answer.stderr
    assert load_study(here / "mine/studies/talk_length.toml")
    assert command("configs", "own_map", "--copy", "mine").exit_code == 0
    assert Scenario.load(here / "mine/own_map.toml").geography.map == "own"


def test_a_copy_overwrites_nothing(command: Command, here: Path) -> None:
    """Another file in the way stays, and nothing is copied beside it; an equal one is no matter."""
    (here / "england.toml").write_text('name = "Ours"', encoding="utf-8")
    refused = command("configs", "talk_length", "--copy", ".")
    assert refused.exit_code == 2
    assert "england.toml" in refused.stderr
    assert [path.name for path in here.iterdir()] == ["england.toml"]
    (here / "england.toml").unlink()
    for _ in range(2):
        assert command("configs", "talk_length", "--copy", ".").exit_code == 0


def test_the_list_has_a_line_for_each(command: Command) -> None:
    """`partnerships configs` lists every file with its command and what it is about."""
    rows = json.loads(command("configs", "--json").stdout)["summary"]
    assert [row["name"] for row in rows] == list(configs())
    assert all(row["about"] for row in rows)


def test_a_name_that_is_nothing_says_where_names_are(here: Path) -> None:
    """The refusal says how to see the names that there are."""
    with pytest.raises(InputError, match="partnerships configs"):
        config_path("zzz", "scenario")
