"""Talks that have just begun, as a "what if?" changes them, and what one change is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class BegunTalks:
    """Talks in a model that has just begun them.

    Attributes
    ----------
    model : PartnershipModel or one play of the compiled driver
        What holds the state, at the end of the month in which the talks began.
    row : int
        Their row in the table of talks.
    """

    model: Any
    row: int

    @property
    def world(self) -> Any:
        """The tables, to be read and written."""
        return self.model.world

    @property
    def talks(self) -> Any:
        """The table of talks."""
        return self.world.talks

    @property
    def councils(self) -> tuple[int, int]:
        """Rows of the council that asked and of the other."""
        pair = self.world.talks.councils
        return pair[self.row, 0], pair[self.row, 1]

    @property
    def months_left(self) -> range:
        """The months that are still to be played."""
        return range(self.model.month, self.model.months)

    def name(self, side: int) -> str:
        """Return the name of a side."""
        return str(self.model.geography.councils["name"].iloc[self.councils[side]])


def _no_upkeep(_: BegunTalks) -> None:
    return


@dataclass(frozen=True)
class Change:
    """One thing that can be changed.

    Attributes
    ----------
    title : str
        As a person picks it.
    phrase : str
        As a sentence begins with it.
    at_start : callable
        Changes the state as talks begin; returns what it did, empty if there was nothing to do.
    each_month : callable
        Keeps it up, in each month, once elections are known and before anything happens.
    already : str
        What is said when there was nothing to do.
    """

    title: str
    phrase: str
    at_start: Callable[[BegunTalks], str]
    each_month: Callable[[BegunTalks], None] = _no_upkeep
    already: str = ""
