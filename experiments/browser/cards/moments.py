"""What happened to talks on the way, how they stood at a month, and how they ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from experiments.browser.recording.recording import Recording
from simulation.event_kinds import EVENTS
from simulation.months import month_of_year, year_of
from simulation.rules.politics import MAY
from simulation.terms import AGREED, FAILED, LAPSED, OPEN, OUTCOMES, SOUNDINGS, WHOLE

ON_THE_WAY = ("control changed", "leader changed", "money trouble", "departure announced",
              "post vacant")  # fmt: skip
"""Events of one of the councils alone that may matter to its talks."""

ENDINGS = ("talks failed", "partnership agreed", "soundings lapsed")
"""Events with which talks or soundings end."""


@dataclass(frozen=True)
class Moment:
    """What happened on the way: when, which kind of event (or ``election``), and in words."""

    month: int
    date: str
    kind: str
    sentence: str


def status_at(recording: Recording, talks: int, month: int) -> str:
    """Return how talks stood at the end of a month, one of `simulation.terms.OUTCOMES`."""
    row = recording.talks.table.rows[talks]
    outcome = int(row["outcome"])
    if outcome in (AGREED, FAILED) and row["ended"] > month:
        outcome = OPEN
    if outcome == OPEN and row["began"] > month:
        outcome = SOUNDINGS
    if outcome == LAPSED and not _events_of(recording, talks, month, ("soundings lapsed",)):
        outcome = SOUNDINGS
    return OUTCOMES[outcome]


def _events_of(recording: Recording, talks: int, month: int, kinds: tuple[str, ...]) -> list[int]:
    """Return the events of some kinds that belong to talks, up to a month."""
    events = recording.events.until(month)
    wanted = np.isin(events["kind"], [EVENTS.index(kind) for kind in kinds])
    return [int(number) for number in np.flatnonzero(wanted & (events["talks"] == talks))]


def ending_sentence(recording: Recording, talks: int, month: int) -> str:
    """Return the sentence of the event with which talks or soundings ended."""
    ended = _events_of(recording, talks, month, ENDINGS)
    if ended:
        return recording.events.sentences[ended[0]]
    return _joined(recording, recording.talks.table.rows[talks], month)


def _joined(recording: Recording, row: Any, month: int) -> str:
    """Return the sentence of talks by which a council joined a partnership of other talks."""
    if row["outcome"] != AGREED or row["ended"] > month:
        return ""
    events = recording.events.until(month)
    there = np.flatnonzero(
        (events["kind"] == EVENTS.index("council joined"))
        & (events["partnership"] == row["partnership"])
        & (events["code"] == row["councils"][0])
        & (events["month"] == row["ended"])
    )
    return recording.events.sentences[there[0]] if len(there) else ""


def moments(recording: Recording, talks: int, month: int) -> list[Moment]:
    """Return what happened on the way, elections among it, in order."""
    row = recording.talks.table.rows[talks]
    first, last = int(row["first_contact"]), _last(recording, talks, month)
    events = recording.events.until(last)
    alone = [EVENTS.index(kind) for kind in ON_THE_WAY]
    pair = np.isin(events["council"], row["councils"]) & np.isin(events["kind"], alone)
    numbers = np.flatnonzero(((events["talks"] == talks) | pair) & (events["month"] >= first))
    happened = [moment_of(recording, number) for number in numbers.tolist()]
    return sorted([*_elections(recording, row, first, last), *happened], key=lambda one: one.month)


def moment_of(recording: Recording, number: int) -> Moment:
    """Return an event of the run as a moment."""
    event, sentence = recording.events.table.rows[number], recording.events.sentences[number]
    month = int(event["month"])
    return Moment(month, recording.date(month), EVENTS[event["kind"]], sentence)


def _last(recording: Recording, talks: int, month: int) -> int:
    """Return the month up to which talks or soundings went, as known at the end of `month`."""
    row = recording.talks.table.rows[talks]
    if row["outcome"] in (AGREED, FAILED):
        return min(int(row["ended"]), month)
    lapsed = _events_of(recording, talks, month, ("soundings lapsed",))
    return int(recording.events.table.rows["month"][lapsed[0]]) if lapsed else month


def _elections(recording: Recording, row: Any, first: int, last: int) -> list[Moment]:
    """Return the elections of the two councils from month `first` to `last`."""
    held = []
    for month in range(first, last + 1):
        date = recording.date(month)
        if month_of_year(date) != MAY:
            continue
        due = recording.geography.elections([year_of(date)])[:, 0]
        for council in (int(one) for one in row["councils"]):
            if due[council]:
                seats = "all its seats" if due[council] == WHOLE else "part of its seats"
                words = f"{recording.names[council]} elected {seats}."
                held.append(Moment(month, date, "election", words))
    return held
