"""The page in Firefox: it paints, plays, turns tabs, goes back, and never scrolls as a whole."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from experiments.browser.tabs import tab_types
from tests.browser.firefox import FIREFOX, Tab, firefox

pytestmark = pytest.mark.skipif(
    FIREFOX is None, reason="no Firefox is installed (Debian's package firefox-esr)"
)


def shows(words: str) -> str:
    """Return the expression that the date holds these words."""
    date = "document.querySelector('[data-test=date]')"
    return f"({date} || {{}}).innerText?.replace(/\\s+/g, ' ').includes({json.dumps(words)})"


@pytest.fixture(scope="module")
def started() -> Iterator[Tab]:
    """Return Firefox, started once."""
    with firefox() as tab:
        yield tab


@pytest.fixture
def tab(started: Tab, server: str) -> Tab:
    """Return the page as it opens in Firefox."""
    started.errors.clear()
    started.size(1280, 720)
    started.open(server)
    started.until("document.querySelectorAll('.cp-map .hex').length")
    return started


def test_it_plays(tab: Tab) -> None:
    """Steps and play move the date, the address follows, and nothing is wrong on the console."""
    tab.until(shows("December 2004"))
    tab.click("[data-test=month]")
    tab.until(shows("January 2005"))
    tab.click("[data-test=year]")
    tab.until(shows("January 2006"))
    tab.click("[data-test=play]")
    tab.until(f"!{shows('January 2006')}")
    tab.click("[data-test=play]")
    tab.until("new URLSearchParams(location.search).get('month') > 12")
    assert tab.errors == []


def test_no_tab_scrolls_or_moves_the_page(tab: Tab) -> None:
    """Each tab opens; the page has no bar of its own, and what stands beside the panel stays."""
    tab.click("[data-test=year]")
    tab.until(shows("December 2005"))
    still = "document.querySelector('[data-test=play]').getBoundingClientRect().toJSON()"
    before = tab.value(still)
    for one in tab_types():
        if one.name == "plots":
            continue  # beside the map on a page as wide
        tab.click(f"#tab-{one.name}")
        tab.until(f"document.querySelector('#panel[aria-labelledby=tab-{one.name}]') !== null")
        if one.name == "ensemble":
            tab.click("[data-test=ensemble-start]")
            tab.until("document.querySelector('[data-test=outcomes]') !== null")
        tab.wheel(1000, 400, 900)
        root = "document.documentElement"
        assert tab.value(f"[{root}.scrollHeight, {root}.scrollWidth, scrollY]") == [720, 1280, 0]
        assert tab.value(still) == before, one.name
    assert tab.errors == []


def test_back_and_reload_give_back_what_was_shown(tab: Tab) -> None:
    """As in Chromium the history goes through tabs, and the address holds the rest."""
    tab.click("[data-test=year]")
    tab.until(shows("December 2005"))
    tab.click("#tab-talks")
    tab.until("new URLSearchParams(location.search).get('tab') === 'talks'")
    tab.click("#tab-story")
    tab.until("new URLSearchParams(location.search).get('tab') === 'story'")
    tab.go(-1)
    tab.until("document.querySelector('#tab-talks').ariaSelected === 'true'")
    tab.open(tab.value("location.href"))
    tab.until(shows("December 2005"))
    tab.until("document.querySelector('#tab-talks').ariaSelected === 'true'")


def test_the_typeface_is_that_of_the_page(tab: Tab) -> None:
    """The packaged font is loaded, and long controls fit a narrow screen."""
    tab.until("document.fonts.check('16px \"Source Sans 3\"')")
    tab.size(400, 800)
    assert tab.until("document.documentElement.scrollWidth <= innerWidth")
