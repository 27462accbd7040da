"""The charts of a partnership: its money, its support, its trust and what presses and holds it."""

from __future__ import annotations

from typing import Any

from experiments.browser.cards.partnership import PartnershipCard
from experiments.browser.charts.chart import (
    BLUE,
    DASHED,
    GREEN,
    GREY,
    ORANGE,
    PERCENT,
    PINK,
    RED,
    line,
    whole_ticks,
    year_ticks,
)
from experiments.browser.recording.recording import Recording
from experiments.text.numbers import percent, pounds
from simulation.months import short_month_text

SHORTEST = 12
"""Months that the axis of time shows at least."""

ROOM = 0.2
"""Share of the axis that the first month needs before the first year."""

MARKED = {
    "team shared": "joint team",
    "services shared": "services",
    "council joined": "joined",
    "council left": "left",
    "review passed": "review",
}
"""Moments that the charts mark."""


def partnership_charts(recording: Recording, card: PartnershipCard) -> list[dict[str, Any]]:
    """Return the charts of a partnership month by month; none before its first month."""
    if not card.months:
        return []
    months = [month - card.began for month in card.months]
    last = max(SHORTEST, months[-1])
    dates = [recording.date(card.began + month) for month in range(last + 1)]
    ticks = [
        (0, short_month_text(dates[0])),
        *(one for one in year_ticks(dates) if one[0] > ROOM * last),
    ]
    axis = {"x_range": (0, last), "x_ticks": ticks, "height": 170}
    marks = [
        {"x": one.month - card.began, "label": MARKED[one.kind]}
        for one in card.moments
        if one.kind in MARKED
    ]
    ending = recording.scenario.parameters.ending
    floor, enough = {"they turn below": ending.members_floor}, {"enough": ending.trust_enough}
    return [
        _money(card, months, axis, marks),
        _shares(card, months, axis, "Support of the cooler council",
                {"members": ORANGE, "officers": PINK}, floor),
        _shares(card, months, axis, "Trust of the cooler leader, and fairness to the worse served",
                {"trust": GREEN, "equity": BLUE}, enough),
        _pressure(card, months, axis),
    ]  # fmt: skip


def _money(
    card: PartnershipCard, months: list[int], axis: dict[str, Any], marks: list[dict[str, Any]]
) -> dict[str, Any]:
    """Return net money from the first pound spent, with what was saved and what is reported."""
    kinds = {"gross": (GREY, ""), "observed": (GREY, DASHED), "net": (BLUE, "")}
    labels = {
        "gross": "saved, gross",
        "observed": "as people report it",
        "net": "net of setting up",
    }
    lines = [
        line(months, card.series[name], colour, labels[name], dash=dash)
        for name, (colour, dash) in kinds.items()
    ]
    values = [0.0, *(value for name in kinds for value in card.series[name])]
    low, high = min(values), max(*values, 1.0)
    ticks = [(at, pounds(float(at))) for at, _ in whole_ticks(int(low), int(high), 4)]
    chart = {"title": "Saved so far, and what is left of it", "lines": lines, **axis}
    return {**chart, "y_range": (low, high), "y_ticks": ticks, "marks": marks, "height": 200}


def _shares(
    card: PartnershipCard,
    months: list[int],
    axis: dict[str, Any],
    title: str,
    colours: dict[str, str],
    levels: dict[str, float],
) -> dict[str, Any]:
    names = {"equity": "fairness"}
    lines = [line(months, card.series[name], colour, names.get(name, name))
             for name, colour in colours.items()]  # fmt: skip
    marked = [{"y": value, "label": f"{words} {percent(value)}"} for words, value in levels.items()]
    axes = {**axis, "y_range": (0, 1), "y_ticks": PERCENT}
    return {"title": title, "lines": lines, "levels": marked, **axes}


def _pressure(card: PartnershipCard, months: list[int], axis: dict[str, Any]) -> dict[str, Any]:
    """Return burden and all that adds to it, against what savings and purpose make up for."""
    lines = [
        line(months, card.series["presses"], RED, "burden, distrust, unfairness and coolness"),
        line(months, card.series["holds"], GREEN, "what saving and purpose make up for"),
    ]
    top = max(1.0, *card.series["presses"], *card.series["holds"])
    ticks = [(at, f"{at}×") for at, _ in whole_ticks(0, int(top) + 1, 4)]
    title = "What presses and what holds, in burdens of a plain pair"
    return {"title": title, "lines": lines, **axis, "y_range": (0, top), "y_ticks": ticks}
