"""What a council has tried so far: its talks and its partnerships, each in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np

from experiments.browser.cards.talks import TalksCard, talks_card
from experiments.browser.recording.recording import Recording
from experiments.text.numbers import pounds
from simulation.months import month_text
from simulation.result.sentences import join_names
from simulation.terms import DEPTHS, END_REASONS


@dataclass(frozen=True)
class TalksLine:
    """Talks or soundings of the council: row in the run, with whom, status, when, in words."""

    talks: int
    partner: str
    status: str
    first_contact: int
    ended: int | None
    sentence: str


@dataclass(frozen=True)
class PartnershipLine:
    """A partnership of the council: row in the run, partners, months, depth, in words."""

    partnership: int
    partners: list[str]
    began: int
    ended: int | None
    depth: str
    sentence: str


def talks_lines(recording: Recording, row: int, month: int) -> list[TalksLine]:
    """Return the talks and soundings of a council up to a month, the latest first."""
    table = recording.talks.table.rows
    mine = (table["councils"] == row).any(axis=1) & (table["first_contact"] <= month)
    cards = [talks_card(recording, int(one), month) for one in np.flatnonzero(mine)]
    return [_line(card, row) for card in reversed(cards)]


def _line(card: TalksCard, row: int) -> TalksLine:
    partner = card.councils[1 if card.rows[0] == row else 0]
    words = {"soundings": "are sounding each other out", "open": "are in talks"}
    under_way = f"{join_names(card.councils)} {words.get(card.status, 'talked')}."
    sentence = card.ending or under_way
    return TalksLine(card.talks, partner, card.status, card.first_contact, card.ended, sentence)


def partnership_lines(recording: Recording, row: int, month: int) -> list[PartnershipLine]:
    """Return the partnerships of a council up to a month, the latest first."""
    through = recording.history(row, month)["partnership"].tolist()
    lines, month_after = [], -1
    for partnership, stretch in groupby(through):
        first, month_after = month_after, month_after + len(list(stretch))
        if partnership >= 0:
            lines.append(_partnership(recording, row, partnership, (first, month_after), month))
    return lines[::-1]


def _partnership(
    recording: Recording, row: int, partnership: int, months: tuple[int, int], month: int
) -> PartnershipLine:
    """Return what a council shared in some months, the first and the one after the last."""
    first, after = months
    record: Any = recording.partnerships.table.rows
    last = recording.partnerships.series(partnership, after - 1)[-1]
    partners = np.flatnonzero(recording.councils_at(after - 1)["partnership"] == partnership)
    names = [recording.names[one] for one in partners if one != row]
    over = after <= month
    depth = DEPTHS[last["depth"]]
    words = f"Shared a chief executive with {join_names(names)} from {_when(recording, first)}"
    if over:
        words += f" to {_when(recording, after)}"
        if record["ended"][partnership] == after:
            words += f"; it ended because {END_REASONS[record['reason'][partnership]].sentence}"
        else:
            words += "; it left the others"
    else:
        words = words.replace("Shared", "Shares").replace(" from ", " since ")
    if depth not in ("none", "chief executive"):
        words += f". They {'went as far as sharing' if over else 'also share'} {_deep(depth)}"
    words += f", saving {pounds(float(last['saving']))} a year together."
    return PartnershipLine(partnership, names, first, after if over else None, depth, words)


def _deep(depth: str) -> str:
    return "services" if depth == "services" else f"a {depth}"


def _when(recording: Recording, month: int) -> str:
    return month_text(recording.date(month))
