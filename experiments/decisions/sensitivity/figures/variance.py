"""What of the differences between single runs is parameters and what is luck."""

from __future__ import annotations

from textwrap import fill

import pandas as pd

from experiments.decisions.sensitivity.indices import APART, COMMON, PARAMETERS
from experiments.decisions.sensitivity.tables import VARIANCE
from experiments.figures.chart import Picture, empty_picture
from experiments.figures.style import BLUE, FAINT, INK, SKY, new_figure
from experiments.statistics.outcomes import outcomes_named
from experiments.studies.figures.axes import errors, value_axis
from experiments.studies.study import Study
from experiments.text.numbers import capital, percent

TITLE = "Parameters and luck"
BARS = {
    PARAMETERS: ("parameters", BLUE, ""),
    COMMON: ("luck that is alike whatever the parameters are", SKY, "///"),
    APART: ("luck that differs with the parameters", FAINT, "..."),
}
"""Of each part its words, colour and hatch, by which it is known in grey."""

LETTERS = 24
CAPTION = (
    "How single runs come to differ: because their parameters differ, or by luck. Luck that is "
    "alike whatever the parameters are cancels where two points are compared on common draws; the "
    "other luck does not."
)
METHOD = (
    "Law of total variance, from products of different runs at the same parameters; 95% bootstrap "
    "intervals over rows."
)


def draw(table: pd.DataFrame, study: Study) -> Picture:
    """Return the figure: three bars with intervals for each outcome that is shown."""
    outcomes = [one for one in outcomes_named(study.shown)
                if table.loc[table["outcome"] == one.name, "value"].notna().any()]  # fmt: skip
    if not outcomes:
        return empty_picture(VARIANCE, TITLE, "Runs do not differ, or too few have an outcome.")
    figure = new_figure(0.95 * len(outcomes) + 1.4)
    axes = figure.add_subplot()
    for place, (part, (words, colour, hatch)) in enumerate(BARS.items()):
        rows = table[table["part"] == part].set_index("outcome")
        rows = rows.loc[[one.name for one in outcomes]]
        at = [4.0 * number + place for number in range(len(outcomes))]
        axes.barh(at, rows["value"], height=0.9, color=colour, hatch=hatch, edgecolor=INK,
                  lw=0.6, label=words)  # fmt: skip
        axes.errorbar(rows["value"], at, xerr=errors(rows), fmt="none", color=INK, elinewidth=1.2,
                      capsize=2.5)  # fmt: skip
    middle = [4.0 * number + 1.0 for number in range(len(outcomes))]
    axes.set_yticks(middle, [fill(capital(one.meaning), LETTERS) for one in outcomes])
    axes.invert_yaxis()
    axes.set_xlim(left=min(0.0, axes.get_xlim()[0]))
    value_axis(axes, "share", which="x")
    axes.set_xlabel("Share of the variance of single runs")
    figure.legend(loc="outside upper left", ncols=1, handlelength=1.6)
    first = table[(table["outcome"] == outcomes[0].name)].set_index("part")["value"]
    share = percent(float(first[PARAMETERS]))
    alt = f"Bars of shares of variance. Of {outcomes[0].meaning}, {share} is parameters."
    return Picture(VARIANCE, TITLE, figure, alt, CAPTION, METHOD)
