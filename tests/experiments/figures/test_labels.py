"""Labels of figures have room: names on small maps, numbers on axes, steps of a legend."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure
from matplotlib.path import Path
from matplotlib.transforms import Bbox

from experiments.figures import councils_sharing, pairs
from experiments.figures.chart import Picture, write_below
from experiments.figures.council_map import MOST_NAMED, draw_states
from experiments.figures.example import MapState
from experiments.figures.sketch import Group, Sketch
from experiments.figures.style import figure_style, new_figure
from experiments.studies.factors import Factor
from experiments.studies.figures.axes import LETTERS, factor_axis, roomy_ticks, tick_of
from experiments.text.scenario import Setting
from simulation import Scenario

SETTING = Setting(Scenario(), 40)
LONG = "Bournemouth Christchurch and Wolverhampton"


def overlaps(figure: Figure, texts: list[str]) -> list[tuple[str, str]]:
    """Return which of some texts lie on one another."""
    figure.draw_without_rendering()
    boxes = [
        (one.get_text(), one.get_window_extent())
        for axes in figure.axes
        for one in (*axes.texts, *axes.get_xticklabels())
        if one.get_text() in texts
    ]
    return [(a, b) for (a, one), (b, other) in combinations(boxes, 2) if one.overlaps(other)]


def sketch_of(picture: Picture) -> Sketch:
    """Return the drawing of a chart of runs."""
    assert isinstance(picture.figure, Sketch)
    return picture.figure


def board(councils: int) -> pd.DataFrame:
    """Return some councils; every fifth has a long name."""
    side = int(np.ceil(np.sqrt(councils)))
    rows = [
        (f"X{n}", LONG if n % 5 == 4 else f"Town {n}", 10.0 * (n % side), 10.0 * (n // side))
        for n in range(councils)
    ]
    table = pd.DataFrame(rows, columns=["code", "name", "x_km", "y_km"])
    return table.assign(tier="shire_district", county="")


@pytest.mark.parametrize("councils", [1, 2, 4, 12, 30, 60, 61])
def test_small_maps_carry_names_and_none_lies_on_another(councils: int) -> None:
    """Up to 60 councils have their names, on the map or as numbers that the caption explains."""
    towns = board(councils)
    state = MapState(["Con"] * councils, [], [])
    picture = draw_states(towns, [state], SETTING, ["2007-01"])
    written = [one for one in sketch_of(picture).words() if one.paper]
    assert not any(one.box.meets(other.box) for one, other in combinations(written, 2))
    named = " ".join(one.text for one in written) + picture.caption
    assert all(name in named for name in towns["name"]) == (councils <= MOST_NAMED)


@pytest.mark.parametrize("councils", [12, 60])
def test_a_picture_without_a_caption_says_what_its_numbers_stand_for(councils: int) -> None:
    """What is written below lies on neither map nor legend, and names every council."""
    towns = board(councils)
    state = MapState(["Con"] * councils, [], [(0, 1)])
    picture = draw_states(towns, [state], SETTING, ["2007-01"])
    sketch = sketch_of(picture)
    before, height = sketch.words(), sketch.height
    write_below(sketch, f"{picture.key} A notice of a few words.")
    below = sketch.words()[len(before) :]
    assert all(name in " ".join(one.text for one in below) for name in towns["name"])
    assert max(one.box.bottom for one in before) <= height <= min(one.box.top for one in below)
    assert max(one.box.bottom for one in below) <= sketch.height


@pytest.mark.parametrize("height", [26, 34, 40, 43])
@pytest.mark.parametrize("slope", [-1.0, 0.0, 0.4, 2.0])
def test_the_label_of_a_stock_lies_on_no_line(height: int, slope: float) -> None:
    """Wherever a single run goes, the numbers of the stocks stand beside its line."""
    months = np.arange(168)
    line = np.clip(height + np.round(slope * (months - 84)), 0, 90)
    table = pd.DataFrame({"month": months, "date": "2005-01", "mean": line})
    table = table.assign(**dict.fromkeys(councils_sharing.QUANTILES, line))
    sketch = sketch_of(councils_sharing.draw(table, Setting(Scenario(), 1)))
    (run,) = (one for one in sketch.items if isinstance(one, Group) and one.name == "this run")
    path = Path(run.items[0].trace.lines[0])
    numbers = [one for one in sketch.words() if one.bold]
    assert [one.text for one in numbers] == ["34", "37"]
    keys = [one for one in sketch.words() if one.text in ("this run", "(SF001, SF002)")]
    for one in numbers:
        box = one.box
        assert not path.intersects_bbox(Bbox.from_extents(*box), filled=False)
        assert not any(box.meets(other.box) for other in keys)
    assert not numbers[0].box.meets(numbers[1].box)


@pytest.mark.parametrize("most", [0.06, 0.12, 0.6, 1.0])
def test_the_legend_of_pairs_fits_the_values(most: float) -> None:
    """Its steps lie between the smallest and the largest chance on the map."""
    likely = pd.DataFrame({"chance": [max(0.05, most / 3), most]})
    keys = pairs._keys(likely)  # noqa: SLF001 -- what the legend holds
    steps = [float(key.label.split("%")[0]) / 100 for key in keys]
    assert steps
    assert max(steps) <= most + 0.005
    assert all(a < b for a, b in pairwise(steps))


@pytest.mark.parametrize(
    "values",
    [
        tuple(range(1, 19)),
        (0.0, 0.001, 0.002, 1.0),
        (0.0, 0.004265, 0.008742, 0.013452, 0.073515),
        (100_000.0, 125_000.0, 150_000.0, 1_000_000.0),
        tuple(float(n) for n in range(60)),
    ],
)
def test_numbers_on_the_axis_of_a_factor_do_not_overlap(values: tuple[float, ...]) -> None:
    """Of many or uneven values so many are written as have room."""
    with figure_style():
        figure = new_figure(2.0)
        axes = figure.add_subplot()
        factor_axis(axes, Factor("a", "lever", "A", values=values))
        axes.set_xlim(min(values), max(values))
        assert overlaps(figure, [tick_of(value) for value in values]) == []
    assert roomy_ticks(list(values), LETTERS)[0] == values[0]


def test_long_names_on_the_axis_of_a_factor_do_not_overlap() -> None:
    """Names of many values stand upright where there is no room side by side."""
    names = ("chief executive", "team from the start", "whole organisation", "mixed", "none at all",
             "anything else", "something quite long")  # fmt: skip
    with figure_style():
        figure = new_figure(3.0)
        axes = figure.add_subplot()
        axes.set_xlim(-0.5, 6.5)
        factor_axis(axes, Factor("a", "lever", "A", values=names))
        texts = [one.get_text() for one in axes.get_xticklabels()]
        assert overlaps(figure, texts) == []
