"""The leader and the chief executive of a council: who it is, how long in office, which traits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from experiments.browser.recording.columns import (
    CHIEF_COLUMNS,
    LEADER_COLUMNS,
    LEAVING,
    SHARED,
    VACANT,
)
from experiments.browser.recording.recording import Recording
from experiments.text.numbers import plural
from simulation.result.sentences import join_names
from simulation.terms import PARTIES


@dataclass(frozen=True)
class Person:
    """A leader or a chief executive.

    Attributes
    ----------
    since : int
        Month of taking office, below 0 before the first month.
    months : int
        In office.
    sentence : str
        Who it is and how long in office.
    traits : dict of str to float
        In [0, 1].
    """

    since: int
    months: int
    sentence: str
    traits: dict[str, float]


def _office(since: int, month: int) -> str:
    """Return how long somebody has been in office."""
    months = max(month, 0) - since
    if months < 12:  # noqa: PLR2004 -- months of a year
        return "new in office" if months == 0 else f"{plural(months, 'month')} in office"
    return f"{plural(months // 12, 'year')} in office"


def leader_of(council: Any, month: int) -> Person:
    """Return the leader of a council at the end of a month, from its row of that month."""
    since = int(council["leader_since"])
    number = int(council["leader_number"])
    words = (
        f"{PARTIES[council['lead_party']].adjective.capitalize()} leader, {_office(since, month)}"
    )
    words = words.replace("democrat", "Democrat")
    if number:
        words += f", after {plural(number, 'change')} of leader in this run"
    traits = {name: round(float(council[name]), 3) for name in LEADER_COLUMNS}
    return Person(since, max(month, 0) - since, f"{words}.", traits)


def chief_of(recording: Recording, row: int, month: int) -> Person:
    """Return the chief executive of a council, its own or shared, at the end of a month."""
    rows = recording.councils_at(month)
    council = rows[row]
    since, post = int(council["chief_since"]), int(council["chief"])
    words = f"Chief executive, {_office(since, month)}"
    if post == SHARED:
        others = np.flatnonzero(rows["partnership"] == council["partnership"])
        names = [recording.names[one] for one in others if one != row]
        words = f"Shares its chief executive with {join_names(names)}"
    elif post == LEAVING:
        words += ", has announced to leave"
    elif post == VACANT:
        words = "The post of chief executive is vacant"
    traits = {name: round(float(council[name]), 3) for name in CHIEF_COLUMNS}
    return Person(since, max(month, 0) - since, f"{words}.", traits)
