"""Boxes and branches in the model's own words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from experiments.decisions.discovery.boxes import HIGH, LOW, ONLY, Box, Limit
from experiments.decisions.discovery.cases import Cases, Column
from experiments.text.numbers import listed, significant, small

QUESTIONS = ("what ", "how ", "which ", "where ", "whether ", "who ")
"""Beginnings of names of factors that are clauses themselves."""


def number_of(column: Column, value: float) -> str:
    """Return a value of a column with its unit.

    Examples
    --------
    >>> number_of(Column("a", "turnover", "% a year", "point"), 20.0)
    '20% a year'
    """
    space = "" if not column.unit or column.unit.startswith("%") else " "
    return f"{significant(value)}{space}{column.unit}"


def side_words(cases: Cases, place: int, sides: Mapping[str, Limit]) -> str:
    """Return between which values a column lies, such as ``5 months or more``.

    Parameters
    ----------
    cases, place : Cases, int
        The cases, and the place of the column among theirs.
    sides : mapping of str to Limit
        Its limits by side.
    """
    column, levels = cases.columns[place], cases.levels[place]
    if ONLY in sides:
        return " or ".join(f"“{column.values[one]}”" for one in sides[ONLY].inside)
    low = sides[LOW].value if LOW in sides else float(levels[0])
    high = sides[HIGH].value if HIGH in sides else float(levels[-1])
    if low == high:
        return number_of(column, low)
    if LOW in sides and HIGH in sides:
        return f"from {significant(low)} to {number_of(column, high)}"
    return (
        f"{number_of(column, low)} or more"
        if LOW in sides
        else (f"{number_of(column, high)} or less")
    )


def limits_by_column(box: Box) -> dict[int, dict[str, Limit]]:
    """Return the limits of a box by column and side."""
    found: dict[int, dict[str, Limit]] = {}
    for limit in sorted(box, key=lambda one: one.column):
        found.setdefault(limit.column, {})[limit.side] = limit
    return found


def box_clauses(box: Sequence[Limit], cases: Cases) -> list[str]:
    """Return a box as clauses, one for each column that it limits."""
    return [
        f"{subject_of(cases.columns[place])} is {side_words(cases, place, sides)}"
        for place, sides in limits_by_column(tuple(box)).items()
    ]


def subject_of(column: Column) -> str:
    """Return what a column is called as the subject of a clause.

    Examples
    --------
    >>> subject_of(Column("choices.clock", "What a planned length is", "", "point"))
    '“What a planned length is”'
    """
    label = column.label
    return f"“{label}”" if label.lower().startswith(QUESTIONS) else small(label)


def box_words(box: Box, cases: Cases) -> str:
    """Return a box as part of a sentence, such as ``where turnover is 20% a year or more``."""
    return f"where {listed(box_clauses(box, cases))}" if box else "in all cases"


def limit_row(limit: Limit, cases: Cases) -> dict[str, Any]:
    """Return a limit as a table and JSON hold it."""
    column = cases.columns[limit.column]
    return {
        "name": column.name,
        "side": limit.side,
        "value": None if limit.side == ONLY else limit.value,
        "values": [column.values[place] for place in limit.inside] or None,
        "words": box_clauses([limit], cases)[0],
    }
