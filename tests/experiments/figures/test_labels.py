"""Labels of figures have room: names on small maps, numbers on axes, steps of a legend."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

from experiments.figures import pairs
from experiments.figures.council_map import MOST_NAMED, draw_states
from experiments.figures.example import MapState
from experiments.figures.style import figure_style, new_figure
from experiments.studies.factors import Factor
from experiments.studies.figures.axes import LETTERS, factor_axis, spaced, tick_of
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


def board(councils: int) -> tuple[np.ndarray, list[str]]:
    """Return places and names of some councils; every fifth has a long name."""
    side = int(np.ceil(np.sqrt(councils)))
    places = np.array([(10.0 * (n % side), 10.0 * (n // side)) for n in range(councils)])
    return places, [LONG if n % 5 == 4 else f"Town {n}" for n in range(councils)]


@pytest.mark.parametrize("councils", [1, 2, 4, 12, 30, 60, 61])
def test_small_maps_carry_names_and_none_lies_on_another(councils: int) -> None:
    """Up to 60 councils have their names, on the map or as numbers that the caption explains."""
    places, names = board(councils)
    state = MapState(["Con"] * councils, [], [])
    with figure_style():
        picture = draw_states(places, [state], SETTING, ["2007-01"], names)
        texts = [one.get_text() for one in picture.figure.axes[0].texts]
        assert overlaps(picture.figure, texts) == []
    named = " ".join(texts).replace("\n", " ") + picture.caption
    assert all(name in named for name in names) == (councils <= MOST_NAMED)


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
    assert spaced(list(values), LETTERS)[0] == values[0]


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
