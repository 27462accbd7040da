"""Everybody can use the page: no serious fault found by axe-core, in any tab, light or dark."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opened, tabs_of
from tests.browser.driving import shows, turn, whole

SERIOUS = ("serious", "critical")


def faults(page: Page) -> list[str]:
    """Return the serious faults that axe-core finds, each with where it is."""
    found: dict[str, Any] = Axe().run(page).response
    return [
        f"{fault['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
        for fault in found["violations"]
        if fault["impact"] in SERIOUS
        for node in fault["nodes"]
    ]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_tab_has_a_serious_fault(open_page: Opened, theme: str) -> None:
    """Names, contrast, roles and order hold in every tab, with something to see in each."""
    page = open_page(theme=theme)
    for _ in range(3):
        page.click("[data-test=year]")
    shows(page, ".*2007")
    page.locator(".cp-map .hex").nth(11).click()
    page.wait_for_selector("[data-test=council-name]")
    page.locator("[data-test=tie] summary").first.click()
    found = faults(page)
    turn(page, "talks")
    page.locator("[data-test=talks-row]").first.click()
    page.wait_for_selector("[data-test=status]")
    found += faults(page)
    for name in tabs_of(page)[2:]:
        turn(page, name)
        found += faults(page)
    assert found == []


def test_the_bar_of_a_busy_server_has_a_name(page: Page) -> None:
    """What moves while the server works says to everybody what it is."""
    bar = page.locator(".v-progress-linear")
    expect(bar).to_have_count(1)
    expect(bar).to_have_attribute("aria-label", "The model is working")


def test_tabs_are_turned_by_arrow_keys(page: Page) -> None:
    """With the focus on a tab, the arrow keys go through the others."""
    page.focus("#tab-guide")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#tab-take")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#tab-council")).to_have_attribute("aria-selected", "true")


def test_the_page_is_played_by_keyboard_alone(page: Page) -> None:
    """Play, pause and the slider answer to keys."""
    page.focus("[data-test=month]")
    page.keyboard.press("Enter")
    shows(page, "January .*")
    page.focus("[data-test=play]")
    page.keyboard.press("Space")
    expect(page.locator("[data-test=play]")).to_have_attribute("aria-label", "Pause")
    page.keyboard.press("Space")
    expect(page.locator("[data-test=play]")).to_have_attribute("aria-label", "Play")
    page.focus("[data-test=slider]")
    page.keyboard.press("Home")
    shows(page, "December .*")


def test_the_theme_is_turned_and_kept(open_page: Opened) -> None:
    """The page follows the system's theme until another is chosen, which outlives a reload."""
    page = open_page(theme="dark", width=1000)
    root = page.locator("html")
    expect(root).to_have_attribute("data-theme", "dark")
    page.click("[data-test=theme]")
    expect(root).to_have_attribute("data-theme", "light")
    page.reload()
    whole(page)
    expect(root).to_have_attribute("data-theme", "light")
