"""Talks that are arranged begin as others do, and go on the same in both drivers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from simulation import PartnershipModel, Scenario, run
from simulation.driver import play
from simulation.parameters import packed
from simulation.replay import arrays_after
from simulation.rules.arranged import (
    BARRED,
    FREE,
    GONE,
    SHARING,
    TALKING,
    arrange_talks,
    pair_standing,
)
from simulation.terms import FOREVER, LAPSED, NEVER, OPEN, SOUNDINGS
from simulation.world import viewed
from tests.strategies import BUSY, WORLDS

MONTH, MONTHS = 20, 60


@pytest.fixture(scope="module")
def busy() -> Scenario:
    """Return a small world in which much happens."""
    return Scenario().with_changes(WORLDS["hexagonal"] | BUSY | {"period.months": MONTHS})


def _state(scenario: Scenario) -> tuple[Any, Any]:
    """Return the state after some months, and its views."""
    arrays = arrays_after(scenario, MONTH + 1, seed=3)
    return arrays, viewed(*arrays)[0]


def _tie_that(world: Any, standing: int) -> int:
    ties = range(len(world.ties.source))
    return next(tie for tie in ties if pair_standing(world, tie) == standing)


def test_both_drivers_play_arranged_talks_alike(busy: Scenario) -> None:
    """Talks arranged in a state become the same, table by table, in Mesa and in compiled code."""
    arrays, world = _state(busy)
    tie = _tie_that(world, FREE)
    row = arrange_talks(busy.parameters, world, tie, MONTH)
    progress = np.array([0, MONTH + 1])
    assert play(packed(busy.parameters), *arrays, 0, 1, progress)
    model = PartnershipModel(busy, rng=3)
    while model.month <= MONTH:
        model.step()
    assert arrange_talks(model.parameters, model.world, tie, MONTH) == row
    while model.running:
        model.step()
    for name in ("talks", "partnerships", "councils", "ties"):
        mine, theirs = getattr(arrays[0], name), getattr(model.arrays[0], name)
        used = min(len(mine), len(theirs))
        assert mine[:used].tobytes() == theirs[:used].tobytes(), name
    assert arrays[0].talks["outcome"][row] != SOUNDINGS


def test_arranged_talks_begin_as_others_do(busy: Scenario) -> None:
    """The pair is in formal talks from that month on, with a plan, motives and trust."""
    arrays, world = _state(busy)
    tie = _tie_that(world, FREE)
    row = arrange_talks(busy.parameters, world, tie, MONTH)
    talks = arrays[0].talks[row]
    pair = (world.ties.source[tie], world.ties.target[tie])
    assert (talks["outcome"], talks["began"], tuple(talks["councils"])) == (OPEN, MONTH, pair)
    assert [world.councils.talks[one] for one in pair] == [row, row]
    assert talks["planned"] >= 1
    assert talks["motives"].sum() == pytest.approx(1.0)
    assert talks["trust"].min() == talks["trust_start"]


def test_soundings_with_others_are_broken_off(busy: Scenario) -> None:
    """A council in soundings is free for arranged talks, which end the soundings."""
    scenario = busy.with_changes({"approach.soundings": 24.0, "approach.soundings_window": 24.0})
    _, world = _state(scenario)
    sources = world.ties.source
    tie = next(
        tie for tie in range(len(sources))
        if pair_standing(world, tie) == FREE and world.councils.talks[sources[tie]] >= 0
    )  # fmt: skip
    before = world.councils.talks[sources[tie]]
    assert world.talks.outcome[before] == SOUNDINGS
    arrange_talks(scenario.parameters, world, tie, MONTH)
    assert world.talks.outcome[before] == LAPSED


def test_who_cannot_talk_is_known(busy: Scenario) -> None:
    """A council that is gone, talks or shares is not free, nor is a tie that is closed for good."""
    _, world = _state(busy)
    tie = _tie_that(world, FREE)
    i = world.ties.source[tie]
    assert pair_standing(world, _tie_that(world, TALKING)) == TALKING
    assert pair_standing(world, _tie_that(world, SHARING)) == SHARING
    world.ties.closed_until[tie] = FOREVER
    assert pair_standing(world, tie) == BARRED
    world.councils.control[i] = NEVER
    assert pair_standing(world, tie) == GONE


def test_a_council_without_motives_wants_resilience(busy: Scenario) -> None:
    """Where nothing drives a council to ask, its arranged talks have a motive all the same."""
    nothing = dict.fromkeys(
        ("base", "resilience", "finance", "fashion", "signal", "grant", "window", "distress"), 0.0
    )
    changes = {f"approach.{name}": value for name, value in nothing.items()}
    scenario = busy.with_changes(changes | {"bids.pulse": 0.0})
    _, world = _state(scenario)
    row = arrange_talks(scenario.parameters, world, _tie_that(world, FREE), MONTH)
    assert sum(world.talks.motives[row, motive] for motive in range(6)) == pytest.approx(1.0)
    assert len(run(scenario, seed=3).talks) == 0
