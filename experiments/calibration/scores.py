"""Parameters as normal scores: the scale on which particles are drawn and moved.

A value is its prior's quantile at the normal probability of its score, so that every prior becomes
a standard normal one, without ends. On the parameters' own scale most of what a normal proposes
for twenty parameters at once would lie outside some prior, and be drawn again and again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.special import ndtr, ndtri

from experiments.calibration.particle import Particle
from experiments.calibration.priors import frozen
from simulation.parameters.prior import Prior

OUTERMOST = 1e-9
"""Probability beyond which scores are not told apart, so that none is infinite."""


def values_of(priors: Mapping[str, Prior], scores: Any) -> dict[str, Any]:
    """Return the values of parameters with these scores, by name: numbers or arrays of them."""
    return {
        name: np.clip(frozen(prior).ppf(ndtr(scores[name])), prior.low, prior.high)
        for name, prior in priors.items()
    }


def scores_of(priors: Mapping[str, Prior], values: Any) -> Any:
    """Return the scores of values, shape (sets, parameters), in the order of the priors.

    Parameters
    ----------
    priors : mapping of str to Prior
        The prior of each parameter.
    values : DataFrame
        A column for each of them. Values at the ends of a prior have its outermost score.
    """
    places = np.column_stack([frozen(prior).cdf(values[name]) for name, prior in priors.items()])
    return ndtri(np.clip(places, OUTERMOST, 1.0 - OUTERMOST))


def score_distribution(priors: Mapping[str, Prior]) -> Any:
    """Return the joint distribution of scores that pyABC draws from: normal and independent."""
    from pyabc import RV, Distribution

    return Distribution(**{name: RV("norm", 0.0, 1.0) for name in priors})


@dataclass(frozen=True)
class ScoredParticle:
    """Plays the parameter sets that scores stand for.

    Parameters
    ----------
    particle : Particle
        Plays the values.
    priors : mapping of str to Prior
        What the scores are scores of.
    """

    particle: Particle
    priors: Mapping[str, Prior]

    def __call__(self, scores: Mapping[str, float]) -> dict[str, Any]:
        """Return the summary statistics as pyABC takes them."""
        return self.particle(values_of(self.priors, scores))
