"""The guide beside the rest: a column, a strip, its address, its terms and its lines."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Opened, tabs_of
from tests.browser.driving import LONG, shows, turn, until


def test_a_strip_says_which_step_is_due_while_a_page_is_followed(page: Page) -> None:
    """Nothing before a page is followed; then above every other tab, until it is left."""
    strip = page.locator("[data-test=strip]")
    turn(page, "story")
    expect(strip).to_have_count(0)
    turn(page, "guide")
    page.click("[data-test=page-2_talk_length]")
    expect(page.locator("[data-test=about]")).to_contain_text("Quick talks")
    expect(strip).to_have_count(0)
    page.click("#tab-take")
    expect(strip).to_contain_text("Step 1 of 7: Guess first")
    assert (strip.bounding_box() or {"height": 99})["height"] < 48
    page.click("[data-test=strip-back]")
    page.locator("[data-test=step-1] input").first.check()
    expect(page.locator("[data-test=step-2]")).to_have_class("due")
    page.click("#tab-talks")
    expect(strip).to_contain_text("Step 2 of 7")
    page.click("[data-test=strip-leave]")
    expect(strip).to_have_count(0)


def test_the_open_page_is_in_the_address(page: Page) -> None:
    """Reload and back give it back."""
    page.click("[data-test=page-3_leaders]")
    expect(page).to_have_url(re.compile("page=3_leaders"))
    page.click("[data-test=page-5_the_post]")
    expect(page).to_have_url(re.compile("page=5_the_post"))
    page.reload()
    expect(page.locator("[data-test=about]")).to_contain_text("need one", timeout=LONG)
    page.go_back()
    expect(page.locator("[data-test=about]")).to_contain_text("Trust is between persons")


def test_a_wide_page_has_the_guide_in_a_column(open_page: Opened) -> None:
    """Beside map and panel, in no tab, always there; a narrower page has it in its tab."""
    page = open_page(width=1920, height=1080)
    column = page.locator(".cp-guide-column")
    expect(column).to_be_visible()
    expect(page.locator("#tab-guide")).to_have_count(0)
    assert "guide" not in tabs_of(page)
    expect(page.locator("#tab-talks")).to_have_attribute("aria-selected", "true")
    for name in ("story", "levers"):
        turn(page, name)
        expect(column.locator("[data-test=guide-steps]")).to_be_visible()
    expect(page.locator("[data-test=strip]")).to_have_count(0)
    left, right = column.bounding_box(), page.locator("#panel").bounding_box()
    land = page.locator(".cp-map").bounding_box()
    assert left
    assert right
    assert land
    assert land["x"] + land["width"] <= left["x"] + 1
    assert left["x"] + left["width"] <= right["x"] + 1
    page.set_viewport_size({"width": 1280, "height": 720})
    expect(column).to_have_count(0)
    expect(page.locator("#tab-guide")).to_be_visible()


def test_a_term_shows_its_sentence(page: Page) -> None:
    """On hover, focus and tap; Escape closes it; a screen reader reads it as its description."""
    page.click("[data-test=page-3_leaders]")
    expect(page.locator("[data-test=about]")).to_contain_text("Trust is between persons")
    expect(page.locator("[data-test=step-1] h3")).to_contain_text("Guess first")
    expect(page.locator("[data-test=guide-text] h3")).not_to_have_count(0)
    term = page.locator("[data-test=guide-text] dfn, [data-test=guide-steps] dfn").first
    told = page.locator("[data-test=term]")
    sentence = page.locator(f"#{term.get_attribute('aria-describedby')}").text_content() or "none"
    expect(told).to_be_hidden()
    term.hover()
    expect(told).to_have_text(sentence)
    page.mouse.move(5, 5)
    expect(told).to_be_hidden()
    term.focus()
    expect(told).to_have_text(sentence)
    page.keyboard.press("Escape")
    expect(told).to_be_hidden()
    term.click()
    expect(told).to_have_text(sentence)
    page.click("[data-test=about]")
    expect(told).to_be_hidden()


def test_cards_mark_their_terms(page: Page) -> None:
    """On the card of a council trust and affinity are explained."""
    page.click("[data-test=month]")
    page.locator(".cp-map .hex").nth(3).click()
    page.locator("dfn[aria-describedby=term-affinity]").focus()
    expect(page.locator("[data-test=term]")).to_contain_text("The trust that two councils would")


def test_a_line_is_drawn_by_pointer_keys_and_numbers(page: Page) -> None:
    """All three move the same points; what was drawn is kept, and can be drawn no more."""
    page.click("[data-test=page-2_talk_length]")
    line = page.locator("[data-test=step-6] .draw")
    send = line.locator("[data-test=draw-send]")
    expect(send).to_be_disabled()
    point = line.locator("[data-test=point-at-0]")
    point.focus()
    for _ in range(2):
        page.keyboard.press("ArrowUp")
    expect(point).to_have_attribute("aria-valuenow", "22")  # from the middle
    page.keyboard.press("ArrowRight")
    expect(line.locator("[data-test=point-at-1]")).to_be_focused()
    line.locator("summary").click()
    line.locator("[data-test=number-at-2]").fill("7")
    line.locator("[data-test=number-at-2]").press("Tab")
    expect(line.locator("[data-test=point-at-2]")).to_have_attribute("aria-valuenow", "7")
    line.locator("svg").scroll_into_view_if_needed()
    box = line.locator("svg").bounding_box()
    assert box
    page.mouse.move(box["x"] + 0.55 * box["width"], box["y"] + 0.15 * box["height"])
    page.mouse.down()
    page.mouse.move(box["x"] + 0.97 * box["width"], box["y"] + 0.15 * box["height"], steps=3)
    page.mouse.up()
    last = line.locator("[data-test=point-at-6]")
    until(page, lambda: float(last.get_attribute("aria-valuenow") or 0) > 30)
    send.click()
    expect(send).to_have_count(0)
    expect(line).to_contain_text("Kept. What came out is drawn over it")
    turn(page, "story")
    turn(page, "guide")
    expect(line.locator(".dot")).to_have_count(7)
    expect(line.locator("table")).to_contain_text("7%")


def test_all_tabs_stand_in_one_row(open_page: Opened) -> None:
    """At 1280 pixels none is hidden and none stands below another."""
    page = open_page()
    assert len(tabs_of(page)) == 9
    tops = {round(one["y"]) for tab in page.locator("[role=tab]:visible").all()
            if (one := tab.bounding_box())}  # fmt: skip
    assert len(tops) == 1


def test_where_there_is_little_room_the_map_keeps_it(open_page: Opened) -> None:
    """Its tools are folded, and come at the press of a button."""
    page = open_page(width=640, height=360)
    land = page.locator(".cp-map .land").bounding_box()
    assert land
    assert land["height"] > 100
    expect(page.locator("[data-test=find]")).to_be_hidden()
    page.click("[data-test=tools]")
    expect(page.locator("[data-test=find]")).to_be_visible()


def test_the_map_rings_a_partnership_that_is_picked(page: Page) -> None:
    """Its councils are outlined and named, as those of talks are."""
    for year in range(2005, 2008):
        page.click("[data-test=year]")
        shows(page, f"December {year}")
    turn(page, "partnership")
    page.locator("[data-test=partnership-row]").first.click()
    page.wait_for_selector("[data-test=partnership-headline]")
    names = page.locator(".cp-partnership .eyebrow .link").all_inner_texts()
    expect(page.locator(".cp-map .linked")).to_have_count(len(names))
    for name in names:
        expect(page.locator(f".cp-map .linked[aria-label^='{name},']")).to_have_count(1)


def test_the_fastest_speed_says_what_it_reaches(page: Page) -> None:
    """Twenty months a second are offered, and how many there really are is said."""
    page.select_option("[data-test=speed]", "20")
    page.click("[data-test=play]")
    expect(page.locator("[data-test=pace]")).to_have_text(re.compile("reache[sd]"), timeout=LONG)
