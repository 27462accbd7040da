"""What can be set: changing, marking, resetting, presets, and what needs a new start."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from experiments.browser.visit.settings import evidence_intervals
from simulation.catalogue import catalogue
from tests.browser.driving import turn


@pytest.fixture
def levers(page: Page) -> Page:
    """Return the page with the levers open."""
    turn(page, "levers")
    page.select_option("[data-test=kind]", "main")
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
    levers.select_option("[data-test=kind]", "cards")
    levers.click("[data-test=preset-long_talks]")
    expect(levers.locator("[data-test=preset-words]")).to_contain_text("Watch")
    chosen = levers.locator("[data-test=preset-long_talks]")
    expect(chosen).to_have_attribute("aria-pressed", "true")
    levers.select_option("[data-test=kind]", "main")
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


def test_a_policy_is_pulled_by_a_switch(page: Page) -> None:
    """Its card says how it works and which rows speak of it; the switch sets it in full."""
    turn(page, "levers")
    switch = page.locator('[data-test="switch-levers.sovereignty_guarantee"]')
    expect(switch).to_have_attribute("aria-checked", "false")
    expect(page.get_by_role("switch", name="Guarantee independence")).to_have_count(1)
    changes = page.locator("[data-test=changes]")
    before = int((changes.inner_text().split() or ["0"])[0])
    switch.click()
    expect(switch).to_have_attribute("aria-checked", "true")
    expect(changes).to_have_text(f"{before + 1} changed")
    page.get_by_role("button", name="Evidence SF119").first.click()
    expect(page.locator(".cp-sources li", has_text="SF119")).to_be_visible()
    expect(changes).to_be_in_viewport(ratio=1)
    switch.click()
    expect(changes).to_have_text(f"{before} changed")


def test_every_lever_and_preset_has_its_card(page: Page) -> None:
    """One card each, with a sentence; none hides behind a list."""
    turn(page, "levers")
    levers = [entry for entry in catalogue() if entry.kind == "lever"]
    expect(page.locator("[role=switch]")).to_have_count(len(levers))
    texts = page.locator(".cp-levers .pull p").all_inner_texts()
    assert len(texts) > len(levers) + 15
    assert all(len(text) > 15 for text in texts)


def test_a_parameter_is_found_by_words_with_what_is_known_of_it(page: Page) -> None:
    """The search takes words of people; prior and evidence stand at the slider."""
    turn(page, "levers")
    page.fill("[data-test=search]", "chance that the leader goes")
    expect(page.locator(".entry .name")).to_have_count(2)
    expect(page.locator(".entry").first).to_contain_text("Election: chance that the leader goes")
    page.fill("[data-test=search]", "planned_months")
    entry = page.locator('[data-name="talks.planned_months"]')
    expect(entry.locator(".slide path")).to_have_count(1)
    said = entry.locator('[data-test="evidence-talks.planned_months"]').inner_text()
    middle, low, high = evidence_intervals()["talks.planned_months"]
    assert [float(one) for one in re.findall(r"(?<![\w.])\d+\.?\d*(?!%)(?=[ ,.])", said)] == [
        float(f"{one:.2g}") for one in (middle, low, high)
    ]


def test_what_is_on_or_off_is_a_switch_among_parameters_too(levers: Page) -> None:
    """A choice of true and false is turned, not picked from a list."""
    entry = levers.locator('[data-name="choices.wait_for_vacancy"]')
    entry.get_by_role("switch").click()
    expect(entry).to_contain_text("changed")
    expect(entry.get_by_role("switch")).to_have_attribute("aria-checked", "true")
