"""Presets are scenarios that can be played, each with what it asks and is compared with."""

from __future__ import annotations

import pytest

from experiments.browser.visit.presets import (
    LEADERS,
    PARTIES,
    PRESETS,
    TALK_LENGTH,
    Preset,
    preset_groups,
)
from experiments.browser.visit.settings import within_limits
from simulation import Scenario, run


@pytest.mark.parametrize("preset", PRESETS.values(), ids=lambda one: one.name)
def test_a_preset_can_be_played(preset: Preset) -> None:
    """Its changes fit England and can be shown in the view; only the default changes nothing."""
    scenario = within_limits(preset.scenario_on(Scenario()))
    assert (scenario == Scenario()) == (preset.name == "as_it_was")
    assert len(run(scenario.with_changes({"period.months": 2}), seed=1).monthly) == 2


def test_presets_say_what_they_are_for() -> None:
    """Each has a title of its own, a question, what to watch, and a preset to compare with."""
    presets = list(PRESETS.values())
    assert len({one.title for one in presets}) == len(presets)
    assert all(one.question.endswith("?") and one.watch.endswith(".") for one in presets)
    assert all(one.against in PRESETS for one in presets)
    assert all(name == one.name for name, one in PRESETS.items())


def test_the_three_questions_have_presets() -> None:
    """Talk length, leadership change and party mismatch each have three at least."""
    groups = preset_groups()
    assert all(len(groups[group]) >= 3 for group in (TALK_LENGTH, LEADERS, PARTIES))
    assert sum(map(len, groups.values())) == len(PRESETS)
