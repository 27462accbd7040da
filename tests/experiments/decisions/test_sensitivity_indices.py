"""Indices of functions whose indices are known, with luck of known size added."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from SALib.analyze import morris as salib_morris
from SALib.analyze import sobol as salib

from experiments.decisions.sensitivity import resamples
from experiments.decisions.sensitivity.design import LEVELS, RowDesign, orders
from experiments.decisions.sensitivity.groups import groups_of
from experiments.decisions.sensitivity.indices import sobol_indices, sobol_terms
from experiments.decisions.sensitivity.morris import morris_influences, morris_terms
from experiments.studies.factors import Factor

Function = Callable[[Any], Any]

PI4 = np.pi**4
ISHIGAMI = {
    "0": 0.5 * (1 + 0.1 * PI4 / 5) ** 2,
    "1": 49 / 8,
    "2": 0.0,
    "0 and 2": 0.01 * PI4 * PI4 * (1 / 18 - 1 / 50),
}
"""Parts of its variance (Saltelli et al. 2008, section 4.6)."""

SPREAD = sum(ISHIGAMI.values())
COEFFICIENTS = np.array([0.0, 1.0, 4.5, 9.0])
ALONE = 1 / (3 * (1 + COEFFICIENTS) ** 2)
"""Variance of each factor of the g function by itself."""


def ishigami(x: Any) -> Any:
    """Return the function of Ishigami and Homma over shares."""
    x = np.pi * (2 * x - 1)
    return np.sin(x[..., 0]) * (1 + 0.1 * x[..., 2] ** 4) + 7 * np.sin(x[..., 1]) ** 2


def g_function(x: Any) -> Any:
    """Return Sobol's g function over shares."""
    return np.prod((np.abs(4 * x - 2) + COEFFICIENTS) / (1 + COEFFICIENTS), axis=-1)


def design(columns: int, seed: int, method: str = "sobol", **groups: list[str]) -> RowDesign:
    """Return a design over factors from 0 to 1, each a group unless said otherwise."""
    factors = [Factor(str(one), "uncertainty", str(one), low=0.0, high=1.0)
               for one in range(columns)]  # fmt: skip
    found = groups_of(factors, groups, drawn=[])
    return RowDesign(tuple(factors), found, None, method, seed, shapley=method == "sobol")


def play(
    function: Function, plan: RowDesign, rows: int, runs: int, alike: float, apart: float
) -> Any:
    """Return a function with luck at every point: alike over a row's points, and apart."""
    shares = np.stack([plan.shares(point, rows) for point in range(len(plan.points))], axis=1)
    rng = np.random.default_rng([plan.seed, 1])
    luck = alike * rng.standard_normal((rows, runs, 1))
    own = apart * (0.5 + shares[:, None, :, 0]) * rng.standard_normal((rows, runs, shares.shape[1]))
    return function(shares)[:, None, :] + luck + own


def indices(
    function: Function, plan: RowDesign, rows: int, runs: int, alike: float, apart: float
) -> pd.DataFrame:
    """Return the indices of a function with luck."""
    values = play(function, plan, rows, runs, alike, apart)
    names = [one.name for one in plan.groups]
    order = orders(len(names), rows, plan.seed) if plan.shapley else None
    return sobol_indices(sobol_terms(values, names, order), plan.seed)


def known_ishigami(alike: float, apart: float) -> dict[str, float]:
    """Return the true indices of Ishigami's function, and shares of variance with luck."""
    parts = {name: one / SPREAD for name, one in ISHIGAMI.items()}
    both = parts["0 and 2"]
    own = apart**2 * (13 / 12)  # the mean of (0.5 + x)^2
    every = SPREAD + alike**2 + own
    return {
        **{f"first {name}": parts[name] for name in "012"},
        "total 0": parts["0"] + both, "total 1": parts["1"], "total 2": both,
        "shapley 0": parts["0"] + both / 2, "shapley 1": parts["1"], "shapley 2": both / 2,
        "parameters": SPREAD / every, "luck_alike": alike**2 / every, "luck_apart": own / every,
        "spread": every**0.5,
    }  # fmt: skip


def known_g() -> dict[str, float]:
    """Return the true indices of the g function."""
    every = float(np.prod(1 + ALONE))
    total = {f"total {one}": ALONE[one] * every / (1 + ALONE[one]) / (every - 1)
             for one in range(len(ALONE))}  # fmt: skip
    return total | {f"first {one}": ALONE[one] / (every - 1) for one in range(len(ALONE))}


STUDIES = 40
"""Analyses of one function, each with a seed of its own."""


@pytest.fixture(scope="module")
def many() -> dict[str, list[pd.DataFrame]]:
    """Return many analyses of each function with much luck."""
    resamples.RESAMPLES, usual = 300, resamples.RESAMPLES
    found = {
        "ishigami": [indices(ishigami, design(3, seed), 256, 3, 3.0, 3.0)
                     for seed in range(STUDIES)],
        "g": [indices(g_function, design(4, seed), 256, 3, 0.5, 0.5) for seed in range(STUDIES)],
    }  # fmt: skip
    resamples.RESAMPLES = usual
    return found


@pytest.mark.parametrize(("name", "known"), [("ishigami", known_ishigami(3.0, 3.0)),
                                             ("g", known_g())])  # fmt: skip
def test_indices_are_those_of_the_function_without_luck(
    many: dict[str, list[pd.DataFrame]], name: str, known: dict[str, float]
) -> None:
    """The mean of many analyses lies within four standard errors (plus 0.01) of the truth."""
    values = pd.DataFrame([one["value"] for one in many[name]])
    error = values.std() / len(values) ** 0.5
    for index, truth in known.items():
        assert abs(values[index].mean() - truth) < 4 * error[index] + 0.01, index


@pytest.mark.parametrize(("name", "known"), [("ishigami", known_ishigami(3.0, 3.0)),
                                             ("g", known_g())])  # fmt: skip
def test_intervals_hold_the_truth_as_often_as_they_say(
    many: dict[str, list[pd.DataFrame]], name: str, known: dict[str, float]
) -> None:
    """Of 40 intervals of 95 % at most 8 miss, which 95 % exceed once in 7,000 tests of an index."""
    for index, truth in known.items():
        misses = sum(not one.loc[index, "low"] <= truth <= one.loc[index, "high"]
                     for one in many[name])  # fmt: skip
        assert misses <= 8, index


def test_luck_would_count_as_parameters_if_it_were_not_taken_out() -> None:
    """With luck of twice the spread the usual index of a dummy is large, and ours is not."""
    plan = design(3, 5)
    values = play(lambda x: x[..., 0], plan, 2048, 2, 0.0, 0.5)
    step = values[:, 0, 3] - values[:, 0, 0]
    usual = 0.5 * (step**2).mean() / values[:, 0, 0].var()
    ours = indices(lambda x: x[..., 0], plan, 2048, 2, 0.0, 0.5)
    assert usual > 0.5
    assert ours.loc["total 1", "low"] < 0 < ours.loc["total 1", "high"] < 0.25


def test_without_luck_they_are_those_of_salib() -> None:
    """Where nothing is left to luck, the estimates agree with SALib's to two digits."""
    plan, rows = design(3, 1), 512
    values = play(ishigami, plan, rows, 2, 0.0, 0.0)[:, 0, :5]
    problem = {"num_vars": 3, "names": list("012"), "bounds": [[0, 1]] * 3}
    theirs = salib.analyze(problem, values[:, [0, 2, 3, 4, 1]].ravel(), calc_second_order=False)
    ours = indices(ishigami, plan, rows, 2, 0.0, 0.0)["value"]
    assert ours[["first 0", "first 1", "first 2"]].to_numpy() == pytest.approx(
        theirs["S1"], abs=0.01
    )
    assert ours[["total 0", "total 1", "total 2"]].to_numpy() == pytest.approx(
        theirs["ST"], abs=0.01
    )
    assert ours["parameters"] == pytest.approx(1.0)


def test_shapley_effects_add_up() -> None:
    """Shapley effects of all groups come to one, whatever luck does."""
    found = indices(ishigami, design(3, 2), 64, 2, 2.0, 2.0)["value"]
    assert found[["shapley 0", "shapley 1", "shapley 2"]].sum() == pytest.approx(1.0)


def test_a_group_has_what_its_factors_do_together() -> None:
    """Two factors that act together have no part with others once they are one group."""
    plan = design(3, 4, both=["0", "2"])
    found = indices(ishigami, plan, 1024, 2, 1.0, 1.0)
    share = 1 - ISHIGAMI["1"] / SPREAD
    for index in ("first both", "total both"):
        assert found.loc[index, "low"] < share < found.loc[index, "high"]
    assert found.loc["total both", "value"] == pytest.approx(share, abs=0.06)


def test_runs_without_an_outcome_are_left_out() -> None:
    """An outcome that some runs lack has indices from the others, and rows without any none."""
    plan = design(3, 6)
    values = play(ishigami, plan, 1024, 4, 1.0, 1.0)
    values[np.random.default_rng(0).random(values.shape) < 0.1] = np.nan
    found = sobol_indices(sobol_terms(values, list("012")), 0)["value"]
    for index, truth in known_ishigami(1.0, 1.0).items():
        if index in found:
            assert found[index] == pytest.approx(truth, abs=0.12), index


@pytest.mark.parametrize("method", ["sobol", "morris"])
def test_more_rows_change_none_before(method: str) -> None:
    """A row follows from the seed and its number."""
    plan = design(5, 3, method, pair=["0", "3"])
    for point in range(len(plan.points)):
        few, many = plan.shares(point, 32), plan.shares(point, 64)
        assert np.array_equal(few, many[:32])


def test_points_of_a_row_differ_by_one_group() -> None:
    """A with a group of B differs from A in that group alone, and a walk takes one at a time."""
    plan = design(4, 1, pair=["1", "2"])
    points = np.stack([plan.shares(point, 16) for point in range(len(plan.points))], axis=1)
    apart = points[:, 2:5] != points[:, :1]
    assert apart.tolist() == [[[False, True, True, False], [True] + [False] * 3,
                               [False] * 3 + [True]]] * 16  # fmt: skip
    walk = points[:, [0, 5, 6, 1]]
    steps = (np.diff(walk, axis=1) != 0).sum(axis=(1, 2))
    assert steps.tolist() == [4] * 16


def test_morris_is_that_of_salib_and_takes_luck_out() -> None:
    """Without luck mu star is SALib's; with luck a dummy has no influence, but a mu star."""
    plan, rows = design(3, 8, "morris"), 200

    def linear(x: Any) -> Any:
        return 3 * x[..., 0] + x[..., 1] ** 2

    names = list("012")
    moved, signs = plan.moved(rows), plan.signs(rows)
    values = play(linear, plan, rows, 2, 0.0, 0.0)
    ours = morris_influences(morris_terms(values, names, moved, signs), 0)["value"]
    shares = np.stack([plan.shares(point, rows) for point in range(4)], axis=1).reshape(-1, 3)
    problem = {"num_vars": 3, "names": names, "bounds": [[0, 1]] * 3}
    theirs = salib_morris.analyze(problem, shares, values[:, 0].ravel(), num_levels=LEVELS)
    assert ours[[f"mu_star {one}" for one in names]].to_numpy() == pytest.approx(
        np.asarray(theirs["mu_star"])
    )
    assert ours["mu 0"] == ours["influence 0"] == pytest.approx(3.0)
    noisy = play(linear, plan, rows, 4, 1.0, 1.0)
    found = morris_influences(morris_terms(noisy, names, moved, signs), 0)
    assert found.loc["influence 0", "low"] < 3 < found.loc["influence 0", "high"]
    assert found.loc["influence 2", "low"] == 0
    assert found.loc["mu_star 2", "low"] > 0.5
