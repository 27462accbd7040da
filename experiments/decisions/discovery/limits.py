"""Limits of a box with what tests and resamples say of each."""

from __future__ import annotations

from typing import NamedTuple

from experiments.decisions.discovery.boxes import Box, Limit
from experiments.decisions.discovery.cases import Cases
from experiments.decisions.discovery.permutations import without_chance
from experiments.decisions.discovery.resamples import Resamples


class TestedLimit(NamedTuple):
    """A limit with what tests say of it.

    Attributes
    ----------
    limit : Limit
        The limit.
    p_value : float
        Chance of one as good among its kind of columns, where these do not matter.
    back : float
        Share of resamples whose box limits the same column on the same side.
    """

    limit: Limit
    p_value: float
    back: float


class Sifted(NamedTuple):
    """A box without the limits that chance would give too.

    Attributes
    ----------
    box : Box
        What is left of it.
    limits, dropped : list of TestedLimit
        Those it has, and those that were left out.
    """

    box: Box
    limits: list[TestedLimit]
    dropped: list[TestedLimit]


def sift(cases: Cases, box: Box, seed: int, again: Resamples) -> Sifted:
    """Test the limits of a box in the cases that it was found in.

    Parameters
    ----------
    cases, box : Cases, Box
        The cases, and the box that was found in them.
    seed : int
        Of permutations.
    again : Resamples
        What came of looking for it again.
    """
    left, p_values = without_chance(cases, box, seed)
    tested = [TestedLimit(one, p, again.back.get(one.key, 0.0)) for one, p in p_values.items()]
    return Sifted(
        left,
        [one for one in tested if one.limit in left],
        [one for one in tested if one.limit not in left],
    )
