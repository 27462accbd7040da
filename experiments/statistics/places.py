"""Outcomes of a place: talks and partnerships with a council of some councils, or without any.

success_rate@Devon                    # talks in which a council of Devon takes part
success_rate@Exeter;Mid Devon         # of one of these
success_rate@outside Devon            # talks of all others
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from simulation.errors import InputError
from simulation.geography import Geography
from simulation.result.columns import SEPARATOR
from simulation.result.runs import Runs
from simulation.world.calendar import find_councils

AT = "@"
OUTSIDE = "outside "


@dataclass(frozen=True)
class Locality:
    """Some councils of a map, by the names that a person gives them.

    Parameters
    ----------
    names : tuple of str
        Codes or names of councils, counties or regions.
    outside : bool
        Whether what takes place without any of them is meant.
    """

    names: tuple[str, ...]
    outside: bool = False

    @classmethod
    def read(cls, text: str) -> Locality:
        """Return the place that stands behind the sign in the name of an outcome."""
        names = tuple(dict.fromkeys(text.removeprefix(OUTSIDE).split(SEPARATOR)))
        return cls(names, text.startswith(OUTSIDE))

    @property
    def text(self) -> str:
        """What `read` reads."""
        return (OUTSIDE if self.outside else "") + SEPARATOR.join(self.names)

    @property
    def words(self) -> str:
        """Whose talks and partnerships are meant."""
        return f"{'without any' if self.outside else 'with a'} council of {self._listed}"

    @property
    def councils_words(self) -> str:
        """Which councils are meant."""
        return f"{'outside' if self.outside else 'in'} {self._listed}"

    @property
    def _listed(self) -> str:
        *first, last = self.names
        return f"{', '.join(first)} or {last}" if first else last

    def __call__(self, runs: Runs) -> LocalRuns:
        """Return runs of which only what takes place here is counted."""
        return LocalRuns(runs, councils_of(runs.geography, self), self)


@lru_cache(maxsize=256)
def councils_of(geography: Geography, place: Locality) -> Any:
    """Return which councils of a map a place names: true or false, shape (councils,).

    Raises
    ------
    InputError
        For a name that is not on the map; if nobody is left outside.
    """
    named = np.zeros(len(geography.councils), dtype=bool)
    for name in place.names:
        named[find_councils(geography, name, "outcomes")] = True
    if place.outside and named.all():
        raise InputError(
            "leaves no council outside",
            field="outcomes",
            value=f"{AT}{place.text}",
            allowed="fewer councils, counties or regions",
        )
    return named


class LocalRuns(Runs):
    """Runs of which only the talks and partnerships of a place count.

    Parameters
    ----------
    runs : Runs
        All that happened.
    named : array of bool, shape (councils,)
        The councils that the place names.
    place : Locality
        Which place it is.
    """

    def __init__(self, runs: Runs, named: Any, place: Locality) -> None:
        super().__init__(runs.scenario, runs.geography, runs.raw, seed=runs.seed, runs=runs.runs,
                         single=runs.single)  # fmt: skip
        self.place = place
        self.councils = ~named if place.outside else named
        self._named = np.append(named, False)

    def counts(self, rows: Any) -> Any:
        """Return which rows of talks, partnerships or their years take place here."""
        names = rows.dtype.names
        if "councils" in names:
            near = self._named[rows["councils"]].any(axis=1)
        elif "founders" in names:
            near = self._named[rows["founders"]].any(axis=1)
        else:
            first = np.searchsorted(self.raw.partnerships["run"], rows["run"], side="left")
            origin = self.raw.partnerships[first + rows["partnership"]]
            near = self._named[origin["founders"]].any(axis=1)
        return ~near if self.place.outside else near


def partnerships_here(
    partnerships: pd.DataFrame, place: Locality, maps: Sequence[Geography]
) -> Any:
    """Return which rows of a study's partnerships are of a place: a council of it was ever in them.

    Parameters
    ----------
    partnerships : DataFrame
        Columns point and councils: codes joined by a semicolon.
    place : Locality
        Which place.
    maps : sequence of Geography
        The map of each point.
    """
    near = np.zeros(len(partnerships), dtype=bool)
    point = partnerships["point"].to_numpy()
    numbers, words = pd.factorize(partnerships["councils"])
    each = [str(one).split(SEPARATOR) for one in words]
    for geography in dict.fromkeys(maps):
        codes = geography.councils["code"].to_numpy()
        named = set(codes[councils_of(geography, replace(place, outside=False))])
        there = np.array([not named.isdisjoint(one) for one in each], dtype=bool)
        of_map = np.array([one is geography for one in maps])[point]
        near[of_map] = there[numbers[of_map]]
    return ~near if place.outside else near


def here(runs: Runs, rows: Any, chosen: Any) -> Any:
    """Return weights of rows, or which are chosen, as they are; 0 or false elsewhere."""
    return chosen * runs.counts(rows) if isinstance(runs, LocalRuns) else chosen


def councils_here(runs: Runs) -> Any:
    """Return the columns of the councils that count, of an array with a column for each."""
    return runs.councils if isinstance(runs, LocalRuns) else slice(None)
