"""The story, what is taken away, and the link to a moment."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Download, Page, expect

from simulation import Scenario, run
from tests.browser.conftest import Opened
from tests.browser.driving import shows, turn, until

EACH_HOLDS = """
words => {
    const told = [...document.querySelectorAll('.events li')];
    return told.length > 0 && told.every(one => one.innerText.includes(words));
}
"""


@pytest.fixture
def played(page: Page) -> Page:
    """Return the page after three years."""
    for _ in range(3):
        page.click("[data-test=year]")
    shows(page, "December 2007")
    return page


def taken(page: Page, name: str) -> Download:
    """Take a file away."""
    turn(page, "take")
    with page.expect_download() as coming:
        page.click(f"[data-test=get-{name}]")
    return coming.value


def content(download: Download) -> bytes:
    """Return what was saved."""
    return Path(download.path()).read_bytes()


def test_the_story_is_filtered_and_leads_to_the_moment(played: Page) -> None:
    """Filters narrow the story, and an event leads the map to its month."""
    turn(played, "story")
    count = played.locator("[data-test=story-count]")
    played.select_option("[data-test=story-kind]", "Everything")
    expect(count).to_contain_text("events")
    played.fill("[data-test=story-word]", "new leader")
    played.press("[data-test=story-word]", "Enter")
    played.wait_for_function(EACH_HOLDS, arg="new leader")
    moment = played.locator("[data-test=moment]").last
    month = moment.inner_text()
    moment.click()
    short, year = month.split()
    expect(played.locator("[data-test=date]")).to_have_text(re.compile(rf"{short}\w*\s*{year}"))


def test_the_story_of_one_council(played: Page) -> None:
    """With a council picked, the story can be that of the council alone."""
    played.locator(".cp-map .hex").nth(11).click()
    name = played.inner_text("[data-test=council-name]").strip()
    turn(played, "story")
    played.select_option("[data-test=story-kind]", "Everything")
    played.check("[data-test=story-only]")
    played.wait_for_function(EACH_HOLDS, arg=name)


def test_tables_are_taken_away(played: Page) -> None:
    """The tables hold the months that were played, as CSV and as Parquet."""
    with zipfile.ZipFile(io.BytesIO(content(taken(played, "tables-all-parquet")))) as archive:
        monthly = pd.read_parquet(io.BytesIO(archive.read("monthly.parquet")))
    assert len(monthly) == 36
    talks = pd.read_csv(io.BytesIO(content(taken(played, "table-talks-csv"))))
    assert {"councils", "outcome"} <= set(talks.columns)


def test_the_scenario_that_is_taken_away_plays_the_same(played: Page, tmp_path: Path) -> None:
    """What the command plays from the file is what the page has shown."""
    path = tmp_path / "scenario.toml"
    path.write_bytes(content(taken(played, "scenario")))
    shown = pd.read_csv(io.BytesIO(content(taken(played, "table-monthly-csv"))))
    again = run(Scenario.load(path), seed=1).monthly
    assert shown["councils_sharing"].tolist() == again["councils_sharing"].tolist()[:36]


@pytest.mark.parametrize(("kind", "start"), [("svg", b"<?xml"), ("png", b"\x89PNG")])
def test_the_map_is_taken_away_as_a_picture(played: Page, kind: str, start: bytes) -> None:
    """The map of the month that is shown comes as SVG and as PNG."""
    download = taken(played, f"map-now-{kind}")
    assert download.suggested_filename == f"a-small-world_seed-1_2007-12_map.{kind}"
    assert content(download).startswith(start)


def test_a_link_restores_scenario_seed_month_and_council(open_page: Opened) -> None:
    """Who opens the link sees what its giver saw."""
    page = open_page()
    page.click("#tab-levers")
    page.click("[data-test=preset-short_talks]")
    page.wait_for_selector("[data-test=preset-words]")
    page.fill("[data-test=seed]", "5")
    page.press("[data-test=seed]", "Enter")
    page.click("[data-test=apply]")
    page.click("[data-test=year]")
    shows(page, "December 2005")
    page.locator(".cp-map .hex").nth(4).click()
    name = page.inner_text("[data-test=council-name]")
    turn(page, "take")
    address = page.input_value("[data-test=link]")
    other = open_page(address[address.index("?") :])
    shows(other, "December 2005")
    other.click("#tab-council")
    expect(other.locator("[data-test=council-name]")).to_have_text(name)
    expect(other.locator(".cp-head")).to_contain_text("seed 5")
    labels = "all => all.map(h => h.getAttribute('aria-label'))"
    here, there = page.locator(".cp-map .hex"), other.locator(".cp-map .hex")
    until(page, lambda: here.evaluate_all(labels) == there.evaluate_all(labels))
