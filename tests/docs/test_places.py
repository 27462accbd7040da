"""Documents name files that are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docs.site.staging import BROUGHT, MADE

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    path
    for pattern in ("*.md", "docs/**/*.md", "simulation/**/*.md", "experiments/**/*.md")
    for path in ROOT.glob(pattern)
    if path.name != "CHANGELOG.md"
)
TOP = "simulation|experiments|configs|results|tests|docs|benchmarks|requirements"
NAMED = re.compile(rf"`((?:{TOP})/[\w./*-]+)`|\]\((?!http)([\w./-]+)[)#]")
LEFT_BY_RUNS = re.compile(r"^results/(?!reference)")
"""Folders that commands make, and that a copy of the project need not have."""

BY_THE_SITE = {ROOT / "docs" / name for name in (*MADE, *BROUGHT.values())}
"""Pages that the build of the site makes, or brings from elsewhere."""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_what_a_page_names_is_there(page: Path) -> None:
    """Every path of the project in a page, and every file that it links to, exists."""
    missing = []
    for path, link in NAMED.findall(page.read_text(encoding="utf-8")):
        where = ROOT / path if path else page.parent / link
        if where.resolve() in BY_THE_SITE:
            continue
        if not LEFT_BY_RUNS.match(path) and not list(where.parent.glob(where.name or ".")):
            missing.append(path or link)
    assert missing == []
