"""Morris screening: which parameters move the numbers that calibration aims at.

Each trajectory starts somewhere about the defaults and moves one parameter a step. How far the
summary statistics move on average, in steps of their bands, is the influence of that parameter (mu
star); how that differs from place to place tells of thresholds and of other parameters (sigma).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from experiments.calibration.particle import Particle, gaps_of
from experiments.calibration.study import Screening
from experiments.calibration.targets import Target
from experiments.execution.workers import Workers
from experiments.statistics.posterior import candidates
from simulation.parameters.prior import Prior

COLUMNS = ("parameter", "influence", "interval", "spread", "most_moved", "moved_by", "chosen")


def screen(
    particle: Particle,
    priors: Mapping[str, Prior],
    targets: Sequence[Target],
    screening: Screening,
    workers: Workers,
    advance: Callable[[int], None],
) -> pd.DataFrame:
    """Return the influence of each parameter, the largest first, and which are chosen.

    Parameters
    ----------
    particle : Particle
        Plays the points; all of them with the same draws, so that chance moves nothing.
    priors, targets : mapping of str to Prior, sequence of Target
        What is looked at, and what it should move.
    screening : Screening
        How many trajectories, and how many parameters at most.
    workers, advance
        Who plays, and who hears of each point.

    Returns
    -------
    DataFrame
        `parameter`; `influence`, the root mean square over the targets of mu star; `interval`, half
        of its 95 % interval; `spread`, the same of sigma; the target it moves most (`most_moved`),
        and by how much (`moved_by`); `chosen`.
    """
    from SALib.analyze import morris

    problem = problem_of(priors)
    points = design(problem, screening, particle.seed)
    usual = particle.values({}, seed=particle.seed)
    about = tuple(one.about(value) for one, value in zip(targets, usual, strict=True))
    ends = {name: nearby(name, prior, screening.reach) for name, prior in priors.items()}
    play = partial(_moved, particle, about, ends)
    moved = np.array(list(workers.in_order(play, list(points), advance)))
    options = {"num_levels": screening.levels, "seed": particle.seed}
    parts = [morris.analyze(problem, points, one, **options) for one in moved.T]
    return influence(list(priors), targets, parts, screening.most)


def problem_of(priors: Mapping[str, Prior]) -> dict[str, Any]:
    """Return what SALib needs to know: every parameter runs over shares of its ends."""
    names = list(priors)
    return {"num_vars": len(names), "names": names, "bounds": [[0.0, 1.0]] * len(names)}


def design(problem: dict[str, Any], screening: Screening, seed: int) -> Any:
    """Return the points of all trajectories, shape (points, parameters)."""
    from SALib.sample import morris

    return morris.sample(problem, screening.trajectories, num_levels=screening.levels, seed=seed)


def nearby(name: str, prior: Prior, reach: float) -> tuple[float, float]:
    """Return the ends between which a parameter is screened: about its default, in its prior.

    They lie a factor of 1 + `reach` either way; for a default of 0 it is as much of a fifth of the
    prior. Further out, in the corners of many priors at once, lie worlds in which nobody shares
    and nothing moves anything.
    """
    default = float(candidates()[name].default)
    ends = [default / (1 + reach), default * (1 + reach)]
    if default == 0:
        ends = [0.0, reach * (prior.high - prior.low) / 5]
    low, high = sorted(min(max(end, prior.low), prior.high) for end in ends)
    return (low, high) if low < high else (prior.low, prior.high)


def _moved(
    particle: Particle,
    targets: tuple[Target, ...],
    ends: Mapping[str, tuple[float, float]],
    point: Any,
) -> Any:
    """Return how far the numbers of a point lie from those of the base scenario, in scales."""
    values = {
        name: low + float(share) * (high - low)
        for share, (name, (low, high)) in zip(point, ends.items(), strict=True)
    }
    return gaps_of(targets, particle.values(values, seed=particle.seed))


def influence(
    names: Sequence[str], targets: Sequence[Target], parts: Sequence[Any], most: int
) -> pd.DataFrame:
    """Return one row a parameter from what SALib found for each target."""
    mu_star = np.array([part["mu_star"] for part in parts], dtype=float)
    intervals = np.array([part["mu_star_conf"] for part in parts], dtype=float)
    sigma = np.array([part["sigma"] for part in parts], dtype=float)
    together = np.sqrt(np.mean(mu_star**2, axis=0))
    error = np.sqrt(np.mean((mu_star * intervals) ** 2, axis=0)) / np.maximum(together, 1e-12)
    largest = mu_star.argmax(axis=0)
    order = np.argsort(-together, kind="stable")
    ranks = np.empty(len(names), dtype=int)
    ranks[order] = np.arange(len(names))
    table = pd.DataFrame(
        {
            "parameter": names,
            "influence": together,
            "interval": error / np.sqrt(len(targets)),
            "spread": np.sqrt(np.mean(sigma**2, axis=0)),
            "most_moved": [targets[one].key for one in largest],
            "moved_by": mu_star.max(axis=0),
            "chosen": (ranks < most) & (together > 0),
        }
    )
    return table.iloc[order].reset_index(drop=True)[list(COLUMNS)]
