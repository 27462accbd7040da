"""Bands of the evidence become targets with a best value, a scale and a gap."""

from __future__ import annotations

import math

import numpy as np
import pytest

from experiments.calibration.particle import VALUES, Distance
from experiments.calibration.predictive import common_scale
from experiments.calibration.targets import FAR, Target, checks_of, q_rows, target_of
from experiments.patterns.checks import Band, Contrast
from experiments.patterns.samples import Statistic

WHAT = Statistic("what", lambda result: result)
OTHER = Statistic("other", lambda result: result)


def target(low: float, high: float, noise: float = 0.0) -> Target:
    """Return the target of a band."""
    return target_of("SF001", 0, Band(WHAT, low, high), noise)


def test_the_middle_of_a_band_is_best_and_its_ends_one_step_away() -> None:
    """In a band with two ends the gap is 0 in the middle and 1 at the ends."""
    band = target(22.0, 40.0)
    assert [band.gap(value) for value in (31.0, 22.0, 40.0)] == [0.0, -1.0, 1.0]


@pytest.mark.parametrize(("low", "high", "inside", "outside"), [
    (0.9, 1.0, 0.95, 0.8), (0.0, 0.1, 0.05, 0.2), (0.02, 1.0, 0.6, 0.0), (0.05, 0.95, 0.4, 0.0),
])  # fmt: skip
def test_all_of_a_band_of_shares_with_one_end_is_as_good(
    low: float, high: float, inside: float, outside: float
) -> None:
    """Where a share must only be large, small or not extreme, all values inside are as good."""
    band = target(low, high)
    assert band.gap(inside) == 0.0
    assert abs(band.gap(outside)) == pytest.approx(1.0)


def test_a_comparison_is_met_by_any_effect_of_the_right_sign_and_size() -> None:
    """A contrast has no gap where the effect is at least the smallest that counts."""
    contrast = target_of("SF037", 0, Contrast(WHAT, OTHER, 1, 0.1), 0.0)
    assert contrast.gap(0.1) == contrast.gap(5.0) == 0.0
    assert contrast.gap(0.0) == pytest.approx(-1.0)


def test_noise_widens_the_scale() -> None:
    """A statistic that varies by chance as much as its band is wide counts for less."""
    assert target(22.0, 40.0, noise=12.0).gap(40.0) == pytest.approx(9.0 / 15.0)


def test_what_nothing_can_be_measured_of_is_far() -> None:
    """A particle in whose runs a statistic does not exist is as far off as can be."""
    assert target(0.0, 0.1).gap(math.nan) == FAR
    assert target(22.0, 40.0).gap(1e9) == FAR


def test_the_distance_is_one_at_the_edges_of_all_bands() -> None:
    """A particle with every number at the end of its band has distance 1, at the best 0."""
    distance = Distance((target(22.0, 40.0), target(2.0, 2.2)))
    assert distance({VALUES: np.array([40.0, 2.0])}, {}) == pytest.approx(1.0)
    assert distance({VALUES: np.array([31.0, 2.1])}, {}) == pytest.approx(0.0)


@pytest.mark.parametrize(("low", "high"), [(22.0, 40.0), (0.9, 1.0), (0.0, 0.1), (0.16, 4.0),
                                           (0.05, 0.95)])  # fmt: skip
def test_on_the_common_scale_every_band_ends_at_one(low: float, high: float) -> None:
    """The ends of a band that can be passed lie at -1 and 1 of the scale of the figure."""
    band = target(low, high)
    if low > 0.0:
        assert common_scale(band, low) == pytest.approx(-1.0)
    if high != 1.0:
        assert common_scale(band, high) == pytest.approx(1.0)


def test_every_row_of_numbers_is_aimed_at_or_compares_worlds() -> None:
    """Most rows of numbers are summary statistics; what is left out needs another world."""
    rows = q_rows()
    aimed = {row for row, _, _ in checks_of(list(rows.values()))}
    assert len(aimed) >= 20
    for row in set(rows) - aimed:
        variants = {need.variant for need in rows[row].needs()}
        assert any(variant.changes for variant in variants), row
