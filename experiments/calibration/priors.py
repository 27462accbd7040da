"""The priors of a study: those declared with the parameters, or those that the study gives."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from pyabc import RV, Distribution
from scipy.special import ndtr, ndtri

from experiments.calibration.particle import Plays
from experiments.calibration.study import CalibrationStudy
from experiments.statistics.posterior import candidates
from experiments.statistics.prior_draws import frozen, frozen_together
from simulation.catalogue import Entry
from simulation.errors import InputError, nearest_name
from simulation.parameters.prior import Prior


def candidate_named(name: str, field: str) -> Entry:
    """Return the entry of a parameter that a study names.

    Raises
    ------
    InputError
        If there is none that can be calibrated, with the nearest name.
    """
    names = candidates()
    if name not in names:
        raise InputError(
            "is no parameter that can be calibrated",
            field=field,
            value=name,
            allowed="the uncertainties of `partnerships parameters`",
            nearest=nearest_name(name, names),
        )
    return names[name]


def priors_of(study: CalibrationStudy) -> dict[str, Prior]:
    """Return the prior of every parameter that the study looks at, by name.

    Raises
    ------
    InputError
        For a parameter or group that does not exist, or a prior outside the declared range.
    """
    given = {name: _given(study, name) for name in study.priors}
    entries = candidates()
    chosen = [candidate_named(name, "parameters").name for name in study.parameters] or [
        name for name, entry in entries.items() if entry.group in _groups(study)
    ]
    declared = {name: entries[name].prior or Prior(0.0, 1.0) for name in chosen}
    return {name: given.get(name, prior) for name, prior in declared.items()}


def _groups(study: CalibrationStudy) -> set[str]:
    groups = {entry.group for entry in candidates().values()}
    for group in study.screened:
        if group not in groups:
            raise InputError(
                "there is no such group to screen",
                field="screened",
                value=group,
                allowed=", ".join(sorted(groups)),
                nearest=nearest_name(group, groups),
            )
    return set(study.screened) or groups


def _given(study: CalibrationStudy, name: str) -> Prior:
    field = f"priors.{name}"
    entry, prior = candidate_named(name, field), Prior(**study.priors[name].model_dump())
    low, high = float(entry.low or 0.0), float(entry.high or 0.0)
    if wrong := prior.problem(low, high):
        raise InputError(wrong, field=field, value=prior.words, allowed=f"{low:g} to {high:g}")
    return prior


def on_prior_scale(prior: Prior, values: Any) -> Any:
    """Return values on the scale on which a prior is spread: their logarithm if that is even."""
    return np.log(values) if prior.shape == "log-uniform" else np.asarray(values)


OUTERMOST = 1e-9
"""Probability beyond which scores are not told apart, so that none is infinite."""


def values_of(priors: Mapping[str, Prior], scores: Any) -> dict[str, Any]:
    """Return the values of parameters with these scores, by name: numbers or arrays of them."""
    alike: dict[str, list[str]] = {}
    for name, prior in priors.items():
        alike.setdefault(prior.shape, []).append(name)
    found: dict[str, Any] = {}
    for names in alike.values():  # SciPy takes as long for one parameter as for many
        group = tuple(priors[name] for name in names)
        low, high = ([getattr(prior, end) for prior in group] for end in ("low", "high"))
        places = ndtr(np.stack([scores[name] for name in names], axis=-1))
        values = np.clip(frozen_together(group).ppf(places), low, high)
        found |= {name: values[..., column] for column, name in enumerate(names)}
    return {name: found[name] for name in priors}


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


class Scores(Distribution):  # type: ignore[misc]
    """Scores as pyABC draws them: normal and independent."""

    def pdf(self, x: Mapping[str, float]) -> float:
        """Return the density, as one product: asked for each particle that is tried."""
        squares = sum(float(x[name]) ** 2 for name in self)
        return math.exp(-0.5 * (squares + len(self) * math.log(2.0 * math.pi)))


def score_distribution(priors: Mapping[str, Prior]) -> Scores:
    """Return the joint distribution of scores that pyABC draws from."""
    return Scores(**{name: RV("norm", 0.0, 1.0) for name in priors})


@dataclass(frozen=True)
class ScoredParticle:
    """Plays the parameter sets that scores stand for.

    Parameters
    ----------
    particle : Plays
        Plays the values.
    priors : mapping of str to Prior
        What the scores are scores of.
    """

    particle: Plays
    priors: Mapping[str, Prior]

    def __call__(self, scores: Mapping[str, float]) -> dict[str, Any]:
        """Return the summary statistics as pyABC takes them."""
        return self.particle(values_of(self.priors, scores))
