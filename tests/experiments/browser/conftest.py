"""Recorded runs that several tests look at, played once."""

from __future__ import annotations

import pytest

from experiments.browser.recording.recording import RecordedModel
from simulation import Scenario
from tests.strategies import BUSY

SMALL = {
    "geography.map": "hexagonal",
    "geography.size": 40,
    "history.control": "drawn",
    "period.start": "2007-01",
    "period.months": 84,
}
"""A small synthetic world for seven years."""


@pytest.fixture(scope="session")
def lively() -> Scenario:
    """Return a small world in which much happens."""
    return Scenario().with_changes(SMALL | BUSY)


@pytest.fixture(scope="session")
def played(lively: Scenario) -> RecordedModel:
    """Return a run of the lively world, played to its end."""
    model = RecordedModel(lively, rng=4)
    model.advance(1000)
    return model


@pytest.fixture(scope="session")
def england_played() -> RecordedModel:
    """Return a run of England, played to its end."""
    model = RecordedModel(Scenario(), rng=1)
    model.advance(1000)
    return model
