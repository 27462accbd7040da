"""The page about the model is made from the code."""

from __future__ import annotations

from docs.tables import PAGE, filled


def test_the_page_is_current() -> None:
    """The tables of docs/model.md are those that the code declares (`make docs` renews them)."""
    page = PAGE.read_text(encoding="utf-8")
    assert filled(page) == page


def test_the_page_has_what_is_declared() -> None:
    """A parameter, an event and a column of each table stand on the page."""
    page = PAGE.read_text(encoding="utf-8")
    for word in ("`talks.planned_months`", "partnership agreed", "`trust_month_3`", "`net_saving`"):
        assert word in page
