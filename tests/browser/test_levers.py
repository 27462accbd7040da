"""What can be set: changing, marking, resetting, presets, and what needs a new start."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from simulation.catalogue import catalogue


@pytest.fixture
def levers(page: Page) -> Page:
    """Return the page with the levers open."""
    page.click("#tab-levers")
    page.wait_for_selector("[data-test=search]")
    return page


def put(page: Page, name: str, value: str) -> None:
    """Type a value for what is called `name`."""
    field = page.locator(f'[data-name="{name}"] input[type=number]')
    field.fill(value)
    field.press("Enter")


def test_a_change_is_marked_and_waits_for_a_new_start(levers: Page) -> None:
    """A change is marked, counted and said to wait; after a new start nothing waits."""
    put(levers, "talks.planned_months", "23")
    expect(levers.locator('[data-name="talks.planned_months"]')).to_contain_text("changed")
    expect(levers.locator("[data-test=waiting]")).to_contain_text("without your latest changes")
    expect(levers.locator("[data-test=apply]")).to_be_enabled()
    levers.click("[data-test=apply]")
    expect(levers.locator("[data-test=apply]")).to_be_disabled()
    expect(levers.locator(".cp-head .chip")).to_contain_text("changed")


def test_a_value_out_of_range_is_refused_beside_its_field(levers: Page) -> None:
    """A wrong value is refused with what is allowed, and nothing is set."""
    put(levers, "talks.planned_months", "99")
    told = levers.locator('[data-name="talks.planned_months"] [role=alert]')
    expect(told).to_contain_text("24")
    expect(levers.locator("[data-test=apply]")).to_be_disabled()


def test_one_change_or_all_are_taken_back(levers: Page) -> None:
    """Resetting one leaves the other; resetting all leaves none."""
    levers.select_option("[data-test=kind]", "")
    levers.fill("[data-test=search]", "talks.p")
    before = levers.locator(".entry.changed").count()
    put(levers, "talks.planned_months", "23")
    put(levers, "talks.patience", "31")
    expect(levers.locator(".entry.changed")).to_have_count(before + 2)
    levers.locator('[data-name="talks.patience"] [data-test=reset-one]').click()
    expect(levers.locator(".entry.changed")).to_have_count(before + 1)
    levers.click("[data-test=reset-all]")
    expect(levers.locator(".entry.changed")).to_have_count(before)


def test_an_answer_does_not_write_over_what_is_being_typed(levers: Page) -> None:
    """While a second value is typed, the page is drawn again for the first, and nothing is lost."""
    levers.fill("[data-test=search]", "talks.p")
    put(levers, "talks.planned_months", "23")
    second = levers.locator('[data-name="talks.patience"] input[type=number]')
    second.fill("31")
    expect(levers.locator('[data-name="talks.planned_months"]')).to_contain_text("changed")
    expect(second).to_have_value("31")
    second.press("Enter")
    expect(levers.locator('[data-name="talks.patience"]')).to_contain_text("changed")
    expect(second).to_have_value("31")


def test_a_preset_sets_what_it_says(levers: Page) -> None:
    """A preset sets its values, says what to watch, and waits for a new start."""
    levers.select_option("[data-test=preset]", "long_talks")
    expect(levers.locator("[data-test=preset-words]")).to_contain_text("Watch")
    field = levers.locator('[data-name="talks.planned_months"] input[type=number]')
    expect(field).to_have_value("9")


def test_choices_and_sliders_are_set_too(levers: Page) -> None:
    """A choice is picked from its list, a slider moves by the keyboard."""
    choice = levers.locator('[data-name="choices.protocol"]')
    choice.locator("select").select_option("vision_first")
    expect(choice).to_contain_text("changed")
    slider = levers.locator('[data-name="levers.neutral_broker"] input[type=range]')
    slider.focus()
    slider.press("End")
    field = levers.locator('[data-name="levers.neutral_broker"] input[type=number]')
    expect(field).to_have_value("1")


def test_everything_that_can_be_set_is_listed_with_its_source(levers: Page) -> None:
    """Each declared value but the files of a map stands in the list, with what it is."""
    levers.select_option("[data-test=kind]", "")
    closed = levers.locator(".cp-levers details:not([open]) > summary")
    while closed.count():
        closed.first.click()
    entries = [entry for entry in catalogue() if entry.name.split(".")[-1] not in
               ("councils", "neighbours", "control") or entry.group != "geography"]  # fmt: skip
    expect(levers.locator(".entry")).to_have_count(len(entries))
    hint = levers.locator('[data-name="talks.momentum_months"]').get_attribute("title") or ""
    assert "source" in hint
    assert "SF" in hint


def test_another_seed_gives_another_run(levers: Page) -> None:
    """The seed is set for the next start and shown in the header."""
    levers.fill("[data-test=seed]", "7")
    levers.press("[data-test=seed]", "Enter")
    levers.click("[data-test=apply]")
    expect(levers.locator(".cp-head")).to_contain_text("seed 7")
