"""Sets of parameters drawn from their priors: what is believed before any evidence is looked at."""

from __future__ import annotations

import zlib
from functools import cache
from typing import Any

import numpy as np
from scipy import stats

from experiments.statistics.posterior import candidates
from simulation.parameters.prior import Prior


def distribution(prior: Prior) -> tuple[str, tuple[float, ...], dict[str, float]]:
    """Return the name, the shapes and the place of a prior among SciPy's distributions."""
    width = prior.high - prior.low
    if prior.shape == "log-uniform":
        return "loguniform", (prior.low, prior.high), {}
    if prior.shape == "triangular":
        return "triang", ((prior.mode - prior.low) / width,), {"loc": prior.low, "scale": width}
    return "uniform", (), {"loc": prior.low, "scale": width}


@cache
def frozen(prior: Prior) -> Any:
    """Return a prior as a distribution of SciPy."""
    name, shapes, place = distribution(prior)
    return getattr(stats, name)(*shapes, **place)


@cache
def frozen_together(priors: tuple[Prior, ...]) -> Any:
    """Return priors of one shape as a distribution of SciPy of arrays with a column for each."""
    found = [distribution(prior) for prior in priors]
    shapes = np.array([shapes for _, shapes, _ in found]).T
    place = {name: np.array([place[name] for _, _, place in found]) for name in found[0][2]}
    return getattr(stats, found[0][0])(*shapes, **place)


def narrow_priors() -> dict[str, Prior]:
    """Return the priors that are narrower than what can be set, by name.

    Where nothing is declared all of a range is as likely, which says where the rules hold and not
    what is believed: worlds drawn from all of it are mostly empty.
    """
    return {
        name: entry.prior
        for name, entry in candidates().items()
        if entry.prior and entry.prior != Prior(float(entry.low or 0.0), float(entry.high or 0.0))
    }


def prior_set(draw: int, seed: int) -> dict[str, float]:
    """Return one set of parameters drawn from their priors, by dotted name.

    A set follows from the seed, its number and the names alone: more sets, or another parameter,
    change none of the values.
    """
    found = {}
    for name, prior in narrow_priors().items():
        place = np.random.default_rng([seed, draw, zlib.crc32(name.encode())]).random()
        found[name] = float(np.clip(frozen(prior).ppf(place), prior.low, prior.high))
    return found
