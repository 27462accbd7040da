"""The plots beside the map: they follow the run, lead to a month, and can be taken away."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from experiments.browser.tabs import tab_types
from tests.browser.conftest import Opened, tabs_of
from tests.browser.driving import LONG, shows

PLOT = "[data-test=plot-councils_sharing]"


def test_a_plot_follows_the_run_and_leads_to_a_month(page: Page) -> None:
    """Its line grows with the months, the pointer reads it, and a click goes there."""
    line = page.locator(f"{PLOT} path.run")
    for year in ("2005", "2006"):
        page.click("[data-test=year]")
        expect(page.locator("[data-test=date]")).to_contain_text(year)
    expect(line).to_have_attribute("d", re.compile(r"(L.*){20}"))
    plot = page.locator(f"{PLOT} .plot")
    plot.hover(position={"x": 3, "y": 10})
    expect(page.locator(f"{PLOT} .middle")).to_have_text(re.compile("2005"))
    plot.click(position={"x": 3, "y": 10})
    shows(page, ".*2005")


def test_a_narrow_page_has_the_plots_in_a_tab(open_page: Opened) -> None:
    """Beside the map where there is room for a column, and then in no tab; else in a tab."""
    wide = open_page()
    expect(wide.locator("#tab-plots")).to_be_hidden()
    expect(wide.locator(PLOT)).to_be_visible()
    narrow = open_page(width=400, height=800)
    expect(narrow.locator(PLOT)).to_be_hidden()
    narrow.click("#tab-plots")
    expect(narrow.locator(f"#panel {PLOT}")).to_be_visible()
    assert tabs_of(narrow) == [tab.name for tab in tab_types()]


def test_the_arrow_keys_go_from_month_to_month(page: Page) -> None:
    """Each plot is one stop; the keys step back and forth through what was played."""
    page.click("[data-test=year]")
    shows(page, "December 2005")
    page.focus(f"{PLOT} .plot")
    page.keyboard.press("ArrowLeft")
    shows(page, "November 2005")


def test_a_plot_can_be_saved(page: Page, tmp_path: Path) -> None:
    """As a table with a row a month, and as pictures, named after outcome, scenario and seed."""
    page.click("[data-test=year]")
    shows(page, "December 2005")
    drawn = page.locator(f"{PLOT} .plot")
    expect(drawn).to_have_attribute("aria-label", re.compile("in December 2005"))
    page.click(f"{PLOT} summary")
    for kind, start in (("csv", "\ufeffmonth,"), ("svg", "<svg"), ("png", "")):
        with page.expect_download() as kept:
            page.click(f"[data-test=save-councils_sharing-{kind}]")
        name = kept.value.suggested_filename
        assert name == f"a-small-world_seed-1_councils_sharing.{kind}"
        kept.value.save_as(tmp_path / name)
        content = (tmp_path / name).read_bytes()
        assert content.startswith(start.encode() if start else b"\x89PNG")
    with next(tmp_path.glob("*.csv")).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[11]["month"] == "December 2005"
    assert rows[11]["councils_sharing"] == page.locator(f"{PLOT} .now").inner_text()
    assert rows[12]["councils_sharing"] == ""


def test_the_ensemble_stands_behind_the_run(page: Page) -> None:
    """Once there is one of the same settings, bands and the middle run are shown."""
    assert page.locator(f"{PLOT} path.half").count() == 0
    page.click("[data-test=month]")
    page.click("#tab-ensemble")
    page.click("[data-test=ensemble-start]")
    expect(page.locator(f"{PLOT} path.half")).to_have_count(1, timeout=LONG)
    expect(page.locator(f"{PLOT} .middle")).to_have_text(re.compile(r"middle run \d"))
