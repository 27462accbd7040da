"""The map: colours, places, picking a council with the mouse, by name and by keyboard."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from experiments.browser.map.colouring import SCHEMES
from tests.browser.conftest import Opened
from tests.browser.driving import LONG


def name_in(page: Page) -> str:
    """Return the name on the council's card."""
    return page.inner_text("[data-test=council-name]").strip()


LABELS = {
    "control": "Conservative",
    "stress": "0.2 to 0.35",
    "culture": "led by officers",
    "post": "departure announced",
    "talks": "sounding out",
    "partnership": "one management team",
}


def test_every_colouring_has_its_legend(page: Page) -> None:
    """Choosing what the map is coloured by changes legend and names for screen readers alike."""
    assert {*LABELS, "chance"} == set(SCHEMES)
    for colour, label in LABELS.items():
        page.select_option("[data-test=colour]", colour)
        expect(page.locator(".cp-map .legend")).to_contain_text(label)
        signs = page.locator(".cp-map .legend span > i").all_inner_texts()
        words = page.locator(".cp-map .legend span").all_inner_texts()
        labels = {one.removeprefix(sign).strip() for one, sign in zip(words, signs, strict=False)}
        named = page.locator(".cp-map .hex").first.get_attribute("aria-label") or ""
        assert named.split(", ", 1)[1] in labels


def test_chance_is_shown_once_many_runs_were_played(open_page: Opened) -> None:
    """Before, it cannot be chosen, and a sentence says what is missing; then councils differ."""
    page = open_page()
    option = page.locator("[data-test=colour] option[value=chance]")
    expect(option).to_be_disabled()
    assert "Ensemble" in (option.get_attribute("title") or "")
    page.click("[data-test=year]")
    page.click("#tab-ensemble")
    page.click("[data-test=ensemble-start]")
    expect(option).to_be_enabled(timeout=LONG)
    page.select_option("[data-test=colour]", "chance")
    expect(page.locator(".cp-map .legend")).to_contain_text("35 or more")
    expect(page.locator(".cp-map .legend h3").first).to_have_text(
        "Have shared by December 2005, of 100 runs"
    )
    each = "all => all.map(one => one.style.fill)"
    fills = page.locator(".cp-map .council").evaluate_all(each)
    assert len(set(fills)) > 1
    assert all("--m-chance-" in one for one in fills)


def test_cells_and_hexagons_hold_the_same_councils(page: Page) -> None:
    """Changing the layout moves councils and keeps each of them, with its name."""
    first = page.locator(".cp-map [data-i='0']")
    count, before = page.locator(".cp-map .hex").count(), first.get_attribute("d")
    named = first.get_attribute("aria-label") or ""
    page.select_option("[data-test=place]", "cells")
    expect(first).not_to_have_attribute("d", before or "")
    expect(first).to_have_attribute("aria-label", named)
    assert page.locator(".cp-map .council").count() == count == 30


def test_hovering_names_a_council(page: Page) -> None:
    """Under the mouse stands the name of the council."""
    hexagon = page.locator(".cp-map .hex").nth(7)
    hexagon.hover()
    words = hexagon.get_attribute("aria-label") or ""
    expect(page.locator(".cp-map .tip")).to_contain_text(words.split(",")[0])


def test_a_click_picks_a_council(page: Page) -> None:
    """The card of the council that was clicked opens."""
    hexagon = page.locator(".cp-map .hex").nth(11)
    hexagon.click()
    page.wait_for_selector("[data-test=council-name]")
    assert (hexagon.get_attribute("aria-label") or "").startswith(name_in(page))


def test_a_council_is_found_by_its_name(page: Page) -> None:
    """Typing a name picks that council."""
    words = page.locator(".cp-map .hex").nth(20).get_attribute("aria-label") or ""
    wanted = words.split(",")[0]
    page.fill("[data-test=find]", wanted.lower())
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-test=council-name]")
    assert name_in(page) == wanted


def test_a_council_is_found_by_part_of_its_name(page: Page) -> None:
    """Councils with these letters are offered, and arrow keys go through them."""
    words = page.locator(".cp-map .hex").nth(20).get_attribute("aria-label") or ""
    part = words.split(",")[0][-3:].lower()
    page.fill("[data-test=find]", part)
    expect(page.locator("#cp-found li").first).to_be_visible()
    offered = page.locator("#cp-found li").all_inner_texts()
    assert all(part in one.lower() for one in offered)
    for _ in offered[1:]:
        page.keyboard.press("ArrowDown")
    expect(page.locator("#cp-found li").last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-test=council-name]")
    assert name_in(page) == offered[-1]


def test_a_name_that_no_council_has_is_answered(page: Page) -> None:
    """What cannot be found is said, and nothing is picked."""
    page.fill("[data-test=find]", "Atlantis")
    expect(page.locator("[data-test=find-none]")).to_have_text("No council is called “Atlantis”")
    page.keyboard.press("Enter")
    expect(page.locator("#tab-guide")).to_have_attribute("aria-selected", "true")


def test_the_map_is_used_by_keyboard_alone(page: Page) -> None:
    """Tab reaches the map, arrows move over it, Enter picks."""
    page.focus("[data-test=find]")
    page.keyboard.press("Tab")
    start = page.evaluate("() => document.activeElement.getAttribute('aria-label')")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    end = page.evaluate("() => document.activeElement.getAttribute('aria-label')")
    assert start != end
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-test=council-name]")
    assert end.startswith(name_in(page))


def test_the_card_tells_whom_a_council_trusts_and_why(page: Page) -> None:
    """The parts of affinity that a card lists add up to the affinity it names."""
    page.locator(".cp-map .hex").nth(12).click()
    tie = page.locator("[data-test=tie]").first
    tie.locator("summary").click()
    found = re.search(r"affinity (\d+)%", tie.locator("p").inner_text())
    assert found is not None
    words = [one.replace("−", "-") for one in tie.locator("td.num").all_inner_texts()]
    parts = [int(one.split()[0]) for one in words]
    assert sum(parts) == pytest.approx(int(found[1]), abs=4)  # each part is rounded to a point


def test_a_tie_leads_to_the_other_council(page: Page) -> None:
    """From a council's card one goes on to a council that it trusts."""
    page.locator(".cp-map .hex").nth(12).click()
    tie = page.locator("[data-test=tie]").first
    tie.locator("summary").click()
    other = tie.locator(".who").inner_text()
    tie.get_by_role("button").click()
    expect(page.locator("[data-test=council-name]")).to_contain_text(other.strip("▾▸ "))
