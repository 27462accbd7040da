"""Visitors beside one another: separate runs, and nothing kept of those who have gone."""

from __future__ import annotations

import time

from playwright.sync_api import Browser, Page

from tests.browser.conftest import Opened
from tests.browser.driving import LONG, served, shows

SOON = 30.0


def date(page: Page) -> str:
    """Return the month that is shown."""
    return page.inner_text("[data-test=date]")


def test_visitors_have_runs_of_their_own(open_page: Opened) -> None:
    """What one plays and sets, the other does not see."""
    one, other = open_page(), open_page()
    one.click("[data-test=year]")
    shows(one, "December 2005")
    assert date(other).split() == ["December", "2004"]
    other.click("[data-test=month]")
    shows(other, "January 2005")
    shows(one, "December 2005")


def test_a_closed_page_is_forgotten(small_world: str, browser: Browser) -> None:
    """A page that is closed while it plays is gone from the server soon after."""
    with served(small_world) as alone:  # pages of other tests may still be on their way out
        page = browser.new_page()
        page.goto(alone.address, timeout=LONG)
        page.click("[data-test=play]")
        assert alone.visitors() == 1
        page.close()
        limit = time.monotonic() + SOON
        while alone.visitors() > 0 and time.monotonic() < limit:
            time.sleep(0.2)
        assert alone.visitors() == 0


def test_nothing_moves_while_playing(open_page: Opened) -> None:
    """No part of the page changes its place or size while months pass, at any common size."""
    for width, height in ((1280, 720), (1920, 1080), (400, 800)):
        page = open_page(width=width, height=height)
        boxes = """() => ['.cp-head', '.cp-map .land', '.cp-map .legend', '.cp-panel', '.cp-time',
            '[data-test=play]', '[data-test=slider]'].map(one => {
            const box = document.querySelector(one).getBoundingClientRect();
            return [one, box.x, box.width, box.height].join(' '); })"""
        page.evaluate("document.fonts.ready")
        before = page.evaluate(boxes)
        for _ in range(3):
            page.click("[data-test=year]")
        shows(page, ".*2007")
        assert page.evaluate(boxes) == before
        assert page.evaluate("() => document.documentElement.scrollWidth") == width
