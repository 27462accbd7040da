"""Labels of figures have room: names on small maps, numbers on axes, steps of a legend."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox

from experiments.figures import councils_sharing, pairs
from experiments.figures.chart import write_below
from experiments.figures.council_map import MOST_NAMED, draw_states
from experiments.figures.example import MapState
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
    with figure_style():
        picture = draw_states(towns, [state], SETTING, ["2007-01"])
        texts = [one.get_text() for one in picture.figure.axes[0].texts]
        assert overlaps(picture.figure, texts) == []
    named = " ".join(texts).replace("\n", " ") + picture.caption
    assert all(name in named for name in towns["name"]) == (councils <= MOST_NAMED)


@pytest.mark.parametrize("councils", [12, 60])
def test_a_picture_without_a_caption_says_what_its_numbers_stand_for(councils: int) -> None:
    """What is written below lies on neither map nor legend, and names every council."""
    towns = board(councils)
    state = MapState(["Con"] * councils, [], [(0, 1)])
    with figure_style():
        picture = draw_states(towns, [state], SETTING, ["2007-01"])
        write_below(picture.figure, f"{picture.key} A notice of a few words.")
        picture.figure.draw_without_rendering()
    (below,) = picture.figure.texts
    assert all(name in below.get_text().replace("\n", " ") for name in towns["name"])
    parts = [below.get_window_extent(), picture.figure.legends[0].get_window_extent()]
    parts.append(Bbox.union([axes.get_tightbbox() for axes in picture.figure.axes]))
    assert not any(one.overlaps(other) for one, other in combinations(parts, 2))


@pytest.mark.parametrize("height", [26, 34, 40, 43])
@pytest.mark.parametrize("slope", [-1.0, 0.0, 0.4, 2.0])
def test_the_label_of_a_stock_lies_on_no_line(height: int, slope: float) -> None:
    """Wherever a single run goes, the numbers of the stocks stand beside its line."""
    months = np.arange(168)
    line = np.clip(height + np.round(slope * (months - 84)), 0, 90)
    table = pd.DataFrame({"month": months, "date": "2005-01", "mean": line})
    table = table.assign(**dict.fromkeys(councils_sharing.QUANTILES, line))
    with figure_style():
        picture = councils_sharing.draw(table, Setting(Scenario(), 1))
        picture.figure.draw_without_rendering()
    axes = picture.figure.axes[0]
    path = axes.lines[0].get_path().transformed(axes.lines[0].get_transform())
    boxes = [one.get_window_extent() for one in axes.texts]
    assert [one.get_text() for one in axes.texts] == ["34", "37"]
    assert not any(path.intersects_bbox(box, filled=False) for box in boxes)
    assert not any(box.overlaps(axes.get_legend().get_window_extent()) for box in boxes)


@pytest.mark.parametrize("most", [0.06, 0.12, 0.6, 1.0])
def test_the_legend_of_pairs_fits_the_values(most: float) -> None:
    """Its steps lie between the smallest and the largest chance on the map."""
    likely = pd.DataFrame({"chance": [max(0.05, most / 3), most]})
    _, words = pairs._legend(likely)  # noqa: SLF001 -- what the legend holds
    steps = [float(word.rstrip("%")) / 100 for word in words[:-1]]
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
