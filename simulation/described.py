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


def _text(value: Any) -> str:
    text = str(value)
    if isinstance(value, float):
        text = f"{value:.3g}" if abs(value) < LARGE else f"{value:,.0f}"
    return text if len(text) <= MOST_CHARACTERS else f"{text[: MOST_CHARACTERS - 1]}…"


class Described:
    """Something that a notebook shows as a table: its `repr` above, and its facts."""

    __slots__ = ()

    def _facts(self) -> dict[str, Any]:
        """Return what is to be known of it, by name."""
        return {}

    def _repr_html_(self) -> str:
        """Return the table that a notebook shows."""
        return html_table(repr(self).strip("<>"), self._facts())
