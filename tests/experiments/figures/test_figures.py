"""Figures say what they show, where reference numbers come from, and are the same each time."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from experiments.figures.chart import Picture, charts, count_charts
from experiments.figures.council_map import map_dates
from experiments.figures.map_panel import CONTROL
from experiments.figures.saving import save_figure
from experiments.figures.sketch import Sketch
from experiments.figures.style import SMALL, figure_style
from experiments.runs.results import RunResults
from experiments.text.scenario import Setting
from simulation import Scenario, run_ensemble

SOURCES = {
    "councils_sharing": ("SF001", "SF002", "SF018", "SF030"),
    "talk_length": ("SF037",),
    "reasons": (),
    "savings": ("SF134", "SF135"),
    "survival": (),
    "by_year": (),
    "map": (),
}


@pytest.fixture(scope="module")
def england(tmp_path_factory: pytest.TempPathFactory) -> list[Picture]:
    """Return the charts of a few runs on England."""
    scenario = Scenario()
    counts = count_charts(run_ensemble(scenario, runs=3, seed=1))
    setting = Setting(scenario, 3)
    with figure_style():
        return [one.draw(one.reduce(counts[one.name]), setting) for one in charts()]


@pytest.fixture(scope="module")
def drawn(many: Path) -> list[Picture]:
    """Return the figures of a folder on a synthetic map."""
    return RunResults.read(many).pictures()


def sketch_of(picture: Picture) -> Sketch:
    """Return the drawing of a chart of runs, which needs no Matplotlib."""
    assert isinstance(picture.figure, Sketch)
    return picture.figure


def test_captions_name_the_source_of_each_reference(england: list[Picture]) -> None:
    """On England a figure names the rows of its reference numbers, and no others."""
    assert {picture.name for picture in england} == set(SOURCES) - {"map"}
    for picture in england:
        rows = re.findall(r"SF\d{3}", f"{picture.caption} {picture.method}")
        assert sorted(set(rows)) == sorted(SOURCES[picture.name]), picture.name
    (stocks,) = (one for one in england if one.name == "councils_sharing")
    assert "no rule knows them" in stocks.caption


def test_reference_stocks_stay_off_other_maps(drawn: list[Picture]) -> None:
    """England's known stocks are not held against a synthetic map."""
    picture = next(one for one in drawn if one.name == "councils_sharing")
    assert "SF001" not in picture.caption


def test_every_picture_has_words(drawn: list[Picture]) -> None:
    """Each figure has a title, words for those who cannot see it, a caption and a method."""
    assert {picture.name for picture in drawn} == set(SOURCES)
    for picture in drawn:
        assert min(len(picture.alt), len(picture.caption), len(picture.method)) > 30


def test_axes_have_units(england: list[Picture]) -> None:
    """Axes say what they count."""
    said = {one.name: " ".join(words.text for words in sketch_of(one).words()) for one in england}
    assert "Councils sharing a chief executive" in said["councils_sharing"]
    assert "Months of formal talks" in said["talk_length"]
    assert "pounds a year" in said["savings"]
    assert "£" in said["savings"]


def test_text_is_large_enough_for_print(drawn: list[Picture], england: list[Picture]) -> None:
    """Nothing is set smaller than 9 points at the printed size."""
    for picture in (*drawn, *england):
        signs = {mark for _, mark, _ in CONTROL.values()}
        sizes = [one.size for one in sketch_of(picture).words() if one.text not in signs]
        assert min(sizes) >= SMALL


def test_nothing_is_cut_off(england: list[Picture], drawn: list[Picture]) -> None:
    """All that is drawn lies within the figure."""
    for picture in (*england, *drawn):
        sketch = sketch_of(picture)
        for words in sketch.words():
            box = words.box
            assert min(box.left, box.top) > -1.0, (picture.name, words.text)
            assert box.right < sketch.width + 1.0, (picture.name, words.text)
            assert box.bottom < sketch.height + 1.0, (picture.name, words.text)


def test_the_same_figure_gives_the_same_file(many: Path, tmp_path: Path) -> None:
    """Drawn twice, a figure is the same SVG byte by byte, without a date."""
    for stem in ("one", "two"):
        for picture in RunResults.read(many).pictures():
            save_figure(picture.figure, tmp_path / f"{stem}_{picture.name}")
    for name in SOURCES:
        one, two = ((tmp_path / f"{stem}_{name}.svg").read_bytes() for stem in ("one", "two"))
        assert one == two
        assert b"<dc:date>" not in one


def test_controls_differ_in_more_than_colour() -> None:
    """Every control but the commonest has a mark of its own, so that colour is not needed."""
    marks = [mark for control, (_, mark, _) in CONTROL.items() if control not in ("Con", None)]
    assert len(set(marks)) == len(marks)
    assert "" not in marks


def test_map_dates_follow_the_period() -> None:
    """The usual months are those that were played; a short run shows its own quarters."""
    full = Setting(Scenario(), 1)
    assert map_dates(full) == ["2007-01", "2012-01", "2017-01", "2018-12"]
    short = Setting(Scenario().with_changes({"period.months": 12}), 1)
    assert map_dates(short) == ["2005-03", "2005-06", "2005-09", "2005-12"]
    assert map_dates(Setting(Scenario().with_changes({"period.months": 1}), 1)) == ["2005-01"]
    assert map_dates(full, ["2010-06"]) == ["2010-06"]
