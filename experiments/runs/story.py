"""The story of one run: its partnerships, and its main events as sentences."""

from __future__ import annotations

from typing import Any, NamedTuple

import pandas as pd

from experiments.figures.example import Example
from experiments.text.numbers import listed, pounds
from simulation.event_kinds import EVENTS, TALKS_FAILED
from simulation.months import date_after, month_text, year_of

MAIN = [kind for kind in EVENTS if kind.main]
"""Kinds of event that the story is made of; failures of talks stand beside."""

FAILED = EVENTS[TALKS_FAILED]
MOST_SENTENCES = 600
MOST_PARTNERSHIPS = 150


class Year(NamedTuple):
    """The main events of a year, and the talks that failed in it."""

    year: str
    events: list[tuple[str, str]]
    failures: list[tuple[str, str]]


class PartnershipRow(NamedTuple):
    """A partnership, as a row of the page's table."""

    councils: str
    began: str
    ended: str
    depth: str
    saving: str


def yearly_story(example: Example) -> list[Year]:
    """Return month and sentence of the main events, year by year, up to a readable number."""
    events = example.events[example.events["kind"].isin([*MAIN, FAILED])].head(MOST_SENTENCES)
    years = []
    for year, part in events.groupby(events["date"].map(year_of).astype(str)):
        told = [
            (kind, _told(row)) for kind, row in zip(part["kind"], part.itertuples(), strict=True)
        ]
        years.append(
            Year(
                str(year),
                [sentence for kind, sentence in told if kind != FAILED],
                [sentence for kind, sentence in told if kind == FAILED],
            )
        )
    return years


def _told(row: Any) -> tuple[str, str]:
    return month_text(row.date).split()[0], row.sentence


def partnership_rows(example: Example) -> list[PartnershipRow]:
    """Return the partnerships of a run in the order in which they began."""
    table = example.partnerships.head(MOST_PARTNERSHIPS)
    return [_sharing(example, row) for row in table.itertuples()]


def _sharing(example: Example, row: Any) -> PartnershipRow:
    return PartnershipRow(
        councils=_councils(example, row),
        began=_month(example, row.began),
        ended=_ended(example, row),
        depth=str(row.depth),
        saving=pounds(row.management_saving_year),
    )


def _councils(example: Example, row: Any) -> str:
    """Return the councils that shared to the end, then those that left sooner, each with when."""
    members, left = example.departures(row)
    names = [name for code in members for name in example.names(code)]
    gone = [
        f"{example.names(code)[0]} left in {_month(example, month)}" for code, month in left.items()
    ]
    return "; ".join([listed(names), *gone])


def _month(example: Example, month: int) -> str:
    return month_text(date_after(example.start, int(month)))


def _ended(example: Example, row: Any) -> str:
    if pd.isna(row.ended):
        return "goes on"
    why = f"{row.how}: {row.reason}" if row.how == "by choice" else row.how
    return f"{_month(example, row.ended)} ({why})"
