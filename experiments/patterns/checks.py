"""The forms a check can take: what it needs, and how it is judged.

A check is met only if its interval lies inside the band, or if its paired difference excludes zero
with the right sign and is at least the smallest effect that counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, Protocol

import numpy as np

from experiments.patterns.samples import BASELINE, Need, Samples, Statistic, Variant
from experiments.statistics.estimates import Estimate, difference, interval, odds_ratio, quotient

_MARGIN = ContextVar("margin", default=0.0)


@contextmanager
def with_margin(half_widths: float) -> Iterator[None]:
    """Judge with intervals that reach so many half-widths further: what still holds is decisive."""
    before = _MARGIN.set(half_widths)
    try:
        yield
    finally:
        _MARGIN.reset(before)


VALUE_ALONE = -1.0
"""The margin at which an interval shrinks to its value, so that few runs make no row look hard."""


def widen(estimate: Estimate) -> Estimate:
    """Return an estimate whose interval reaches as much further as is asked for."""
    value, low, high = estimate
    more = _MARGIN.get()
    if more == VALUE_ALONE:
        return Estimate(value, value, value)
    return Estimate(value, low - more * (value - low), high + more * (high - value))


class Finding(NamedTuple):
    """What a check found.

    Attributes
    ----------
    what : str
        What was measured, in words.
    estimate : Estimate
        The value with its interval.
    wanted : str
        What it takes to be met.
    met : bool
        Whether it is.
    region : tuple of float
        From where to where it counts.
    """

    what: str
    estimate: Estimate
    wanted: str
    met: bool
    region: tuple[float, float] = (-np.inf, np.inf)


class Check(Protocol):
    """Something that can be judged on samples."""

    def needs(self) -> list[Need]:
        """Return the statistics it is judged on."""
        ...

    def judge(self, samples: Samples) -> Finding:
        """Return what was found."""
        ...


def inside(estimate: Estimate, low: float, high: float) -> bool:
    """Return whether the whole interval lies in a band."""
    wide = widen(estimate)
    return bool((low <= wide.low) & (wide.high <= high))


def beyond(estimate: Estimate, zero: float, sign: int, least: float) -> bool:
    """Return whether an effect has its sign for sure and its size at least on average."""
    wide = widen(estimate)
    sure = wide.low > zero if sign > 0 else wide.high < zero
    size = sign * (estimate.value - zero)
    if _MARGIN.get() > 0.0:  # decisive: its size is not in doubt either
        size = sign * ((estimate.low if sign > 0 else estimate.high) - zero)
    return bool(sure and size >= least)


def band_words(low: float, high: float) -> str:
    """Return a band in words."""
    if high == np.inf:
        return f"at least {low:g}"
    return f"at most {high:g}" if low == -np.inf else f"{low:g} to {high:g}"


@dataclass(frozen=True)
class Band:
    """A statistic lies in a band."""

    what: Statistic
    low: float = -np.inf
    high: float = np.inf
    variant: Variant = BASELINE

    def _limits(self) -> tuple[float, float]:
        """Return the band; a share cannot leave 0 to 1, so a band that ends there is open."""
        open_low = self.what.share and self.low <= 0.0
        open_high = self.what.share and self.high >= 1.0
        return -np.inf if open_low else self.low, np.inf if open_high else self.high

    def needs(self) -> list[Need]:
        """Return the statistic."""
        return [Need(self.variant, self.what)]

    def judge(self, samples: Samples) -> Finding:
        """Return whether the interval lies in the band."""
        found = interval(*samples.influences(*self.needs()))
        if self.what.share:
            found = Estimate(*(float(np.clip(end, 0.0, 1.0)) for end in found))
        met = inside(found, *self._limits())
        words = band_words(self.low, self.high)
        what = self.variant.of_this(self.what.name)
        return Finding(what, found, words, met, (self.low, self.high))


Scale = Literal["difference", "quotient", "odds ratio"]
COMPARE: dict[str, Any] = {"difference": difference, "quotient": quotient, "odds ratio": odds_ratio}


def neutral(scale: Scale) -> float:
    """Return where there is no effect on a scale."""
    return 0.0 if scale == "difference" else 1.0


def reach(sign: int, least: float, scale: Scale) -> tuple[float, float]:
    """Return from where to where an effect counts."""
    edge = neutral(scale) + sign * least
    return (edge, np.inf) if sign > 0 else (-np.inf, edge)


def sign_words(sign: int, least: float, scale: Scale) -> str:
    """Return in words what an effect must be."""
    edge = neutral(scale) + sign * least
    return f"{'above' if sign > 0 else 'below'} {neutral(scale):g}, {scale} at {edge:g} or beyond"


@dataclass(frozen=True)
class Effect:
    """A change moves a statistic, in pairs of runs on the same draws.

    Attributes
    ----------
    what : Statistic
        What is moved.
    changed : Variant
        The world with the change.
    sign : int
        1 for up, -1 for down.
    least : float
        The smallest effect that counts, on the scale.
    against : Variant
        The world without the change.
    scale : str
        Difference, quotient (least 0.1 is ten per cent) or odds ratio.
    """

    what: Statistic
    changed: Variant
    sign: int
    least: float
    against: Variant = BASELINE
    scale: Scale = "difference"

    def needs(self) -> list[Need]:
        """Return the statistic of both worlds."""
        return [Need(self.changed, self.what), Need(self.against, self.what)]

    def judge(self, samples: Samples) -> Finding:
        """Return whether the effect is sure, has the right sign and is large enough."""
        found = COMPARE[self.scale](*samples.influences(*self.needs()))
        met = beyond(found, neutral(self.scale), self.sign, self.least)
        words = sign_words(self.sign, self.least, self.scale)
        return Finding(
            f"change of {self.what.name}",
            found,
            words,
            met,
            reach(self.sign, self.least, self.scale),
        )


@dataclass(frozen=True)
class Compared:
    """A change moves a statistic by so much: the interval of the comparison lies in a band."""

    what: Statistic
    changed: Variant
    low: float
    high: float
    against: Variant = BASELINE
    scale: Scale = "quotient"

    def needs(self) -> list[Need]:
        """Return the statistic of both worlds."""
        return [Need(self.changed, self.what), Need(self.against, self.what)]

    def judge(self, samples: Samples) -> Finding:
        """Return whether the interval of the comparison lies in the band."""
        found = COMPARE[self.scale](*samples.influences(*self.needs()))
        met = inside(found, self.low, self.high)
        words = f"{self.scale} {band_words(self.low, self.high)}"
        return Finding(f"change of {self.what.name}", found, words, met, (self.low, self.high))


def no_effect(
    what: Statistic, changed: Variant, most: float, against: Variant = BASELINE
) -> Compared:
    """Return the check that a change moves a statistic by no more than so much."""
    return Compared(what, changed, -most, most, against, "difference")


@dataclass(frozen=True)
class Contrast:
    """One group differs from another in the same runs."""

    first: Statistic
    second: Statistic
    sign: int
    least: float
    scale: Scale = "difference"
    variant: Variant = BASELINE

    def needs(self) -> list[Need]:
        """Return the statistic of both groups."""
        return [Need(self.variant, self.first), Need(self.variant, self.second)]

    def judge(self, samples: Samples) -> Finding:
        """Return whether the groups differ for sure, in the right direction, by enough."""
        found = COMPARE[self.scale](*samples.influences(*self.needs()))
        met = beyond(found, neutral(self.scale), self.sign, self.least)
        what = self.variant.of_this(f"{self.first.name} against {self.second.name}")
        words = sign_words(self.sign, self.least, self.scale)
        return Finding(what, found, words, met, reach(self.sign, self.least, self.scale))


@dataclass(frozen=True)
class Alike:
    """Two groups of the same runs differ by no more than a band allows."""

    first: Statistic
    second: Statistic
    low: float = -np.inf
    high: float = np.inf
    scale: Scale = "quotient"
    variant: Variant = BASELINE

    def needs(self) -> list[Need]:
        """Return the statistic of both groups."""
        return [Need(self.variant, self.first), Need(self.variant, self.second)]

    def judge(self, samples: Samples) -> Finding:
        """Return whether the interval of the comparison lies in the band."""
        found = COMPARE[self.scale](*samples.influences(*self.needs()))
        met = inside(found, self.low, self.high)
        words = f"{self.scale} {band_words(self.low, self.high)}"
        what = self.variant.of_this(f"{self.first.name} against {self.second.name}")
        return Finding(what, found, words, met, (self.low, self.high))


@dataclass(frozen=True)
class Either:
    """At least one of several checks is met; the first that is met is told."""

    checks: tuple[Check, ...]

    def needs(self) -> list[Need]:
        """Return what all of them need."""
        return [need for check in self.checks for need in check.needs()]

    def judge(self, samples: Samples) -> Finding:
        """Return the first that is met, or else the first."""
        found = [check.judge(samples) for check in self.checks]
        return next((one for one in found if one.met), found[0])
