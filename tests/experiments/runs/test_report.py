"""The page stands by itself, tells what came out, and can be drawn again."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest

from experiments.report.drawings import inline_svg
from experiments.runs.results import RunResults
from tests.experiments.conftest import SETTINGS, Command


class Page(HTMLParser):
    """Collects the tags of a page, and the identifiers in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag."""
        self.tags.append((tag, dict(attrs)))

    def named(self, tag: str) -> list[dict[str, str | None]]:
        """Return the attributes of all tags of a name."""
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture(params=["single", "many"])
def text(request: pytest.FixtureRequest) -> str:
    """Return the page of a folder."""
    folder: Path = request.getfixturevalue(request.param)
    return (folder / "report.html").read_text(encoding="utf-8")


def test_no_request_leaves_the_page(text: str) -> None:
    """Nothing on the page is fetched from anywhere: no links out, scripts, fonts or pictures."""
    page = Page(text)
    for _, attributes in page.tags:
        for name, value in attributes.items():
            if name in ("src", "href", "xlink:href", "data", "action", "srcset"):
                assert (value or "").startswith("#")
    assert not page.named("script")
    assert not page.named("link")
    assert "@import" not in text
    assert not re.findall(r"url\((?!#)", text)


def test_the_page_may_do_nothing_but_be_shown(text: str) -> None:
    """Its policy lets through its own style sheet, by its hash, and nothing on it needs more."""
    page = Page(text)
    (policy,) = (
        one["content"] or ""
        for one in page.named("meta")
        if one.get("http-equiv") == "Content-Security-Policy"
    )
    (sheet,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    assert "default-src 'none'" in policy
    assert f"style-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy
    assert not page.named("base")
    for _, attributes in page.tags:
        assert not [name for name in attributes if name == "style" or name.startswith("on")]


def test_every_reference_on_the_page_has_its_one_target(text: str) -> None:
    """Drawings do not mix: identifiers are unique, and what refers to them finds them."""
    ids = re.findall(r'\bid="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    wanted = re.findall(r'(?:xlink:href="#|url\(#|aria-labelledby=")([^")]+)', text)
    assert wanted
    assert set(wanted) <= set(ids)


def test_every_figure_is_described(text: str) -> None:
    """Each figure has a caption, how it was made, and words for those who cannot see it.

    One of which there is nothing to draw says so instead.
    """
    page = Page(text)
    empty = text.count('<p class="nothing">')
    assert empty <= 1
    assert len(page.named("figure")) == len(page.named("figcaption")) + empty == 7
    drawings = page.named("svg")
    assert all(one["role"] == "img" and one["aria-labelledby"] for one in drawings)
    for words in re.findall(r"<title id=[^>]*>([^<]*)</title>", text):
        assert len(words) > 40
    assert text.count("How: ") == 7 - empty


def test_the_page_opens_with_the_answer(many: Path) -> None:
    """The first words are the outcome with its interval, as in the summary."""
    text = (many / "report.html").read_text(encoding="utf-8")
    summary = pd.read_csv(many / "summary.csv").set_index("outcome")
    rate = summary.loc["success_rate"]
    start = text[text.index("<h1>") : text.index("What was played")]
    assert f"{rate['value']:.1%}" in start
    assert f"95% interval {rate['low']:.1%} to {rate['high']:.1%}" in start
    assert start.count('<span class="number">') >= 4


def test_changes_and_provenance_are_told(text: str) -> None:
    """Parameters that differ from the default stand in a table; seed and hashes at the end."""
    assert "<code>talks.planned_months</code>" in text
    assert "300 hexagons" not in text
    assert "seed 4" in text
    assert re.search(r"<dt>Code and data</dt><dd>[0-9a-f]{64}", text)


def test_a_changed_map_is_not_called_england(text: str) -> None:
    """A scenario that keeps the default name on another map is named after what it is."""
    assert "<h1>A synthetic map of hexagons, 2005-2010</h1>" in text
    assert "England&#39;s shire districts" not in text


def test_tables_of_an_own_map_are_named_as_they_stand_in_the_folder(
    command: Command, here: Path
) -> None:
    """No path of the machine that played the run stands on the page of an own map."""
    config = Path(__file__).parents[3] / "configs" / "own_map.toml"
    command("run", "--runs", 1, config, "--set", "period.months=6", "--out", "a")
    text = (here / "a" / "report.html").read_text(encoding="utf-8")
    changes = text[text.index("Changed from the default") : text.index("What came out")]
    assert "own_map/councils.csv" in changes
    assert str(here) not in changes


def test_a_run_is_told_as_a_story(single: Path) -> None:
    """The page of a run tells its agreements as sentences and leaves small changes out."""
    text = (single / "report.html").read_text(encoding="utf-8")
    story = text[text.index("<h2>The story") :]
    assert "agreed to share a chief executive after" in story
    assert "has a new leader" not in story
    assert "Talks that failed:" in story


def test_words_of_a_scenario_cannot_break_the_page(command: Command, here: Path) -> None:
    """Names that look like tags are shown as they are."""
    words = ["--set", 'name="<script>alert(1)</script> & more"', "--set", "period.months=6"]
    assert command("run", "--runs", 1, *SETTINGS, *words, "--out", "a").exit_code == 0
    text = (here / "a" / "report.html").read_text(encoding="utf-8")
    assert "<script>" not in text
    assert "&lt;script&gt;" in text


def test_the_page_can_be_drawn_again(many: Path, tmp_path: Path, command: Command) -> None:
    """`report` brings back figures and page, the same bytes, and takes other dates for the map."""
    folder = tmp_path / "copy"
    shutil.copytree(many, folder)
    before = {path.name: path.read_bytes() for path in (folder / "figures").glob("*.*")}
    page = (folder / "report.html").read_bytes()
    shutil.rmtree(folder / "figures" / "old", ignore_errors=True)
    (folder / "report.html").unlink()
    (folder / "figures" / "map.svg").unlink()
    (folder / "figures" / "stale.svg").touch()
    assert command("report", folder).exit_code == 0
    after = {path.name: path.read_bytes() for path in (folder / "figures").glob("*.*")}
    assert after == before
    assert (folder / "report.html").read_bytes() == page
    assert command("report", folder, "--map-date", "2008-03").exit_code == 0
    assert "March 2008" in (folder / "report.html").read_text(encoding="utf-8")
    assert not [path.name for path in folder.iterdir() if path.name.startswith(".")]


def test_a_folder_with_a_table_missing_is_refused(
    many: Path, tmp_path: Path, command: Command
) -> None:
    """`report` names the folder and what to do when something is missing from it."""
    folder = tmp_path / "copy"
    shutil.copytree(many, folder)
    (folder / "summary.csv").unlink()
    answer = command("report", folder)
    assert answer.exit_code == 2
    assert "summary.csv" in answer.stderr


def test_a_page_without_a_run_in_full_has_no_map(command: Command, here: Path) -> None:
    """Where run 0 was not kept, the page has the other figures and no story."""
    words = ["--runs", "2", "--tables", "main", "--set", "period.months=24", "--out", "a"]
    assert command("run", "--runs", 1, *SETTINGS, *words).exit_code == 0
    text = (here / "a" / "report.html").read_text(encoding="utf-8")
    assert text.count("<figure") == 6
    assert "The story" not in text


def test_identifiers_of_a_drawing_get_its_name() -> None:
    """An inlined drawing keeps its references, under its own name, with its words escaped."""
    drawing = '<g id="a"/><use xlink:href="#a"/>'
    svg = f'<?xml version="1.0"?><svg viewBox="0 0 1 1" width="9pt">{drawing}</svg>'
    told = inline_svg(svg, "one", "a < b")
    assert 'id="one-a"' in told
    assert 'xlink:href="#one-a"' in told
    assert "a &lt; b</title>" in told
    assert "xml version" not in told


def test_the_style_of_a_drawing_becomes_its_own_attributes() -> None:
    """What a drawing set by styles it sets by attributes, and what it set for all, at its root."""
    sheet = '<style type="text/css">*{stroke-linejoin: round; stroke-linecap: butt}</style>'
    path = '<path d="M0 0" style="fill: none; stroke: #111; fill: red"/>'
    svg = f'<svg viewBox="0 0 1 1"><defs>{sheet}</defs>{path}</svg>'
    page = inline_svg(svg, "one", "a")
    assert '<path d="M0 0" fill="red" stroke="#111"/>' in page
    assert '<svg viewBox="0 0 1 1" stroke-linejoin="round" stroke-linecap="butt" role="img"' in page
    assert "style" not in page


def test_results_that_were_read_say_what_they_are(many: Path) -> None:
    """A folder that was read back is a line, and a short table in a notebook."""
    results = RunResults.read(many)
    assert str(many) in repr(results)
    assert len(repr(results)) < 300
    assert "<th>seed</th>" in results._repr_html_()
