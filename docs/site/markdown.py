"""Pieces of Markdown: tables, and anchors that links can name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence


def cell(value: object) -> str:
    r"""Return a value as it may stand in a cell of a table.

    Examples
    --------
    >>> cell("a | b")
    'a \\| b'
    """
    return " ".join(str(value).split()).replace("|", "\\|")


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table."""
    lines = [heads, ["---"] * len(heads), *([cell(one) for one in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def slug(words: str) -> str:
    """Return the anchor of a heading.

    Examples
    --------
    >>> slug("chief_executives.leave_rate")
    'chief-executives-leave-rate'
    """
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")


def code(words: str) -> str:
    """Return words in the type of code, or nothing for none."""
    return f"`{words}`" if words else ""
