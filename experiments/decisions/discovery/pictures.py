"""The figures of a discovery: the boxes to choose from, and the limits of the chosen one."""

from __future__ import annotations

from textwrap import fill
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.decisions.discovery.boxes import HIGH, LOW, ONLY, Limit, Step
from experiments.decisions.discovery.discovery import Discovery
from experiments.decisions.discovery.sentences import ORDINALS, unit_words
from experiments.decisions.discovery.words import box_clauses, limits_by_column, side_words
from experiments.figures.chart import Picture, empty_picture
from experiments.figures.style import (
    BLUE,
    INK,
    PAPER,
    RED,
    SMALL,
    SOFT,
    figure_style,
    new_figure,
    roomy_figure,
)
from experiments.studies.figures.axes import value_axis
from experiments.text.numbers import capital, percent, significant

LETTERS = 66
"""Letters of a label above a bar."""

ROOM = 0.06
"""Of either axis, between the numbers of two boxes."""

ROW, LINE = 0.62, 0.17
"""Height of a bar with the words below it, and of each line of the label above, in inches."""

FEW = 5
"""Names up to which each is written below the bar."""

NOTHING = "No box was found that chance would not give, so there is none to draw."


def pictures(discovery: Discovery) -> list[Picture]:
    """Return the figures of a discovery."""
    with figure_style():
        further = [
            _limits(discovery, one.box, number) for number, one in enumerate(discovery.further, 2)
        ]
        return [_trajectory(discovery), _first_limits(discovery), *further]


def _trajectory(discovery: Discovery) -> Picture:
    """Return coverage and density of every box that could be chosen."""
    steps, number = discovery.steps, discovery.number
    ends = [f"coverage {percent(one.coverage)}, density {percent(one.density)}"
            for one in (steps[0], steps[-1])]  # fmt: skip
    return Picture(
        name="trajectory",
        title="The boxes to choose from",
        figure=_steps(discovery),
        alt=(
            f"A line of {len(steps)} boxes, from all cases ({ends[0]}) to the smallest "
            f"({ends[1]}); chosen is box {number}."
        ),
        caption=(
            f"Each point is a box, by its number; each next one has a slice less. The diamond is "
            f"box {number}, of which this page tells, before what chance would give too was taken "
            "off; --box N tells of another. Denser boxes hold fewer of the cases that meet the "
            "condition: how much of one is worth how much of the other is the reader's to say."
        ),
        method=(
            "PRIM (Friedman and Fisher 1999): of all columns and sides the slice of at least 5% "
            "of the box goes whose loss raises density most for each case lost. Unless another is "
            "asked for, the box is taken whose coverage exceeds its share of all cases by most."
        ),
    )


def _steps(discovery: Discovery) -> Figure:
    steps, rate = discovery.steps, discovery.cases.rate
    coverage = np.array([step.coverage for step in steps])
    density = np.array([step.density for step in steps])
    figure = new_figure(4.2)
    axes = figure.add_subplot()
    axes.axhline(rate, color=SOFT, lw=1.0, ls=(0, (4, 3)))
    axes.annotate(f"all cases: {percent(rate)}", (0.0, rate), (2, 4), color=SOFT, fontsize=SMALL,
                  textcoords="offset points")  # fmt: skip
    axes.plot(
        coverage, density, "-o", color=BLUE, lw=0.8, ms=4.5, mec=PAPER, mew=0.5, clip_on=False
    )
    chosen = steps[discovery.number]
    axes.plot(chosen.coverage, chosen.density, "D", ms=10, mfc="none", mec=RED, mew=1.8,
              clip_on=False)  # fmt: skip
    _numbers(axes, coverage, density, discovery.number)
    axes.set_xlim(0.0, 1.02)
    axes.set_ylim(0.0, max(1.04 * float(density.max()), 0.1))
    for which in ("x", "y"):
        value_axis(axes, "share", which=which)
    axes.set_xlabel("Coverage: of the cases that meet it, those in the box")
    axes.set_ylabel("Density: of the cases in the box,\nthose that meet the condition")
    axes.grid(visible=True)
    axes.set_axisbelow(True)
    return figure


def _numbers(axes: Axes, coverage: Any, density: Any, chosen: int) -> None:
    """Write the numbers of boxes beside their points, as far as there is room."""
    top = max(float(density.max()), 0.1)
    written: list[tuple[float, float]] = []
    order = [chosen, len(coverage) - 1, *range(len(coverage))]
    for number in dict.fromkeys(order):
        at = float(coverage[number]), float(density[number]) / top
        if any(abs(at[0] - x) < ROOM and abs(at[1] - y) < ROOM for x, y in written):
            continue
        written.append(at)
        colour, place = RED if number == chosen else INK, (coverage[number], density[number])
        axes.annotate(
            str(number), place, (6, 5), textcoords="offset points", fontsize=SMALL, color=colour
        )


def _first_limits(discovery: Discovery) -> Picture:
    """Return the limits of the first box, or that there is none."""
    if discovery.is_something:
        return _limits(discovery, discovery.box, 1)
    return empty_picture("limits", TITLES[0], NOTHING)


TITLES = ("What limits the box", "What limits the {} box, in what those before leave")
"""Of the first and of a further box."""


def _limits(discovery: Discovery, box: Step, region: int) -> Picture:
    """Return the limits of a box within the range of each column."""
    first = region == 1
    labels = {
        place: fill(
            f"{capital(discovery.cases.columns[place].label)}: "
            f"{side_words(discovery.cases, place, sides)}",
            LETTERS,
        )
        for place, sides in limits_by_column(box.box).items()
    }
    lines = sum(1 + label.count("\n") for label in labels.values())
    figure = roomy_figure(0.25 + ROW * len(labels) + LINE * lines)
    axes = figure.add_subplot()
    height = 0.0
    for place, sides in reversed(limits_by_column(box.box).items()):
        _bar(axes, discovery, height, place, sides, labels[place])
        height += 1.0 + LINE / ROW * (1 + labels[place].count("\n"))
    axes.set_xlim(-0.01, 1.01)
    axes.set_ylim(-0.6, height - 0.6)
    axes.set_axis_off()
    clauses = ", ".join(box_clauses(box.box, discovery.cases))
    return Picture(
        name="limits" if first else f"limits_{region}",
        title=TITLES[not first].format(ORDINALS[region - 1]),
        figure=figure,
        alt=f"A bar for each limited column: {clauses}.",
        caption=(
            f"The grey line is what {unit_words(discovery)} have in this study, from its lowest to "
            "its highest value; the thick bar is what lies in the box."
        ),
        method=(
            "A limit stays if its like is found in no more than 5% of permutations within the "
            "other limits: of members with all their runs, or of the points at which each plays, "
            "so that no case counts as independent of those that share its member or draws."
        ),
    )


def _bar(
    axes: Axes, discovery: Discovery, height: float, place: int, sides: dict[str, Limit], label: str
) -> None:
    column, levels = discovery.cases.columns[place], discovery.cases.levels[place]
    if ONLY in sides:
        spots = np.linspace(0.0, 1.0, len(levels))
        inside = [int(np.flatnonzero(levels == one)[0]) for one in sides[ONLY].inside]
        axes.plot(spots, [height] * len(spots), "o", mfc=PAPER, mec=SOFT, ms=9, clip_on=False)
        axes.plot(spots[inside], [height] * len(inside), "s", color=BLUE, ms=9, clip_on=False)
        ends = (column.values[int(levels[0])], column.values[int(levels[-1])])
        for x, one in list(zip(spots, levels, strict=True))[1:-1] if len(levels) <= FEW else ():
            name = column.values[int(one)]
            axes.text(x, height - 0.24, name, va="top", ha="center", fontsize=SMALL, color=SOFT)
    else:
        first, width = float(levels[0]), float(levels[-1] - levels[0])
        low = sides[LOW].value if LOW in sides else levels[0]
        high = sides[HIGH].value if HIGH in sides else levels[-1]
        at = [(float(value) - first) / width for value in (low, high)]
        axes.plot([0, 1], [height, height], color=SOFT, lw=1.0)
        axes.plot(at, [height, height], color=BLUE, lw=7, solid_capstyle="butt")
        axes.plot(at, [height, height], "|", color=INK, ms=13, mew=1.4)
        ends = (significant(float(levels[0])), significant(float(levels[-1])))
    axes.text(0.0, height + 0.22, label, va="bottom", ha="left")
    for x, end, side in ((0.0, ends[0], "left"), (1.0, ends[1], "right")):
        axes.text(x, height - 0.24, end, va="top", ha=side, fontsize=SMALL, color=SOFT)
