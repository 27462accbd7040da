"""The defaults are those of the published calibration."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from experiments.statistics.posterior import Posterior, candidates
from simulation import Scenario

PUBLISHED = Path(__file__).parents[3] / "results" / "reference" / "calibration"


def test_the_defaults_are_the_central_member() -> None:
    """Each calibrated parameter has the value of the member in the middle of the posterior."""
    table = pd.read_csv(PUBLISHED / "parameters.csv", encoding="utf-8-sig").set_index("parameter")
    defaults = {name: float(candidates()[name].default) for name in table.index}
    assert table["central"].to_dict() == defaults
    assert Scenario.load(PUBLISHED / "central.toml") == Scenario.load(
        PUBLISHED.parents[2] / "configs" / "england.toml"
    )


def test_the_packaged_posterior_is_of_the_published_calibration() -> None:
    """It has the same parameters, and its middles lie in the published intervals."""
    table = pd.read_csv(PUBLISHED / "parameters.csv", encoding="utf-8-sig").set_index("parameter")
    posterior = Posterior.read("packaged")
    assert set(posterior.names) == set(table.index)
    middles = posterior.sets[list(table.index)].median()
    assert middles.between(table["p25"], table["p75"]).all()


def test_the_packaged_posterior_is_large_enough() -> None:
    """It has 500 members or more, worth 250 of equal weight or more."""
    posterior = Posterior.read("packaged")
    assert len(posterior.weight) >= 500
    assert 1.0 / (posterior.weight**2).sum() >= 250
