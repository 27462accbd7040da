"""The checklists: every item has a place, and every place that a page links to is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from docs.site.staging import BROUGHT, DOCS, MADE, ROOT

LINK = re.compile(r"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)")
ITEMS = {"stress_abs": 23, "odd": 17, "trace": 8, "stars": 15, "fair4rs": 11}
PAGES = sorted(DOCS.rglob("*.md"))


def anchors(text: str) -> set[str]:
    """Return the anchors of the headings of a page, as the site makes them."""
    tokens = MarkdownIt().parse(text)
    heads = [
        tokens[place + 1].content for place, one in enumerate(tokens) if one.type == "heading_open"
    ]
    plain = [re.sub(r"[`*]", "", head).strip().lower() for head in heads]
    return {re.sub(r"[^\w\- ]", "", head).replace(" ", "-") for head in plain}


def source(page: Path, target: str) -> Path | None:
    """Return the file that a link stands for; None for a page that is made by the build."""
    there = (page.parent / target).resolve() if target else page
    name = there.relative_to(DOCS).as_posix() if there.is_relative_to(DOCS) else ""
    if name in MADE:
        return None
    brought = {there: here for here, there in BROUGHT.items()}
    return ROOT / brought[name] if name in brought else there


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(DOCS).as_posix())
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    """Its file is there, or is made by the build, and its anchor is that of a heading."""
    for target, anchor in LINK.findall(page.read_text(encoding="utf-8")):
        file = source(page, target)
        if file is None:
            assert not anchor, target
            continue
        assert file.is_file(), target
        assert not anchor or anchor in anchors(file.read_text(encoding="utf-8")), anchor


@pytest.mark.parametrize("name", ITEMS)
def test_every_item_of_a_checklist_has_a_place(name: str) -> None:
    """Each row has a link, and none is left out."""
    text = (DOCS / "reporting" / f"{name}.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if re.match(r"\| *[A-Z]?[\d.]+ *\|", line)]
    assert len(rows) == ITEMS[name]
    for row in rows:
        where = row.split("|")[3]
        assert LINK.search(where), row
