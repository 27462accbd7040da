"""Small shapes that many rules share: clipping, growth, keyed draws."""

from __future__ import annotations

import math

from simulation.draws import uniform
from simulation.rule import rule
from simulation.world.schema import Column


@rule
def clip(value: float, low: float, high: float) -> float:
    """Return `value` moved into [low, high]."""
    return low if value < low else min(value, high)


@rule
def unit(value: float) -> float:
    """Return `value` moved into [0, 1]."""
    return clip(value, 0.0, 1.0)


@rule
def half(time: float, half_life: float) -> float:
    """Return what is left after `time` of something that halves every `half_life`."""
    return math.exp2(-time / half_life)


@rule
def draw(seed: Column[int], key: int, month: int, purpose: int) -> float:
    """Return the keyed uniform number in (0, 1) of this run."""
    return uniform(seed[0], seed[1], key, month, purpose)


@rule
def around(middle: float, spread: float, u: float) -> float:
    """Return `middle` plus or minus at most `spread`, evenly, for a uniform `u`."""
    return middle + spread * (2.0 * u - 1.0)


@rule
def normal(u: float, v: float) -> float:
    """Return a standard normal number from two uniform ones (Box and Muller, 1958)."""
    return math.sqrt(-2.0 * math.log(u)) * math.sin(2.0 * math.pi * v)


@rule
def chance(hazard: float) -> float:
    """Return the chance in a month of something with this monthly hazard."""
    return -math.expm1(-hazard)
