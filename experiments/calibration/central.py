"""The member in the middle of a posterior, from which default values come.

The rule was written down before the posterior was made: normal scores, each in standard deviations
of the posterior, and the member nearest to their weighted mean. No row of the evidence has a say.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from experiments.calibration.priors import scores_of
from experiments.statistics.posterior import Posterior
from simulation.parameters.prior import Prior

DIGITS = 3
"""Significant digits that the values of the central member keep."""


def rank_members(posterior: Posterior, priors: Mapping[str, Prior]) -> tuple[Any, Any]:
    """Return the members from the middle outwards, and how far each is away.

    Parameters
    ----------
    posterior : Posterior
        The last generation.
    priors : mapping of str to Prior
        The prior of each of its parameters.

    Returns
    -------
    order : array of int, shape (members,)
        The member nearest to the weighted mean first.
    away : array of float, shape (members,)
        Distance of each member, in the order of the posterior: of normal scores (see `priors`), in
        standard deviations of the posterior.
    """
    scores = scores_of(priors, posterior.sets)
    mean = posterior.weight @ scores
    spread = np.sqrt(posterior.weight @ (scores - mean) ** 2)
    away = np.linalg.norm((scores - mean) / np.where(spread > 0, spread, 1.0), axis=1)
    return np.argsort(away, kind="stable"), away


def values_at(posterior: Posterior, member: int) -> dict[str, float]:
    """Return the values of a member as defaults hold them: rounded, by dotted name."""
    values = posterior.changes(member)
    return {name: float(f"{value:.{DIGITS}g}") for name, value in values.items()}
