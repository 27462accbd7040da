"""A scenario: how it is made, changed, written down and read back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from pydantic import ValidationError

from simulation import Scenario
from tests.strategies import RANGES, scenario_of, scenarios

DEFAULT = Scenario.default()


def test_the_default_changes_nothing() -> None:
    """The default scenario is England's districts, 168 months from January 2005."""
    assert Scenario() == DEFAULT
    assert DEFAULT.changed() == {}
    assert (DEFAULT.geography.map, DEFAULT.geography.tiers) == ("england", ("shire_district",))
    assert (DEFAULT.period.start, DEFAULT.period.months) == ("2005-01", 168)


def test_changes_make_another_scenario() -> None:
    """Changes give a new scenario with just those differences; the first stays as it was."""
    changes = {
        "talks.planned_months": 6.0,
        "levers.red_lines": 0.5,
        "choices.order": "officers_first",
    }
    changed = DEFAULT.with_changes(changes)
    assert changed.talks.planned_months == 6.0
    assert changed.levers.red_lines.level == 0.5
    expected = {"talks.planned_months": 6.0, "levers.red_lines.level": 0.5,
                "choices.order": "officers_first"}  # fmt: skip
    assert changed.changed() == expected
    assert Scenario() == DEFAULT
    assert changed.with_changes({}) == changed
    assert DEFAULT.with_changes(expected) == changed


def test_a_whole_number_may_stand_for_a_real_one() -> None:
    """`6` is as good as `6.0`."""
    assert DEFAULT.with_changes({"talks.planned_months": 6}).talks.planned_months == 6.0


@pytest.mark.parametrize("level", [0.25, 1, {"level": 0.25}, {"level": 0.25, "start": "2010-05"}])
def test_a_lever_is_a_number_or_a_table(level: object) -> None:
    """A lever may be given as its level alone or as a table; what is not said stays default."""
    lever = DEFAULT.with_changes({"levers.bulletins": level}).levers.bulletins
    assert lever.level == (1.0 if level == 1 else 0.25)
    assert lever.start == ("2010-05" if isinstance(level, dict) and "start" in level else None)
    assert (lever.end, lever.councils) == (None, ())


def test_part_of_a_lever_can_be_changed() -> None:
    """A dotted name reaches into a lever or a shock and leaves its other parts."""
    first = DEFAULT.with_changes({"levers.visits": {"level": 0.5, "councils": ["Babergh"]}})
    second = first.with_changes({"levers.visits.end": "2012-01"})
    assert second.levers.visits.level == 0.5
    assert second.levers.visits.councils == ("Babergh",)
    assert second.levers.visits.end == "2012-01"


def test_a_scenario_is_frozen() -> None:
    """Nothing in a scenario can be set after it is made."""
    parts: list[tuple[Any, str]] = [
        (DEFAULT, "name"),
        (DEFAULT.talks, "planned_months"),
        (DEFAULT.levers.visits, "level"),
    ]
    for part, name in parts:
        with pytest.raises(ValidationError):
            setattr(part, name, getattr(part, name))


def written(scenario: Scenario, folder: Path) -> Path:
    """Write a scenario to a file."""
    path = folder / "scenario.toml"
    path.write_text(scenario.to_toml(), encoding="utf-8")
    return path


@settings(max_examples=100)
@given(scenario=scenarios())
def test_toml_holds_all_of_a_scenario(
    tmp_path_factory: pytest.TempPathFactory, scenario: Scenario
) -> None:
    """What is written as TOML and read back is the same scenario, to the last bit."""
    assert Scenario.load(written(scenario, tmp_path_factory.mktemp("toml"))) == scenario


@pytest.mark.parametrize("kind", ["default", "levers", "shocks"])
@pytest.mark.parametrize("world", ["england", "own"])
def test_named_scenarios_hold_too(tmp_path: Path, world: str, kind: str) -> None:
    """Scenarios with paths, councils' names, windows and counties are read back as they were."""
    scenario = scenario_of(world, kind).with_changes({"name": 'A "name" with ä and £'})
    assert Scenario.load(written(scenario, tmp_path)) == scenario


@given(scenario=scenarios())
def test_changed_says_all_that_differs(scenario: Scenario) -> None:
    """The default with what `changed` tells is the scenario again."""
    assert DEFAULT.with_changes(scenario.changed()) == scenario


def test_paths_are_relative_to_the_file(tmp_path: Path) -> None:
    """Paths of a user's own tables stand beside the scenario's file, wherever one calls from."""
    text = '[geography]\nmap = "own"\ncouncils = "tables/councils.csv"\nneighbours = "../n.csv"\n'
    (tmp_path / "inner").mkdir()
    path = tmp_path / "inner" / "own.toml"
    path.write_text(text)
    geography = Scenario.load(path).geography
    assert geography.councils == str((tmp_path / "inner" / "tables" / "councils.csv").resolve())
    assert geography.neighbours == str((tmp_path / "n.csv").resolve())
    assert geography.control == ""


def test_the_rules_read_the_numbers_of_the_scenario() -> None:
    """Every number reaches the rules under its own name, and every choice as its place."""
    for name, (kind, low, high) in RANGES.items():
        group, own = name.split(".")
        middle = kind(low + (high - low) / 4)
        parameters = DEFAULT.with_changes({name: middle}).parameters
        assert getattr(getattr(parameters, group), own) == middle
    scope = DEFAULT.with_changes({"choices.scope": "whole"}).parameters.choices.scope
    assert scope == 2
