"""Regressions over rows find what was put in, and nothing where there is nothing to find."""

from __future__ import annotations

from typing import Any

import numpy as np

from experiments.patterns.fits import (
    adjusted_effect,
    interaction,
    larger_than_second,
    rank_of_first,
    trend,
)


def rows(seed: int = 0, number: int = 4000) -> Any:
    """Return runs, successes, and three causes of which the first weighs most, the last nothing."""
    random = np.random.default_rng(seed)
    causes = random.normal(size=(number, 3))
    odds = 1.5 * causes[:, 0] + 0.5 * causes[:, 1]
    success = random.random(number) < 1.0 / (1.0 + np.exp(-odds))
    return np.column_stack([np.arange(number) % 50, success, causes])


def test_an_effect_at_equal_other_causes() -> None:
    """A linear effect is found, and none where there is none."""
    found = adjusted_effect(rows())
    assert 0.2 < found.low < found.value < found.high < 0.35
    nothing = adjusted_effect(rows()[:, [0, 1, 4, 2, 3]])
    assert nothing.low < 0.0 < nothing.high


def test_the_place_of_a_cause() -> None:
    """The heaviest cause has the first place for sure, the one that weighs nothing the last."""
    assert rank_of_first(rows()) == (1.0, 1.0, 1.0)
    assert rank_of_first(rows()[:, [0, 1, 4, 2, 3]]).value == 3.0


def test_the_heavier_of_two() -> None:
    """By how much one effect exceeds another has the right sign."""
    assert larger_than_second(rows()).low > 0.0
    assert larger_than_second(rows()[:, [0, 1, 3, 2, 4]]).high < 0.0


def test_a_trend_is_told_for_ten_years() -> None:
    """What rises by a hundredth a month rises by 1.2 in ten years."""
    random = np.random.default_rng(1)
    month = random.integers(0, 168, 500).astype(float)
    level = 0.01 * month + random.normal(0.0, 0.1, 500)
    found = trend(np.column_stack([np.arange(500) % 20, month, level]))
    assert found.low < 1.2 < found.high


def test_an_interaction_is_found() -> None:
    """Two causes that only count together have a positive interaction."""
    random = np.random.default_rng(2)
    causes = random.normal(size=(4000, 2))
    chance = 1.0 / (1.0 + np.exp(-causes[:, 0] * causes[:, 1]))
    success = random.random(4000) < chance
    assert interaction(np.column_stack([np.arange(4000) % 50, success, causes])).low > 0.0


def test_what_does_not_vary_explains_nothing() -> None:
    """A cause that is the same everywhere, or two that are one, give no number and no error."""
    still = rows()
    still[:, 3] = 1.0
    twin = rows()
    twin[:, 3] = twin[:, 2]
    for fit in (adjusted_effect, rank_of_first, larger_than_second):
        assert np.isnan(fit(still).value)
        assert not np.isnan(fit(rows()).value)
        fit(twin)
    assert np.isnan(adjusted_effect(rows()[:5]).value)
