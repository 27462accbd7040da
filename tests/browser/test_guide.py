"""The guide: its pages, what they set, and the first exploration followed to its end."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from experiments.browser.guide import explorations, model_page
from experiments.browser.tabs import tab_types


def test_every_page_can_be_read(page: Page) -> None:
    """Each page shows its question and all its headings."""
    for told in (*explorations(), model_page()):
        page.click(f"[data-test=page-{told.name}]")
        expect(page.locator("[data-test=about]")).to_contain_text(told.question)
        headings = page.locator("[data-test=guide-text] h3").all_inner_texts()
        assert headings == [section.heading for section in told.sections]


def test_a_page_sets_what_it_asks_for(page: Page) -> None:
    """A preset of a page is set, and the run started again with it and the page's seed."""
    page.click("[data-test=page-2_talk_length]")
    page.click("[data-test=prepare-long_talks]")
    expect(page.locator(".cp-head .chip")).to_contain_text("changed")
    page.click("#tab-levers")
    page.select_option("[data-test=kind]", "main")
    field = page.locator('[data-name="talks.planned_months"] input[type=number]')
    expect(field).to_have_value("9")


EACH_FAILED = """() => {
    const told = [...document.querySelectorAll('.events li')];
    return told.length > 0 && told.every(one => one.innerText.includes('failed'));
}"""


def test_the_first_exploration_leads_to_why_a_pair_failed(page: Page) -> None:
    """Who follows the first page finds out why the talks of a given pair failed."""
    page.click("[data-test^=prepare-]")
    page.select_option("[data-test=speed]", "24")
    page.click("[data-test=play]")
    expect(page.locator("[data-test=date]")).to_contain_text("2008", timeout=30_000)
    page.click("[data-test=play]")
    page.click("#tab-story")
    page.select_option("[data-test=story-kind]", "talks failed")
    page.wait_for_function(EACH_FAILED)
    page.get_by_role("button", name="the talks").first.click()
    expect(page.locator("[data-test=ruling]")).not_to_be_empty()
    assert page.locator(".cp-map .linked").count() == 2
    page.locator("[data-test^=if-]").first.click()
    expect(page.locator("[data-test=if-sentence]")).not_to_be_empty(timeout=30_000)


def test_every_tab_opens(page: Page) -> None:
    """No tab says that something went wrong."""
    for name in [tab.name for tab in tab_types()]:
        page.click(f"#tab-{name}")
        expect(page.locator(f"#tab-{name}")).to_have_attribute("aria-selected", "true")
        expect(page.locator("#panel")).not_to_contain_text("went wrong")
