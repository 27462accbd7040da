"""The studies of the second edition start from the defaults."""

from __future__ import annotations

from pathlib import Path

from experiments.studies.study_file import load_study
from simulation import Scenario
from simulation.terms import CLOCKS

CONFIGS = Path(__file__).parents[3] / "configs"


def test_the_ablation_starts_with_everything_on() -> None:
    """Its first point is the second edition itself, and every other switches something off."""
    study = load_study(CONFIGS / "studies" / "mechanisms.toml")
    scenarios = [study.scenario_of(point) for point in range(len(study.points))]
    assert scenarios[0] == Scenario()
    assert len({str(one.changed()) for one in scenarios}) == len(scenarios)


def test_every_clock_is_studied_at_every_plan() -> None:
    """Plans of 1 to 18 months stand beside all clocks."""
    study = load_study(CONFIGS / "studies" / "talk_length.toml")
    assert len(study.points) == len(CLOCKS) * 8
    assert {point.values["choices.clock"].replace("_", " ") for point in study.points} == {*CLOCKS}
