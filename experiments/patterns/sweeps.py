"""Checks over several worlds or several groups: sweeps, inner peaks, gaps, orders, fits."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from experiments.patterns.checks import (
    COMPARE,
    Effect,
    Finding,
    Scale,
    band_words,
    beyond,
    inside,
    neutral,
    reach,
    sign_words,
)
from experiments.patterns.samples import BASELINE, Need, Samples, Statistic, Variant
from experiments.statistics.estimates import Estimate, difference, double_difference


def variants(name: str, values: tuple[Any, ...], common: Mapping[str, Any] | None = None,
             world: str = "england") -> tuple[Variant, ...]:  # fmt: skip
    """Return one variant for each value of something that is varied."""
    return tuple(Variant.of({**(common or {}), name: value}, world) for value in values)


@dataclass(frozen=True)
class Steps:
    """A statistic moves one way all along a sweep, and by enough from end to end."""

    what: Statistic
    along: tuple[Variant, ...]
    sign: int
    least: float
    scale: Scale = "difference"

    def needs(self) -> list[Need]:
        """Return the statistic of every step."""
        return [Need(variant, self.what) for variant in self.along]

    def judge(self, samples: Samples) -> Finding:
        """Return whether no step goes the wrong way for sure and the whole goes the right way."""
        needs = self.needs()
        steps = [
            difference(*samples.influences(after, before))
            for before, after in itertools.pairwise(needs)
        ]
        wrong = [step.high < 0 if self.sign > 0 else step.low > 0 for step in steps]
        found = COMPARE[self.scale](*samples.influences(needs[-1], needs[0]))
        met = beyond(found, neutral(self.scale), self.sign, self.least) and not any(wrong)
        words = f"every step, {sign_words(self.sign, self.least, self.scale)}"
        region = reach(self.sign, self.least, self.scale)
        return Finding(f"{self.what.name} along the sweep", found, words, met, region)


@dataclass(frozen=True)
class Peak:
    """A statistic is best inside a sweep, above both ends for sure."""

    what: Statistic
    along: tuple[Variant, ...]
    least: float = 0.0
    words: str = "best inside the sweep"

    def needs(self) -> list[Need]:
        """Return the statistic of every step."""
        return [Need(variant, self.what) for variant in self.along]

    def judge(self, samples: Samples) -> Finding:
        """Return by how much the best inner step lies above the better end."""
        needs = self.needs()
        values = [samples.influences(need)[0].value for need in needs]
        best = 1 + int(np.argmax(values[1:-1]))
        ends = [difference(*samples.influences(needs[best], needs[end])) for end in (0, -1)]
        found = min(ends, key=lambda end: end.value)
        met = all(beyond(end, 0.0, 1, self.least) for end in ends)
        words = "above both ends"
        what = f"{self.what.name}: {self.words}"
        return Finding(what, found, words, met, (self.least, np.inf))


@dataclass(frozen=True)
class Gap:
    """A change moves one statistic more than another (difference of differences)."""

    more: Effect
    less: Effect
    sign: int = 1
    least: float = 0.0

    def needs(self) -> list[Need]:
        """Return what both effects need."""
        return [*self.more.needs(), *self.less.needs()]

    def judge(self, samples: Samples) -> Finding:
        """Return the difference of the two effects, in the direction of the first."""
        found = double_difference(*samples.influences(*self.needs()))
        met = beyond(found, 0.0, self.sign, self.least)
        what = f"{self.more.what.name} moved against {self.less.what.name}"
        words = sign_words(self.sign, self.least, "difference")
        return Finding(what, found, words, met, reach(self.sign, self.least, "difference"))


@dataclass(frozen=True)
class Interaction:
    """Two things together do more than each by itself: (both - one) - (other - neither)."""

    both: Statistic
    one: Statistic
    other: Statistic
    neither: Statistic
    sign: int = 1
    least: float = 0.0
    variant: Variant = BASELINE

    def needs(self) -> list[Need]:
        """Return all four."""
        four = (self.both, self.one, self.other, self.neither)
        return [Need(self.variant, what) for what in four]

    def judge(self, samples: Samples) -> Finding:
        """Return the interaction on the scale of the statistic."""
        found = double_difference(*samples.influences(*self.needs()))
        met = beyond(found, 0.0, self.sign, self.least)
        words = sign_words(self.sign, self.least, "difference")
        region = reach(self.sign, self.least, "difference")
        return Finding(f"interaction in {self.both.name}", found, words, met, region)


@dataclass(frozen=True)
class Fitted:
    """A number that a function finds in rows of all runs together, in a band."""

    what: Statistic
    fit: Callable[[Any], Estimate] = field(compare=False)
    low: float = -np.inf
    high: float = np.inf
    variant: Variant = BASELINE
    told: str = ""

    def needs(self) -> list[Need]:
        """Return the rows."""
        return [Need(self.variant, self.what)]

    def judge(self, samples: Samples) -> Finding:
        """Return whether the interval of what is fitted lies in the band."""
        found = self.fit(samples(self.variant, self.what))
        met = inside(found, self.low, self.high)
        words = band_words(self.low, self.high)
        what = self.variant.of_this(self.told or self.what.name)
        return Finding(what, found, words, met, (self.low, self.high))


@dataclass(frozen=True)
class Ahead:
    """Each of some shares is larger than each of some others."""

    first: tuple[Statistic, ...]
    others: tuple[Statistic, ...]
    variant: Variant = BASELINE

    def needs(self) -> list[Need]:
        """Return all of them."""
        return [Need(self.variant, what) for what in (*self.first, *self.others)]

    def judge(self, samples: Samples) -> Finding:
        """Return by how much the smallest of the first exceeds the largest of the others."""

        def value(what: Statistic) -> float:
            return samples.influences(Need(self.variant, what))[0].value

        least, most = min(self.first, key=value), max(self.others, key=value)
        pair = (Need(self.variant, least), Need(self.variant, most))
        found = difference(*samples.influences(*pair))
        met = beyond(found, 0.0, 1, 0.0)
        what = self.variant.of_this(f"{least.name} against {most.name}")
        return Finding(what, found, "above 0", met, (0.0, np.inf))
