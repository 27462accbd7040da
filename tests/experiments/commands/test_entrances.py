"""Places, files and words that a command cannot use are refused in one line, whatever they are."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from experiments.studies.study_file import load_study
from experiments.text.scenario import scenario_from
from simulation.errors import LONGEST, InputError, nearest_name
from simulation.scenario import Scenario
from tests.experiments.conftest import Command

CONFIGS = Path(__file__).parents[3] / "configs"
POINTS = "talks.planned_months,partnership.max_size\n4,2.0\n.5e1,3.0\n"
STUDY = 'name = "P"\nposterior = "none"\nruns = 2\n[design]\nkind = "table"\ntable = "points.csv"\n'


def refused(command: Command, *words: object) -> str:
    """Return what a command says as it refuses its words."""
    answer = command(*words)
    assert answer.exit_code == 2, answer.output
    assert answer.stderr.startswith("Error: ")
    message = answer.stderr.strip()
    assert message.isprintable()
    assert len(message) <= LONGEST + 10
    return message


def test_what_is_no_file_is_refused(command: Command, here: Path) -> None:
    """A pipe, a device, a loop of links and a path with a zero byte are no scenario."""
    os.mkfifo(here / "pipe.toml")
    (here / "loop").symlink_to("loop")
    assert "it is a pipe" in refused(command, "run", "pipe.toml")
    assert "it is a device" in refused(command, "run", "/dev/zero")
    assert "loop" in refused(command, "run", "loop")
    assert "--out" in refused(command, "run", "--driver", "mesa", "--out", "loop/inside")
    text = '[geography]\nmap = "own"\ncouncils = "a\\u0000b"\nneighbours = "c"\n'
    (here / "zero.toml").write_text(text, encoding="utf-8")
    assert "geography.councils" in refused(command, "run", "zero.toml")


def test_a_folder_that_is_gone_is_named(command: Command, tmp_path: Path) -> None:
    """Whoever stands in a deleted folder is told so."""
    before, gone = Path.cwd(), tmp_path / "gone"
    gone.mkdir()
    os.chdir(gone)
    gone.rmdir()
    try:
        assert "the folder you are in" in refused(command, "parameters")
    finally:
        os.chdir(before)


def test_a_file_of_another_command_is_named_as_that(command: Command, here: Path) -> None:
    """A study is no scenario, a scenario no study, and each message names the command."""
    for name, word in (
        ("talk_length", "sweep"),
        ("policies", "compare"),
        ("calibration", "calibrate"),
    ):
        said = refused(command, "run", CONFIGS / "studies" / f"{name}.toml")
        assert f"partnerships {word}" in said
    assert "partnerships run" in refused(command, "sweep", CONFIGS / "england.toml")


def test_nothing_to_do_is_no_answer(command: Command, here: Path) -> None:
    """`validate --only ,` names no row, and an empty file is no calibration."""
    assert "--only" in refused(command, "validate", "--only", " , ")
    (here / "empty.toml").touch()
    assert "empty" in refused(command, "calibrate", "empty.toml")


def test_a_long_value_does_not_fill_the_screen(command: Command) -> None:
    """A wrong value is shown back in short, also where the command line itself refuses it."""
    assert "…" in refused(command, "run", "--set", f"talks.planned_months={'x' * 9000}")
    answer = command("run", "--runs", "9" * 6000)
    assert answer.exit_code == 2
    assert len(answer.output) < 1500


def test_points_of_a_data_frame_are_read(here: Path) -> None:
    """2.0 is 2 for a whole number, and numbers may begin with their point."""
    (here / "points.csv").write_text(POINTS, encoding="utf-8")
    (here / "s.toml").write_text(STUDY, encoding="utf-8")
    values = [list(point.values.values()) for point in load_study(here / "s.toml").points]
    assert values == [[4.0, 2], [5.0, 3]]
    assert isinstance(values[0][1], int)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("4,2.0", "4,NaN", ["line 2, column 'partnership.max_size'", "is blank"]),
        ("4,2.0", ",2.0", ["line 2, column 'talks.planned_months'", "is blank"]),
        ("4,2.0", "4,2.5", ["line 2, column 'partnership.max_size'", "whole number"]),
        (".5e1", "9" * 400, ["line 3, column 'talks.planned_months'", "finite"]),
        ("talks.planned_months,partnership.max_size\n4,", ",partnership.max_size\n0,", ["no name"]),
        ("partnership.max_size", "talks.planned_months", ["stands twice"]),
    ],
)
def test_a_cell_that_is_no_value_is_named(here: Path, old: str, new: str, words: list[str]) -> None:
    """A blank, a fraction, a number too large, a column without a name: by line and column."""
    (here / "points.csv").write_text(POINTS.replace(old, new), encoding="utf-8")
    (here / "s.toml").write_text(STUDY, encoding="utf-8")
    with pytest.raises(InputError) as error:
        load_study(here / "s.toml")
    assert all(word in str(error.value) for word in words), error.value


def test_a_lever_set_by_half_is_refused() -> None:
    """Months without a level, a shock without a size do nothing; a level keeps the months."""
    for half in (
        "levers.repair.start=2010-05",
        "shocks.trust.month=2010-05",
        "shocks.trust.size=1",
    ):
        with pytest.raises(InputError, match="does nothing"):
            scenario_from(None, [half])
    lever = scenario_from(None, ["levers.repair.start=2010-05", "levers.repair=1"]).levers.repair
    assert (lever.level, lever.start) == (1.0, "2010-05")


def test_hints_mean_something() -> None:
    """Slips of spelling are hinted at; other codes and words of the opposite meaning are not."""
    assert nearest_name("planed_months", ["planned_months"]) == "planned_months"
    assert nearest_name("SF37", ["SF037", "SF137"]) == "SF037"
    assert nearest_name("E07000104", ["E07000105"]) is None
    assert nearest_name("non-metropolitan district", ["metropolitan_district"]) is None
    assert nearest_name("leaders_last", ["leaders_first"]) is None


def test_official_words_for_tiers_are_taken() -> None:
    """A scenario may call tiers as the statistics do."""
    tiers = ["Non-metropolitan district", "UA", "LBO"]
    found = Scenario().with_changes({"geography.tiers": tiers}).geography.tiers
    assert found == ("shire_district", "unitary", "london_borough")


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("turnover", "leaders.leave_month"),
        ("party", "affinity.mismatch"),
        ("trust", "affinity.level"),
    ],
)
def test_parameters_finds_what_is_meant(command: Command, word: str, name: str) -> None:
    """Words that people use find the parameter, though its name has others."""
    assert name in command("parameters", word, "--csv").stdout
