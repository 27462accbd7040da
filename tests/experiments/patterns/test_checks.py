"""Checks judge what was counted: bands, effects, sweeps, peaks, gaps and orders."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from experiments.patterns.checks import (
    Alike,
    Band,
    Check,
    Compared,
    Contrast,
    Effect,
    Either,
    no_effect,
)
from experiments.patterns.samples import BASELINE, Need, Samples, Statistic, Variant
from experiments.patterns.sweeps import Ahead, Gap, Interaction, Peak, Steps
from simulation import Scenario

A, B, C, D = (Statistic(name, lambda _: None) for name in "abcd")
X, Y, Z = (Variant.of({"talks.planned_months": months}) for months in (2.0, 6.0, 12.0))


def samples(values: dict[tuple[Variant, Statistic], float]) -> Samples:
    """Return samples in which each statistic has a mean and a little noise, in pairs of runs."""
    found = Samples(Scenario.default(), 50)
    noise = np.random.default_rng(0).normal(0.0, 0.02, 50)
    for (variant, statistic), value in values.items():
        column: Any = np.column_stack([value + noise, np.ones(50)])
        found.keep(Need(variant, statistic), column)
    return found


CASES: list[tuple[Check, dict[tuple[Variant, Statistic], float], bool]] = [
    (Band(A, 0.2, 0.4), {(BASELINE, A): 0.3}, True),
    (Band(A, 0.2, 0.4), {(BASELINE, A): 0.4}, False),
    (Effect(A, X, 1, 0.1), {(X, A): 0.5, (BASELINE, A): 0.3}, True),
    (Effect(A, X, -1, 0.1), {(X, A): 0.5, (BASELINE, A): 0.3}, False),
    (Effect(A, X, 1, 0.3), {(X, A): 0.5, (BASELINE, A): 0.3}, False),
    (Effect(A, X, 1, 0.5, scale="quotient"), {(X, A): 0.5, (BASELINE, A): 0.3}, True),
    (no_effect(A, X, 0.05), {(X, A): 0.32, (BASELINE, A): 0.3}, True),
    (no_effect(A, X, 0.01), {(X, A): 0.32, (BASELINE, A): 0.3}, False),
    (Compared(A, X, 1.5, 2.0), {(X, A): 0.5, (BASELINE, A): 0.3}, True),
    (Contrast(A, B, 1, 0.1), {(BASELINE, A): 0.5, (BASELINE, B): 0.3}, True),
    (Alike(A, B, 0.9, 1.1), {(BASELINE, A): 0.5, (BASELINE, B): 0.3}, False),
    (Steps(A, (X, Y, Z), 1, 0.1), {(X, A): 0.2, (Y, A): 0.3, (Z, A): 0.4}, True),
    (Steps(A, (X, Y, Z), 1, 0.1), {(X, A): 0.2, (Y, A): 0.5, (Z, A): 0.4}, False),
    (Peak(A, (X, Y, Z), 0.05), {(X, A): 0.2, (Y, A): 0.5, (Z, A): 0.4}, True),
    (Peak(A, (X, Y, Z), 0.05), {(X, A): 0.2, (Y, A): 0.3, (Z, A): 0.4}, False),
    (Ahead((A, B), (C,)), {(BASELINE, A): 0.5, (BASELINE, B): 0.4, (BASELINE, C): 0.3}, True),
    (Ahead((A, B), (C,)), {(BASELINE, A): 0.5, (BASELINE, B): 0.2, (BASELINE, C): 0.3}, False),
    (
        Gap(Effect(A, X, 1, 0.0), Effect(B, X, 1, 0.0), 1, 0.1),
        {(X, A): 0.6, (BASELINE, A): 0.3, (X, B): 0.35, (BASELINE, B): 0.3},
        True,
    ),
    (
        Interaction(A, B, C, D, 1, 0.1),
        {(BASELINE, A): 0.6, (BASELINE, B): 0.3, (BASELINE, C): 0.3, (BASELINE, D): 0.3},
        True,
    ),
    (Either((Band(A, 0.9, 1.0), Band(A, 0.2, 0.4))), {(BASELINE, A): 0.3}, True),
]


@pytest.mark.parametrize(("check", "values", "met"), CASES)
def test_checks_judge(
    check: Check, values: dict[tuple[Variant, Statistic], float], *, met: bool
) -> None:
    """A check is met where it should be, and not where it should not."""
    assert set(values) == {(need.variant, need.statistic) for need in check.needs()}
    assert check.judge(samples(values)).met == met


def test_a_share_is_not_held_against_the_ends_it_cannot_pass() -> None:
    """The interval of a share ends at 0 and 1, and a band that does too is open there."""
    share = Statistic("share", lambda _: None, share=True)
    found = Samples(Scenario.default(), 20)
    found.keep(Need(BASELINE, share), np.column_stack([[1.0] * 19 + [0.0], [1.0] * 20]))
    finding = Band(share, 0.5, 1.0).judge(found)
    assert finding.met
    assert finding.estimate.high == 1.0
