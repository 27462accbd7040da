"""A server that restarts, and a network that drops: said at once, and everything comes back."""

from __future__ import annotations

import os
import re
import signal
import sys
import time
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.driving import LONG, served, shows, wait_patiently, whole

SAID_WITHIN = 3000
"""Milliseconds after which the page says that it is not connected."""


def opened(browser: Browser, address: str) -> Page:
    """Return a visitor's page in a browser of their own."""
    page = browser.new_context(viewport={"width": 1280, "height": 720}).new_page()
    wait_patiently(page)
    page.goto(address)
    whole(page)
    return page


def month(page: Page) -> time.struct_time:
    """Return the month that is shown."""
    return time.strptime(" ".join(page.inner_text("[data-test=date]").split()), "%B %Y")


def test_a_server_that_restarts_gives_the_state_back(browser: Browser, small_world: str) -> None:
    """While it is gone the page says so and can be read; then it is as it was, by itself."""
    with served(small_world) as place:
        port = str(urlsplit(place.address).port)
        page = opened(browser, place.address)
        page.click("[data-test=year]")
        shows(page, "December 2005")
        page.locator(".cp-map .hex").nth(7).click()
        name = page.inner_text("[data-test=council-name]")
        expect(page).to_have_url(re.compile("month=11.*tab=council"))
    lost = page.locator("[data-test=lost]")
    expect(lost).to_be_visible(timeout=SAID_WITHIN)
    expect(lost).to_contain_text("Not connected. Trying again; what you see is kept.")
    assert page.inner_text("[data-test=council-name]") == name
    page.locator("[data-test=tie] summary").first.click()
    page.click("[data-test=month]")
    with served(small_world, "--port", port):
        missed = page.locator("[data-test=missed]")
        expect(missed).to_contain_text("is lost", timeout=LONG)
        page.click("[data-test=missed-dismiss]")
        expect(missed).to_have_count(0)
        expect(lost).to_have_count(0, timeout=LONG)
        expect(page.locator("[data-test=council-name]")).to_have_text(name)
        shows(page, "December 2005")
        page.click("[data-test=month]")
        shows(page, "January 2006")
        page.context.close()


def test_a_network_that_drops_is_taken_up_again(browser: Browser, server: str) -> None:
    """Playing goes on where it stood, in the same session."""
    page = opened(browser, server)
    page.evaluate("() => { window.here = true; }")
    page.select_option("[data-test=speed]", "2")
    page.click("[data-test=play]")
    shows(page, "(?!December 2004).*")
    page.context.set_offline(True)
    page.evaluate("() => solara.debug.dropConnection()")
    lost = page.locator("[data-test=lost]")
    expect(lost).to_be_visible(timeout=SAID_WITHIN)
    page.wait_for_timeout(2500)
    held = month(page)
    page.context.set_offline(False)
    expect(lost).to_have_count(0, timeout=LONG)
    expect(page.locator("[data-test=missed]")).to_have_count(0)
    shows(page, f"(?!{time.strftime('%B %Y', held)}).*")
    assert month(page) > held
    assert page.evaluate("() => window.here")
    page.context.close()


@pytest.mark.skipif(sys.platform == "win32", reason="processes cannot be stopped there")
def test_a_server_that_hangs_is_not_waited_for_in_silence(
    browser: Browser, small_world: str
) -> None:
    """Where nothing is refused and nothing answered the page says so too, and goes on after."""
    with served(small_world) as place:
        page = opened(browser, place.address)
        page.click("[data-test=month]")
        shows(page, "January 2005")
        page.evaluate("() => { window.here = true; }")
        os.kill(place.pid, signal.SIGSTOP)
        lost = page.locator("[data-test=lost]")
        try:
            expect(lost).to_be_visible(timeout=SAID_WITHIN)
        finally:
            os.kill(place.pid, signal.SIGCONT)
        expect(lost).to_have_count(0)
        page.click("[data-test=month]")
        shows(page, "February 2005")
        assert page.evaluate("() => window.here")
        page.context.close()
