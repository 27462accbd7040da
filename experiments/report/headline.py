"""The numbers that open a page."""

from __future__ import annotations

from typing import Any, NamedTuple

from experiments.text.numbers import interval_text, number_text


class Headline(NamedTuple):
    """One of the numbers that open the page."""

    number: str
    label: str
    interval: str


def headline(row: Any, unit: str, label: str) -> Headline:
    """Return the number of a row that holds `value`, `low` and `high` in some unit."""
    words = interval_text(row["low"], row["high"], unit)
    return Headline(
        number_text(row["value"], unit), label, f"95% interval {words}" if words else ""
    )
