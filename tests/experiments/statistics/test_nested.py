"""What luck does and what parameters do is told apart, at the rate that is stated."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from experiments.statistics.nested import (
    Members,
    chance_of_highest,
    effect_of,
    luck_covariance,
    member_means,
    true_numbers,
)

MEMBERS, RUNS = 64, 12


def members(true: Any, noise: float, seed: int) -> Members:
    """Return members with these true numbers, whose runs differ by luck."""
    runs = true[:, None] + noise * np.random.default_rng(seed).standard_normal((len(true), RUNS))
    value = runs.mean(axis=1)
    return Members(value, runs - value[:, None])


def test_a_member_is_the_ratio_of_its_own_runs() -> None:
    """Runs with more talks weigh more, and only within their member."""
    values, weights = np.array([0.2, 0.4, 1.0, 0.0]), np.array([10.0, 30.0, 1.0, 1.0])
    found = member_means(values, weights, np.array([0, 0, 1, 1]), 2)
    assert found.value == pytest.approx([0.35, 0.5])
    assert found.error.sum(axis=1) == pytest.approx([0.0, 0.0])


def test_a_member_without_any_talks_has_no_number() -> None:
    """It is left out of the effect, and the others stay."""
    found = member_means(np.array([np.nan, 0.5, 0.25]), np.array([0.0, 2.0, 2.0]),
                         np.arange(3), 3)  # fmt: skip
    assert np.isnan(found.value[0])
    assert found.value[1:] == pytest.approx([0.5, 0.25])


def test_the_band_holds_parameters_and_not_luck() -> None:
    """Members that differ by 1 have a band of 2 x 1.96, however much luck blurs them."""
    widths = []
    for seed in range(40):
        true = np.random.default_rng(1000 + seed).standard_normal(MEMBERS)
        effect = effect_of(members(true, noise=3.0, seed=seed), None, seed)
        widths.append(effect.high - effect.low)
    assert np.mean(widths) == pytest.approx(2 * 1.96, rel=0.1)


def test_members_that_do_not_differ_have_a_band_as_narrow_as_their_mean_is_known() -> None:
    """What luck alone does is not taken for parameters."""
    bare, widths = 2 * 1.96 * 3.0 / np.sqrt(RUNS), []
    for seed in range(40):
        effect = effect_of(members(np.zeros(MEMBERS), noise=3.0, seed=seed), None, seed)
        widths.append(effect.high - effect.low)
    assert np.mean(widths) < 0.5 * bare


def test_the_interval_of_luck_holds_the_mean_of_these_members() -> None:
    """In 19 of 20 cases (400 tried, four standard errors)."""
    held = 0
    for seed in range(400):
        true = np.random.default_rng(seed).standard_normal(MEMBERS)
        luck = effect_of(members(true, noise=2.0, seed=5000 + seed), None, seed).luck
        held += luck.low <= true.mean() <= luck.high
    assert held / 400 == pytest.approx(0.95, abs=4 * np.sqrt(0.05 * 0.95 / 400))


def test_what_both_points_share_falls_out_of_a_difference() -> None:
    """Luck and parameters that act at both alike leave a difference without bars."""
    one = members(np.random.default_rng(1).standard_normal(MEMBERS), noise=1.0, seed=2)
    effect = effect_of(Members(one.value + 0.5, one.error), one, 3)
    assert (effect.value, effect.low, effect.high) == pytest.approx((0.5, 0.5, 0.5))
    assert effect.above == 1.0


def test_a_sign_is_as_probable_as_members_have_it() -> None:
    """Three of four members above zero make a probability of about three of four."""
    true = np.where(np.arange(MEMBERS) % 4 == 0, -1.0, 1.0)
    found = [effect_of(members(true, 0.5, seed), None, seed).above for seed in range(20)]
    assert np.mean(found) == pytest.approx(0.75, abs=0.05)


def test_what_is_highest_in_every_member_is_so_with_probability_one() -> None:
    """And points that are alike share what is left."""
    true = np.random.default_rng(4).standard_normal(MEMBERS)
    found = [members(true + shift, 0.3, seed=9 + place)
             for place, shift in enumerate((0.0, 0.0, 3.0))]  # fmt: skip
    assert chance_of_highest(found, 1)[2] > 0.99
    alike = [members(np.zeros(MEMBERS), 1.0, seed=20 + place) for place in range(4)]
    assert chance_of_highest(alike, 1).sum() == pytest.approx(1.0)


def test_luck_is_that_of_a_mean_over_runs() -> None:
    """The covariance is that of the mean of so many runs, pooled over members."""
    error = np.random.default_rng(8).standard_normal((4000, RUNS, 1)) * 2.0
    assert luck_covariance(error)[0, 0] == pytest.approx(4.0 / RUNS, rel=0.03)
    assert np.isnan(luck_covariance(error[:, :1])).all()


def test_true_numbers_keep_how_points_go_together() -> None:
    """Two points that parameters move alike stay correlated once luck is taken out."""
    true = np.random.default_rng(11).standard_normal(2000)
    pair = [members(true, 4.0, seed) for seed in (1, 2)]
    value = np.stack([one.value for one in pair], axis=1)
    error = np.stack([one.error for one in pair], axis=2)
    drawn = true_numbers(value, error, 1)
    assert np.corrcoef(value, rowvar=False)[0, 1] < 0.6
    assert np.corrcoef(drawn, rowvar=False)[0, 1] > 0.85
