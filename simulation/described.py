"""What the objects that people hold say of themselves: in a line, and in a notebook in a table."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

MOST_CHARACTERS = 60
"""Of a value in a table; longer ones are cut."""

LARGE = 1000
"""From here on, numbers have no decimals."""


def html_table(heading: str, facts: Mapping[str, Any]) -> str:
    """Return a heading and some facts as a small HTML table.

    Examples
    --------
    >>> html_table("A run", {"seed": 1})
    '<table><caption>A run</caption><tbody><tr><th>seed</th><td>1</td></tr></tbody></table>'
    """
    rows = "".join(
        f"<tr><th>{escape(name)}</th><td>{escape(_text(value))}</td></tr>"
        for name, value in facts.items()
    )
    return f"<table><caption>{escape(heading)}</caption><tbody>{rows}</tbody></table>"


def how_many(number: int, noun: str) -> str:
    """Return a number of things in words.

    Examples
    --------
    >>> how_many(1, "partnership"), how_many(1200, "council")
    ('1 partnership', '1,200 councils')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _text(value: Any) -> str:
    """Return a value as a cell has it: short, whole words, nothing for what there is not."""
    text = _plain(value)
    if len(text) <= MOST_CHARACTERS:
        return text
    cut = text[: MOST_CHARACTERS - 2]
    return f"{cut.rsplit(' ', 1)[0]} …" if " " in cut else f"{cut} …"


def _plain(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, float):
        return f"{value:.3g}" if abs(value) < LARGE else f"{value:,.0f}"
    if isinstance(value, tuple):
        names = [f"{name} " for name in getattr(value, "_fields", ())] or [""] * len(value)
        return ", ".join(f"{name}{_plain(one)}" for name, one in zip(names, value, strict=True))
    return str(value)


class Described:
    """Something that a notebook shows as a table: its `repr` above, and its facts."""

    __slots__ = ()

    def _facts(self) -> dict[str, Any]:
        """Return what is to be known of it, by name."""
        return {}

    def _repr_html_(self) -> str:
        """Return the table that a notebook shows."""
        return html_table(repr(self).strip("<>"), self._facts())
