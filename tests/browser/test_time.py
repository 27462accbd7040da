"""Playing, stepping, and going back."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.driving import shows, turn


def date(page: Page) -> str:
    """Return the month that is shown."""
    return page.inner_text("[data-test=date]").strip()


def test_a_month_and_a_year_are_stepped(page: Page) -> None:
    """The view begins before the first month; a step is a month, a long step a year."""
    shows(page, "December 2004")
    page.click("[data-test=month]")
    shows(page, "January 2005")
    page.click("[data-test=year]")
    shows(page, "January 2006")


def test_next_event_stops_where_something_happens(page: Page) -> None:
    """The story tells an event of the month at which "Next event" stops."""
    page.click("[data-test=event]")
    page.wait_for_function(
        "() => !document.querySelector('[data-test=date]').innerText.includes('2004')"
    )
    stopped = date(page)
    turn(page, "story")
    latest = page.locator("[data-test=moment]").first.get_attribute("aria-label")
    assert latest is not None
    year = stopped.split()[1]
    assert year in latest


def test_play_moves_on_and_pause_holds(page: Page) -> None:
    """While playing months pass; after a pause none does."""
    page.select_option("[data-test=speed]", "8")
    page.click("[data-test=play]")
    shows(page, "(?!December 2004).*")
    page.click("[data-test=play]")
    turn(page, "story")  # answered after the month that was on its way
    held = date(page)
    page.wait_for_timeout(600)
    assert date(page) == held


def test_the_slider_goes_back_without_playing_again(page: Page) -> None:
    """An earlier month looks as it did, and the later one is still there."""
    page.click("[data-test=year]")
    shows(page, "December 2005")
    before = page.locator(".cp-map .hex").evaluate_all(
        "all => all.map(h => h.getAttribute('aria-label'))"
    )
    slider = page.locator("[data-test=slider]")
    slider.fill("2")
    shows(page, "March 2005")
    slider.fill("11")
    shows(page, "December 2005")
    after = page.locator(".cp-map .hex").evaluate_all(
        "all => all.map(h => h.getAttribute('aria-label'))"
    )
    assert before == after


def test_the_slider_does_not_pass_what_was_played(page: Page) -> None:
    """Dragging beyond the last month that was played shows that month."""
    page.click("[data-test=year]")
    shows(page, "December 2005")
    slider = page.locator("[data-test=slider]")
    slider.fill("3")
    shows(page, "April 2005")
    slider.fill("50")
    shows(page, "December 2005")


DRAG_AS_THE_DATE_CHANGES = """() => {
    const slider = document.querySelector('[data-test=slider]');
    const date = document.querySelector('[data-test=date]');
    const watch = new MutationObserver(() => {
        if (!date.innerText.includes('December 2005')) return;
        watch.disconnect();
        slider.value = '2';
        slider.dispatchEvent(new Event('input'));
    });
    watch.observe(date, { subtree: true, childList: true, characterData: true });
}"""


def test_a_drag_while_an_answer_arrives_goes_where_it_was_dragged(page: Page) -> None:
    """The slider may not know yet how far was played when the date is shown already."""
    page.evaluate(DRAG_AS_THE_DATE_CHANGES)
    page.click("[data-test=year]")
    shows(page, "March 2005")
    expect(page.locator("[data-test=slider]")).to_have_value("2")


def test_home_leads_to_the_first_month_while_the_next_is_on_its_way(page: Page) -> None:
    """The slider still stands at the first month then, so nothing in it changes."""
    page.evaluate(
        """() => {
            document.querySelector('[data-test=play]').click();
            const home = new KeyboardEvent('keydown', { key: 'Home', bubbles: true });
            document.querySelector('[data-test=slider]').dispatchEvent(home);
        }"""
    )
    expect(page.locator("[data-test=play]")).to_have_attribute("aria-label", "Play")
    page.wait_for_timeout(500)
    shows(page, "December 2004")


def test_play_ends_with_the_period(page: Page) -> None:
    """At the end of the period playing stops by itself, and the run can be started again."""
    page.select_option("[data-test=speed]", "20")
    for _ in range(4):
        page.click("[data-test=year]")
        page.wait_for_timeout(100)
    page.click("[data-test=play]")
    shows(page, "December 2009")
    expect(page.locator("[data-test=play]")).to_be_disabled()
    page.click("[data-test=restart]")
    shows(page, "December 2004")
    expect(page.locator("[data-test=play]")).to_be_enabled()
