"""How the particles of a generation are proposed: from one normal about the generation before.

A kernel about each particle leaves all weight to a few of them when there are many parameters and
no generation narrows all of them: the narrow one that pyABC would choose because it fills the space
between particles too sparsely, the wide one of Beaumont et al. (2009) because most of what it
proposes lies far out in the priors. One normal for all of a generation does neither (adaptive
importance sampling, Cappé et al. 2008).
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from pyabc import Parameter
from pyabc.transition import Transition
from pyabc.transition.util import smart_cov
from scipy.stats import multivariate_normal

APART = 0.3
"""Share of every correlation that is taken for chance: a few hundred particles overstate those of
twenty parameters. Assumption."""

WIDER = 1.4
"""Variance of what is proposed, in that of the generation before, so that the tails are reached.
Assumption."""


class Proposal(Transition):  # type: ignore[misc]
    """Draws from a normal with the mean of a generation and its covariance, wider and rounder."""

    def fit(self, X: pd.DataFrame, w: Any) -> None:  # noqa: N803 -- the name that pyABC gives it
        """Take the mean and the covariance of a generation.

        Parameters
        ----------
        X : DataFrame, shape (particles, parameters)
            Scores.
        w : array of float, shape (particles,)
            Weights, which sum to 1.
        """
        held = smart_cov(X.to_numpy(), w)
        self.mean = w @ X.to_numpy()
        self.cov = WIDER * ((1.0 - APART) * held + APART * np.diag(np.diag(held)))

    def rvs_single(self) -> Parameter:
        """Return the scores of a particle."""
        found = np.random.multivariate_normal(self.mean, self.cov)  # noqa: NPY002 -- as pyABC draws
        return Parameter(dict(zip(self.X.columns, found, strict=True)))

    def pdf(self, x: Any) -> Any:
        """Return the density at one particle or, of a table, at each."""
        normal = multivariate_normal(self.mean, self.cov, allow_singular=True)
        if isinstance(x, pd.DataFrame):
            return np.atleast_1d(normal.pdf(x[self.X.columns].to_numpy()))
        return float(normal.pdf(np.array([x[name] for name in self.X.columns])))
