"""How a server starts: the scenario that visitors begin with, and what is made ready for them."""

from __future__ import annotations

import threading

from simulation.maps import geography_of
from simulation.scenario import Scenario

_chosen: list[Scenario] = []

ready = threading.Event()
"""Set once the model is compiled and loaded."""


def begin_with(scenario: Scenario) -> None:
    """Let visitors begin with this scenario.

    Raises
    ------
    InputError
        If its map cannot be read.
    """
    geography_of(scenario)
    _chosen[:] = [scenario]


def first_scenario() -> Scenario:
    """Return the scenario that visitors begin with; England unless another was chosen."""
    return _chosen[0] if _chosen else Scenario.default()


def warm() -> None:
    """Compile and load what the first visitor would otherwise wait for."""
    from experiments.browser.ensemble import progress

    progress.warm()
    ready.set()
