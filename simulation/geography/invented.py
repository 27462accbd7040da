"""Councils of an invented map: counties, people, budgets and cycles as the districts have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from simulation.geography import fitted
from simulation.geography.tiers import WHOLE_COUNCIL_YEAR

if TYPE_CHECKING:
    from simulation.geography.ties import Floats, Ints

TIER = "shire_district"
ROUNDS = 3  # of moving county centres to the middle of their councils


def invented_councils(
    position: Floats, county_size: float, rng: np.random.Generator
) -> pd.DataFrame:
    """Return the council table of shire districts at the given places.

    Net budget follows population and deprivation, grant follows deprivation (all in `fitted`).

    Parameters
    ----------
    position : array, shape (councils, 2)
        Centres in km.
    county_size : float
        Councils in a county, a compact group, on average.
    """
    number = len(position)
    county = _counties(position, county_size, rng)
    deprivation = _deprivation(county, rng)
    population = _population(number, rng)
    share = _grant_share(deprivation, rng)
    cycle = rng.choice(list(fitted.CYCLE_SHARES), number, p=list(fitted.CYCLE_SHARES.values()))
    places = np.arange(1, number + 1).astype(str)
    return pd.DataFrame(
        {
            "code": np.char.add("S", np.char.zfill(places, 6)),
            "name": np.char.add("Council ", places),
            "tier": TIER,
            "county": np.char.add("County ", (county + 1).astype(str)),
            "region": "",
            "x_km": position[:, 0],
            "y_km": position[:, 1],
            "population": population,
            "deprivation": deprivation,
            "net_budget": _net_budget(population, deprivation, rng),
            "grant_exposure": share / fitted.GRANT_MEAN,
            "grant_share": share,
            "election_cycle": cycle,
            "election_year": np.where(cycle == "all_out", WHOLE_COUNCIL_YEAR[TIER], 0),
            "rurality": 0.0,
        }
    )


def _counties(position: Floats, county_size: float, rng: np.random.Generator) -> Ints:
    """Group councils about the nearest of some centres, which move to the middle of their group."""
    count = max(1, round(len(position) / county_size))
    centre = position[rng.choice(len(position), count, replace=False)]
    nearest = _nearest(centre, position)
    for _ in range(ROUNDS):
        members = np.bincount(nearest, minlength=count)
        middle = [np.bincount(nearest, v, minlength=count) for v in position.T]
        some = (members > 0)[:, None]
        centre = np.where(some, np.column_stack(middle) / np.maximum(members, 1)[:, None], centre)
        nearest = _nearest(centre, position)
    county, _ = pd.factorize(nearest)
    return county.astype(np.int64)


def _nearest(centre: Floats, position: Floats) -> Ints:
    from scipy.spatial import cKDTree

    _, nearest = cKDTree(centre).query(position)
    return np.asarray(nearest, dtype=np.int64)


def _deprivation(county: Ints, rng: np.random.Generator) -> Floats:
    from scipy.stats import beta, norm

    between = rng.normal(size=county.max() + 1)[county]
    within = rng.normal(size=len(county))
    part = fitted.DEPRIVATION_COUNTY_SHARE
    level = norm.cdf(np.sqrt(part) * between + np.sqrt(1 - part) * within)
    percentile: Floats = beta.ppf(level, *fitted.DEPRIVATION_BETA)
    return percentile


def _population(number: int, rng: np.random.Generator) -> Ints:
    size = rng.normal(0, fitted.POPULATION_LOG_SD, number)
    people: Ints = np.rint(fitted.POPULATION_MEDIAN * np.exp(size)).astype(np.int64)
    return people


def _net_budget(
    population: npt.NDArray[np.int64], deprivation: Floats, rng: np.random.Generator
) -> Floats:
    log_million = (
        fitted.BUDGET_CONSTANT
        + fitted.BUDGET_POPULATION * np.log(population / 1e5)
        + fitted.BUDGET_DEPRIVATION * deprivation
        + rng.normal(0, fitted.BUDGET_LOG_SD, len(population))
    )
    pounds = np.rint(1000 * np.exp(log_million)) * 1000
    floored: Floats = np.maximum(pounds, fitted.BUDGET_FLOOR)
    return floored


def _grant_share(deprivation: Floats, rng: np.random.Generator) -> Floats:
    noise = rng.normal(0, fitted.GRANT_SD, len(deprivation))
    share = fitted.GRANT_CONSTANT + fitted.GRANT_DEPRIVATION * deprivation + noise
    clipped: Floats = np.clip(share, 0.0, 1.0)
    return clipped
