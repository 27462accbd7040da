"""A table a person wrote: reading it and checking its columns, one clear message a fault."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from simulation.errors import InputError, nearest_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

CSV = "comma-separated text in UTF-8, each line with as many fields as the header"
ALMOST = 0.85  # how alike an ignored column must be to one of ours to be taken for a slip


@dataclass(frozen=True)
class CsvTable:
    """Rows of a CSV file as text, indexed by their line in the file (the header is line 1)."""

    file: str
    rows: pd.DataFrame

    @classmethod
    def read(cls, path: Path, required: Sequence[str], optional: Sequence[str] = ()) -> CsvTable:
        """Read a comma-separated file in UTF-8 with a header.

        Columns of other names are ignored, so that a table made for another purpose can be used
        as it is; but a name one slip away from ours is refused, lest a value be lost unseen.

        Raises
        ------
        InputError
            If the file is missing, empty or not CSV, or lacks a required column.
        """
        rows = _read(path)
        _check_columns(str(path), list(rows.columns), required, optional)
        missing = [column for column in optional if column not in rows]
        return cls(str(path), rows.assign(**dict.fromkeys(missing, "")))

    def text(self, column: str, default: str | None = None) -> pd.Series[str]:
        """Return a column as text; a blank becomes the default or, without one, is refused."""
        values = self.rows[column]
        blank = values == ""
        if default is None and blank.any():
            raise self.fault("is blank", column, blank, allowed="any text")
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
        numbers = pd.to_numeric(values, errors="coerce").astype(float)
        wrong = ~numbers.abs().lt(np.inf)  # text has become NaN
        if wrong.any():
            raise self.fault("is not a finite number", column, wrong, allowed=allowed)
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
            raise self.fault("is not a whole number", column, fraction, allowed=allowed)
        return numbers.astype(np.int64)

    def choice(
        self, column: str, choices: Iterable[str], default: str | None = None
    ) -> pd.Series[str]:
        """Return a column whose values must be among the choices, upper or lower case alike."""
        known = {choice.casefold(): choice for choice in choices}
        values = self.rows[column].mask(self.rows[column] == "", default or "")
        found = values.str.casefold().map(known)
        if found.isna().any():
            raise self.fault("is unknown", column, found.isna(), known.values())
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
        line, value = self.rows.index[place], str(self.rows[column].iloc[place])
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


def _read(path: Path) -> pd.DataFrame:
    file = str(path)
    try:
        with warnings.catch_warnings():
            # A line with more fields than the header is cut with a warning; make it a fault.
            warnings.simplefilter("error", pd.errors.ParserWarning)
            rows = pd.read_csv(
                path,
                dtype=str,
                keep_default_na=False,
                encoding="utf-8-sig",
                index_col=False,
                skip_blank_lines=False,
            )
    except FileNotFoundError:
        raise InputError("there is no such file", file=file) from None
    except pd.errors.EmptyDataError:
        raise InputError("the file is empty", file=file, allowed="a header and rows") from None
    except (pd.errors.ParserError, pd.errors.ParserWarning, UnicodeDecodeError) as problem:
        raise InputError(f"not a CSV table ({_why(problem)})", file=file, allowed=CSV) from None
    except OSError as problem:
        raise InputError(f"cannot be read ({problem.strerror})", file=file) from None
    rows = rows.fillna("").apply(lambda column: column.str.strip())
    rows = rows.rename(columns=lambda name: str(name).strip())
    rows.index = pd.RangeIndex(2, len(rows) + 2)
    filled: pd.DataFrame = rows.loc[(rows != "").any(axis=1)]
    return filled


def _why(problem: Exception) -> str:
    """Say in short what the reader stumbled over."""
    if isinstance(problem, UnicodeDecodeError):
        return "it is not text in UTF-8"
    if isinstance(problem, pd.errors.ParserWarning):
        return "a line has more fields than the header"
    return str(problem).removeprefix("Error tokenizing data. C error: ").strip()


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
