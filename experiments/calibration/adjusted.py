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
    def _centre(self) -> tuple[Any, Any]:
        return self.summaries.mean(axis=0), self.summaries.std(axis=0) + 1e-9

    def _features(self, values: Any) -> Any:
        mean, spread = self._centre
        standard = np.clip((values - mean) / spread, -4.0, 4.0)
        return np.hstack([standard, standard**2])

    @cached_property
    def _regression(self) -> Any:
        return Ridge(RIDGE_FAR).fit(self._features(self.summaries), self.scores)

    @cached_property
    def _told(self) -> Any:
        """What the summaries of each run say of the parameters, shape (runs, parameters)."""
        return self._regression.predict(self._features(self.summaries))

    def posterior(self, observed: Any, without: int | None = None) -> tuple[Any, Any]:
        """Return scores of the accepted sets and their weights, which sum to 1.

        Parameters
        ----------
        observed : array of float, shape (summaries,)
            What was observed, on the scale of comparison.
        without : int or None
            A run that is left out because it is itself what was observed.
        """
        there = self._regression.predict(self._features(observed[None, :]))[0]
        distance = np.sqrt(((self._told - there) ** 2).sum(axis=1))
        if without is not None:
            distance[without] = np.inf
        near = np.argpartition(distance, self.accepted)[: self.accepted]
        weight = 1.0 - (distance[near] / distance[near].max()) ** 2
        weight = np.maximum(weight, 1e-12) / weight.sum()
        features = self._features(self.summaries[near])
        local = Ridge(RIDGE_NEAR).fit(features, self.scores[near], sample_weight=weight * len(near))
        moved = local.predict(self._features(observed[None, :])) - local.predict(features)
        return self.scores[near] + moved, weight

    def again(self, truth: int) -> tuple[Any, Any]:
        """Return the posterior for one of the runs itself, made of the others."""
        return self.posterior(self.summaries[truth], without=truth)
