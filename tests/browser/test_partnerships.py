"""Partnerships: the list, the card with its books and what would end it, and the ways to it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.driving import LONG, shows, turn


@pytest.fixture
def sharing(page: Page) -> Page:
    """Return the page some years on, with partnerships."""
    for _ in range(5):
        page.click("[data-test=year]")
    shows(page, ".*2009")
    turn(page, "partnership")
    page.wait_for_selector("[data-test=partnership-row]")
    return page


def test_the_card_of_a_partnership_explains_it(sharing: Page) -> None:
    """What is shared, what it saved and cost, what would end it with chances, and four charts."""
    sharing.select_option("[data-test=partnerships-kind]", "alive")
    names = sharing.locator("[data-test=partnership-row]").first.inner_text()
    sharing.locator("[data-test=partnership-row]").first.click()
    headline = sharing.locator("[data-test=partnership-headline]")
    expect(headline).to_contain_text(f"{names} share a chief executive")
    money = sharing.locator("[data-test=money]")
    for words in ("gross", "as people report it", "Paid for setting up", "Net so far"):
        expect(money).to_contain_text(words)
    ways = sharing.locator("[data-test=ways] tbody tr")
    expect(ways.nth(4)).to_be_attached()
    expect(ways.first).to_contain_text(re.compile(r"\d+% in a year"))
    expect(sharing.locator(".cp-chart")).to_have_count(4)
    assert not re.search(r"\b0\.\d\d|\b20\d\d-\d\d\b", sharing.inner_text("#panel"))


def test_the_list_is_narrowed_and_goes_back_in_time(sharing: Page) -> None:
    """It shows those that are alive or have ended, and none before the first began."""
    rows = sharing.locator("[data-test=partnership-row]")
    all_of_them = rows.count()
    sharing.select_option("[data-test=partnerships-kind]", "alive")
    alive = rows.count()
    sharing.select_option("[data-test=partnerships-kind]", "ended")
    assert alive + rows.count() == all_of_them
    sharing.locator("[data-test=slider]").fill("-1")
    expect(sharing.locator(".cp-partnershiplist")).to_contain_text("No partnerships yet")


def test_talks_councils_and_partnerships_lead_to_each_other(sharing: Page) -> None:
    """From a partnership to its talks and back, and from a council of it to the same card."""
    sharing.locator("[data-test=partnership-row]").first.click()
    headline = sharing.inner_text("[data-test=partnership-headline]")
    sharing.click("[data-test=to-talks]")
    expect(sharing.locator("[data-test=status]")).to_contain_text("agreed")
    sharing.click("[data-test=to-partnership]")
    expect(sharing.locator("[data-test=partnership-headline]")).to_have_text(headline)
    sharing.locator(".cp-partnership .eyebrow .link").first.click()
    expect(sharing.locator("[data-test=pairing]")).to_contain_text("km")
    sharing.locator("[data-test=dealing-partnership]").first.click()
    sharing.wait_for_selector("[data-test=partnership-headline]")


def test_every_question_about_a_partnership_is_asked_at_once(sharing: Page) -> None:
    """Nothing is played before; then each change has its end, and how many of a hundred live on."""
    sharing.locator("[data-test=partnership-row]").first.click()
    expect(sharing.locator(".cp-whatif table")).to_have_count(0)
    sharing.click("[data-test=if-all]")
    expect(sharing.locator("[data-test=if-sentence]")).to_contain_text("live on", timeout=LONG)
    expect(sharing.locator("[data-test^=row-]").first).to_contain_text("As it was")
    sharing.click("[data-test=all-partnerships]")
    sharing.locator("[data-test=partnership-row]").nth(1).click()
    sharing.wait_for_selector("[data-test=partnership-headline]")
    expect(sharing.locator(".cp-whatif table")).to_have_count(0)
