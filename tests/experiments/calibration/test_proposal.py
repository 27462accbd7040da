"""How particles are proposed: with many parameters no few of them may carry all the weight."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyabc
import pytest
from scipy.stats import norm

from experiments.calibration.marginals import effective_size, quantiles
from experiments.calibration.particle import APART, WIDER, Proposal

PARAMETERS, PARTICLES, GENERATIONS = 20, 300, 4


def posterior(path: Path, transition: Any) -> tuple[pd.DataFrame, Any]:
    """Return the particles and weights after some generations of a plain problem."""
    np.random.seed(4)  # noqa: NPY002 -- the generator that pyABC draws from
    names = [f"p{number:02}" for number in range(PARAMETERS)]
    analysis = pyabc.ABCSMC(
        lambda drawn: {"value": np.array([drawn[name] for name in names[:4]])},
        pyabc.Distribution(**{name: pyabc.RV("norm", 0.0, 1.0) for name in names}),
        lambda one, other: float(np.linalg.norm(one["value"] - other["value"])),
        population_size=PARTICLES,
        transitions=transition,
        sampler=pyabc.sampler.SingleCoreSampler(),
    )
    analysis.new(f"sqlite:///{path / 'toy.db'}", {"value": np.full(4, 0.5)})
    return analysis.run(max_nr_populations=GENERATIONS).get_distribution()


def test_many_parameters_leave_weight_to_many_particles(tmp_path: Path) -> None:
    """Of twenty parameters most are told nothing: half of the particles still count.

    With pyABC's own kernel a few do, which looks as if all parameters were known.
    """
    found, weight = posterior(tmp_path, Proposal())
    assert effective_size(weight) > PARTICLES / 3
    told = quantiles(found["p00"].to_numpy(), weight, (0.05, 0.95))
    untold = np.array([
        quantiles(found[f"p{number:02}"].to_numpy(), weight, (0.05, 0.95))
        for number in range(4, PARAMETERS)
    ])  # fmt: skip
    assert np.ptp(told) < np.ptp(norm.ppf([0.05, 0.95])) / 1.5
    np.testing.assert_allclose(np.mean(untold, axis=0), norm.ppf([0.05, 0.95]), atol=0.25)
    np.testing.assert_allclose(np.median(found["p00"]), 0.5, atol=0.3)


@pytest.mark.slow
def test_the_kernel_of_pyabc_would_not(tmp_path: Path) -> None:
    """The problem of the test above is one that the usual kernel cannot solve."""
    _, weight = posterior(tmp_path, pyabc.MultivariateNormalTransition())
    assert effective_size(weight) < PARTICLES / 10


@pytest.fixture
def fitted() -> Proposal:
    """Return a proposal about two correlated parameters."""
    drawn = np.random.default_rng(1).multivariate_normal(
        [1.0, -2.0], [[1.0, 0.6], [0.6, 1.0]], 5000
    )
    proposal = Proposal()
    proposal.fit(pd.DataFrame(drawn, columns=["one", "other"]), np.full(5000, 1 / 5000))
    return proposal


def test_a_proposal_is_wider_and_rounder_than_its_generation(fitted: Proposal) -> None:
    """It keeps the mean, widens the variance, and takes a part of the correlation for chance."""
    np.random.seed(2)  # noqa: NPY002 -- the generator that pyABC draws from
    drawn = fitted.rvs(20_000)
    np.testing.assert_allclose(drawn.mean(), [1.0, -2.0], atol=0.05)
    np.testing.assert_allclose(drawn.var(), WIDER, rtol=0.06)
    assert drawn.corr().iloc[0, 1] == pytest.approx(0.6 * (1 - APART), abs=0.03)


def test_its_density_is_that_of_its_draws(fitted: Proposal) -> None:
    """The density of a table is that of its rows, in any order of columns, and integrates to 1."""
    axis = np.linspace(-9.0, 9.0, 181)
    grid = pd.DataFrame([{"other": y, "one": x} for x in axis for y in axis])
    density = fitted.pdf(grid)
    assert density.sum() * 0.1**2 == pytest.approx(1.0, abs=1e-3)
    assert fitted.pdf(grid.iloc[77]) == pytest.approx(density[77])
    assert fitted.pdf(pyabc.Parameter(**grid.iloc[77])) == pytest.approx(density[77])
