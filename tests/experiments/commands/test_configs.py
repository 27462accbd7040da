"""The configurations that come with the project."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from simulation import Scenario
from simulation.maps import geography_of
from tests.experiments.conftest import Command

CONFIGS = Path(__file__).parents[3] / "configs"
COUNCILS = {"england": 201, "england_all_tiers": 353, "own_map": 12, "synthetic": 300}


def test_england_is_the_default() -> None:
    """What england.toml writes out is the default scenario."""
    assert Scenario.load(CONFIGS / "england.toml") == Scenario.default()


@pytest.mark.parametrize("name", COUNCILS)
def test_each_map_has_its_councils(name: str) -> None:
    """Each configuration loads and builds its map."""
    scenario = Scenario.load(CONFIGS / f"{name}.toml")
    assert len(geography_of(scenario).councils) == COUNCILS[name]


@pytest.mark.parametrize("name", COUNCILS)
def test_each_runs(name: str, command: Command, here: Path) -> None:
    """Each configuration runs and leaves a folder of its name."""
    words = [
        "run",
        "--runs",
        1,
        CONFIGS / f"{name}.toml",
        "--set",
        "period.months=14",
        "--no-figures",
    ]
    answer = command(*words)
    assert answer.exit_code == 0, answer.output
    assert (here / "results" / name / "summary.csv").is_file()


def test_examples_in_comments_are_right() -> None:
    """The levers and shocks that england.toml shows in comments load as they stand."""
    text = (CONFIGS / "england.toml").read_text(encoding="utf-8")
    shown = "\n".join(re.findall(r"^#   ([\[a-z].*[\]\w\"].*)$", text, flags=re.MULTILINE))
    lines = [line for line in shown.splitlines() if not line.startswith("partnerships ")]
    import tomllib

    from experiments.text.scenario import scenario_from

    scenario = Scenario.parse(tomllib.loads("\n".join(lines)))
    assert scenario.levers.repair.level == 1.0
    assert scenario.levers.sovereignty_guarantee.councils == ("South Hams", "West Devon")
    assert scenario.shocks.trust.size == 0.3
    assert scenario_from(None, ["talks.planned_months=6"]).talks.planned_months == 6.0
