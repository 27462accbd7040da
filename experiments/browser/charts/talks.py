"""The charts of talks: month by month against what the vote needs, and side by side for what if."""

from __future__ import annotations

from typing import Any

from experiments.browser.cards.talks import TalksCard
from experiments.browser.cards.what_if import WhatIf
from experiments.browser.charts.chart import (
    BLUE,
    DASHED,
    GREEN,
    GREY,
    ORANGE,
    PERCENT,
    PINK,
    line,
    whole_ticks,
)
from experiments.text.numbers import percent, small

SHORTEST = 6
"""Months that the axis of talks shows at least."""

MARKED = {
    "leader changed": "leader gone",
    "talks leaked": "leak",
    "election": "election",
    "deadlock": "deadlock",
    "talks stalled": "stalled",
    "talks extended": "put off",
    "talks repaired": "repaired",
    "candidate refused": "candidate refused",
}
"""Moments that the charts mark."""

COMPARED = {
    "Vision and the lower trust, side by side": (("vision", BLUE), ("trust", GREEN)),
    "The cooler members and officers, side by side": (("members", ORANGE), ("officers", PINK)),
}
"""What a "what if?" draws, by title."""


def talks_charts(card: TalksCard) -> list[dict[str, Any]]:
    """Return the charts of vision, trust and momentum, and of members and officers."""
    series, first, second = card.series, *card.councils
    values, needed = series.values, series.needed
    last = max([SHORTEST, card.planned or 0, *series.months])
    frame = {**_axes(last), "marks": _marks(card), "height": 190}
    will = [
        line(series.months, values["vision"], BLUE, "vision"),
        line(series.months, values["trust_asker"], GREEN, f"trust of {first}"),
        line(series.months, values["trust_asked"], GREEN, f"trust of {second}", dash=DASHED),
        line(series.months, values["momentum"], GREY, "momentum"),
    ]
    people = [
        line(series.months, values["members_asker"], ORANGE, f"members of {first}"),
        line(series.months, values["members_asked"], ORANGE, f"members of {second}", dash=DASHED),
        line(series.months, values["officers_asker"], PINK, f"officers of {first}"),
        line(series.months, values["officers_asked"], PINK, f"officers of {second}", dash=DASHED),
    ]
    return [
        {"title": "Vision, trust and momentum, by month of talks", "lines": will, **frame,
         "levels": _levels(needed, "vision", "trust")},
        {"title": "Members and officers, against what is needed", "lines": people, **frame,
         "levels": _levels(needed, "members", "officers")},
    ]  # fmt: skip


def _axes(last: int) -> dict[str, Any]:
    """Return the axes of shares over months of talks."""
    ticks = whole_ticks(0, last)
    axes = {"x_range": (0, last), "y_range": (0, 1), "x_ticks": ticks, "y_ticks": PERCENT}
    return {**axes, "across": "month of talks"}


def _marks(card: TalksCard) -> list[dict[str, Any]]:
    """Return the moments that are marked, and the planned end."""
    began = card.began or 0
    marks: list[dict[str, Any]] = [
        {"x": one.month - began, "label": MARKED[one.kind]}
        for one in card.moments
        if one.kind in MARKED and one.month >= began
    ]
    if card.planned is not None:
        marks.append({"x": card.planned, "label": "planned end"})
    return marks


def _levels(needed: dict[str, float], *names: str) -> list[dict[str, Any]]:
    """Return what is needed; two that are the same share one line."""
    same: dict[float, list[str]] = {}
    for name in names:
        same.setdefault(round(needed[name], 3), []).append(name)
    levels = ((value, " and ".join(words)) for value, words in same.items())
    return [{"y": value, "label": f"{words} needed: {percent(value)}"} for value, words in levels]


def what_if_charts(replay: WhatIf) -> list[dict[str, Any]]:
    """Return charts with talks as they were and as they would have been."""
    cards = (replay.before, replay.after)
    last = max([SHORTEST, *(month for card in cards for month in card.series.months)])
    axes, charts = {**_axes(last), "height": 170}, []
    for title, names in COMPARED.items():
        lines = [
            line(card.series.months, _lower(card, name), colour, f"{name}, {when}", dash=dash)
            for name, colour in names
            for card, when, dash in zip(cards, map(small, replay.titles), ("", DASHED), strict=True)
        ]
        needed = {name: replay.before.series.needed[name] for name, _ in names}
        charts.append({"title": title, "lines": lines, "levels": _levels(needed, *needed), **axes})
    return charts


def _lower(card: TalksCard, name: str) -> list[float]:
    """Return a series; of two sides the lower, month by month."""
    values = card.series.values
    if name in values:
        return values[name]
    pairs = zip(values[f"{name}_asker"], values[f"{name}_asked"], strict=True)
    return [min(pair) for pair in pairs]
