"""The ensemble: begun by a button or a change, stopped, and compared with the baseline."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.driving import LONG


def finished(page: Page) -> None:
    """Wait until all runs have been played."""
    expect(page.locator("[data-test=ensemble-status]")).to_have_text(
        "300 of 300 runs", timeout=LONG
    )


def test_an_ensemble_shows_what_many_runs_say(page: Page) -> None:
    """Runs that are started give a fan, outcomes with intervals, lengths, reasons, survival."""
    page.click("#tab-ensemble")
    page.click("[data-test=ensemble-start]")
    finished(page)
    rows = page.locator("[data-test=outcomes] tbody tr")
    expect(rows.first).to_contain_text(re.compile(r"\d.* to .*\d"))
    for word in ("share a chief executive", "by months of talks", "Why talks failed", "by years"):
        expect(page.locator("#panel figcaption", has_text=word)).not_to_have_count(0)
    expect(page.locator(".cp-chart .band")).to_have_count(2)


def test_present_levers_are_compared_with_the_baseline(page: Page) -> None:
    """With a change, each outcome has its paired difference, and the baseline its own band."""
    page.click("#tab-levers")
    page.click("[data-test=preset-long_talks]")
    page.wait_for_selector("[data-test=preset-words]")
    page.click("#tab-ensemble")
    page.click("[data-test=ensemble-start]")
    finished(page)
    expect(page.locator("[data-test=outcomes] thead")).to_contain_text("Against the baseline")
    lengths = page.locator("[data-test=outcomes] tr", has_text="Months of talks to an agreement")
    expect(lengths).to_contain_text("▲")
    expect(page.locator(".cp-chart .band")).to_have_count(3)


def test_runs_follow_a_change_when_asked_to_and_can_be_stopped(page: Page) -> None:
    """After "after each change" a change starts the runs, and Stop ends them."""
    page.click("#tab-ensemble")
    page.check("[data-test=automatic]")
    page.click("#tab-levers")
    page.click("[data-test=preset-guarantee]")
    page.click("#tab-ensemble")
    status = page.locator("[data-test=ensemble-status]")
    expect(status).to_contain_text(re.compile(r"of 300|waiting|starting"))
    page.locator("[data-test=ensemble-cancel]").click(force=True)
    expect(page.locator("[data-test=ensemble-start]")).to_be_enabled()


def test_other_settings_make_the_runs_stale(page: Page) -> None:
    """What the runs say is marked once something else is set."""
    page.click("#tab-ensemble")
    page.click("[data-test=ensemble-start]")
    page.wait_for_selector("[data-test=outcomes]", timeout=LONG)
    page.click("#tab-levers")
    page.click("[data-test=preset-short_talks]")
    page.wait_for_selector("[data-test=preset-words]")
    page.click("#tab-ensemble")
    expect(page.locator("[data-test=stale]")).to_be_visible()
