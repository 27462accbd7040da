"""A posterior from a bank: the runs most like what was observed, adjusted by regression.

Runs are compared by what their summaries say of the parameters (regression of each parameter on
all summaries, Fearnhead and Prangle 2012); the nearest are accepted with Epanechnikov weights, and
their parameters moved along a local linear regression to where the summaries were observed
(Beaumont et al. 2002). Each summary of a run is first moved by a draw of its discrepancy, so that
what a run cannot hold stands in the posterior too (Wilkinson 2013).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from sklearn.linear_model import Ridge

RIDGE_FAR, RIDGE_NEAR = 10.0, 1.0
"""Ridge penalties of the regression over all runs, and among those accepted. Assumption."""


@dataclass(frozen=True)
class Regression:
    """What the summaries of a run say of its parameters.

    Parameters
    ----------
    mean, spread : array of float, shape (summaries,)
        Of the summaries of all runs.
    model : Ridge
        Fitted to them.
    """

    mean: Any
    spread: Any
    model: Any

    @classmethod
    def fit(cls, scores: Any, summaries: Any) -> Regression:
        """Return the regression over runs; the arguments are those of `Adjusted`."""
        bare = cls(summaries.mean(axis=0), summaries.std(axis=0) + 1e-9, None)
        return cls(bare.mean, bare.spread, Ridge(RIDGE_FAR).fit(bare.features(summaries), scores))

    def features(self, values: Any) -> Any:
        """Return summaries and their squares on one scale, shape (runs, 2 x summaries)."""
        standard = np.clip((values - self.mean) / self.spread, -4.0, 4.0)
        return np.hstack([standard, standard**2])

    def predict(self, values: Any) -> Any:
        """Return the scores that summaries speak for, shape (runs, parameters)."""
        return self.model.predict(self.features(values))


@dataclass(frozen=True)
class Adjusted:
    """Estimates posteriors from runs.

    Parameters
    ----------
    scores : array of float, shape (runs, parameters)
        Normal scores of the sets.
    summaries : array of float, shape (runs, summaries)
        Their summaries, on the scale of comparison, moved by draws of the discrepancy.
    accepted : int
        Runs that are accepted.
    """

    scores: Any
    summaries: Any
    accepted: int

    @cached_property
    def regression(self) -> Regression:
        """The regression over all runs."""
        return Regression.fit(self.scores, self.summaries)

    @cached_property
    def predicted(self) -> Any:
        """What the summaries of each run say of the parameters, shape (runs, parameters)."""
        return self.regression.predict(self.summaries)

    def nearest(self, observed: Any, number: int, without: int | None = None) -> tuple[Any, Any]:
        """Return the runs that speak most for the same parameters, and how far off they are.

        Parameters
        ----------
        observed : array of float, shape (summaries,)
            What was observed, on the scale of comparison.
        number : int
            How many runs.
        without : int or None
            A run that is left out because it is itself what was observed.
        """
        there = self.regression.predict(observed[None, :])[0]
        distance = np.sqrt(((self.predicted - there) ** 2).sum(axis=1))
        if without is not None:
            distance[without] = np.inf
        near = np.argpartition(distance, number)[:number]
        return near, distance[near]

    def posterior(self, observed: Any, without: int | None = None) -> tuple[Any, Any]:
        """Return scores of the accepted sets and their weights; the arguments are as above."""
        near, distance = self.nearest(observed, self.accepted, without)
        weight = 1.0 - (distance / distance.max()) ** 2
        weight = np.maximum(weight, 1e-12) / weight.sum()
        features = self.regression.features(self.summaries[near])
        local = Ridge(RIDGE_NEAR).fit(features, self.scores[near], sample_weight=weight * len(near))
        there = self.regression.features(observed[None, :])
        moved = local.predict(there) - local.predict(features)
        return self.scores[near] + moved, weight

    def again(self, truth: int) -> tuple[Any, Any]:
        """Return the posterior for one of the runs itself, made of the others."""
        return self.posterior(self.summaries[truth], without=truth)
