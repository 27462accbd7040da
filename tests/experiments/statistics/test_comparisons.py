"""Intervals of ratios and of paired differences tell the truth about what runs show."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from experiments.patterns.checks import beyond, inside, with_margin
from experiments.patterns.samples import BASELINE, Need, Samples, Statistic
from experiments.statistics.estimates import (
    Estimate,
    Influence,
    difference,
    double_difference,
    interval,
    mean_influence,
    odds_ratio,
    pairing_gain,
    quotient,
    ratio_influence,
)
from simulation import Scenario


def counts(seed: int, share: float, runs: int = 80) -> np.ndarray:
    """Return successes and trials of runs that differ in how many trials they have."""
    random = np.random.default_rng(seed)
    trials = random.integers(5, 40, runs)
    return np.column_stack([random.binomial(trials, share), trials]).astype(float)


def share_of(found: np.ndarray) -> Influence:
    """Return the share of successes with the influence of each run."""
    return ratio_influence(*found.T)


def test_intervals_of_ratios_cover() -> None:
    """Of many intervals of a known share about nineteen in twenty hold it (400 samples)."""
    held = [interval(share_of(counts(seed, 0.3))) for seed in range(400)]
    share = np.mean([one.low <= 0.3 <= one.high for one in held])
    assert 0.91 < share < 0.98


def test_a_ratio_weighs_runs_by_what_they_counted() -> None:
    """A ratio is the ratio of sums, not the mean of the runs' own ratios."""
    assert share_of(np.array([[1.0, 1.0], [0.0, 9.0]])).value == pytest.approx(0.1)
    assert mean_influence([1.0, 0.0, np.nan], [1.0, 9.0, 0.0]).value == pytest.approx(0.1)


def test_nothing_counted_is_no_number() -> None:
    """Where nothing was at risk there is no estimate, and no band is met."""
    nothing = interval(share_of(np.zeros((10, 2))))
    assert np.isnan(nothing.value)
    assert not inside(nothing, -np.inf, np.inf)


def test_pairing_makes_differences_sharp() -> None:
    """A small effect on the same draws is sure, though each of the two is uncertain."""
    before = counts(1, 0.4)
    after = before + np.column_stack([0.5 * np.ones(len(before)), np.zeros(len(before))])
    effect = difference(share_of(after), share_of(before))
    assert effect.low > 0.0
    assert interval(share_of(after)).low < interval(share_of(before)).high
    assert pairing_gain(share_of(after), share_of(before)) > 10


def test_influence_values_are_how_far_each_run_pulls() -> None:
    """Leaving a run out moves a ratio by its influence, to the first order."""
    found = counts(5, 0.3)
    whole = share_of(found)
    moved = [whole.value - share_of(np.delete(found, run, axis=0)).value for run in range(80)]
    np.testing.assert_allclose(np.array(moved) * 80, whole.influence, rtol=0.05, atol=1e-9)
    assert whole.influence.mean() == pytest.approx(0.0, abs=1e-12)


def test_more_runs_on_one_side_are_left_out() -> None:
    """Two variants are compared over the runs that both have."""
    few, many = (Need(BASELINE, Statistic(name, lambda _: None)) for name in ("few", "many"))
    samples = Samples(Scenario(), 80)
    samples.keep(few, counts(2, 0.3, 40))
    samples.keep(many, counts(2, 0.3, 80))
    pair = share_of(counts(2, 0.3, 40)), share_of(counts(2, 0.3, 80)[:40])
    assert difference(*samples.influences(few, many)) == difference(*pair)


@pytest.mark.parametrize("compare", [quotient, odds_ratio])
def test_scales_have_their_neutral_point_at_one(
    compare: Callable[[Influence, Influence], Estimate],
) -> None:
    """A world compared with itself has a quotient and an odds ratio of one."""
    same = compare(share_of(counts(3, 0.3)), share_of(counts(3, 0.3)))
    assert same.value == pytest.approx(1.0)
    assert same.low == pytest.approx(1.0)


def test_double_differences_add_up() -> None:
    """(A - B) - (C - D) is what its parts give."""
    four = [share_of(counts(seed, 0.1 * seed)) for seed in (1, 2, 3, 4)]
    values = [one.value for one in four]
    found = double_difference(*four)
    assert found.value == pytest.approx(values[0] - values[1] - values[2] + values[3])


def test_an_effect_needs_sign_and_size() -> None:
    """An effect counts only if its interval leaves zero out and its value is large enough."""
    assert beyond(Estimate(0.10, 0.05, 0.15), 0.0, 1, 0.08)
    assert not beyond(Estimate(0.10, 0.05, 0.15), 0.0, 1, 0.12)
    assert not beyond(Estimate(0.10, -0.01, 0.21), 0.0, 1, 0.08)
    assert not beyond(Estimate(0.10, 0.05, 0.15), 0.0, -1, 0.0)
    assert beyond(Estimate(0.80, 0.70, 0.90), 1.0, -1, 0.10)


def test_a_band_holds_the_whole_interval() -> None:
    """A band is met by the whole interval, not by the value alone."""
    assert inside(Estimate(0.5, 0.4, 0.6), 0.35, 0.65)
    assert not inside(Estimate(0.5, 0.4, 0.6), 0.45, 0.65)


def test_a_margin_asks_for_more() -> None:
    """With a margin an interval reaches further, and the size must hold at its near end."""
    estimate = Estimate(0.5, 0.4, 0.6)
    with with_margin(1.0):
        assert not inside(estimate, 0.35, 0.65)
        assert inside(estimate, 0.25, 0.75)
        assert not beyond(Estimate(0.10, 0.05, 0.15), 0.0, 1, 0.08)
    assert inside(estimate, 0.35, 0.65)
