"""Where the rows of evidence stand that a part of the page cites.

evidence("(SF037, SF041)", "… rests on SF045")    # what the page lists below that part
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from experiments.patterns.catalogue import CATALOGUE
from experiments.text.sources import SECTIONS, references

ROW = re.compile(r"\bSF\d{3}\b")


def section(row: str) -> str:
    """Return the document and section of a row; empty for one that nothing here rests on.

    Examples
    --------
    >>> section("SF041"), section("SF045"), section("SF999")
    ('S1 Early stages; Conclusions', 'S1 Early stages; Initial conclusions', '')
    """
    return CATALOGUE[row].section if row in CATALOGUE else SECTIONS.get(row, "")


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
    claims = {row: CATALOGUE[row].claim if row in CATALOGUE else "" for row in rows}
    return references([*texts, *map(section, rows)]), [
        (row, section(row), claims[row]) for row in rows
    ]
