"""Where the rows of evidence stand that a part of the page cites.

evidence("(SF037, SF041)", "… rests on SF045")    # what the page lists below that part
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from experiments.text.sources import SECTIONS, references

if TYPE_CHECKING:
    from experiments.patterns.pattern import Pattern

ROW = re.compile(r"\bSF\d{3}\b")


def _catalogue() -> dict[str, Pattern]:
    """Return the patterns, which are read when the first row is cited: the server starts sooner."""
    from experiments.patterns.catalogue import CATALOGUE

    return CATALOGUE


def section(row: str) -> str:
    """Return the document and section of a row; empty for one that nothing here rests on.

    Examples
    --------
    >>> section("SF041"), section("SF045"), section("SF999")
    ('S1 Early stages; Conclusions', 'S1 Early stages; Initial conclusions', '')
    """
    pattern = _catalogue().get(row)
    return pattern.section if pattern else SECTIONS.get(row, "")


def cited_rows(rows: Iterable[str]) -> str:
    """Return rows as a card cites them: section and row.

    Examples
    --------
    >>> cited_rows(["SF037", "SF045"])
    'S1 Early stages, SF037; S1 Early stages; Initial conclusions, SF045'
    """
    return "; ".join(f"{section(row)}, {row}".removeprefix(", ") for row in rows)


@cache
def evidence(*texts: str) -> tuple[list[str], list[tuple[str, str, str]]]:
    """Return the documents that texts cite, and each row that they name: section and claim."""
    rows = sorted({row for text in texts for row in ROW.findall(text)})
    known = _catalogue()
    claims = {row: known[row].claim if row in known else "" for row in rows}
    return references([*texts, *map(section, rows)]), [
        (row, section(row), claims[row]) for row in rows
    ]
