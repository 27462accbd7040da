"""The two documents are declared once, and every row that a figure cites is found in them."""

from __future__ import annotations

import re
from pathlib import Path

import experiments
from experiments.browser.cards.sources import cited_rows, evidence
from experiments.patterns.catalogue import CATALOGUE
from experiments.text.sources import SECTIONS, SOURCES, citation, references
from simulation.catalogue import catalogue

ROOT = Path(experiments.__file__).parent


def test_sections_are_those_of_the_evidence() -> None:
    """A row that figures cite names the document and section that its pattern names."""
    for row, section in SECTIONS.items():
        if row in CATALOGUE:
            named = CATALOGUE[row].section
            assert re.findall(r"S[12]", section) == re.findall(r"S[12]", named), row


def test_every_row_that_the_view_can_cite_is_found() -> None:
    """Each row behind a value that can be set has a document and a section in the view."""
    documents, rows = evidence(*(entry.source for entry in catalogue()))
    assert [one.partition(":")[0] for one in documents] == list(SOURCES)
    assert len(rows) > 100
    assert [row for row, section, _ in rows if not re.match(r"S[12] \w", section)] == []
    assert cited_rows(["SF001", "SF037"]) == "S1 Foreword, SF001; S1 Early stages, SF037"


def test_a_document_has_author_title_and_year() -> None:
    """Both are named by who wrote them, what they are called and when they came out."""
    for key, source in SOURCES.items():
        (text,) = references([f"({key} somewhere)"])
        for word in (key, source.author, source.title, str(source.year)):
            assert word in text


def test_captions_cite_rows_with_their_section() -> None:
    """No file of figures writes a document's letter by itself: it asks for the row."""
    for room in ("figures", "studies", "runs"):
        for path in (ROOT / room).rglob("*.py"):
            assert not re.search(r"\bS[12],", path.read_text(encoding="utf-8")), path
    assert citation("SF001") == "S1 Foreword, SF001"
