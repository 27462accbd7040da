"""The address holds what is shown: reload, back, forward and a copy give it back."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Opened
from tests.browser.driving import addressed, shows, turn

ADDRESS_FOLLOWED = """
() => new URLSearchParams(location.search).get('month')
    === document.querySelector('[data-test=slider]').value
"""


def test_a_reload_gives_back_what_was_shown(page: Page) -> None:
    """Month, tab, talks, and what waits for the next start are there again."""
    for _ in range(3):
        page.click("[data-test=year]")
    shows(page, "December 2007")
    page.click("#tab-levers")
    page.fill("[data-test=seed]", "5")
    page.press("[data-test=seed]", "Enter")
    page.click("#tab-talks")
    page.locator("[data-test=talks-row]").first.click()
    names = page.locator(".cp-talks h2").inner_text()
    addressed(page, "next_seed=5")
    addressed(page, "talks=")
    page.reload()
    expect(page.locator(".cp-talks h2")).to_have_text(re.compile(re.escape(names[:12])))
    shows(page, "December 2007")
    page.click("#tab-levers")
    expect(page.locator("[data-test=seed]")).to_have_value("5")
    expect(page.locator("[data-test=apply]")).to_be_enabled()


def test_back_and_forward_go_through_tabs_and_picks(page: Page) -> None:
    """Months are no steps of the history; tabs, picks and new starts are."""
    page.click("[data-test=year]")
    shows(page, "December 2005")
    page.locator(".cp-map .hex").nth(4).click()
    name = page.locator("[data-test=council-name]")
    first = name.inner_text()
    page.locator(".cp-map .hex").nth(9).click()
    expect(name).not_to_have_text(first)
    second = name.inner_text()
    page.click("#tab-story")
    addressed(page, "tab=story")
    page.go_back()
    expect(name).to_have_text(second)
    page.go_back()
    expect(name).to_have_text(first)
    page.go_back()
    expect(page.locator("#tab-guide")).to_have_attribute("aria-selected", "true")
    shows(page, "December 2005")
    page.go_forward()
    expect(name).to_have_text(first)


def test_who_goes_back_in_a_hurry_leaves_the_history_whole(page: Page) -> None:
    """Three steps back at once, and all forward again, end where they began."""
    for name in ("story", "levers", "take"):
        page.click(f"#tab-{name}")
        addressed(page, f"tab={name}")
    page.evaluate(
        "history.back(); setTimeout(() => history.back(), 30); setTimeout(() => history.back(), 60)"
    )
    expect(page.locator("#tab-guide")).to_have_attribute("aria-selected", "true")
    page.wait_for_timeout(600)  # an address is written over at most so much later
    for name in ("story", "levers", "take"):
        page.go_forward()
        expect(page.locator(f"#tab-{name}")).to_have_attribute("aria-selected", "true")


def test_who_goes_back_and_on_at_once_ends_where_they_were(page: Page) -> None:
    """The way on is asked for though the page still shows where it leads."""
    for name in ("story", "levers"):
        page.click(f"#tab-{name}")
        addressed(page, f"tab={name}")
    page.evaluate("history.back(); setTimeout(() => history.forward(), 15)")
    page.wait_for_timeout(1000)
    expect(page.locator("#tab-levers")).to_have_attribute("aria-selected", "true")
    addressed(page, "tab=levers")
    page.go_back()
    expect(page.locator("#tab-story")).to_have_attribute("aria-selected", "true")
    page.go_forward()
    expect(page.locator("#tab-levers")).to_have_attribute("aria-selected", "true")


def test_back_over_a_new_start_shows_the_run_of_before(page: Page) -> None:
    """The run that was left stands on the map again, at its month."""
    page.click("[data-test=year]")
    shows(page, "December 2005")
    addressed(page, "month=11")
    page.click("[data-test=restart]")
    shows(page, "December 2004")
    page.click("#tab-levers")
    page.fill("[data-test=seed]", "9")
    page.press("[data-test=seed]", "Enter")
    page.click("[data-test=apply]")
    expect(page.locator(".cp-head")).to_contain_text("seed 9")
    addressed(page, "[?&]seed=9")
    page.go_back()
    expect(page.locator(".cp-head")).to_contain_text("seed 1")


def test_the_address_while_playing_is_that_of_the_last_month(page: Page) -> None:
    """It follows, and one step back leads before the play."""
    turn(page, "story")
    page.select_option("[data-test=speed]", "8")
    page.click("[data-test=play]")
    shows(page, "(?!December 2004).*")
    page.click("[data-test=play]")
    expect(page.locator("[data-test=play]")).to_have_attribute("aria-label", "Play")
    page.wait_for_timeout(1000)  # a month may be on its way
    page.wait_for_function(ADDRESS_FOLLOWED)
    date = page.locator("[data-test=date]").inner_text()
    page.reload()
    shows(page, re.sub(r"\s+", r"\\s+", date.strip()))
    page.go_back()
    expect(page.locator("#tab-guide")).to_have_attribute("aria-selected", "true")


def test_a_copied_address_opens_the_same(open_page: Opened) -> None:
    """Who opens it elsewhere sees what is seen here, under the same name."""
    page = open_page()
    page.click("#tab-levers")
    page.click("[data-test=preset-guarantee]")
    page.wait_for_selector("[data-test=preset-words]")
    page.click("[data-test=apply]")
    page.click("[data-test=year]")
    shows(page, "December 2005")
    addressed(page, "month=11")
    other = open_page(page.url[page.url.index("?") :])
    shows(other, "December 2005")
    expect(other.locator("#tab-levers")).to_have_attribute("aria-selected", "true")
    expect(other.locator(".cp-head .name")).to_have_text(page.inner_text(".cp-head .name"))
    expect(other).to_have_title(page.title())


def test_an_address_with_a_tab_that_is_not_there_opens_the_first(open_page: Opened) -> None:
    """Whether it is opened, or gone back to in the page."""
    page = open_page("?month=-1&tab=nowhere")
    first = page.locator("#tab-guide")
    expect(first).to_have_attribute("aria-selected", "true")
    page.click("#tab-story")
    addressed(page, "tab=story")
    page.evaluate("history.replaceState({}, '', '?month=-1&tab=nowhere')")
    page.click("#tab-take")
    addressed(page, "tab=take")
    page.go_back()
    expect(first).to_have_attribute("aria-selected", "true")


def test_undo_takes_back_what_was_done_last(page: Page) -> None:
    """A button says what it takes back; first a new start, then what was set before it."""
    undo = page.locator("[data-test=undo]")
    expect(undo).to_have_count(0)
    page.click("[data-test=year]")
    page.click("#tab-levers")
    page.click("[data-test=preset-long_talks]")
    expect(undo).to_have_attribute("aria-label", "Undo: Talks: months that they are planned for")
    page.click("[data-test=apply]")
    shows(page, "December 2004")
    undo.click()
    shows(page, "December 2005")
    expect(page.locator("[data-test=apply]")).to_be_enabled()
    undo.click()
    expect(page.locator("[data-test=apply]")).to_be_disabled()
    expect(undo).to_have_count(0)
