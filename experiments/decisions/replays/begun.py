"""Talks or a partnership that have just begun, as a "what if?" changes them; what one change is."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Begun(ABC):
    """What has just begun in a model.

    Attributes
    ----------
    model : PartnershipModel or one play of the compiled driver
        What holds the state, at the end of the month in which it began.
    row : int
        Its row in its table.
    """

    model: Any
    row: int

    @property
    def world(self) -> Any:
        """The tables, to be read and written."""
        return self.model.world

    @property
    @abstractmethod
    def councils(self) -> Sequence[int]:
        """Rows of the councils, the one that asked first."""

    @property
    def months_left(self) -> range:
        """The months that are still to be played."""
        return range(self.model.month, self.model.months)

    def name(self, side: int) -> str:
        """Return the name of a side."""
        return str(self.model.geography.councils["name"].iloc[self.councils[side]])


class BegunTalks(Begun):
    """Talks in a model that has just begun them."""

    @property
    def talks(self) -> Any:
        """The table of talks."""
        return self.world.talks

    @property
    def councils(self) -> tuple[int, int]:
        """Rows of the council that asked and of the other."""
        pair = self.world.talks.councils
        return pair[self.row, 0], pair[self.row, 1]


class BegunPartnership(Begun):
    """A partnership in a model in which it has just been agreed."""

    @property
    def councils(self) -> tuple[int, ...]:
        """Rows of the partners."""
        shared = self.world.partnerships
        return tuple(shared.members[self.row, place] for place in range(shared.partners[self.row]))


def _no_upkeep(_: Any) -> None:
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
        Changes the state as it begins; returns what it did, empty if there was nothing to do.
    each_month : callable
        Keeps it up, in each month, once elections are known and before anything happens.
    already : str
        What is said when there was nothing to do.
    """

    title: str
    phrase: str
    at_start: Callable[[Any], str]
    each_month: Callable[[Any], None] = _no_upkeep
    already: str = ""

    @property
    def is_kept_up(self) -> bool:
        """Whether it acts in later months as well."""
        return self.each_month is not _no_upkeep
