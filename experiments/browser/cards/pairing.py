"""Whom a council could pair with: every council it is tied to, and how the two see each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from experiments.browser.cards.trust import RecordedTrust
from experiments.browser.recording.columns import IN_SOUNDINGS, IN_TALKS
from experiments.browser.recording.recording import Recording
from simulation.result.sentences import join_names
from simulation.terms import PARTIES


@dataclass(frozen=True)
class Candidate:
    """A council that another could share with.

    Attributes
    ----------
    row, name
        Which.
    distance : float
        In km.
    control : str
        Who controls it, one of `simulation.terms.PARTIES`; empty for a council that has ceased.
    trust, returned : float
        What the one's leader trusts the other's, and the reverse, in [0, 1].
    stands : str
        What keeps it busy, or that it is free.
    """

    row: int
    name: str
    distance: float
    control: str
    trust: float
    returned: float
    stands: str


def candidates(recording: Recording, row: int, month: int) -> list[Candidate]:
    """Return every council that a council is tied to, the most trusted first."""
    recorded, now = RecordedTrust(recording, month), recording.councils_at(month)
    ties = recorded.world.ties
    found = []
    for tie in recorded.ties_of(row):
        other = int(ties.target[tie])
        control = int(now[other]["control"])
        found.append(
            Candidate(
                row=other,
                name=recording.names[other],
                distance=float(ties.distance[tie]),
                control=PARTIES[control] if control >= 0 else "",
                trust=recorded.trust(tie),
                returned=recorded.trust(ties.reverse[tie]),
                stands=_stands(recording, now, row, other),
            )
        )
    return sorted(found, key=lambda one: -one.trust)


def _stands(recording: Recording, now: Any, row: int, other: int) -> str:
    """Return what the other council is busy with, from the councils of a month."""
    if now[other]["control"] < 0:
        return "is no more"
    words = {IN_TALKS: "in talks", IN_SOUNDINGS: "in soundings"}
    if now[other]["partnership"] >= 0:
        return f"shares with {_others(recording, now, row, other, 'partnership')}"
    if now[other]["stage"] in words:
        with_whom = _others(recording, now, row, other, "talks")
        return f"{words[int(now[other]['stage'])]} with {with_whom}"
    return "free"


def _others(recording: Recording, now: Any, row: int, other: int, column: str) -> str:
    """Return whom a council shares or talks with; the one that is looked at is 'it'."""
    same = np.flatnonzero(now[column] == now[other][column]).tolist()
    names = ["it" if one == row else recording.names[one] for one in same if one != other]
    return join_names(names) if names else "another"
