"""Advice on two councils in the page: a button on the list of whom a council could pair with."""

from __future__ import annotations

from playwright.sync_api import Page, expect


def test_two_councils_can_be_asked_about(page: Page) -> None:
    """The button plays advice beside the page, which names both and says how far to trust it."""
    page.locator(".cp-map [data-i='0']").press("Enter")
    name = page.locator("[data-test=council-name]")
    expect(name).to_be_visible()
    expect(page.locator("[data-test=advice]")).to_have_count(0)
    page.locator("[data-test=advise]").first.click()
    advice = page.locator("[data-test=advice]")
    expect(advice.locator("h4")).to_contain_text("talked")
    expect(advice.locator("[data-test=advice-part]")).to_have_count(6, timeout=180_000)
    expect(advice.locator("h4")).to_contain_text(name.inner_text())
    parts = advice.locator("[data-test=advice-part]")
    expect(parts.first).to_contain_text("it cannot know these people")
    expect(parts.nth(1)).to_contain_text("would agree in")
