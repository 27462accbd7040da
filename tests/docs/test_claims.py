"""Numbers and comparisons of results in the pages are those of the published tables."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docs.published import REFERENCE
from docs.tables import BLOCK
from tests.docs.claims import CALLED, CLAIMS, LEFT, Claim

ROOT = REFERENCE.parents[1]
ALONE = re.compile(r"```.*?```|`[^`\n]+`|\]\([^)\s]*\)", re.DOTALL)
"""Code and addresses, which say nothing of results."""

RESULT = re.compile(
    r"\d[\d.,]* ?(?:%|points)|\b\d+ of \d+\b|(?<![\w.])[−+±]\d|\b\d+\.\d+\b"
    r"|\b\w+ (?:in|out of) (?:two|three|four|five|ten|twenty)\b(?! (?:minutes|lines|ways))"
    r"|\b(?:twice|half|thrice|(?:two|three|four|five|six|ten) times)\b"
    r"|\bprobabl[ey]\b|\bprobably (?:best|highest)\b|\bsteep\w*\b"
)
"""What numbers of results, and words in their place, look like."""

SWEPT = (
    "README.md",
    "docs/index.md",
    "docs/studies.md",
    *(
        path.relative_to(ROOT).as_posix()
        for folder in ("explanation", "how_to", "tutorials")
        for path in sorted((ROOT / "docs" / folder).glob("*.md"))
    ),
)
"""Pages in which nothing of the kind may stand that is not accounted for."""

PARTS = {
    "docs/model.md": ("## 8. ", "## 9. "),
    "CHANGELOG.md": ("### What changed in the answers", "### Coming from before"),
}
"""Of other pages the part that speaks of answers."""


def words_of(page: str) -> str:
    """Return a page with its lines joined, so that a sentence is found where it is wrapped."""
    return " ".join((ROOT / page).read_text(encoding="utf-8").split())


def said(page: str) -> str:
    """Return what a page says in its own words, where it may speak of results."""
    text = (ROOT / page).read_text(encoding="utf-8")
    if page in PARTS:
        begin, end = PARTS[page]
        text = text.split(f"\n{begin}")[1].split(f"\n{end}")[0]
    return " ".join(ALONE.sub(" ", BLOCK.sub(" ", text)).split())


@pytest.mark.parametrize(
    "claim", CLAIMS, ids=lambda one: f"{Path(one.page).stem}: {one.words}"[:70]
)
def test_results_bear_out_what_a_page_says(claim: Claim) -> None:
    """The sentence stands in the page as published results give it."""
    found = claim.of_results()
    assert found
    if isinstance(found, str):
        assert "{}" in claim.words
        assert claim.words.format(found) in words_of(claim.page)
    else:
        assert claim.words in words_of(claim.page)


@pytest.mark.parametrize("page", [*SWEPT, *PARTS])
def test_a_page_says_nothing_of_results_that_is_not_accounted_for(page: str) -> None:
    """What looks like a number of a result comes from results, is a claim, or is declared none."""
    text = said(page)
    for claim in CLAIMS:
        if claim.page == page:
            text = re.sub(re.escape(claim.words).replace(r"\{\}", "[^|]{1,40}?"), " ", text)
    for pattern in (*CALLED, *map(re.escape, LEFT.get(page, ()))):
        text = re.sub(pattern, " ", text)
    found = [text[max(0, one.start() - 30) : one.end() + 30] for one in RESULT.finditer(text)]
    assert found == []


def test_nothing_is_left_that_is_gone() -> None:
    """What is declared to be no number of a result stands in its page still."""
    for page, phrases in LEFT.items():
        assert [one for one in phrases if one not in said(page)] == []
