"""Priors stand with the parameters, inside their ranges, and mean what they say."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from experiments.calibration.priors import priors_of, score_distribution, values_of
from experiments.statistics.posterior import candidates
from experiments.statistics.prior_draws import frozen
from simulation.catalogue import catalogue
from simulation.parameters.declare import number
from simulation.parameters.prior import Prior, even, factor, likely
from tests.experiments.calibration.conftest import small_study
from tests.experiments.conftest import Command


def test_every_real_number_has_a_prior_inside_its_range() -> None:
    """Every uncertainty that is a real number has a prior, and none reaches beyond its range."""
    for entry in candidates().values():
        assert entry.prior is not None
        assert entry.prior.problem(float(entry.low or 0), float(entry.high or 0)) == "", entry.name


def test_a_parameter_without_a_prior_has_its_range() -> None:
    """A parameter that declares no prior holds every allowed value equally likely."""
    (entry,) = [one for one in catalogue() if one.name == "trust.lost_badly"]
    assert entry.prior == Prior(float(entry.low or 0), float(entry.high or 0))


@pytest.mark.parametrize(
    "prior", [even(-1.0, 0.5), even(0.5, 2.0), even(0.5, 0.5), factor(0.0, 0.5), likely(0, 2, 1)]
)
def test_a_prior_that_does_not_fit_cannot_be_declared(prior: Prior) -> None:
    """A prior beyond the declared range, empty, or without its peak stops the declaration."""
    with pytest.raises(ValueError, match=r"prior|likely"):
        number(0.5, 0.0, 1.0, "1", "a share", "assumption", prior=prior)


@pytest.mark.parametrize("prior", [even(2.0, 8.0), factor(0.01, 1.0), likely(1.0, 2.0, 9.0)])
def test_samples_of_a_prior_stay_inside_it(prior: Prior) -> None:
    """What pyABC draws is spread as the prior says: inside its ends, with its quartiles."""
    np.random.seed(1)  # noqa: NPY002 -- pyABC draws from it
    scores = np.array([score_distribution({"x": prior}).rvs()["x"] for _ in range(2000)])
    values = values_of({"x": prior}, {"x": scores})["x"]
    assert prior.low <= values.min()
    assert values.max() <= prior.high
    for level in (0.25, 0.5, 0.75):
        assert (values < frozen(prior).ppf(level)).mean() == pytest.approx(level, abs=0.04)


def test_scores_beyond_all_likelihood_stay_inside() -> None:
    """However far a kernel moves a particle, its values are ones that may be set."""
    ends = values_of({"x": even(2.0, 8.0)}, {"x": np.array([-60.0, 60.0])})["x"]
    assert list(ends) == [2.0, 8.0]


def test_a_study_gives_priors_of_its_own(tmp_path: Path) -> None:
    """A prior in a study takes the place of the declared one."""
    priors = priors_of(small_study(tmp_path))
    assert priors["talks.planned_months"] == Prior(1.0, 12.0)
    assert priors["costs.month"].shape == "log-uniform"


def test_priors_are_listed(command: Command) -> None:
    """`partnerships parameters --csv` lists the prior of each parameter."""
    answer = command("parameters", "planned_months", "--csv")
    assert "prior" in answer.output.splitlines()[0]
    assert "most likely" in answer.output
