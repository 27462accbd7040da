"""What the tab of talks is given: a list of talks, or one of them with its charts."""

from __future__ import annotations

from typing import Any

from experiments.browser.cards.moments import status_at
from experiments.browser.cards.talks import TalksCard
from experiments.browser.cards.what_if import WhatIf
from experiments.browser.charts.chart import (
    BLUE,
    DASHED,
    GREEN,
    GREY,
    ORANGE,
    PINK,
    SHARES,
    line,
    whole_ticks,
)
from experiments.browser.recording.recording import Recording
from simulation.terms import REASONS

FORMAL = ("open", "agreed", "failed")
SHORTEST = 6
"""Months that the axis of talks shows at least."""

MARKED = {
    "leader changed": "leader gone",
    "talks leaked": "leak",
    "election": "election",
    "deadlock": "deadlock",
    "talks stalled": "stalled",
    "talks repaired": "repaired",
    "candidate refused": "candidate refused",
}
"""Moments that the charts mark."""


def talks_list(recording: Recording, month: int) -> list[dict[str, Any]]:
    """Return the formal talks that had begun by a month, the latest first."""
    found = []
    for number, row in enumerate(recording.talks.table.rows):
        if not 0 <= row["began"] <= month:
            continue
        status = status_at(recording, number, month)
        if status in FORMAL:
            found.append(_listed(recording, number, row, status, month))
    return sorted(found, key=lambda one: (one["date"], one["talks"]), reverse=True)


def _listed(recording: Recording, number: int, row: Any, status: str, month: int) -> dict[str, Any]:
    last = month if status == "open" else int(row["ended"])
    return {
        "talks": number,
        "date": recording.date(int(row["began"])),
        "names": " and ".join(recording.names[int(one)] for one in row["councils"]),
        "months": last - int(row["began"]),
        "status": status,
        "reason": REASONS[row["reason"]] if status == "failed" else "",
    }


def head(card: TalksCard) -> dict[str, Any]:
    """Return the top of the card of talks."""
    return {
        "councils": card.councils,
        "rows": card.rows,
        "status": card.status + (" at the vote" if card.stage == "vote" else ""),
        "tone": card.status,
        "ending": card.ending,
        "ruling": card.ruling.sentence if card.ruling else "",
        "sources": f"({', '.join(card.ruling.sources)})" if card.ruling else "",
        "tellings": [account.sentence for account in card.accounts],
        "facts": card.facts,
        "gates": [
            {
                "name": gate.label,
                "value": f"{gate.value:.2f}",
                "needed": f"{gate.needed:.2f}",
                "met": gate.met,
            }
            for gate in card.gates
        ],
    }


def moments(card: TalksCard) -> list[dict[str, Any]]:
    """Return what happened on the way, each with its month."""
    return [
        {"month": one.month, "date": one.date, "sentence": one.sentence, "talks": card.talks}
        for one in card.moments
    ]


def charts(card: TalksCard) -> list[dict[str, Any]]:
    """Return the charts of vision, trust and momentum, and of members and officers."""
    series, first, second = card.series, *card.councils
    values, needed = series.values, series.needed
    axis = _axis(card)
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
        {"title": "Vision, trust and momentum, by month of talks", "lines": will, **axis,
         "levels": _levels(needed, "vision", "trust")},
        {"title": "Members and officers, against what is needed", "lines": people, **axis,
         "levels": _levels(needed, "members", "officers")},
    ]  # fmt: skip


def _axis(card: TalksCard) -> dict[str, Any]:
    began = card.began or 0
    last = max([SHORTEST, card.planned or 0, *card.series.months])
    marks = [
        {"x": one.month - began, "label": MARKED[one.kind]}
        for one in card.moments
        if one.kind in MARKED and one.month >= began
    ]
    if card.planned is not None:
        marks.append({"x": card.planned, "label": "planned end"})
    return {
        "x_range": (0, last),
        "y_range": (0, 1),
        "x_ticks": whole_ticks(0, last),
        "y_ticks": SHARES,
        "marks": marks,
        "height": 190,
    }


def _levels(needed: dict[str, float], *names: str) -> list[dict[str, Any]]:
    """Return what is needed; two that are the same share one line."""
    found: dict[float, list[str]] = {}
    for name in names:
        found.setdefault(round(needed[name], 3), []).append(name)
    return [
        {"y": value, "label": f"{' and '.join(words)} needed: {value:g}"}
        for value, words in found.items()
    ]


def sides(told: WhatIf) -> list[dict[str, str]]:
    """Return how talks ended as they were, and with the change."""
    plays = (
        ("As it was", told.before, told.followed_before),
        (told.title, told.after, told.followed_after),
    )
    return [
        {"title": title, "ending": f"{card.ending or 'Still in talks.'} {followed}".strip()}
        for title, card, followed in plays
    ]


def side_by_side(told: WhatIf) -> list[dict[str, Any]]:
    """Return charts with talks as they were and as they would have been."""
    cards = (told.before, told.after)
    last = max([SHORTEST, *(month for card in cards for month in card.series.months)])
    axis = {"x_range": (0, last), "y_range": (0, 1), "x_ticks": whole_ticks(0, last),
            "y_ticks": SHARES, "height": 170}  # fmt: skip
    found = []
    for title, names in COMPARED.items():
        lines = [
            line(card.series.months, _least(card, name), colour, f"{name}, {when}", dash=dash)
            for name, colour in names
            for card, when, dash in zip(cards, ("as it was", "changed"), ("", DASHED), strict=True)
        ]
        needed = {name: told.before.series.needed[name] for name, _ in names}
        found.append({"title": title, "lines": lines, "levels": _levels(needed, *needed), **axis})
    return found


def _least(card: TalksCard, name: str) -> list[float]:
    """Return a series; of two sides the lower, month by month."""
    values = card.series.values
    if name in values:
        return values[name]
    pairs = zip(values[f"{name}_asker"], values[f"{name}_asked"], strict=True)
    return [min(pair) for pair in pairs]


COMPARED = {
    "Vision and the lower trust, side by side": (("vision", BLUE), ("trust", GREEN)),
    "The cooler members and officers, side by side": (("members", ORANGE), ("officers", PINK)),
}
"""What a "what if?" draws, by title."""
