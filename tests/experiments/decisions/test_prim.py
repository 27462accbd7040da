"""Boxes: peeling and pasting by hand, and beside the EMA Workbench."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import pytest

from experiments.decisions.discovery.boxes import Limit, Step, best_step, measure
from experiments.decisions.discovery.cases import Cases, Column, Rows
from experiments.decisions.discovery.prim import paste, trajectory

TWENTY = np.arange(1.0, 21.0)


def cases_with(hits: Any, *values: Any, names: Sequence[tuple[str, ...]] = ()) -> Cases:
    """Return cases each of its own group, with columns of their own."""
    number = len(hits)
    named = dict(enumerate(names))
    columns = [
        Column(f"x{place}", f"x{place}", "", "case", named.get(place, ()))
        for place in range(len(values))
    ]
    rows = Rows(np.zeros(number, int), np.arange(number), np.ones(number), np.asarray(hits, float))
    nothing = (np.empty((1, 0)), np.empty((number, 0)))
    return Cases.build(columns, (*nothing, np.column_stack(values)), rows)


def test_peeling_takes_one_value_after_the_other_until_all_are_hits() -> None:
    """Of 20 cases whose upper eight are hits, peeling takes the twelve others from below."""
    steps = trajectory(cases_with(TWENTY > 12, TWENTY))
    assert [step.density for step in steps] == pytest.approx([8 / (20 - k) for k in range(13)])
    assert {step.coverage for step in steps} == {1.0}
    assert steps[-1] == Step((Limit(0, "low", 13.0),), 1.0, 1.0, 0.4)
    assert best_step(steps) == steps[-1]


def test_a_slice_counts_by_what_it_gains_for_each_case_that_is_lost() -> None:
    """Half the cases go at once where that gains 0.2 for 10, more a case than one gains alone."""
    name = np.repeat([0.0, 1.0], 10)
    hits = np.array([0] * 9 + [1] + [0, 1] * 5)
    order = np.array([1, *range(2, 21)], dtype=float)
    first = trajectory(cases_with(hits, name, order, names=[("left", "right")]))[1]
    assert first.box == (Limit(0, "only", pytest.approx(np.nan, nan_ok=True), (1,)),)  # type: ignore[arg-type]
    assert first[1:] == pytest.approx((0.5, 5 / 6, 0.5))


def test_peeling_gains_least_from_a_name_with_as_many_hits() -> None:
    """With hits alike in both names the lowest number goes, which has none: 6/19 are left."""
    name = np.tile([0.0, 1.0], 10)
    hits = np.array([0] * 8 + [1] * 6 + [0] * 6)
    first = trajectory(cases_with(hits, name, TWENTY, names=[("left", "right")]))[1]
    assert first.density == pytest.approx(6 / 19)
    assert first.box[0].column == 1


def test_pasting_gives_back_what_raises_density() -> None:
    """From 17 up one of four is no hit; slices below are hits, so the box grows to 10."""
    cases = cases_with((TWENTY >= 10) & (TWENTY != 17), TWENTY)
    box = paste(cases, (Limit(0, "low", 17.0),))
    assert box == (Limit(0, "low", 10.0),)
    assert measure(cases, box).density == pytest.approx(10 / 11)


def test_rows_may_stand_for_several_cases() -> None:
    """Rows that are counted twice give the boxes that the doubled rows give."""
    hits = TWENTY > 12
    one = cases_with(hits, TWENTY).resample(np.full(20, 2))
    two = cases_with(np.repeat(hits, 2), np.repeat(TWENTY, 2))
    assert trajectory(one) == trajectory(two)


@pytest.mark.slow
def test_boxes_are_about_those_of_the_ema_workbench() -> None:
    """On 1,000 cases with a planted box, density at each coverage is that of the EMA Workbench."""
    prim = pytest.importorskip("ema_workbench.analysis.prim")
    rng = np.random.default_rng(4)
    x = rng.random((1000, 4))
    planted = (x[:, 0] > 0.6) & (x[:, 2] < 0.5)
    hits = rng.random(1000) < np.where(planted, 0.9, 0.1)
    found = prim.Prim(
        pd.DataFrame(x, columns=list("abcd")), hits, threshold=0.1, peel_alpha=0.05, mass_min=0.05
    )
    theirs = found.find_box().peeling_trajectory
    ours = trajectory(cases_with(hits, *x.T))
    for coverage in (0.95, 0.8, 0.6, 0.4):
        one = max(step.density for step in ours if step.coverage >= coverage)
        other = theirs[theirs["coverage"] >= coverage]["density"].max()
        assert one == pytest.approx(other, abs=0.03)
