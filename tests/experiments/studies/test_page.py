"""The page of a study stands by itself, opens with the answer and shows what was played."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from matplotlib.colors import to_rgb
from typer.testing import Result as Answer

from experiments.studies.run import run_study
from experiments.studies.study_file import load_study
from experiments.studies.views import interactions

Write = Callable[..., Path]
VIEWS = ["outcomes", "actual_length", "reasons", "hazards", "parties", "interactions"]


@pytest.fixture(scope="module")
def page(finished: Path) -> str:
    """Return the page of the small study."""
    return (finished / "report.html").read_text(encoding="utf-8")


def test_no_request_leaves_the_page(page: str) -> None:
    """Nothing in it is fetched: no address, script, style sheet, picture or font from elsewhere."""
    named = re.findall(r'(?:src|href|url)\s*[=(]\s*["\']?([^"\')>\s]+)', page)
    assert all(one.startswith("#") for one in named)
    assert "<script" not in page
    assert "@import" not in page


def test_the_answer_comes_first(page: str) -> None:
    """After the title come sentences with intervals, then four or five numbers with theirs."""
    head = page[: page.index("<h2>")]
    assert head.count('class="answer"') >= 2
    assert "95% interval" in head
    assert 4 <= head.count('class="number"') <= 5
    assert "Does it work?" in head


@pytest.mark.parametrize("name", VIEWS)
def test_every_figure_is_described_and_has_a_method(page: str, name: str, finished: Path) -> None:
    """A figure stands as SVG with a title for screen readers, a caption and a line on method."""
    figure = re.search(rf'<figure id="{name}">.*?</figure>', page, re.DOTALL)
    assert figure is not None
    assert re.search(r"<svg [^>]*role=.img.", figure.group())
    assert len(re.search(r"<title[^>]*>(.*?)</title>", figure.group(), re.DOTALL).group(1)) > 40  # type: ignore[union-attr]
    assert "How: " in figure.group()
    ET.parse(finished / "figures" / f"{name}.svg")  # noqa: S314 -- our own drawing


def test_words_on_every_colour_of_a_heat_map_can_be_read() -> None:
    """They contrast with the cell by 4.5 to 1 at least (WCAG 2.1, level AA)."""
    colours = interactions.colours()
    for place in np.linspace(0.0, 1.0, 101):
        cell = colours(place)
        darker, lighter = sorted(luminance(c) for c in (cell, interactions.words_on(cell)))
        assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def luminance(colour: str | tuple[float, ...]) -> float:
    """Return the relative luminance as WCAG 2.1 defines it."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in to_rgb(colour)  # type: ignore[arg-type]
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_what_was_changed_and_varied_is_listed(page: str) -> None:
    """Changes of the base scenario and the factors with their values stand in tables."""
    assert "<code>approach.base</code>" in page
    assert "<code>talks.planned_months</code>" in page
    for word in ("Command", "Seed and runs", "Code and data", "Libraries"):
        assert f"<dt>{word}</dt>" in page


def test_what_is_said_of_the_base_is_said_to_be_of_the_base(page: str) -> None:
    """A page on which points differ does not say that every parameter has its default."""
    assert "In the base scenario no lever is pulled" in page
    assert "Every parameter has its default" not in page


def test_report_draws_the_page_again(finished: Path, command: Callable[..., Answer]) -> None:
    """`partnerships report` gives the same figures and page from the tables."""
    before = (finished / "report.html").read_text()
    (finished / "report.html").unlink()
    (finished / "figures" / "outcomes.svg").unlink()
    answer = command("report", finished)
    assert answer.exit_code == 0, answer.output
    figures = re.compile(r'<div class="figures">.*</figure>', re.DOTALL)
    again = (finished / "report.html").read_text()
    assert figures.search(before).group() == figures.search(again).group()  # type: ignore[union-attr]
    assert (finished / "figures" / "outcomes.svg").is_file()


DESIGNS = {
    "latin_hypercube": {"kind": "latin_hypercube", "points": 12},
    "one_at_a_time": {"kind": "one_at_a_time", "steps": 2},
    "sobol": {"kind": "sobol", "points": 8},
}


@pytest.mark.parametrize("kind", DESIGNS)
def test_every_design_has_a_page(write: Write, tmp_path: Path, kind: str) -> None:
    """Samples and one-at-a-time designs with choices and switches among the factors are drawn."""
    levers = {"talks.planned_months": {"low": 2, "high": 9}, "choices.scope": {}}
    path = write(design=DESIGNS[kind], levers=levers, runs=6)
    run_study(load_study(path), tmp_path / "out")
    page = (tmp_path / "out" / "report.html").read_text()
    assert '<figure id="outcomes">' in page
    words = re.sub(r"<(svg|style).*?</\1>", "", page, flags=re.DOTALL)
    assert not re.search(r"\bnan\b", words, re.IGNORECASE)


def test_a_choice_alone_has_a_page(write: Write, tmp_path: Path) -> None:
    """A factor of words stands on an axis of words."""
    path = write(levers={"choices.protocol": {}}, uncertainties=None, runs=6, views=["reasons"])
    run_study(load_study(path), tmp_path / "out")
    assert "vision first" in (tmp_path / "out" / "report.html").read_text()
