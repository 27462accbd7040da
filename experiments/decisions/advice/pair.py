"""Which two councils are meant, in which month; what cannot be asked is refused."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from simulation.errors import InputError, nearest_name
from simulation.geography import Geography, absent_council
from simulation.months import check_month, date_after, months_between
from simulation.parameters.settings import Period

TALKS_ROOM = 24
"""Months that talks must have before the period ends, so that few are open then."""

FEW = 6
"""Neighbours that a message names."""


@dataclass(frozen=True)
class Pair:
    """Two councils with a tie, the one that asks first.

    Parameters
    ----------
    tie : int
        Row of the tie from the first to the second.
    rows : tuple of int
        Of the councils on the map.
    codes, names : tuple of str
        Of the two.
    distance : float
        In km.
    """

    tie: int
    rows: tuple[int, int]
    codes: tuple[str, str]
    names: tuple[str, str]
    distance: float

    @property
    def title(self) -> str:
        """Both names."""
        return f"{self.names[0]} and {self.names[1]}"


def council_row(geography: Geography, word: str, field: str = "COUNCIL") -> int:
    """Return the row of a council by its name or code.

    Raises
    ------
    InputError
        If there is none, with the nearest name or the map that has it, or if several have the name.
    """
    table, wanted = geography.councils, word.strip().casefold()
    for column in ("code", "name"):
        rows = np.flatnonzero(table[column].astype(str).str.casefold() == wanted)
        if len(rows) > 1:
            codes = ", ".join(table["code"].iloc[rows])
            raise InputError(
                "is the name of several councils", field=field, value=word, allowed=codes
            )
        if len(rows):
            return int(rows[0])
    raise absent_council(geography, word, field)


def find_pair(geography: Geography, first: str, second: str) -> Pair:
    """Return the pair of two councils by name or code.

    Raises
    ------
    InputError
        For a council that there is not, the same one twice, or two without a tie.
    """
    i, j = council_row(geography, first), council_row(geography, second)
    if i == j:
        raise InputError(
            "is the same council twice", field="COUNCIL", value=second, allowed="two councils"
        )
    if (pair := _tied(geography, i, j)) is not None:
        return pair
    ends = [one.names[1] for one in sorted(pairs_of(geography, i), key=lambda one: one.distance)]
    raise InputError(
        f"has no tie to {geography.councils['name'].iloc[i]}: in this model they lie too far apart",
        field="COUNCIL",
        value=second,
        allowed=f"such as {', '.join(ends[:FEW])}" if ends else "",
    )


def _tied(geography: Geography, i: int, j: int) -> Pair | None:
    ties = geography.ties["target"].to_numpy()[geography.first_tie[i] : geography.first_tie[i + 1]]
    found = np.flatnonzero(ties == j)
    return _pair_of_tie(geography, int(geography.first_tie[i] + found[0])) if len(found) else None


def _pair_of_tie(geography: Geography, tie: int) -> Pair:
    row, councils = geography.ties.iloc[tie], geography.councils
    i, j = int(row["source"]), int(row["target"])
    codes, names = ((str(councils[name].iloc[i]), str(councils[name].iloc[j]))
                    for name in ("code", "name"))  # fmt: skip
    return Pair(tie, (i, j), codes, names, float(row["distance_km"]))


def pairs_of(geography: Geography, row: int) -> list[Pair]:
    """Return a council with each that it is tied to, itself as the one that asks."""
    first, last = geography.first_tie[row], geography.first_tie[row + 1]
    return [_pair_of_tie(geography, tie) for tie in range(first, last)]


def county_pairs(geography: Geography, county: str) -> list[Pair]:
    """Return all tied pairs of a county, the first on the map as the one that asks.

    Raises
    ------
    InputError
        If there is no such county, or it has no two councils with a tie.
    """
    names = geography.councils["county"].astype(str)
    rows = np.flatnonzero(names.str.casefold() == county.strip().casefold()).tolist()
    known = sorted(set(names) - {""})
    if not rows or not county.strip():
        raise InputError(
            "is no county of this map", field="--pairs", value=county,
            allowed=", ".join(known) or "no county: the map has none",
            nearest=nearest_name(county, known),
        )  # fmt: skip
    found = [_tied(geography, i, j) for i, j in combinations(rows, 2)]
    if pairs := [one for one in found if one is not None]:
        return pairs
    raise InputError("has no two councils with a tie", field="--pairs", value=county)


def month_of(period: Period, date: str) -> int:
    """Return the number of a month of the period in which talks can begin.

    Raises
    ------
    InputError
        If it is no month, or none of the period, or too near its end for talks.
    """
    number = months_between(period.start, check_month(date, "--month"))
    latest = period.months - 1 - TALKS_ROOM
    if 0 <= number <= latest:
        return number
    if latest < 0:
        raise InputError(
            "leaves no time for talks", field="period.months", value=period.months,
            allowed=f"{TALKS_ROOM + 1} or more",
        )  # fmt: skip
    inside = latest < number < period.months
    raise InputError(
        f"leaves less than {TALKS_ROOM} months for talks" if inside else
        "is outside the months that are played",
        field="--month", value=date,
        allowed=f"{period.start} to {date_after(period.start, latest)}",
    )  # fmt: skip
