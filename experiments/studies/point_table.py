"""A user's own table of points: one column a factor, one row a point."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from experiments.studies.factors import Factor, factor_of
from experiments.text.settings import parse_value
from simulation.errors import InputError
from simulation.geography.csv_table import CsvTable
from simulation.scenario import Scenario


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
    table = CsvTable.read(path, list(declared))
    if table.rows.empty:
        raise InputError("has no points", file=table.file, allowed="a row a point")
    factors, columns = [], []
    try:
        for name, text in table.rows.items():
            values = [
                parse_value(f"line {line}, column {name!r}", cell) for line, cell in text.items()
            ]
            factor = declared.get(str(name)) or factor_of(str(name), "column", values, scenario)
            factors.append(factor)
            columns.append([_typed(factor, value) for value in values])
    except InputError as error:
        raise error.within(table.file) from None
    return factors, [list(row) for row in zip(*columns, strict=True)]


def _typed(factor: Factor, value: Any) -> Any:
    """Return a value as the factor holds it, so that 4 is 4.0 where numbers are real."""
    return next((one for one in factor.values if one == value), value)
