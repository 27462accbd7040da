"""What stands behind --set is read as TOML, or as a bare word."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from experiments.text.scenario import parse_setting, scenario_from

VALUES = {
    "talks.planned_months=6": 6,
    "talks.planned_months = 6.5": 6.5,
    "history.news=false": False,
    "choices.scope=team": "team",
    'choices.scope="team"': "team",
    "shocks.trust.month=2013-05": "2013-05",
    'geography.tiers=["county", "unitary"]': ["county", "unitary"],
    "name=A run of mine, with care": "A run of mine, with care",
}


@pytest.mark.parametrize("setting", VALUES)
def test_values_are_read_as_toml_or_words(setting: str) -> None:
    """Numbers, booleans, lists and quoted or bare words keep their kind."""
    assert parse_setting(setting)[1] == VALUES[setting]


def test_settings_come_after_the_file(tmp_path: Path) -> None:
    """A setting overrides the file, and the last of two wins."""
    config = tmp_path / "mine.toml"
    config.write_text("[talks]\nplanned_months = 3\npatience = 2\n", encoding="utf-8")
    scenario = scenario_from(config, ["talks.planned_months=5", "talks.planned_months=7"])
    assert (scenario.talks.planned_months, scenario.talks.patience) == (7.0, 2.0)


def test_a_lever_is_set_by_its_level_alone() -> None:
    """A number stands for the level of a lever."""
    assert scenario_from(None, ["levers.repair=1"]).levers.repair.level == 1.0


@pytest.mark.parametrize("name", ["councils", "neighbours", "control"])
def test_paths_are_those_of_the_folder_the_command_is_called_in(name: str, here: Path) -> None:
    """A path given on the command line is kept in full, wherever results will stand."""
    value: Any = parse_setting(f"geography.{name}=tables/mine.csv")[1]
    assert value == str(here / "tables" / "mine.csv")
