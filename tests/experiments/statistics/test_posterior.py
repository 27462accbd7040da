"""Drawing parameter sets from a posterior, and summing it up."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from experiments.calibration.marginals import effective_size, quantiles, summarise_marginals
from experiments.statistics.posterior import Posterior, candidates
from simulation import Scenario
from simulation.errors import InputError
from simulation.parameters.prior import even

NAME, OTHER = "talks.planned_months", "trust.floor"


def posterior(number: int = 400, seed: int = 1) -> Posterior:
    """Return a posterior of two parameters, of which one is pinned down."""
    random = np.random.default_rng(seed)
    sets = {NAME: random.normal(5.0, 0.2, number), OTHER: random.uniform(0.15, 0.45, number)}
    weight = random.uniform(0.5, 1.5, number)
    return Posterior(pd.DataFrame(sets), weight / weight.sum())


def test_members_are_drawn_in_proportion_to_their_weight() -> None:
    """In many draws each member comes up as often as its weight says."""
    found = Posterior(pd.DataFrame({OTHER: [0.2, 0.3, 0.4]}), np.array([0.5, 0.3, 0.2]))
    counts = np.bincount(found.draw_members(5000, seed=7), minlength=3) / 5000
    assert counts == pytest.approx([0.5, 0.3, 0.2], abs=0.01)


def test_more_replicates_change_none_before() -> None:
    """The member of a replicate depends on the seed and its number, not on how many there are."""
    found = posterior()
    assert list(found.draw_members(50, seed=2)) == list(found.draw_members(500, seed=2)[:50])


def test_a_member_becomes_a_scenario() -> None:
    """A member's values are those of the scenario that is made from it."""
    found = posterior()
    assert found.scenario(Scenario(), 3).trust.floor == found.sets[OTHER].iloc[3]


def test_what_the_evidence_pins_down_is_told_from_what_it_does_not() -> None:
    """A posterior far narrower than its prior is pinned down, one as wide is not."""
    priors = {NAME: even(1.0, 12.0), OTHER: even(0.15, 0.45)}
    table = summarise_marginals(
        posterior(), priors, {NAME: 5.0}, {NAME: 5.1, OTHER: 0.3}
    ).set_index("parameter")
    assert list(table.loc[[NAME, OTHER], "pinned"]) == [True, False]
    assert table.loc[OTHER, "width"] == pytest.approx(1.0, abs=0.1)
    assert table.loc[NAME, "inside"]
    assert table.loc[NAME, "central"] == 5.1


def test_quantiles_follow_the_weights() -> None:
    """The median is the value that has nearly all the weight, wherever the others lie."""
    weight = np.array([0.001, 0.998, 0.001])
    assert quantiles(np.array([1.0, 2.0, 900.0]), weight, [0.5]) == pytest.approx([2.0], abs=0.01)
    assert effective_size(np.full(8, 1 / 8)) == pytest.approx(8.0)


def test_a_posterior_survives_its_file(tmp_path: Path) -> None:
    """A posterior read back from its file is the same."""
    found = posterior(20)
    found.table().to_csv(tmp_path / "posterior.csv", index=False)
    assert Posterior.read(tmp_path).hash == found.hash


@pytest.mark.parametrize(("table", "words"), [
    ({"member": [0]}, ["weight"]),
    ({"weight": [-1.0], NAME: [4.0]}, ["weight", "0 or more"]),
    ({"weight": [1.0], "talks.planned_month": [4.0]}, ["talks.planned_months"]),
    ({"weight": [1.0, 1.0], NAME: [4.0, 99.0]}, [NAME, "line 3", "99", "1 to 24"]),
    ({"weight": [1.0], NAME: ["four"]}, [NAME, "four"]),
])  # fmt: skip
def test_a_table_that_is_no_posterior_is_refused(
    tmp_path: Path, table: dict[str, list[object]], words: list[str]
) -> None:
    """What a posterior cannot hold is refused, naming file, column, row and what is allowed."""
    path = tmp_path / "mine.csv"
    pd.DataFrame(table).to_csv(path, index=False)
    with pytest.raises(InputError) as error:
        Posterior.read(path)
    assert all(word in str(error.value) for word in [*words, "mine.csv"])


def test_the_packaged_posterior_is_large_and_inside_its_priors() -> None:
    """It has 500 members or more, worth 250 of equal weight, each value where its prior is."""
    found = Posterior.read("packaged")
    assert len(found.sets) >= 500
    assert effective_size(found.weight) >= 250
    for name in found.names:
        prior = candidates()[name].prior
        assert prior is not None
        assert found.sets[name].between(prior.low, prior.high).all()
        assert found.sets[name].nunique() > 100
