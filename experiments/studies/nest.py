"""Members and runs of a nested study: which member of the posterior each run belongs to.

At each point every member plays as many runs, so that what luck does, which differs between the
runs of a member, is told apart from what parameters do, which differ between members.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from simulation.errors import InputError

MEMBERS, RUNS = 64, 12
"""Members of the posterior, and runs of each at a point, where a study names none. Assumption: so
many that a band over members is not one of few, and luck is known apart from it."""

MOST_MEMBERS = 10_000


@dataclass(frozen=True)
class Nest:
    """How many members play how many runs at each point, and how these numbers grew.

    Parameters
    ----------
    steps : tuple of (int, int)
        Members and runs of each, as first played and after each time that more were asked for.

    Examples
    --------
    >>> Nest(((2, 2),)).grown(3, 3).member.tolist()
    [0, 0, 1, 1, 0, 1, 2, 2, 2]
    """

    steps: tuple[tuple[int, int], ...]

    @property
    def members(self) -> int:
        """How many members play."""
        return self.steps[-1][0]

    @property
    def each(self) -> int:
        """How many runs each member plays at a point."""
        return self.steps[-1][1]

    @property
    def runs(self) -> int:
        """Runs of all members at a point."""
        return self.members * self.each

    @cached_property
    def member(self) -> Any:
        """The place of each run's member in the order of members, shape (runs,)."""
        found: list[int] = []
        members, each = 0, 0
        for wider, longer in self.steps:
            found += np.repeat(range(members), longer - each).tolist()
            found += np.repeat(range(members, wider), longer).tolist()
            members, each = wider, longer
        return np.array(found, dtype=np.int64)

    def grown(self, members: int, each: int) -> Nest:
        """Return the nest with more members, more runs of each, or as it is.

        Raises
        ------
        InputError
            If there would be fewer of either.
        """
        for field, asked, there in (
            ("--members", members, self.members),
            ("--runs", each, self.each),
        ):
            if asked < there:
                raise InputError(
                    "the folder holds more of each point already",
                    field=field,
                    value=asked,
                    allowed=f"{there:,} or more",
                )
        if (members, each) == self.steps[-1]:
            return self
        return Nest((*self.steps, (members, each)))
