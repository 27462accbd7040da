"""A sweep: chosen, played, read, handed on as a study, and two at most."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.driving import LONG


def test_a_sweep_is_played_and_handed_on(page: Page) -> None:
    """Points come as runs do, with a table behind the chart; the study is a file."""
    page.click("#tab-sweep")
    page.select_option("[data-test=sweep-setting]", "talks.planned_months")
    page.fill("[data-test=sweep-low]", "2")
    page.fill("[data-test=sweep-high]", "10")
    page.fill("[data-test=sweep-number]", "5")
    page.click("[data-test=sweep-begin]")
    status = page.locator("[data-test=sweep-0] [data-test=sweep-status]")
    expect(status).to_have_text("100 of 100 runs at each of 5 values", timeout=LONG)
    expect(page.locator(".cp-chart .point")).to_have_count(5)
    page.click("[data-test=sweep-0] summary")
    rows = page.locator("[data-test=sweep-0] tbody th")
    expect(rows).to_have_text(["2", "4", "6", "8", "10"])
    with page.expect_download() as kept:
        page.click("[data-test=sweep-0] [data-test=sweep-study]")
    assert kept.value.suggested_filename.endswith(".zip")


def test_what_cannot_be_swept_is_refused_in_words(page: Page) -> None:
    """Ends the wrong way round give a sentence, and nothing begins; two sweeps fill the tab."""
    page.click("#tab-sweep")
    page.fill("[data-test=sweep-low]", "9")
    page.fill("[data-test=sweep-high]", "3")
    page.click("[data-test=sweep-begin]")
    expect(page.locator("[role=alert]")).to_contain_text("no room between its ends")
    page.fill("[data-test=sweep-low]", "1")
    for count in (1, 2):
        page.click("[data-test=sweep-begin]")
        expect(page.locator(".cp-sweep-runs")).to_have_count(count)
    expect(page.locator("[data-test=sweep-begin]")).to_be_disabled()
    page.click("[data-test=sweep-0] [data-test=sweep-close]")
    expect(page.locator("[data-test=sweep-begin]")).to_be_enabled()
    expect(page.locator("[data-test=sweep-0] [data-test=sweep-status]")).to_have_text(
        re.compile("100 of 100"), timeout=LONG
    )
