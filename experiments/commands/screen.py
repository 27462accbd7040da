"""Tables on the screen: columns where they fit, paragraphs where they do not; words stay whole."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Sequence

import typer

GAP = "  "
WIDTH = 80
"""Columns of text where the width is not known, as in a pipe."""

TALLEST = 4
"""Lines of a row, beyond which columns are too narrow to be read."""

Cells = Sequence[str]


def print_table(
    headings: Cells, rows: Sequence[Cells], paragraphs: Sequence[tuple[str, str]]
) -> None:
    """Print a table as wide as the screen.

    Parameters
    ----------
    headings : sequence of str
        Of the columns.
    rows : sequence of sequence of str
        The cells.
    paragraphs : sequence of (str, str)
        The rows as a name and a text, for a screen that is too narrow for the columns.
    """
    width = shutil.get_terminal_size((WIDTH, 24)).columns
    widths = column_widths([headings, *rows], width)
    cells = [_row_lines(row, widths) for row in [headings, *rows]] if widths else []
    if cells and max(map(len, cells)) <= TALLEST:
        lines = [line for row in cells for line in row]
    else:
        lines = [line for name, text in paragraphs for line in _paragraph(name, text, width)]
    typer.echo("\n".join(lines))


def column_widths(rows: Sequence[Cells], width: int) -> list[int]:
    """Return how wide each column is, so that no word is broken; empty if they do not fit."""
    columns = list(zip(*rows, strict=True))
    least = [max(map(len, " ".join(column).split()), default=0) for column in columns]
    most = [max(map(len, column)) for column in columns]
    least[0] = most[0]  # names stay in a line, to be copied
    left = width - sum(least) - len(GAP) * (len(least) - 1)
    if left < 0:
        return []
    wanted = [one - other for one, other in zip(most, least, strict=True)]
    share = min(1.0, left / max(sum(wanted), 1))
    return [one + int(more * share) for one, more in zip(least, wanted, strict=True)]


def _row_lines(row: Cells, widths: Sequence[int]) -> list[str]:
    cells = [_wrapped(cell, width) or [""] for cell, width in zip(row, widths, strict=True)]
    height = max(map(len, cells))
    filled = ([*cell, *[""] * (height - len(cell))] for cell in cells)
    return [
        GAP.join(part.ljust(width) for part, width in zip(line, widths, strict=True)).rstrip()
        for line in zip(*filled, strict=True)
    ]


def _paragraph(name: str, text: str, width: int) -> list[str]:
    return [name, *(f"    {line}" for line in _wrapped(text, width - 4))]


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
