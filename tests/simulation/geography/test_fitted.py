"""The numbers of invented maps are those of the 201 districts."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from simulation.geography import Geography, Party, fitted, hexagonal
from simulation.geography.parties import CONTROLS

TOLERANCE = 0.01


def regress(outcome: np.ndarray, *causes: np.ndarray) -> tuple[list[float], float]:
    """Return constant and slopes of a least-squares line and the deviation about it."""
    design = np.column_stack([np.ones(len(outcome)), *causes])
    slopes, *_ = np.linalg.lstsq(design, outcome)
    return slopes.tolist(), float(np.std(outcome - design @ slopes))


def test_population_is_fitted(districts: Geography) -> None:
    """Median and deviation of the log-normal population are the districts'."""
    log = np.log(districts.councils["population"])
    assert np.exp(log.mean()) == pytest.approx(fitted.POPULATION_MEDIAN, rel=TOLERANCE)
    assert log.std() == pytest.approx(fitted.POPULATION_LOG_SD, rel=TOLERANCE)


def test_deprivation_is_fitted(districts: Geography) -> None:
    """Percentiles follow the fitted Beta, and the fitted part of their variance is by county."""
    councils = districts.councils
    inside = councils["deprivation"].clip(0.002, 0.998)
    a, b, *_ = stats.beta.fit(inside, floc=0, fscale=1)
    assert (a, b) == pytest.approx(fitted.DEPRIVATION_BETA, rel=TOLERANCE)
    rank = (councils["deprivation"].rank() - 0.5) / len(councils)
    score = np.asarray(stats.norm.ppf(rank))
    groups = [score[rows] for rows in councils.groupby("county").indices.values()]
    size = fitted.COUNTY_SIZE
    ratio = stats.f_oneway(*groups).statistic
    between = (ratio - 1) / (ratio - 1 + size)  # intraclass correlation of equal groups
    assert between == pytest.approx(fitted.DEPRIVATION_COUNTY_SHARE, abs=0.01)


def test_budget_is_fitted(districts: Geography) -> None:
    """Budget follows population and deprivation as in the packaged table."""
    councils = districts.councils
    log = np.log(councils["net_budget"].to_numpy() / 1e6)
    people = np.log(councils["population"].to_numpy() / 1e5)
    slopes, deviation = regress(log, people, councils["deprivation"].to_numpy())
    given = [fitted.BUDGET_CONSTANT, fitted.BUDGET_POPULATION, fitted.BUDGET_DEPRIVATION]
    assert slopes == pytest.approx(given, rel=TOLERANCE)
    assert deviation == pytest.approx(fitted.BUDGET_LOG_SD, rel=TOLERANCE)
    assert districts.median_budget == fitted.MEDIAN_BUDGET


def test_grant_share_is_fitted(districts: Geography) -> None:
    """The share paid by grant follows deprivation; the one distorted council is left out."""
    councils = districts.councils[districts.councils["grant_share"] > 0]
    share, deprivation = councils["grant_share"].to_numpy(), councils["deprivation"].to_numpy()
    slopes, deviation = regress(share, deprivation)
    assert slopes == pytest.approx([fitted.GRANT_CONSTANT, fitted.GRANT_DEPRIVATION], rel=TOLERANCE)
    assert deviation == pytest.approx(fitted.GRANT_SD, rel=TOLERANCE)
    mean = districts.councils["grant_share"].mean()
    assert mean == pytest.approx(fitted.GRANT_MEAN, rel=TOLERANCE)


def test_cycles_and_counties_are_fitted(districts: Geography) -> None:
    """Shares of election cycles and the size of counties are the districts'."""
    cycles = districts.councils["election_cycle"].value_counts(normalize=True).to_dict()
    assert cycles == pytest.approx(fitted.CYCLE_SHARES, abs=0.001)
    size = districts.councils.groupby("county").size().mean()
    assert size == pytest.approx(fitted.COUNTY_SIZE, abs=0.05)


def test_party_shares_are_fitted(districts: Geography) -> None:
    """Shares of control, and of the largest party under no overall control, are the record's."""
    assert districts.control is not None
    assert districts.largest_party is not None
    control = {label: (districts.control == code).mean() for label, code in CONTROLS.items()}
    assert control == pytest.approx(fitted.PARTY_SHARES, abs=0.001)
    hung = districts.largest_party[districts.control == Party.NOC]
    leading = {label: (hung == CONTROLS[label]).mean() for label in fitted.LEADING_SHARES}
    assert leading == pytest.approx(fitted.LEADING_SHARES, abs=0.001)


def test_an_invented_map_resembles_the_districts(districts: Geography) -> None:
    """Quartiles of people, money, deprivation and exposure come out as the districts' are."""
    columns = ["population", "deprivation", "net_budget", "grant_exposure"]
    quartiles = [0.25, 0.5, 0.75]
    real = districts.councils[columns].quantile(quartiles)
    invented = hexagonal(5000).councils[columns].quantile(quartiles)
    assert invented.to_numpy() == pytest.approx(real.to_numpy(), rel=0.15)
