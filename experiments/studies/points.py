"""A table of points: what each column stands for, and the value of each cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from experiments.studies.designs import MOST_POINTS
from experiments.studies.entries import entry_of
from experiments.studies.factors import Factor, as_factor, factor_of
from experiments.studies.structures import STRUCTURE, structures_among
from experiments.text.scenario import parse_value
from simulation.errors import InputError
from simulation.geography.csv_table import CsvTable
from simulation.geography.spreadsheet import NUMBER, number_fault, with_decimal_points
from simulation.scenario import Scenario

BLANK = ("nan", "na", "n/a", "null", "<na>")
"""What data frames write for a value that is missing."""


def read_points(
    path: Path, declared: Mapping[str, Factor], scenario: Scenario
) -> tuple[list[Factor], list[list[Any]]]:
    """Return the factors and the values at each point of a CSV table.

    Parameters
    ----------
    path : Path
        The table; its header names parameters, or factors that the study declares.
    declared : mapping of str to Factor
        Factors that the study declares.
    scenario : Scenario
        The base of the study.

    Raises
    ------
    InputError
        If the table cannot be read, has wrong columns, no rows, or a value that is not allowed.
    """
    table = CsvTable.read(path, list(declared), others=False)
    if not 0 < len(table.rows) <= MOST_POINTS:
        number = f"{len(table.rows):,}" if len(table.rows) else "no"
        allowed = f"a row a point, up to {MOST_POINTS:,}"
        raise InputError(f"has {number} points", file=table.file, allowed=allowed)
    factors, columns = [], []
    try:
        for name in table.rows:
            factor, values = _column(table, str(name), declared.get(str(name)), scenario)
            factors.append(factor)
            columns.append(values)
    except InputError as error:
        raise error.within(table.file) from None
    return factors, [list(row) for row in zip(*columns, strict=True)]


def _column(
    table: CsvTable, name: str, declared: Factor | None, scenario: Scenario
) -> tuple[Factor, list[Any]]:
    """Return the factor of a column of points, and its value at each."""
    texts = table.rows[name]
    if declared is None:
        entry_of(name)
    known: dict[str, Any] = {}
    for line, text in texts.items():
        if text in known:
            continue
        with _in_cell(line, name, text):
            if not text or text.casefold() in BLANK:
                raise InputError("is blank", allowed="a value on each line")
            value = as_factor(declared, name, _value(name, text, table.separator))
            changes = declared.changes(value, scenario) if declared else {name: value}
            scenario.with_changes(changes)
            known[text] = value
    values = [known[text] for text in texts]
    if declared is None:
        kind = STRUCTURE if structures_among([name]) else "column"
        declared = factor_of(name, kind, list(dict.fromkeys(map(_hashable, values))), scenario)
        values = [as_factor(declared, name, value) for value in values]
    return declared, values


def _value(name: str, text: str, separator: str) -> Any:
    """Return what a cell stands for: a number however programs write it, or a value as in TOML."""
    text = with_decimal_points([text], separator)[0]
    if not NUMBER.fullmatch(text):
        return parse_value(name, text)
    whole = text.lstrip("+-").isdecimal() and len(text) < LONGEST_WHOLE
    return int(text) if whole else float(text)


LONGEST_WHOLE = 19
"""Signs of a number up to which it is read as a whole one."""


@contextmanager
def _in_cell(line: Any, column: str, text: str) -> Iterator[None]:
    """Give what is wrong with a cell its line and column."""
    try:
        yield
    except InputError as error:
        raise InputError(
            number_fault(text, error.problem),
            field=f"line {line}, column {column!r}",
            value=text,
            allowed=error.allowed,
            nearest=error.nearest,
        ) from None


def _hashable(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
