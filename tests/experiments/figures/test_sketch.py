"""What is drawn of runs is what their tables say, in a file that needs no Matplotlib."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pandas as pd
import pytest

from experiments.figures import by_year, councils_sharing, reasons, survival, talk_length
from experiments.figures.chart import Picture, charts, count_charts
from experiments.figures.lettering import text_width
from experiments.figures.pictures import Pictures
from experiments.figures.printing import painted_figure
from experiments.figures.sketch import Dot, Group, Pen, Shape, Sketch, path
from experiments.figures.ticks import count_ticks, percent_ticks
from experiments.report.drawings import inline_svg
from experiments.text.scenario import Setting
from simulation import Scenario, run_ensemble

RUNS = 3
SETTING = Setting(Scenario(), RUNS)
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    """Return the numbers of each chart of a few runs on England."""
    counts = count_charts(run_ensemble(Scenario(), runs=RUNS, seed=1))
    return {one.name: one.reduce(counts[one.name]) for one in charts()}


@pytest.fixture(scope="module")
def pictures(tables: dict[str, pd.DataFrame]) -> dict[str, Picture]:
    """Return the charts of a few runs on England."""
    return {one.name: one.draw(tables[one.name], SETTING) for one in charts()}


def sketch_of(picture: Picture) -> Sketch:
    """Return the drawing of a chart of runs."""
    assert isinstance(picture.figure, Sketch)
    return picture.figure


def group(picture: Picture, name: str) -> Group:
    """Return the marks of one kind in a chart."""
    found = [one for one in sketch_of(picture).items if isinstance(one, Group) and one.name == name]
    assert len(found) == 1
    return found[0]


def boxes(marks: Group) -> np.ndarray:
    """Return left, top, right and bottom of each shape."""
    ends = [(one.trace.lines[0].min(axis=0), one.trace.lines[0].max(axis=0)) for one in marks.items]
    return np.array([[*low, *high] for low, high in ends])


def scale_of(picture: Picture, words: dict[str, float], axis: int) -> tuple[float, float]:
    """Return slope and start of an axis, from where two of its words stand."""
    first, second = words
    places = {}
    for one in sketch_of(picture).words():
        if one.text in words and one.text not in places:
            places[one.text] = (one.x, one.y - 0.36 * one.size)[axis]
    slope = (places[second] - places[first]) / (words[second] - words[first])
    return slope, places[first] - slope * words[first]


def test_bars_are_as_high_as_the_table_says(
    tables: dict[str, pd.DataFrame], pictures: dict[str, Picture]
) -> None:
    """Councils sharing, talks that agreed and those that failed on top of them, year by year."""
    table, picture = tables[by_year.NAME], pictures[by_year.NAME]
    slope, start = scale_of(picture, {"0": 0.0, "20": 20.0}, 1)
    sharing = boxes(group(picture, "councils sharing"))
    assert np.allclose(sharing[:, 3], start, atol=0.01)
    assert np.allclose(sharing[:, 1] - sharing[:, 3], slope * table["sharing"], atol=0.01)
    agreed, failed = (boxes(group(picture, name)) for name in ("talks agreed", "talks failed"))
    assert np.allclose(agreed[:, 1], failed[:, 3])
    high = [one[:, 3] - one[:, 1] for one in (agreed, failed)]
    assert np.allclose(high[0] * table["failed"], high[1] * table["agreed"], atol=0.05)


def test_rows_are_as_long_as_the_table_says(
    tables: dict[str, pd.DataFrame], pictures: dict[str, Picture]
) -> None:
    """Shares of reasons, and the number beside each row is its own."""
    table, picture = tables[reasons.NAME], pictures[reasons.NAME]
    slope, start = scale_of(picture, {"0%": 0.0, "10%": 0.1}, 0)
    talks, vote = (boxes(group(picture, name)) for name in ("in talks", "at the vote"))
    assert np.allclose(vote[:, 2], start + slope * table["share"], atol=0.01)
    assert np.allclose(talks[:, 2], vote[:, 0])
    words = [one.text for one in sketch_of(picture).words()]
    for row in table.itertuples():
        assert f"{row.share:.0%} ({row.failed:,})" in words


def test_bands_hold_the_quantiles_of_the_table(
    tables: dict[str, pd.DataFrame], pictures: dict[str, Picture]
) -> None:
    """The line is the median, and the bands lie between the quantiles, month by month."""
    table, picture = tables[councils_sharing.NAME], pictures[councils_sharing.NAME]
    slope, start = scale_of(picture, {"0": 0.0, "20": 20.0}, 1)
    line = group(picture, "median").items[0].trace.lines[0]
    assert np.allclose(line[:, 1], start + slope * table["median"], atol=0.01)
    for name, low, high in (
        ("90% of runs", "low_90", "high_90"),
        ("50% of runs", "low_50", "high_50"),
    ):
        corners = group(picture, name).items[0].trace.lines[0]
        assert np.allclose(corners[: len(table), 1], start + slope * table[low], atol=0.01)
        assert np.allclose(corners[len(table) :][::-1, 1], start + slope * table[high], atol=0.01)


def test_points_and_their_intervals_stand_where_the_table_says(
    tables: dict[str, pd.DataFrame], pictures: dict[str, Picture]
) -> None:
    """Success by length of talks: each dot its share, each line its interval."""
    table, picture = tables[talk_length.NAME], pictures[talk_length.NAME]
    many = table[table["ended"] >= talk_length.FEW]
    slope, start = scale_of(picture, {"0%": 0.0, "20%": 0.2}, 1)
    marks = group(picture, "share that agreed").items
    dots = np.array([one.y for one in marks if isinstance(one, Dot)])
    lines = np.array([one.trace.lines[0][:, 1] for one in marks if isinstance(one, Shape)])
    assert np.allclose(dots, start + slope * many["share"], atol=0.01)
    assert np.allclose(lines, start + slope * many[["low", "high"]].to_numpy(), atol=0.01)


def test_survival_falls_in_steps(
    tables: dict[str, pd.DataFrame], pictures: dict[str, Picture]
) -> None:
    """The curve stands at a value until the age at which a partnership parts; no end is unknown."""
    table, picture = tables[survival.NAME], pictures[survival.NAME]
    slope, start = scale_of(picture, {"0%": 0.0, "100%": 1.0}, 1)
    curve = group(picture, "survival").items[0].trace.lines[0]
    assert np.allclose(curve[2::2, 1], start + slope * table["survival"], atol=0.01)
    assert ((np.diff(curve, axis=0) == 0).sum(axis=1) >= 1).all()
    assert all("nan" not in sketch_of(one).svg() for one in pictures.values())


def test_a_picture_is_well_formed_and_says_what_is_to_be_seen(
    pictures: dict[str, Picture],
) -> None:
    """As a file and on a page every drawing is XML; there it is an image with its words."""
    for name, one in pictures.items():
        root = ET.fromstring(sketch_of(one).svg())  # noqa: S314 -- our own
        assert root.tag == f"{SVG}svg"
        page = inline_svg(sketch_of(one).svg(), name, one.alt)
        again = ET.fromstring(page)  # noqa: S314 -- our own
        assert again.attrib["role"] == "img"
        assert again[0].text == one.alt
        ids = [part.attrib["id"] for part in again.iter() if "id" in part.attrib]
        assert len(ids) == len(set(ids))
        assert all(part.startswith(f"{name}-") for part in ids)


def test_print_shows_what_the_page_does(pictures: dict[str, Picture], tmp_path: Path) -> None:
    """PNG and PDF hold the same words, in a picture of the same proportions."""
    for picture in pictures.values():
        sketch = sketch_of(picture)
        figure = painted_figure(sketch)
        axes = figure.axes[0]
        assert [one.get_text() for one in axes.texts] == [one.text for one in sketch.words()]
        assert np.allclose(figure.get_size_inches() * 72, (sketch.width, sketch.height))
    for kind, start in (("png", b"\x89PNG"), ("pdf", b"%PDF"), ("svg", b"<?xml")):
        for file in Pictures(list(pictures.values())[:2]).save(tmp_path, kind=kind):
            assert file.read_bytes().startswith(start)


def test_words_are_as_wide_as_reckoned(pictures: dict[str, Picture]) -> None:
    """Room that is kept for words is what DejaVu Sans takes, within a tenth."""
    for picture in pictures.values():
        axes = painted_figure(sketch_of(picture)).axes[0]
        for one, words in zip(axes.texts, sketch_of(picture).words(), strict=True):
            box = one.get_window_extent()
            real = 72 / axes.figure.dpi * (box.height if words.turned else box.width)
            assert text_width(words.text, words.size, bold=words.bold) == pytest.approx(
                real, rel=0.1, abs=1.5
            )


def test_marks_of_an_axis_are_round_and_within_it() -> None:
    """At most so many steps, none beyond the ends, and no two of them say the same."""
    rng = np.random.default_rng(1)
    for high in [*rng.uniform(0.004, 1.5, 200), 1.0]:
        ticks = percent_ticks(0.0, high, 6)
        assert 1 < len(ticks) <= 7
        assert len({words for _, words in ticks}) == len(ticks)
        assert ticks[-1][0] <= high * (1 + 1e-9)
    assert [words for _, words in count_ticks(1.0, 6)] == ["0", "1"]
    assert [words for _, words in count_ticks(2600.0, 3)] == ["0", "1,000", "2,000"]


def test_a_sketch_is_safe_to_stand_on_a_page() -> None:
    """Names from outside are words and nothing else."""
    sketch = Sketch(20.0, [Group([Shape(path([(0, 0), (1, 1)]), Pen(line="#000000"))], '"><x a="')])
    sketch.write_below("<script>alert(1)</script> & more")
    ET.fromstring(sketch.svg())  # noqa: S314 -- our own
    assert "<script" not in sketch.svg()


def test_a_page_of_runs_needs_no_matplotlib(many: Path, tmp_path: Path) -> None:
    """It is not loaded where figures and page are drawn again."""
    ask = (
        "import shutil, sys; from pathlib import Path; from experiments.runs.results import "
        "RunResults; from experiments.runs.page import draw_page; "
        f"place = shutil.copytree({str(many)!r}, {str(tmp_path / 'again')!r}); "
        "draw_page(RunResults.read(Path(place))); assert 'matplotlib' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", ask], check=True)
