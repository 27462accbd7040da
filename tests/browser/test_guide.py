"""The guide: its pages, what they set, and all six explorations followed to the letter."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from experiments.browser.guide import TEACHER, explorations, model_page
from experiments.browser.guide import Page as GuidePage
from experiments.browser.guide.steps import condition
from tests.browser.conftest import SMALL_WORLD, tabs_of
from tests.browser.driving import LONG, served, turn, wait_patiently, whole


def test_every_page_can_be_read(page: Page) -> None:
    """Each page shows its question and all its headings."""
    for told in (*explorations(), model_page()):
        page.click(f"[data-test=page-{told.name}]")
        expect(page).to_have_url(re.compile(f"page={told.name}"))  # it is open, not on its way
        expect(page.locator("[data-test=about]")).to_contain_text(told.question)
        headings = [one.heading for one in told.sections if one.heading != TEACHER]
        expect(page.locator("[data-test=guide-text] h3")).to_have_text(headings)
        steps = page.locator("[data-test=guide-steps] > li h3")
        expect(steps).to_have_count(len(told.steps))


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
    page.select_option("[data-test=speed]", "20")
    page.click("[data-test=play]")
    expect(page.locator("[data-test=play]")).to_be_disabled(timeout=LONG)  # at the end
    page.click("#tab-story")
    page.select_option("[data-test=story-kind]", "talks failed")
    page.wait_for_function(EACH_FAILED)
    page.get_by_role("button", name="the talks").first.click()
    expect(page.locator("[data-test=ruling]")).not_to_be_empty()
    expect(page.locator(".cp-map .linked")).to_have_count(2)
    page.locator("[data-test^=if-]").first.click()
    expect(page.locator("[data-test=if-sentence]")).not_to_be_empty(timeout=LONG)


def test_every_tab_opens(page: Page) -> None:
    """No tab says that something went wrong."""
    for name in tabs_of(page):
        turn(page, name)
        expect(page.locator("#panel")).not_to_contain_text("went wrong")


@pytest.fixture(scope="module")
def long_world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a view of a small world that reaches the years the guide names."""
    config = tmp_path_factory.mktemp("guide") / "long.toml"
    config.write_text(SMALL_WORLD.replace("months = 60", "months = 90"), encoding="utf-8")
    with served(str(config)) as place:
        yield place.address


def play_until(page: Page, date: str) -> None:
    """Press "+ Year" until a month is reached."""
    years = int(date[:4])
    while int(page.locator("[data-test=date] .year").inner_text()) < years:
        before = page.locator("[data-test=date]").inner_text()
        page.click("[data-test=year]")
        expect(page.locator("[data-test=date]")).not_to_have_text(before)


def fail_talks(page: Page, _: str) -> None:
    """Open talks that failed, from the story."""
    if page.locator("[data-test=date] .year").inner_text() < "2008":
        play_until(page, "2008-12")
    page.click("#tab-story")
    page.select_option("[data-test=story-kind]", "talks failed")
    page.wait_for_function(EACH_FAILED)
    page.get_by_role("button", name="the talks").first.click()
    expect(page.locator("[data-test=ruling]")).not_to_be_empty()


def play_ensemble(page: Page, preset: str) -> None:
    """Take a preset of the page, and play its ensemble."""
    page.click(f"[data-test=prepare-{preset}]")
    page.click("#tab-ensemble")
    page.click("[data-test=ensemble-start]", timeout=LONG)  # the last may still be at work


def play_sweep(page: Page, setting: str) -> None:
    """Take England as it was, and play a sweep of a setting."""
    page.click("[data-test=prepare-as_it_was]")
    page.click("#tab-sweep")
    page.select_option("[data-test=sweep-setting]", setting)
    page.fill("[data-test=sweep-low]", "2")
    page.fill("[data-test=sweep-high]", "14")
    page.click("[data-test=sweep-begin]")
    expect(page.locator(".cp-sweep-runs")).to_have_count(1)


def ask_what_if(page: Page, given: str) -> None:
    """Ask everything about talks that failed."""
    if not page.locator("[data-test=if-all]").is_visible():
        fail_talks(page, given)
    page.click("[data-test=if-all]")
    page.wait_for_selector("[data-test=row-leaders_stay]", timeout=LONG)


DEEDS = {
    "what if": ask_what_if,
    "month": play_until,
    "failed talks": fail_talks,
    "tab": lambda page, name: page.click(f"#tab-{name}"),
    "council": lambda page, _: page.locator(".cp-map .hex").first.click(),
    "ensemble": play_ensemble,
    "sweep": play_sweep,
}
"""How a visitor does what a step waits for."""


def answer(step: Locator) -> None:
    """Guess: the first option, five, or a line that is one step higher at its first point."""
    first = step.locator("[data-test=point-at-0]")
    if first.count():
        first.press("ArrowUp")
        step.locator("[data-test=draw-send]").click()
        return
    options = step.locator("input[type=radio]")
    if options.count():
        options.first.check()
    else:
        step.locator("input[type=number]").fill("5")
        step.get_by_role("button", name="This is my guess").click()


FOLLOWED = [
    *explorations()[:2],  # all kinds of steps and guesses are in them
    *(pytest.param(told, marks=pytest.mark.slow) for told in explorations()[2:]),
]


@pytest.mark.parametrize("told", FOLLOWED, ids=lambda told: told.name)
def test_a_page_is_followed_to_the_letter(
    visitor: Callable[..., BrowserContext], long_world: str, told: GuidePage
) -> None:
    """Each step ticks itself once done, the next is due, and each guess meets what came out."""
    page = visitor(1280, 720, "light").new_page()
    wait_patiently(page)
    page.goto(long_world)
    whole(page)
    page.click(f"[data-test=page-{told.name}]")
    expect(page.locator("[data-test=about]")).to_contain_text(told.question)
    for number, step in enumerate(told.steps, start=1):
        here = page.locator(f"[data-test=step-{number}]")
        expect(here).to_have_class("due")
        if step.guess is not None:
            answer(here)
        else:
            page.click(f"[data-test=point-{number}]")
            name, given = condition(step.when)
            DEEDS[name](page, given)
            page.click("#tab-guide")
        expect(here).to_have_class("done", timeout=LONG)
    asked = sum(step.guess is not None for step in told.steps)
    expect(page.locator("[data-test=guide-steps] .came")).to_have_count(asked, timeout=LONG)
    page.locator("[data-test=guide-text] summary").click()
    with page.expect_download() as kept:
        page.click("[data-test=handout]")
    text = Path(kept.value.path()).read_text(encoding="utf-8")
    assert all(step.title in text for step in told.steps)
    assert "Expected" not in text
    page.close()
