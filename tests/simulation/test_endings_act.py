"""Reviews, the wish for own capacity, fairness in talks and tiers act in their direction.

Runs are paired by seed. A mean difference must be 3.3 standard errors on its side of nought, which
a mechanism without any effect passes in 1 of 2,000 trials.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import pytest

from simulation import Scenario, run_ensemble
from simulation.geography.tiers import TIERS
from simulation.result import Result
from simulation.terms import AGREED, ALIVE, BY_CHOICE, FAILED
from tests.strategies import Changes

RUNS, SURE = 100, 3.3
NOTHING_BUT = frozenset[str]()
"""Tables of years and events are not kept."""

ONCE: Changes = {"choices.review": "once"}
FAIR: Changes = {"fairness.weight": 0.4}
ALL: Changes = {"geography.tiers": list(TIERS), "tiers.size_power_single": 0.4,
                "tiers.size_power_london": 0.4, "tiers.size_power_county": 0.4}  # fmt: skip

Measure = Callable[[Result], Any]


def by_run(result: Result, rows: Any, values: Any) -> Any:
    """Return the sum of values of rows in each run."""
    return np.bincount(rows["run"], weights=values, minlength=len(result.runs))


def ended(result: Result) -> Any:
    """Return the share of partnerships of each run that ended by choice."""
    rows = result.raw.partnerships
    every = by_run(result, rows, np.ones(len(rows)))
    return by_run(result, rows, rows["ending"] == BY_CHOICE) / np.maximum(1.0, every)


def agreed(result: Result) -> Any:
    """Return the share of ended talks of each run that led to a partnership."""
    rows = result.raw.talks
    won = by_run(result, rows, rows["outcome"] == AGREED)
    return won / np.maximum(1.0, won + by_run(result, rows, rows["outcome"] == FAILED))


def beyond(result: Result) -> Any:
    """Return which partnerships have a council that is no shire district."""
    tiers = result.geography.councils["tier"].to_numpy() != "shire_district"
    founders = result.raw.partnerships["founders"]
    return (tiers[founders] & (founders >= 0)).any(axis=1)


def number_beyond(result: Result) -> Any:
    """Return how many partnerships of each run go beyond districts."""
    return by_run(result, result.raw.partnerships, beyond(result))


def counties(result: Result) -> Any:
    """Return how many partnerships of each run are of a county with a district."""
    tiers = result.geography.councils["tier"].to_numpy()
    pair = result.raw.partnerships["founders"][:, :2]
    return by_run(result, result.raw.partnerships, (tiers[pair] == "county").sum(axis=1) == 1)


def ends_beyond(result: Result) -> Any:
    """Return ends a year of partnerships beyond districts, by choice, in each run."""
    rows, chosen = result.raw.partnerships, beyond(result)
    last = np.where(rows["ending"] == ALIVE, result.scenario.period.months, rows["ended"])
    years = by_run(result, rows, chosen * (last - rows["began"]) / 12.0)
    return by_run(result, rows, chosen & (rows["ending"] == BY_CHOICE)) / np.maximum(1.0, years)


def setup_beyond(result: Result) -> Any:
    """Return the mean set-up cost of partnerships beyond districts in each run."""
    rows, chosen = result.raw.partnerships, beyond(result)
    return by_run(result, rows, chosen * rows["setup"]) / np.maximum(1.0, number_beyond(result))


CLAIMS: dict[str, tuple[Changes, Changes, Measure, int]] = {
    "a review of new control ends some": (ONCE, {"review.control": 0.0}, ended, 1),
    "a review of a new leader ends some": (
        ONCE | {"review.leader": 0.3}, {"review.leader": 0.0}, ended, 1
    ),
    "habit holds against reviews": (
        ONCE | {"review.hold": 0.95, "review.control": 0.4}, {"review.hold": 0.0}, ended, -1
    ),
    "mismatch now adds to reviews": (
        ONCE | {"review.mismatch": 3.0, "review.hold": 0.4}, {"review.mismatch": 0.0}, ended, 1
    ),
    "own capacity is wished for": (
        {"own_capacity.rate": 0.004}, {"own_capacity.rate": 0.0}, ended, 1
    ),
    "unfairness cools members": (FAIR, {"fairness.weight": 0.0}, agreed, -1),
    "an explained split helps": (
        FAIR | {"levers.explained_split": 1.0}, {"levers.explained_split": 0.0}, agreed, 1
    ),
    "a power of their own brings larger councils in": (
        ALL,
        {f"tiers.size_power_{name}": 3.0 for name in ("single", "london", "county")},
        number_beyond,
        1,
    ),
    "a district's vacancy brings its county in": (
        ALL | {"tiers.vacancy_pull": 0.3, "tiers.vacancy_case": 1.0},
        {"tiers.vacancy_pull": 0.0, "tiers.vacancy_case": 0.0},
        counties,
        1,
    ),
    "beyond districts it is dearer": (
        ALL | {"tiers.setup": 0.5}, {"tiers.setup": 0.0}, setup_beyond, 1
    ),
    "beyond districts it lasts less": (
        ALL | {"tiers.short_lived": 2.0}, {"tiers.short_lived": 0.0}, ends_beyond, 1
    ),
}  # fmt: skip
"""Scenario with a mechanism on, what switches it off, what is measured, and its direction."""

RARE = {"a district's vacancy brings its county in": 300}
"""Runs for what seldom happens."""


@cache
def measured(changes: tuple[tuple[str, Any], ...], measure: Measure, runs: int) -> Any:
    """Return a number for each run of a scenario."""
    given = {name: list(value) if isinstance(value, tuple) else value for name, value in changes}
    scenario = Scenario().with_changes(given)
    return measure(run_ensemble(scenario, runs=runs, seed=11, keep=NOTHING_BUT))


def of(changes: Changes, measure: Measure, runs: int = RUNS) -> Any:
    """Return the numbers of a scenario, played once."""
    hashed = {k: tuple(v) if isinstance(v, list) else v for k, v in changes.items()}
    return measured(tuple(sorted(hashed.items())), measure, runs)


@pytest.mark.parametrize("claim", CLAIMS)
def test_a_mechanism_acts_in_its_direction(claim: str) -> None:
    """With it on, the mean over paired runs differs from that with it off, to the side stated."""
    on, off, measure, sign = CLAIMS[claim]
    runs = RARE.get(claim, RUNS)
    apart = of(on, measure, runs) - of(on | off, measure, runs)
    assert sign * apart.mean() > SURE * apart.std(ddof=1) / np.sqrt(runs)


def test_turnover_matters_less_where_a_review_waits() -> None:
    """Restless leaders end more partnerships where a change ends one at once (both are told)."""
    calm, restless = {"leaders.leave_month": 0.005}, {"leaders.leave_month": 0.06}
    harm = [of(way | restless, ended) - of(way | calm, ended)
            for way in ({"choices.review": "at_once"}, ONCE)]  # fmt: skip
    apart = harm[0] - harm[1]
    assert apart.mean() > SURE * apart.std(ddof=1) / np.sqrt(RUNS)
