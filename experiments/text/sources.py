"""The two documents that the model is built on, and where in them each cited row stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple


class Source(NamedTuple):
    """A document: who wrote it, what it is called, and when it came out."""

    author: str
    title: str
    year: int

    @property
    def text(self) -> str:
        """The document as a list of references has it."""
        return f"{self.author} ({self.year}): {self.title}"


SOURCES = {
    "S1": Source(
        "Localis, for the Local Government Association",
        "report on the first councils that shared, or tried to share, a chief executive",
        2012,
    ),
    "S2": Source(
        "B. Bellò, J. Downe, R. Andrews and S. J. Martin",
        "“Does Austerity Drive Public Service Innovation? Evidence From Shared Senior Management "
        "Teams in Local Government”, Public Money & Management",
        2018,
    ),
}
"""By the letter that the rows of evidence name them with. The copy of S1 has no title page, so it
is called by what it is."""

SECTIONS = {
    "SF001": "S1 Foreword",
    "SF002": "S2 The study",
    "SF018": "S1 Foreword",
    "SF030": "S1 Rationale; S2 Motives",
    "SF037": "S1 Early stages",
    "SF045": "S1 Early stages; Initial conclusions",
    "SF077": "S1 Not progressed",
    "SF134": "S1 Rationale (savings)",
    "SF135": "S2 Outlook",
}
"""Document and section of the rows that figures cite, and of those that have no pattern."""

DOCUMENT = re.compile(r"\bS[12]\b")


def citation(row: str) -> str:
    """Return a row as a caption cites it: document, section and row.

    Examples
    --------
    >>> citation("SF037")
    'S1 Early stages, SF037'
    """
    return f"{SECTIONS[row]}, {row}"


def references(captions: Iterable[str]) -> list[str]:
    """Return the documents that captions name, each as a list of references has it.

    Examples
    --------
    >>> references(["Nothing is cited."]), len(references(["the best (S1 Early stages, SF037)"]))
    ([], 1)
    """
    named = {key for text in captions for key in DOCUMENT.findall(text)}
    return [f"{key}: {SOURCES[key].text}." for key in sorted(named)]


def all_references() -> list[str]:
    """Return both documents, for pages that cite rows of every kind."""
    return [f"{key}: {source.text}." for key, source in SOURCES.items()]
