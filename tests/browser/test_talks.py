"""Talks: the list, the card with its reasons, and "what if?"."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from experiments.decisions.replays.changes import CHANGES
from tests.browser.driving import LONG, shows, turn


@pytest.fixture
def failed(page: Page) -> Page:
    """Return the page with the card of talks that failed."""
    for _ in range(5):
        page.click("[data-test=year]")
    shows(page, ".*2009")
    turn(page, "talks")
    page.select_option("[data-test=talks-kind]", "failed")
    page.locator("[data-test=talks-row]").first.click()
    page.wait_for_selector("[data-test=ruling]")
    return page


def test_the_card_says_why_talks_failed(failed: Page) -> None:
    """How they ended, the rule with its rows of evidence, and what each side tells."""
    expect(failed.locator("[data-test=status]")).to_contain_text("failed")
    expect(failed.locator("[data-test=ending]")).to_contain_text("because")
    assert len(failed.inner_text("[data-test=ruling]")) > 40
    expect(failed.locator("[data-test=sources]")).to_contain_text(re.compile(r"S[12] .*SF"))
    expect(failed.locator("[data-test=documents]")).to_contain_text(re.compile("Localis|Bellò"))
    expect(failed.locator("[data-test=telling]")).to_have_count(2)


def test_the_charts_show_every_series_with_its_name(failed: Page) -> None:
    """Vision, trust and momentum, members and officers stand in the keys, and needed levels."""
    for word in ("vision", "trust of", "momentum", "members of", "officers of"):
        expect(failed.locator(".cp-chart .keys", has_text=word)).not_to_have_count(0)
    drawn = failed.locator(".cp-chart .line").evaluate_all(
        "all => all.map(p => p.getAttribute('d'))"
    )
    assert all(drawn)
    expect(failed.locator(".cp-chart .level", has_text="needed")).not_to_have_count(0)


def test_every_question_is_asked_at_once(failed: Page) -> None:
    """Nothing is played before; then each change has its end, and how many of a hundred agree."""
    expect(failed.locator(".cp-whatif table")).to_have_count(0)
    failed.click("[data-test=if-all]")
    expect(failed.locator("[data-test^=row-]")).to_have_count(len(CHANGES), timeout=LONG)
    failed.locator("[data-test=date]").click()  # the page answers while rows come in
    expect(failed.locator("[data-test=if-sentence]")).to_contain_text("of 100", timeout=LONG)
    rows = failed.locator("[data-test^=row-]")
    assert "As it was" in rows.first.inner_text()
    kinds = [one.split()[0] for one in rows.evaluate_all("all => all.map(r => r.className)")]
    order = ["base", "turned", "other", "same", "cannot"]
    assert kinds == sorted(kinds, key=order.index)
    assert failed.locator("tr.cannot button").count() == 0
    numbers = failed.locator(".cp-whatif .dots b").all_inner_texts()
    assert len(numbers) == sum(kind != "cannot" for kind in kinds)
    assert all(0 <= int(number) <= 100 for number in numbers)


def test_two_changes_are_shown_side_by_side(failed: Page) -> None:
    """One stands beside the talks as they were, and two beside each other, with their charts."""
    was = failed.inner_text("[data-test=ending]").strip()
    failed.click("[data-test=if-all]")
    expect(failed.locator("[data-test=if-sentence]")).to_contain_text("of 100", timeout=LONG)
    buttons = failed.locator(".cp-whatif .asked button")
    buttons.nth(1).click()
    sides = failed.locator("[data-test=if-side]")
    expect(sides).to_have_count(2, timeout=LONG)
    expect(failed.locator(".cp-chart")).to_have_count(4)
    assert sides.first.inner_text().startswith(was)
    buttons.nth(2).click()
    titles = [buttons.nth(place).inner_text() for place in (1, 2)]
    expect(failed.locator(".sides b")).to_have_text(titles, timeout=LONG)


def test_going_back_before_the_talks_shows_the_list(failed: Page) -> None:
    """A card tells nothing that has not happened yet."""
    failed.locator("[data-test=slider]").fill("-1")
    expect(failed.locator(".cp-talkslist")).to_contain_text("No talks yet")


def test_from_talks_to_a_council_and_back(failed: Page) -> None:
    """The council's card lists these talks among its dealings."""
    failed.locator(".cp-talks .eyebrow .link").first.click()
    failed.locator("[data-test=dealing]").first.click()
    failed.wait_for_selector("[data-test=status]")


def test_a_line_on_the_map_leads_to_its_talks(page: Page) -> None:
    """A click on a dashed line opens the card of these talks."""
    page.click("[data-test=event]")
    line = page.locator(".cp-map .talks .hit").first
    line.wait_for(state="attached")
    line.dispatch_event("click")
    expect(page.locator(".cp-talks h2, .cp-talkslist h2")).to_be_visible()
    expect(page.locator(".cp-map .linked")).to_have_count(2)
