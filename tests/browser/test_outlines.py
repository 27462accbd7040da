"""The map of England: outlines, zoom and pan, keys, lines that can be picked, what stands on it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from experiments.figures.palette import HUES
from simulation.geography.outlines import CREDIT
from simulation.terms import PARTIES
from tests.browser.conftest import Faults
from tests.browser.driving import served, until, wait_patiently, whole
from tests.browser.test_accessible import faults

DISTRICTS, OTHERS = 201, 125

PINCH = """
() => {
    const map = document.querySelector('.cp-map .land > svg'), box = map.getBoundingClientRect();
    const send = (kind, id, x) => map.dispatchEvent(new PointerEvent(kind, { pointerId: id,
        bubbles: true, clientX: box.left + x, clientY: box.top + 200, pointerType: 'touch' }));
    send('pointerdown', 11, 300); send('pointerdown', 12, 400);
    send('pointermove', 12, 450); send('pointermove', 11, 250);
    send('pointerup', 11, 250); send('pointerup', 12, 450);
}
"""
"""Two fingers, a hundred pixels apart, that end twice as far apart."""


@pytest.fixture(scope="module")
def england() -> Iterator[str]:
    """Return the address of a view of England."""
    with served() as place:
        yield place.address


@pytest.fixture(scope="module")
def opened(england: str, visitor: Callable[..., BrowserContext]) -> Iterator[Page]:
    """Return a page on which five years of England were played."""
    page, faults = visitor(1280, 720, "light").new_page(), Faults()
    wait_patiently(page)
    faults.watch(page)
    page.goto(england + "?seed=1&month=60")
    whole(page)
    yield page
    page.close()
    assert faults == []


@pytest.fixture
def page(opened: Page) -> Page:
    """Return that page with the whole map in view."""
    opened.select_option("[data-test=place]", "outlines")
    opened.click("[data-test=zoom-all]")
    opened.mouse.move(5, 5)
    expect(opened.locator(".cp-map .council.hex")).to_have_count(0)
    expect(opened.locator(".cp-map .land > svg")).to_have_attribute("data-zoom", "1.00")
    return opened


def zoom(page: Page) -> float:
    """Return how many times larger the map is than when all is in view."""
    return float(page.locator(".cp-map .land > svg").get_attribute("data-zoom") or 0)


def zoomed(page: Page, times: float, within: float = 0.001) -> None:
    """Wait until the map is so many times larger than when all is in view."""
    until(page, lambda: zoom(page) == pytest.approx(times, abs=within))


def view(page: Page) -> str:
    """Return where the map stands."""
    return page.locator(".cp-map .land > svg > g").first.get_attribute("transform") or ""


def middle(one: Locator) -> tuple[float, float]:
    """Return the middle of something on the page."""
    box = one.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_every_council_has_its_shape(page: Page) -> None:
    """Districts can be picked, the others are there in grey, and borders are drawn once a kind."""
    expect(page.locator(".cp-map .council")).to_have_count(DISTRICTS)
    expect(page.locator(".cp-map .ghost")).to_have_count(OTHERS)
    for kind in ("ghosts", "coast", "districts", "counties"):
        assert len(page.locator(f".cp-map path.{kind}").get_attribute("d") or "") > 1000
    page.select_option("[data-test=place]", "hexagons")
    expect(page.locator(".cp-map .council.hex")).to_have_count(DISTRICTS)
    expect(page.locator(".cp-map .ghost")).to_have_count(OTHERS)


def test_only_what_changes_changes_with_the_month(page: Page) -> None:
    """Shapes and borders are the same elements after a month as before it."""
    shapes = page.locator(".cp-map .council, .cp-map .coast")
    shapes.evaluate_all("all => all.forEach(one => { one.marked = true; })")
    before = page.inner_text("[data-test=date]")
    page.click("[data-test=month]")
    expect(page.locator("[data-test=date]")).not_to_have_text(before)
    assert shapes.evaluate_all("all => all.every(one => one.marked)")


def test_what_is_owed_stands_on_the_map(page: Page) -> None:
    """The line about the outlines is there with them, and goes with them."""
    expect(page.locator("[data-test=credit]")).to_contain_text(CREDIT)
    page.select_option("[data-test=place]", "hexagons")
    expect(page.locator("[data-test=credit]")).to_have_count(0)


def test_the_wheel_zooms_about_the_pointer(page: Page) -> None:
    """What lies under the pointer stays there; zoom ends at 14 and at 0.9."""
    one = page.locator(".cp-map .council").nth(100)
    x, y = middle(one)
    page.mouse.move(x, y)
    page.mouse.wheel(0, -500)
    zoomed(page, 2.23, within=0.02)
    assert middle(one) == pytest.approx((x, y), abs=3)
    page.mouse.wheel(0, -5000)
    zoomed(page, 14)
    page.mouse.wheel(0, 9000)
    zoomed(page, 0.9)


def test_two_fingers_zoom_about_their_middle(page: Page) -> None:
    """Fingers that part make the map larger by as much, and are no click."""
    chosen = page.locator(".cp-map .council[aria-pressed=true]").count()
    page.evaluate(PINCH)
    zoomed(page, 2.0, within=0.01)
    assert page.locator(".cp-map .council[aria-pressed=true]").count() == chosen


def test_the_map_has_no_serious_fault(page: Page) -> None:
    """Names, roles and contrast of the map hold with its key, zoomed in and not."""
    assert faults(page) == []
    for _ in range(3):
        page.click("[data-test=zoom-in]")
    assert faults(page) == []


def test_borders_keep_their_width_and_thicken_in_steps(page: Page) -> None:
    """A line does not grow with the map."""
    wide = "one => getComputedStyle(one).strokeWidth + getComputedStyle(one).vectorEffect"
    county = page.locator(".cp-map path.counties")
    assert county.evaluate(wide) == "1pxnon-scaling-stroke"
    for width in ("1.4px", "2px"):
        for _ in range(2):
            page.click("[data-test=zoom-in]")
        expect(county).to_have_css("stroke-width", width)


def test_a_drag_pans_and_is_no_click(page: Page) -> None:
    """Dragging from a council moves the map and picks nothing; a click afterwards does."""
    chosen = page.locator(".cp-map .council[aria-pressed=true]").count()
    one = page.locator(".cp-map .council[aria-pressed=false]").nth(90)
    x, y = middle(one)
    before = view(page)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 40, y + 25, steps=4)
    page.mouse.up()
    until(page, lambda: middle(one) == pytest.approx((x + 40, y + 25), abs=2))
    assert view(page) != before
    assert page.locator(".cp-map .council[aria-pressed=true]").count() == chosen


def test_keys_zoom_pan_and_move(page: Page) -> None:
    """Plus, minus and 0 zoom, Shift with an arrow pans, an arrow goes to a neighbour that way."""
    all_of_it = view(page)
    page.focus("[data-test=find]")
    page.keyboard.press("Tab")
    assert page.locator(".cp-map .council[tabindex='0']").count() == 1
    here = page.locator(".cp-map .council:focus")
    start, (_, y) = here.get_attribute("aria-label"), middle(here)
    page.keyboard.press("ArrowUp")
    there = page.locator(".cp-map .council:focus")
    assert there.get_attribute("aria-label") != start
    assert middle(there)[1] < y
    land = page.locator(".cp-map .land > svg")
    page.keyboard.press("+")
    expect(land).to_have_attribute("data-zoom", "1.50")
    page.keyboard.press("-")
    expect(land).to_have_attribute("data-zoom", "1.00")
    before = view(page)
    page.keyboard.press("Shift+ArrowRight")
    until(page, lambda: view(page) != before)
    page.keyboard.press("0")
    until(page, lambda: view(page) == all_of_it)


def test_a_name_tells_party_talks_and_partners(page: Page) -> None:
    """What a screen reader says of a council holds what the lines on the map show."""
    each = "all => all.map(one => one.getAttribute('aria-label'))"
    labels = page.locator(".cp-map .council").evaluate_all(each)
    parties = [party.meaning for party in PARTIES]
    assert all(re.split(r"[,;] ", one)[1].lower() in map(str.lower, parties) for one in labels)
    sharing = sum("; shares with " in one for one in labels)
    assert sharing > 1
    lines = page.locator(".cp-map .shared .hit").count()
    assert page.locator(".cp-map .union:not(.casing)").count() <= lines < sharing


def test_lines_lead_to_talks_and_partnerships(page: Page) -> None:
    """A click on a dashed line opens talks, one on a solid line the partnership or a member."""
    page.locator(".cp-map .talks .hit").first.dispatch_event("click")
    expect(page.locator("#tab-talks")).to_have_attribute("aria-selected", "true")
    page.locator(".cp-map .shared .hit").first.dispatch_event("click")
    expect(page.locator("#tab-talks")).to_have_attribute("aria-selected", "false")


def test_names_appear_as_there_is_room_for_them(page: Page) -> None:
    """Cities at first, then counties, then districts with signs; none lies over another."""
    assert "Birmingham" in page.locator(".cp-map text.city").all_text_contents()
    expect(page.locator(".cp-map text.name, .cp-map text.sign")).to_have_count(0)
    page.click("[data-test=zoom-in]")
    page.click("[data-test=zoom-in]")
    expect(page.locator(".cp-map text.county").first).to_be_attached()
    page.click("[data-test=zoom-in]")
    expect(page.locator(".cp-map text.name").first).to_be_attached()
    expect(page.locator(".cp-map text.sign").first).to_be_attached()
    each = """all => all.map(one => { const b = one.getBoundingClientRect();
        return [b.left, b.top + 3, b.right, b.bottom - 3]; })"""
    boxes = page.locator(".cp-map text.name, .cp-map text.ghosted").evaluate_all(each)
    for n, (left, top, right, bottom) in enumerate(boxes):
        for a, b, c, d in boxes[:n]:
            assert right <= a or left >= c or bottom <= b or top >= d


def test_a_council_outside_the_world_is_found_too(page: Page) -> None:
    """It is shown where it lies, and said to play no part."""
    page.fill("[data-test=find]", "Cornw")
    expect(page.locator("#cp-found li")).to_have_text(["Cornwallnot in this world"])
    page.keyboard.press("Enter")
    until(page, lambda: zoom(page) > 3)
    expect(page.locator(".cp-map [aria-live]")).to_have_text("Cornwall is not in this world")
    page.fill("[data-test=find]", "")


def test_hues_are_those_of_the_figures(page: Page) -> None:
    """By light the page colours parties as the figures do, and every party has colour and sign."""
    style = "name => getComputedStyle(document.querySelector('.cp-map')).getPropertyValue(name)"
    for name, colour in HUES.items():
        assert page.evaluate(style, f"--m-{name}") == colour
    signs = page.locator(".cp-map .legend span > i").all_inner_texts()
    assert signs[: len(PARTIES)] == [party.mark for party in PARTIES]
