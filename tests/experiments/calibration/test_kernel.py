"""How particles are moved: with many parameters no few of them may carry all the weight."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyabc
import pytest

from experiments.calibration.marginals import effective
from experiments.calibration.sampling import spread

PARAMETERS, PARTICLES, GENERATIONS = 10, 80, 3


def effective_size(path: Path, **kernel: object) -> float:
    """Return the effective size after some generations of a plain problem."""
    np.random.seed(4)  # noqa: NPY002 -- the generator that pyABC draws from
    names = [f"p{number}" for number in range(PARAMETERS)]
    analysis = pyabc.ABCSMC(
        lambda drawn: {"value": np.array([drawn[name] for name in names])},
        pyabc.Distribution(**{name: pyabc.RV("norm", 0.0, 1.0) for name in names}),
        lambda one, other: float(np.linalg.norm(one["value"] - other["value"])),
        population_size=PARTICLES,
        transitions=pyabc.MultivariateNormalTransition(**kernel),
        sampler=pyabc.sampler.SingleCoreSampler(),
    )
    analysis.new(f"sqlite:///{path / 'toy.db'}", {"value": np.full(PARAMETERS, 0.5)})
    history = analysis.run(max_nr_populations=GENERATIONS)
    _, weight = history.get_distribution()
    return effective(weight)


def test_the_kernel_has_twice_the_covariance_of_the_generation() -> None:
    """It does not depend on how many parameters or particles there are (Beaumont et al. 2009)."""
    assert spread(300.0, 20) ** 2 == spread(2.0, 1) ** 2 == pytest.approx(2.0)


def test_many_parameters_leave_weight_to_many_particles(tmp_path: Path) -> None:
    """After three generations on ten parameters half of the particles still count."""
    assert effective_size(tmp_path, bandwidth_selector=spread) > PARTICLES / 2
