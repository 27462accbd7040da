"""The glossary: its terms live where it says."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import simulation
from docs.tables import terms_file
from experiments.text.glossary import glossary, term_key

ROOT = Path(simulation.__file__).parents[1]
GLOSSARY = ROOT / "docs" / "glossary.md"
TERMS = ROOT / "experiments" / "text" / "glossary.toml"
ENTRY = re.compile(r"^\| ([^|]+) \| ([^|]+) \| `([\w/.]+)(?:: (\w+))?` \|$", re.MULTILINE)


def entries() -> list[tuple[str, ...]]:
    """Return term, sentence, file and name of each entry."""
    return [match.groups("") for match in ENTRY.finditer(GLOSSARY.read_text(encoding="utf-8"))]


def names_in(path: Path) -> set[str]:
    """Return the names that a file defines."""
    found = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found |= {one.id for one in targets if isinstance(one, ast.Name)}
    return found


def test_every_row_of_the_glossary_is_read() -> None:
    """Rows of the tables are entries, but for two lines at the head of each table."""
    rows = [line for line in GLOSSARY.read_text("utf-8").splitlines() if line.startswith("|")]
    tables = sum(line.startswith("|---") for line in rows)
    assert len(entries()) == len(rows) - 2 * tables


@pytest.mark.parametrize(("path", "name"), [entry[2:] for entry in entries()])
def test_a_term_lives_where_the_glossary_says(path: str, name: str) -> None:
    """The file exists and defines the name."""
    assert (ROOT / path).is_file()
    assert not name or name in names_in(ROOT / path)


def test_terms_stand_in_order_and_once() -> None:
    """No term stands twice, and each has one sentence."""
    terms = [entry[0] for entry in entries()]
    assert len(set(terms)) == len(terms)
    for term, sentence, *_ in entries():
        assert sentence.endswith("."), term
        assert not re.search(r"\.\s", sentence), f"{term}: more than one sentence"


def test_pages_explain_the_terms_of_the_glossary() -> None:
    """The file that goes with the package is what `make docs` makes; pages refer to it alone."""
    assert TERMS.read_text("utf-8") == terms_file(GLOSSARY.read_text(encoding="utf-8"))
    sentences = {entry[0]: entry[1] for entry in entries()}
    assert all(sentences[term] == sentence for term, sentence in glossary().items())
    keys = {term_key(term) for term in glossary()}
    for path in (ROOT / "experiments").rglob("*.vue"):
        found = re.findall(r'aria-describedby="(term-[\w-]+)"', path.read_text("utf-8"))
        assert set(found) <= keys, path
