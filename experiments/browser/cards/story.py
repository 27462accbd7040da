"""The story of a run: its events as sentences, to be filtered and followed to their moment.

latest = story(recording, month, kinds=TURNING_POINTS, council=17, text="trust", most=200)
latest.events[0].sentence, latest.events[0].month, latest.events[0].councils
latest.total               # how many there are, of which the latest `most` are listed
EVENT_GROUPS               # groups of kinds with their titles, for a menu
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import numpy as np

from experiments.browser.recording.recording import TURNING_POINTS, Recording
from simulation.errors import InputError, nearest_name
from simulation.event_kinds import COUNCIL_JOINED, COUNCIL_LEFT, EVENTS
from simulation.months import month_text

EVENT_GROUPS: dict[str, tuple[str, ...]] = {
    "Turning points": TURNING_POINTS,
    "Talks": (
        "approach refused", "looks again", "soundings began", "soundings lapsed", "talks began",
        "talks leaked", "talks stalled", "talks extended", "talks repaired", "candidate proposed",
        "candidate refused", "deadlock", "talks failed", "partnership agreed",
    ),
    "Partnerships": (
        "partnership agreed", "council joined", "team shared", "services shared", "target met",
        "successor agreed", "review to come", "review passed", "council left", "partnership ended",
    ),
    "People and politics": (
        "control changed", "leader changed", "departure announced", "post vacant", "post filled",
    ),
    "Money": ("money trouble", "restructured", "target met"),
    "Everything": tuple(EVENTS),
}  # fmt: skip
"""Groups of kinds of event, for a menu; every kind is in one at least."""

LONGEST = 100
"""Characters of a text that is looked for."""


@dataclass(frozen=True)
class StoryEvent:
    """An event of the story.

    Attributes
    ----------
    number : int
        Of the event in the run: a key that stays.
    month, date, when : int, str, str
        The month, as ``2011-05`` and as ``May 2011``.
    kind : str
        One of `simulation.terms.EVENTS`.
    councils : list of int
        Rows of the councils it concerns.
    talks, partnership : int or None
        Rows in the run of the talks and the partnership it belongs to.
    sentence : str
    """

    number: int
    month: int
    date: str
    when: str
    kind: str
    councils: list[int]
    talks: int | None
    partnership: int | None
    sentence: str


@dataclass(frozen=True)
class Story:
    """Events that pass the filters: the latest first, and how many there are in all."""

    events: list[StoryEvent]
    total: int


def story(
    recording: Recording,
    month: int,
    *,
    kinds: Collection[str] = TURNING_POINTS,
    council: int | None = None,
    text: str = "",
    most: int = 200,
) -> Story:
    """Return the events up to a month that pass the filters, the latest first.

    Parameters
    ----------
    recording : Recording
        The run.
    month : int
        Nothing later is listed.
    kinds : collection of str
        Kinds of event (see `EVENT_GROUPS`).
    council : int or None
        Row of a council that must be concerned.
    text : str
        What the sentence must hold, upper or lower case alike.
    most : int
        How many are returned at most.

    Raises
    ------
    InputError
        For a kind that does not exist.
    """
    rows = recording.events.until(month)
    chosen = np.isin(rows["kind"], [_kind(kind) for kind in kinds])
    if council is not None:
        chosen &= _concerns(rows, council)
    wanted, sentences = text[:LONGEST].casefold().strip(), recording.events.sentences
    numbers = np.flatnonzero(chosen).tolist()
    passing = [one for one in numbers if wanted in sentences[one].casefold()]
    latest = passing[::-1][:most]
    return Story([_event(recording, rows[one], one) for one in latest], len(passing))


def _kind(kind: str) -> int:
    if kind not in EVENTS:
        raise InputError(
            "there is no such kind of event",
            value=kind[:LONGEST],
            allowed=", ".join(EVENTS),
            nearest=nearest_name(kind[:LONGEST], EVENTS),
        )
    return EVENTS.index(kind)


def _concerns(rows: Any, council: int) -> Any:
    """Return which events a council takes part in."""
    moved = np.isin(rows["kind"], (COUNCIL_JOINED, COUNCIL_LEFT)) & (rows["code"] == council)
    return (rows["council"] == council) | (rows["other"] == council) | moved


def _event(recording: Recording, row: Any, number: int) -> StoryEvent:
    month, councils = int(row["month"]), [int(row["council"]), int(row["other"])]
    if row["kind"] in (COUNCIL_JOINED, COUNCIL_LEFT):
        councils.insert(0, int(row["code"]))
    date = recording.date(month)
    return StoryEvent(
        number=number,
        month=month,
        date=date,
        when=month_text(date),
        kind=EVENTS[row["kind"]],
        councils=list(dict.fromkeys(one for one in councils if one >= 0)),
        talks=int(row["talks"]) if row["talks"] >= 0 else None,
        partnership=int(row["partnership"]) if row["partnership"] >= 0 else None,
        sentence=recording.events.sentences[number],
    )
