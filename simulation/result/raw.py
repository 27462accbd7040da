"""What is kept of finished runs: the used rows of the tables of numbers, numbered by run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from simulation.world.books import APPROACHES, EVENTS, PARTNERSHIPS, TALKS, YEARS, Books
from simulation.world.tables import World


@dataclass(frozen=True)
class Raw:
    """The tables of numbers of some runs, as arrays of records.

    Rows of talks and partnerships are numbered within their run: `talks` and `partnership` in
    other tables point to these numbers. Soundings that never became talks are numbered too.

    Attributes
    ----------
    talks, partnerships, approaches, events, partnership_years : array of records
        Used rows, each with the number of its run.
    monthly : array of records, shape (runs, months)
    council_years : array of records, shape (runs, years, councils)
        Empty where the yearly books are not kept.
    """

    talks: Any
    partnerships: Any
    approaches: Any
    events: Any
    partnership_years: Any
    monthly: Any
    council_years: Any


def take(
    world: World, books: Books, runs: int, months: int, councils: int, *, lent: bool = False
) -> Raw:
    """Take the used rows of a world: copies, so that it can play other runs, or the rows it has.

    Parameters
    ----------
    world, books : World, Books
        The arrays after `runs` runs of `months` months.
    lent : bool
        Whether to return the rows of the world themselves, which its next runs overwrite.
    """
    state: Any = world
    used = state.scratch["used"]
    own = _as_it_is if lent else _copied
    talks = own(state.talks[: used[TALKS]])
    partnerships = own(state.partnerships[: used[PARTNERSHIPS]])
    events = own(state.events[: used[EVENTS]])
    written: Any = books
    years = own(written.partnership_years[: used[YEARS]])
    first_talks, first_partnership = _first_rows(talks), _first_rows(partnerships)
    _renumber(talks, "partnership", first_partnership)
    _renumber(partnerships, "talks", first_talks)
    _renumber(events, "talks", first_talks)
    _renumber(events, "partnership", first_partnership)
    _renumber(years, "partnership", first_partnership)
    full = written.monthly.shape[0] // runs
    return Raw(
        talks=talks,
        partnerships=partnerships,
        approaches=own(written.approaches[: used[APPROACHES]]),
        events=events,
        partnership_years=years,
        monthly=own(written.monthly.reshape(runs, full)[:, :months]),
        council_years=own(written.council_years.reshape(runs, -1, councils)),
    )


def _copied(table: Any) -> Any:
    """Copy records as bytes: NumPy copies them field by field, five times slower."""
    return table.view(np.uint8).copy().view(table.dtype)


def _as_it_is(table: Any) -> Any:
    return table


def _first_rows(table: Any) -> Any:
    """Return, for each row, the first row of its run."""
    return np.searchsorted(table["run"], table["run"], side="left")


def _renumber(table: Any, column: str, first: Any) -> None:
    """Turn rows of another table into numbers within their run; -1 stays."""
    rows = table[column]
    there = rows >= 0
    table[column][there] = rows[there] - first[rows[there]]
