"""What policies truly come to in each member, with what luck adds taken out.

Only how policies differ matters to a choice, so numbers are taken less their mean over policies.
They are scaled so that luck has one size in every direction (whitened). Of how members differ in
these directions, what luck alone would show in 95 of 100 studies is luck (the largest eigenvalue
of white noise: Johnstone 2001); what lies beyond is drawn back to its true size (a spiked
covariance: Donoho, Gavish and Johnstone 2018). Means over members are drawn towards each other by
what luck blurs them (James and Stein 1961), as else the highest of many noisy numbers would look
better than it is.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from experiments.statistics.estimates import FEWEST
from experiments.statistics.nested import luck_covariance

DRAWS, MOST_NUMBERS = (50, 400), 10_000_000
"""Draws of what every member's numbers could truly be, as many as so many numbers allow."""

TRACY_WIDOM = 0.9793
"""The 95 % point of the Tracy-Widom law of order 1."""

NO_SIZE = 1e-10
"""Share of the largest variance under which a direction has no luck at all."""


ROUNDING = 1e-9
"""Share of the largest difference under which one comes of adding up."""


class Whitened(NamedTuple):
    """Numbers of members in directions in which luck has the size 1, and the way back.

    Attributes
    ----------
    numbers : array of float, shape (members, directions)
    back : array of float, shape (directions, points)
    without_luck : array of float, shape (members, points)
        What differs between points and owes nothing to luck.
    """

    numbers: Any
    back: Any
    without_luck: Any


def whiten(value: Any, error: Any) -> Whitened:
    """Return numbers of members less their mean over points, with luck of size 1.

    Parameters
    ----------
    value : array of float, shape (members, points)
    error : array of float, shape (members, runs, points)
        Influences of the runs.
    """
    apart = value - value.mean(axis=1, keepdims=True)
    luck = luck_covariance(error - error.mean(axis=2, keepdims=True))
    size, axes = np.linalg.eigh((luck + luck.T) / 2.0)
    there = size > NO_SIZE * max(float(size.max()), np.finfo(float).tiny)
    size, axes = size[there], axes[:, there]
    inside = apart @ axes
    rest = apart - inside @ axes.T
    rest[np.abs(rest) <= ROUNDING * np.abs(apart).max()] = 0.0
    return Whitened(inside / np.sqrt(size), np.sqrt(size)[:, None] * axes.T, rest)


def luck_edge(between: int, within: int, directions: int) -> float:
    """Return the ratio of variances that luck alone shows in some direction in 5 of 100 studies.

    Parameters
    ----------
    between, within : int
        Degrees of freedom of the variance between members, and of that of luck.
    directions : int
    """
    total = between + within - 1.0
    fewer, more = sorted((directions, between))
    one, other = (2.0 * np.arcsin(np.sqrt((each - 0.5) / total)) for each in (fewer, more))
    middle = 2.0 * np.log(np.tan((one + other) / 2.0))
    cube = 16.0 / total**2 / (np.sin(one + other) ** 2 * np.sin(one) * np.sin(other))
    return float(np.exp(middle + np.cbrt(cube) * TRACY_WIDOM) * within / between)


def true_variances(found: Any, between: int, within: int) -> Any:
    """Return how much members truly differ in each principal direction, 0 where luck tells it.

    Parameters
    ----------
    found : array of float, shape (directions,)
        Variances that were found, where luck has the size 1.
    between, within : int
        As `luck_edge` takes them.
    """
    number = len(found)
    moved = found * (1.0 - number / within) + 1.0 - number / between
    spike = (moved + np.sqrt(np.maximum(moved * moved - 4.0 * found, 0.0))) / 2.0
    edge = luck_edge(between, within, number)
    return np.where(found > edge, np.maximum(spike - 1.0, 0.0), 0.0)


def true_contrasts(value: Any, error: Any, seed: int) -> Any:
    """Return draws of how points truly differ in each member, shape (draws, members, points).

    They add up to 0 over points. NaN where there are too few members or runs to tell luck from
    what members differ in.

    Parameters
    ----------
    value, error : array of float
        As `whiten` takes them.
    seed : int
        Of the draws.
    """
    members, points = value.shape
    between, within = members - 1, members * (error.shape[1] - 1)
    if between < FEWEST or within < FEWEST + points:
        return np.full((1, max(members, 1), points), np.nan)
    numbers, back, rest = whiten(value, error)
    directions = numbers.shape[1]
    if not directions:
        return rest[None]
    many = int(np.clip(MOST_NUMBERS // value.size, *DRAWS))
    found, axes = np.linalg.eigh(np.atleast_2d(np.cov(numbers, rowvar=False)))
    apart = true_variances(found, between, within)
    turned = numbers @ axes
    mean, rng = turned.mean(axis=0), np.random.default_rng(seed)
    blur = (1.0 + apart) / members
    spread = max(0.0, float(np.mean(mean * mean - blur)))
    near = spread / (spread + blur)
    middle = near * mean + np.sqrt(near * blur) * rng.standard_normal((many, 1, directions))
    kept = apart / (apart + 1.0)
    noise = rng.standard_normal((many, members, directions))
    noise = np.sqrt(kept) * (noise - noise.mean(axis=1, keepdims=True))
    draws: Any = (middle + kept * (turned - mean) + noise) @ axes.T @ back + rest
    return draws
