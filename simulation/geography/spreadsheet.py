"""Tables as spreadsheets save them: separators, decimal commas, formulas, and what a fault is."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, NamedTuple

from simulation.errors import InputError, plain
from simulation.files import decoded, read_file, resolved

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

CSV = "comma-separated text in UTF-8, each line with as many fields as the header"
SEPARATORS = (",", ";", "\t")
SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
"""The first line that some spreadsheets write and read, naming the separator."""

AS_TEXT = re.compile(r'="(.*)"')
"""How a spreadsheet keeps a code from becoming a number."""

MOST_COLUMNS = 1000
NAME = "name"
"""The column in which most commas stand that nobody quoted."""

ERRORS = ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!")
NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?", re.IGNORECASE)
DECIMAL_COMMA = re.compile(r"[-+]?\d*,\d+(e[-+]?\d+)?", re.IGNORECASE)
THOUSANDS = re.compile(r"[-+]?\d{1,3}(?:([.,'’ \u00a0\u2009\u202f])\d{3})(?:\1\d{3})*(?:[.,]\d+)?")
SIGNED = re.compile(r"[£$€]?\s*[-+]?\d[\d., ]*\s*(?:[£$€%]|k|m|bn|km|people)?", re.IGNORECASE)


class Rows(NamedTuple):
    """A table as text.

    Attributes
    ----------
    header : list of str
        Names of the columns.
    lines : list of int
        The line of the file on which each row begins; the header's is the first of the table.
    cells : list of list of str
        The rows, each as long as the header.
    separator : str
        What stands between fields.
    """

    header: list[str]
    lines: list[int]
    cells: list[list[str]]
    separator: str


def read_rows(path: Path) -> Rows:
    """Return the rows of a CSV file, as spreadsheets of any country save them.

    Raises
    ------
    InputError
        If it cannot be read or is no table, naming the line.
    """
    file = str(path)
    if not resolved(path, file).exists() and not path.is_symlink():
        raise InputError("there is no such file", file=file)
    try:
        text = decoded(read_file(path, "table"))
    except InputError as error:
        problem = error.problem.replace("cannot read the table", "cannot be read")
        if problem.startswith("is not"):
            problem = f"not a CSV table: it {problem}"
        raise InputError(problem, file=file, allowed=error.allowed) from None
    try:
        return _rows(text)
    except InputError as error:
        raise error.within(file) from None
    except csv.Error as error:
        raise InputError(f"not a CSV table ({error})", file=file, allowed=CSV) from None


def _rows(text: str) -> Rows:
    named = SEPARATOR_LINE.match(text)
    before = 1 if named else 0
    body = text[named.end() :] if named else text
    separator = named.group(1) if named else _separator(body)
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=separator, strict=True)
    header: list[str] = []
    lines: list[int] = []
    cells: list[list[str]] = []
    begins = 1
    try:
        for row in reader:
            line, begins = begins + before, reader.line_num + 1
            if not header:
                header = _header(row)
            elif any(map(str.strip, row)):
                lines.append(line)
                cells.append(_fields(row, header, line, cells))
    except csv.Error as error:
        raise InputError(
            f"not a CSV table (line {begins + before}: {error})", allowed=CSV
        ) from None
    if not header:
        raise InputError("the file is empty", allowed="a header and rows")
    return Rows(header, lines, cells, separator)


def _separator(text: str) -> str:
    """Return what stands most often in the first line, outside quotes."""
    first = re.sub(r'"[^"]*"', "", text.lstrip().partition("\n")[0])
    return max(SEPARATORS, key=first.count)


def _header(row: Sequence[str]) -> list[str]:
    """Return the names of columns; those without a name at the end are no columns."""
    names = [_cell(name) for name in row]
    while names and not names[-1]:
        names.pop()
    if len(names) > MOST_COLUMNS:
        allowed = f"up to {MOST_COLUMNS:,} columns"
        raise InputError("has too many columns", field="line 1", value=len(names), allowed=allowed)
    return names


def _fields(
    row: Sequence[str], header: Sequence[str], line: int, before: Sequence[Sequence[str]]
) -> list[str]:
    """Return the fields of a row, as many as the header has."""
    if any(map(str.strip, row[len(header) :])):
        column = _split_column(row, header, before)
        field = f"line {line}" + (f", column {plain(column, 40)!r}" if column else "")
        raise InputError(
            f"not a CSV table (the line has {len(row)} fields, the header {len(header)}; a "
            "separator inside a name or number needs quotes around it)",
            field=field,
            allowed="each line with as many fields as the header",
        )
    cells = [_cell(one) for one in row[: len(header)]]
    return cells + [""] * (len(header) - len(cells))


def _cell(text: str) -> str:
    found = AS_TEXT.fullmatch(text.strip())
    return found.group(1).strip() if found else text.strip()


def _split_column(
    row: Sequence[str], header: Sequence[str], before: Sequence[Sequence[str]]
) -> str | None:
    """Return the column in which a separator most likely stands unquoted.

    A field that begins with a space goes on from the one before; otherwise the column is that which
    leaves numbers where the row before has numbers.
    """
    spaced = next((place for place, one in enumerate(row) if place and one[:1] == " "), 0)
    if spaced:
        return header[min(spaced, len(header)) - 1]
    if not before:
        return None
    usual = [bool(NUMBER.fullmatch(one)) for one in before[-1]]
    extra = len(row) - len(header)

    def agreement(place: int) -> int:
        joined = [*row[:place], "".join(row[place : place + extra + 1]), *row[place + extra + 1 :]]
        kinds = [bool(NUMBER.fullmatch(one.strip())) for one in joined]
        return sum(kind == other for kind, other in zip(kinds, usual, strict=True))

    fits = [agreement(place) for place in range(len(header))]
    best = [name for name, fit in zip(header, fits, strict=True) if fit == max(fits)]
    return NAME if NAME in best else best[0] if len(best) == 1 else None


def with_decimal_points(texts: Sequence[str], separator: str) -> list[str]:
    """Return numbers with decimal points, where commas can stand for nothing else.

    Examples
    --------
    >>> with_decimal_points(["15,4", "9"], ";"), with_decimal_points(["15,4"], ",")
    (['15.4', '9'], ['15,4'])
    """
    if separator == ",":
        return list(texts)
    return [one.replace(",", ".") if DECIMAL_COMMA.fullmatch(one) else one for one in texts]


def number_fault(text: str, problem: str) -> str:
    """Return what keeps a text from being a number, or `problem` where nothing better is known.

    Examples
    --------
    >>> number_fault("84,200", "is no number"), number_fault("15,4", "is no number")
    ('has a separator of thousands', 'has a decimal comma')
    >>> number_fault("£3", "is no number"), number_fault("many", "is no number")
    ('has a sign beside the number', 'is no number')
    """
    if text.upper() in ERRORS:
        return "is an error of the spreadsheet"
    if text.startswith("="):
        return "is a formula"
    if THOUSANDS.fullmatch(text):
        return "has a separator of thousands"
    if DECIMAL_COMMA.fullmatch(text):
        return "has a decimal comma"
    if SIGNED.fullmatch(text) and not NUMBER.fullmatch(text):
        return "has a sign beside the number"
    return problem
