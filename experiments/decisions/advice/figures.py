"""The figures of advice: savings, what helps, what it takes, and other partners."""

from __future__ import annotations

import textwrap
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, PercentFormatter

from experiments.decisions.advice.advice import Advice
from experiments.decisions.advice.helps import HARMS, HELPS, OPEN, ranked_by
from experiments.decisions.advice.needed import EVENS
from experiments.decisions.advice.options import PLAN, TRUST
from experiments.figures.chart import Picture, empty_picture
from experiments.figures.style import BLUE, FAINT, RED, SKY, SOFT, new_figure, roomy_figure
from experiments.text.numbers import pounds

MOST_SHOWN = 8
"""Options at either end of the ranking, and partners of either council, that are drawn."""

LETTERS = 38
"""Of a label on a line."""

MARKS = {HELPS: ("o", BLUE), HARMS: ("D", RED), OPEN: ("o", "white")}
"""How a verdict is drawn: full marks are told from chance, empty ones are not."""


def pictures(advice: Advice) -> list[Picture]:
    """Return every figure, in the order of the page; to be called within the style of figures."""
    return [savings(advice), helps(advice), break_even(advice), partners(advice)]


def savings(advice: Advice) -> Picture:
    """Draw savings by year after the agreement, with the band of histories."""
    title, table = "What they would save, if they agree", advice.savings
    if table.empty or table["histories"].iloc[0] < 2:  # noqa: PLR2004 -- a band needs two
        return empty_picture("savings", title, "Too few talks agree in time to tell of savings.")
    figure = new_figure(2.9)
    axes = figure.add_subplot()
    year = table["year"].to_numpy()
    axes.axhline(0.0, color=SOFT, lw=0.8)
    axes.fill_between(year, table["saving_p5"], table["saving_p95"], color=SKY, alpha=0.35, lw=0)
    axes.plot(year, table["saving"], "o-", color=BLUE, label="Saved in the year")
    axes.plot(year, table["net"], "s--", color=RED, label="Saved so far, less set-up")
    axes.set_xticks(year)
    axes.set_xlabel("Year after the agreement")
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: pounds(value)))
    axes.legend(loc="upper left")
    first, last = table.iloc[0], table.iloc[-1]
    return Picture(
        name="savings", title=title, figure=figure,
        alt=f"From {pounds(first['saving'])} in the first year to {pounds(last['saving'])} in year "
        f"{last['year']:.0f}.",
        caption="Both councils together, in the histories in which they agree; a partnership that "
        "has ended saves nothing more and counts. The band holds nine histories in ten.",
        method=f"{first['histories']:.0f} histories with an agreement.",
    )  # fmt: skip


def helps(advice: Advice) -> Picture:
    """Draw by how much each lever, choice and person moves the chance."""
    name, years = ranked_by(advice.setting.years), advice.setting.years
    table = advice.helps
    if len(table) > 2 * MOST_SHOWN:
        table = pd.concat([table.head(MOST_SHOWN), table.tail(MOST_SHOWN)])
    figure = roomy_figure(0.33 * len(table) + 0.8)
    axes = figure.add_subplot()
    axes.axvline(0.0, color=SOFT, lw=0.8)
    for place, row in enumerate(table.to_dict("records")):
        mark, colour = MARKS[str(row["verdict"])]
        axes.plot([row[f"{name}_low"], row[f"{name}_high"]], [place, place], color=SOFT, lw=1.2)
        axes.plot(row[name], place, mark, color=colour, mec=SOFT if colour == "white" else colour)
    _names(axes, table["title"].tolist())
    axes.xaxis.set_major_formatter(
        FuncFormatter(lambda value, _: f"{100 * value:+.0f}".replace("-", "−") if value else "0")
    )
    of = f"they agree, and last {years} years" if years else "they agree"
    axes.set_xlabel(f"Points more of a chance\nthat {of}")
    best = advice.helps.iloc[0]
    return Picture(
        name="helps", title="What would help, and what would harm", figure=figure,
        alt=f"Largest: {best['title']}, {100 * best[name]:+.1f} points.",
        caption="Each against nothing changed. Full marks are told from chance after Holm's "
        "allowance for all tests (circles help, diamonds harm); empty circles are not.",
        method="Each in the same histories, on the same draws; 95% intervals over members of the "
        "posterior, each for itself.",
    )  # fmt: skip


def break_even(advice: Advice) -> Picture:
    """Draw the chance of agreement by trust and by planned length."""
    figure = new_figure(2.7)
    left, right = figure.subplots(1, 2, sharey=True)
    for axes, kind, words in ((left, TRUST, "Trust at the start"),
                              (right, PLAN, "Planned months")):  # fmt: skip
        rows = advice.conditions[advice.conditions["kind"] == kind]
        axes.axhline(EVENS, color=SOFT, lw=0.8, ls=":")
        axes.axhline(advice.agree.value, color=SOFT, lw=0.8, ls="--")
        axes.errorbar(
            rows["level"], rows["agree"], _arms(rows["agree"], rows["low"], rows["high"]),
            fmt="o-", color=BLUE, ecolor=SKY, ms=5,
        )  # fmt: skip
        axes.set_xlabel(words)
    left.xaxis.set_major_formatter(PercentFormatter(1.0, decimals=0))
    right.set_xticks([2, 6, 12, 18])
    left.set_ylim(0.0, 1.0)
    left.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=0))
    left.set_ylabel("Talks that agree")
    top = advice.conditions.loc[advice.conditions["kind"] == TRUST, "agree"].max()
    return Picture(
        name="needed", title="What it would take", figure=figure,
        alt=f"The chance of agreement rises with trust to {top:.0%} at most.",
        caption="Trust of both leaders as talks begin, whatever it would be; and the months for "
        "which talks are planned. Dotted: as likely as not. Dashed: with nothing changed.",
        method="On the same draws; 95% intervals over members of the posterior.",
    )  # fmt: skip


def partners(advice: Advice) -> Picture:
    """Draw the chance of agreement of each council with the partners it would do best with."""
    tables = [_best(one, advice.pair.names) for one in advice.partners]
    if not all(len(one) for one in tables):
        return empty_picture("partners", "Other partners", "Too few histories have them free.")
    figure = roomy_figure(0.34 * sum(len(one) for one in tables) + 1.3)
    upper, lower = figure.subplots(2, 1, sharex=True, height_ratios=[len(one) for one in tables])
    for axes, table, name in zip((upper, lower), tables, advice.pair.names, strict=True):
        place = np.arange(len(table))
        mine = table["other_name"].isin(advice.pair.names).to_numpy()
        axes.barh(place, table["agree"], color=[BLUE if one else FAINT for one in mine], height=0.7,
                  xerr=_arms(table["agree"], table["agree_low"], table["agree_high"]),
                  ecolor=SOFT, edgecolor=SOFT)  # fmt: skip
        _names(axes, table["other_name"].tolist())
        axes.set_title(f"{name} with")
    lower.xaxis.set_major_formatter(PercentFormatter(1.0, decimals=0))
    lower.set_xlim(0.0, None)
    lower.set_xlabel("Talks that agree")
    best = " and ".join(str(one["other_name"].iloc[0]) for one in tables)
    return Picture(
        name="partners", title="Whom else they could talk with", figure=figure,
        alt=f"First for each: {best}.",
        caption="The partners with which talks of each council agree most often, and the pair "
        "of this page, which is dark.",
        method="Talks begun in the same way, in histories in which both are free; 95% intervals "
        "over members of the posterior.",
    )  # fmt: skip


def _best(table: pd.DataFrame, names: tuple[str, str]) -> pd.DataFrame:
    """Return the partners with the highest chances, and the pair of the page wherever it stands."""
    known = table[table["agree"].notna()].reset_index(drop=True)
    return known[(known.index < MOST_SHOWN) | known["other_name"].isin(names)]


def _arms(value: Any, low: Any, high: Any) -> Any:
    """Return how far an interval reaches to either side."""
    arms = np.array([value - low, high - value], dtype=float)
    return np.maximum(np.nan_to_num(arms), 0.0)


def _names(axes: Axes, labels: list[str]) -> None:
    """Name the rows of a figure, from the top."""
    axes.set_yticks(range(len(labels)), [textwrap.fill(one, LETTERS) for one in labels])
    axes.set_ylim(len(labels) - 0.4, -0.6)
