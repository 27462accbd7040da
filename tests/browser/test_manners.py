"""The page never scrolls into blank, holds at all sizes, and remembers how it was left."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import Opened, tabs_of
from tests.browser.driving import LONG, shows, turn, until

CONTROLS = "play month year event speed restart slider theme undo"
"""What has to be at hand at any size."""

REACHED = """
name => {
    const one = document.querySelector(`[data-test=${name}]`);
    one.scrollIntoView({ block: 'nearest' });
    const box = one.getBoundingClientRect();
    const at = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return box.left >= 0 && box.right <= innerWidth + 0.5 && (one === at || one.contains(at));
}
"""


def played(page: Page) -> Page:
    """Return the page after two years, with something set."""
    for _ in range(2):
        page.click("[data-test=year]")
    shows(page, ".*2006")
    page.click("#tab-levers")
    page.click("[data-test=preset-long_talks]")
    page.wait_for_selector("[data-test=undo]")
    return page


def test_no_tab_scrolls_the_page(open_page: Opened) -> None:
    """What is placed in a tab for screen readers scrolls with the tab alone."""
    page = played(open_page())
    page.click("#tab-ensemble")
    page.click("[data-test=ensemble-start]")
    page.wait_for_selector("[data-test=outcomes]", timeout=LONG)
    for name in tabs_of(page):
        turn(page, name)
        high, room = page.evaluate("[document.documentElement.scrollHeight, innerHeight]")
        assert high <= room, name
        page.mouse.move(1000, 400)
        page.mouse.wheel(0, 900)
        assert page.evaluate("scrollY") == 0


def test_every_control_is_at_hand_at_every_size(open_page: Opened) -> None:
    """At 320 pixels, at 200 %, on a phone and a large screen none is out of reach."""
    for width, height in ((1920, 1080), (1280, 720), (640, 360), (400, 800), (320, 640)):
        page = played(open_page(width=width, height=height))
        for name in CONTROLS.split():
            assert page.evaluate(REACHED, name), (width, name)
        for name in tabs_of(page):
            turn(page, name)
            wide, room = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
            assert wide <= room, (width, name)


def test_text_follows_the_readers_own_size(page: Page) -> None:
    """With letters twice as large in the browser's settings the page's are twice as large."""
    size = "one => parseFloat(getComputedStyle(document.querySelector(one)).fontSize)"
    places = ["#panel", "#tab-guide", "[data-test=date]", ".cp-head h1", "[data-test=play]"]
    before = [page.evaluate(size, place) for place in places[:2]]
    session = page.context.new_cdp_session(page)
    session.send("Page.enable")
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    wanted = [2 * one for one in before]
    until(page, lambda: [page.evaluate(size, place) for place in places[:2]] == wanted)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_pressed_button_keeps_its_colours_under_the_pointer(page: Page) -> None:
    """What is chosen is told by its colours whether or not the pointer rests on it."""
    chip = page.locator(".cp-guide nav button[aria-pressed=true]")
    colours = "one => { const s = getComputedStyle(one); return [s.color, s.backgroundColor]; }"
    page.mouse.move(5, 5)
    before = chip.evaluate(colours)
    chip.hover()
    assert chip.evaluate(colours) == before
    other = page.locator(".cp-guide nav button[aria-pressed=false]").first
    assert other.evaluate(colours) != before


SCROLLED = "document.getElementById('panel').scrollTop"
"""How far the panel is scrolled, in CSS pixels."""

STILL = f"""
() => new Promise(held => {{
    let before = {SCROLLED}, same = 0;
    const look = () => {{
        same = {SCROLLED} === before ? same + 1 : 0;
        before = {SCROLLED};
        if (same < 20) requestAnimationFrame(look); else held(before);
    }};
    look();
}})
"""
"""The same once it has not changed for twenty frames."""


def test_tabs_are_found_as_they_were_left(page: Page) -> None:
    """How far a tab was scrolled and what its filters were comes back with it."""
    page = played(page)
    turn(page, "guide")
    page.wait_for_selector("[data-test=guide-text]")
    page.hover("#panel")
    page.mouse.wheel(0, 240)
    page.wait_for_function(f"{SCROLLED} > 0")
    far = page.evaluate(STILL)  # the wheel turns smoothly
    turn(page, "talks")
    page.select_option("[data-test=talks-kind]", "failed")
    turn(page, "levers")
    page.fill("[data-test=search]", "momentum")
    turn(page, "guide")
    page.wait_for_function(f"far => Math.abs({SCROLLED} - far) < 2", arg=far)
    turn(page, "talks")
    expect(page.locator("[data-test=talks-kind]")).to_have_value("failed")
    page.wait_for_function(f"{SCROLLED} === 0")
    turn(page, "levers")
    expect(page.locator("[data-test=search]")).to_have_value("momentum")


def test_every_chart_has_its_numbers_as_a_table(page: Page) -> None:
    """A row for each month of talks, a column for each line, shares as they are written."""
    page = played(page)
    turn(page, "talks")
    page.locator("[data-test=talks-row]").last.click()
    charts = page.locator(".cp-chart")
    expect(charts.first).to_be_visible()
    for number in range(charts.count()):
        chart = charts.nth(number)
        chart.locator(".numbers summary").click()
        expect(chart.locator(".numbers tbody tr").first).to_contain_text("%")
        lines = chart.locator(".keys span").count()
        expect(chart.locator(".numbers thead th")).to_have_count(lines + 1)


def test_the_systems_wishes_are_followed(open_page: Opened) -> None:
    """Nothing moves where motion is not wanted; what is chosen stands out in forced colours."""
    page = open_page()
    page.emulate_media(reduced_motion="reduce", forced_colors="active")
    moving = """() => [...document.querySelectorAll('.cp *')].filter(one => {
        const s = getComputedStyle(one);
        const turns = s.transitionDuration !== '0s' && s.transitionProperty !== 'none';
        return turns || s.animationName !== 'none';
    }).length"""
    assert page.evaluate(moving) == 0
    ground = "one => getComputedStyle(one).backgroundColor"
    chosen, other = page.locator("#tab-guide"), page.locator("#tab-story")
    assert chosen.evaluate(ground) != other.evaluate(ground)


def test_the_typeface_comes_with_the_page(page: Page) -> None:
    """Text is set in the packaged font, which is loaded from here."""
    page.evaluate("document.fonts.ready")
    page.wait_for_function("""document.fonts.check('16px "Source Sans 3"')""")
    loaded = "[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)"
    assert "Source Sans 3" in " ".join(page.evaluate(loaded))
