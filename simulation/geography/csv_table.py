"""A table a person wrote: reading it and checking its columns, one clear message a fault."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from simulation.errors import InputError, nearest_name
from simulation.geography.spreadsheet import ERRORS, number_fault, read_rows, with_decimal_points

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

LARGEST_WHOLE = 2.0**53  # above it not every whole number is a number here
ALMOST = 0.85  # how alike an ignored column must be to one of ours to be taken for a slip


@dataclass(frozen=True)
class CsvTable:
    """Rows of a CSV file as text, indexed by their line in the file (the header is line 1)."""

    file: str
    rows: pd.DataFrame
    separator: str = ","

    @classmethod
    def read(
        cls,
        path: Path,
        required: Sequence[str],
        optional: Sequence[str] = (),
        *,
        others: bool = True,
    ) -> CsvTable:
        """Read a comma-separated file in UTF-8 with a header.

        Columns of other names are ignored, so that a table made for another purpose can be used
        as it is; but a name one slip away from ours is refused, lest a value be lost unseen.
        Without `others` every column means something, and must have a name.

        Raises
        ------
        InputError
            If the file is missing, empty or not CSV, lacks a required column or has one twice.
        """
        read, file = read_rows(path), str(path)
        _check_columns(file, read.header, required, optional)
        _check_names(file, read.header, None if others else read.cells, {*required, *optional})
        columns = dict(zip(read.header, zip(*read.cells, strict=True), strict=False))
        columns = {name: columns.get(name, ()) for name in dict.fromkeys(read.header)}
        rows = pd.DataFrame(columns, index=pd.Index(read.lines, dtype=int), dtype=object)
        missing = [column for column in optional if column not in rows]
        return cls(file, rows.assign(**dict.fromkeys(missing, "")), read.separator)

    def text(self, column: str, default: str | None = None) -> pd.Series[str]:
        """Return a column as text; a blank becomes the default or, without one, is refused."""
        values = self.rows[column]
        blank = values == ""
        if default is None and blank.any():
            raise self.fault("is blank", column, blank, allowed="any text")
        wrong = values.isin(ERRORS) | values.str.startswith("=")
        if wrong.any():
            raise self.fault("is a formula or an error of the spreadsheet", column, wrong)
        return values.mask(blank, default or "")

    def number(
        self,
        column: str,
        allowed: str = "a number",
        default: float | None = None,
        low: float = -np.inf,
        high: float = np.inf,
    ) -> npt.NDArray[np.float64]:
        """Return a column as finite numbers in [low, high]; a blank becomes the default, if any."""
        values = self.rows[column]
        if default is not None:
            values = values.mask(values == "", str(default))
        points = pd.Series(with_decimal_points(list(values), self.separator), index=values.index)
        numbers = pd.to_numeric(points, errors="coerce").astype(float)
        wrong = ~numbers.abs().lt(np.inf)  # text has become NaN
        if wrong.any():
            problem = number_fault(self._first(column, wrong), "is not a finite number")
            raise self.fault(problem, column, wrong, allowed=allowed)
        outside = (numbers < low) | (numbers > high)
        if outside.any():
            raise self.fault("is out of range", column, outside, allowed=allowed)
        return np.asarray(numbers, dtype=np.float64)

    def whole_number(
        self,
        column: str,
        allowed: str,
        default: float | None = None,
        low: float = -np.inf,
        high: float = np.inf,
    ) -> npt.NDArray[np.int64]:
        """Return a column as whole numbers in [low, high]; a fraction is refused."""
        numbers = self.number(column, allowed, default, low, high)
        fraction = pd.Series(numbers % 1 != 0, index=self.rows.index)
        if fraction.any():
            problem = number_fault(self._first(column, fraction), "is not a whole number")
            raise self.fault(problem, column, fraction, allowed=allowed)
        large = pd.Series(np.abs(numbers) > LARGEST_WHOLE, index=self.rows.index)
        if large.any():
            raise self.fault("is out of range", column, large, allowed=allowed)
        return numbers.astype(np.int64)

    def choice(
        self,
        column: str,
        choices: Iterable[str],
        default: str | None = None,
        words: Mapping[str, str] | None = None,
    ) -> pd.Series[str]:
        """Return a column whose values must be among the choices, however they are written.

        `words` are other words for choices, such as the official ones.
        """
        choices = list(choices)
        known = {_folded(word): choice for word, choice in (words or {}).items()}
        known |= {_folded(choice): choice for choice in choices}
        values = self.rows[column].mask(self.rows[column] == "", default or "")
        found = values.map(lambda value: known.get(_folded(value)))
        wrong = found.isna() | ~found.isin(choices)
        if wrong.any():
            raise self.fault("is unknown", column, wrong, choices)
        return found

    def fault(
        self,
        problem: str,
        column: str,
        where: pd.Series[bool],
        names: Iterable[str] | None = None,
        allowed: str | None = None,
    ) -> InputError:
        """Return the error for the first line where `where` is true."""
        place = int(np.argmax(where.to_numpy()))
        line, value = self.rows.index[place], self._first(column, where)
        nearest = None
        if names is not None:
            names = list(names)
            allowed, nearest = allowed or ", ".join(names), nearest_name(value, names)
        return InputError(
            problem,
            file=self.file,
            field=f"line {line}, column {column!r}",
            value=value,
            allowed=allowed,
            nearest=nearest,
        )

    def _first(self, column: str, where: pd.Series[bool]) -> str:
        """Return the value on the first line where `where` is true."""
        return str(self.rows[column].iloc[int(np.argmax(where.to_numpy()))])


def _folded(word: str) -> str:
    """Return a word as it is compared: without capitals, hyphens and low lines."""
    return re.sub(r"[\s_-]+", " ", word.casefold()).strip()


def _check_names(
    file: str, found: list[str], cells: Sequence[Sequence[str]] | None, ours: set[str]
) -> None:
    """Refuse a column that stands twice and, where all have a meaning, one without a name."""
    twice = [name for name, number in Counter(found).items() if number > 1 and name]
    wrong = [name for name in twice if name in ours or cells is not None]
    if wrong:
        raise InputError(
            "the column stands twice", file=file, field="line 1", value=wrong[0], allowed="once"
        )
    if cells is None or "" not in found:
        return
    place = found.index("")
    numbers = [row[place] for row in cells]
    counted = any(numbers == [str(first + n) for n in range(len(numbers))] for first in (0, 1))
    what = "it holds row numbers, which a data frame writes unless index=False"
    raise InputError(
        f"column {place + 1} has no name{f' ({what})' if counted else ''}",
        file=file,
        field="line 1",
        allowed="a name for each column, or no such column",
    )


def _check_columns(
    file: str, found: list[str], required: Sequence[str], optional: Sequence[str]
) -> None:
    for column in required:
        if column not in found:
            raise InputError(
                f"the table has no column {column!r}",
                file=file,
                allowed=f"the required columns are {', '.join(required)}",
                nearest=nearest_name(column, found),
            )
    ours = [*required, *optional]
    for column in found:
        slip = get_close_matches(column.casefold(), ours, n=1, cutoff=ALMOST)
        if column not in ours and slip:
            raise InputError(
                "unknown column", file=file, field="header", value=column, nearest=slip[0]
            )
