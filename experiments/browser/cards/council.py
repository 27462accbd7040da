"""The card of a council: who leads and serves it, whom it trusts and why, what it has tried."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np

from experiments.browser.cards.people import Person, chief_of, leader_of
from experiments.browser.cards.talks import TalksCard, talks_card
from experiments.browser.cards.trust import TrustedCouncil, trusted_councils
from experiments.browser.recording.columns import CHIEFS
from experiments.browser.recording.recording import Recording
from experiments.text.numbers import pounds
from simulation.event_kinds import COUNCIL_LEFT
from simulation.months import month_text
from simulation.result.sentences import cause_words, join_names
from simulation.terms import DEPTHS, PARTIES

LEVELS = (0.15, 0.45, 0.75)


@dataclass(frozen=True)
class Spell:
    """A time under one control: first month, date, and party, empty before it existed."""

    month: int
    date: str
    control: str


@dataclass(frozen=True)
class CouncilCard:
    """A council at the end of a month.

    Attributes
    ----------
    row, code, name, tier, county, region
        Which council.
    month, date
        When.
    population, budget
        People, and pounds a year.
    control : str
        One of `simulation.terms.PARTIES`; empty for a council that does not exist.
    control_history : list of Spell
        Control through the years.
    leader, chief : Person or None
        None for a council that does not exist.
    post : str
        How the post of chief executive stands, one of `columns.CHIEFS`.
    stress, culture, wariness : float
        In [0, 1]; culture is 0 for member-led, 1 for officer-led.
    about : str
        Money, ways of working and mood in a sentence.
    trusts : list of TrustedCouncil
        The most trusted first, then those it talks or shares with.
    talks, partnerships : list
        So far, the latest first.
    """

    row: int
    code: str
    name: str
    tier: str
    county: str
    region: str
    month: int
    date: str
    population: int
    budget: float
    control: str
    control_history: list[Spell]
    leader: Person | None
    chief: Person | None
    post: str
    stress: float
    culture: float
    wariness: float
    about: str
    trusts: list[TrustedCouncil]
    talks: list[TalksLine]
    partnerships: list[PartnershipLine]


def council_card(recording: Recording, row: int, month: int) -> CouncilCard:
    """Return the card of a council as it was at the end of a month.

    Parameters
    ----------
    recording : Recording
        The run.
    row, month : int
        The council's row on the map, and a month that was played; -1 is the start. What is not
        there raises an IndexError.
    """
    now, record = recording.councils_at(month)[row], recording.geography.councils.iloc[row]
    culture = float(recording.councils["culture"][row])
    there = now["control"] >= 0
    return CouncilCard(
        row=row,
        code=recording.codes[row],
        name=recording.names[row],
        tier=str(record["tier"]).replace("_", " "),
        county=str(record["county"]),
        region=str(record["region"]),
        month=month,
        date=recording.date(month),
        population=int(record["population"]),
        budget=float(record["net_budget"]),
        control=_party(now["control"]),
        control_history=_spells(recording, row, month),
        leader=leader_of(now, month) if there else None,
        chief=chief_of(recording, row, month) if there else None,
        post=CHIEFS[now["chief"]],
        stress=round(float(now["stress"]), 3),
        culture=round(culture, 3),
        wariness=round(float(now["wariness"]), 3),
        about=_about(recording, row, month),
        trusts=trusted_councils(recording, row, month) if there else [],
        talks=talks_lines(recording, row, month),
        partnerships=partnership_lines(recording, row, month),
    )


def _party(code: int) -> str:
    return PARTIES[code] if code >= 0 else ""


def _spells(recording: Recording, row: int, month: int) -> list[Spell]:
    """Return the stretches of months under one control."""
    control = recording.history(row, month)["control"].tolist()
    spells, start = [], -1
    for code, stretch in groupby(control):
        spells.append(Spell(max(start, 0), recording.date(max(start, 0)), _party(code)))
        start += len(list(stretch))
    return [one for number, one in enumerate(spells) if not number or one != spells[number - 1]]


def _level(value: float, words: tuple[str, str, str, str]) -> str:
    return words[int(np.searchsorted(LEVELS, value, side="right"))]


def _about(recording: Recording, row: int, month: int) -> str:
    """Return money, ways of working and mood in a sentence."""
    now = recording.councils_at(month)[row]
    stress = ("no money trouble", "some money trouble", "money trouble", "great money trouble")
    led = ("strongly led by its members", "led more by its members", "led more by its officers",
           "strongly led by its officers")  # fmt: skip
    words = (
        f"It has {_level(float(now['stress']), stress)} and is "
        f"{_level(float(recording.councils['culture'][row]), led)}"
    )
    if now["wariness"] >= LEVELS[0]:
        words += "; it is still wary after talks that failed"
    if now["slim"] >= LEVELS[1]:
        words += "; it has slimmed its own top team instead of sharing one"
    if now["looking"] >= max(month, 0):
        words += "; it is looking for a partner"
    return f"{words}."


@dataclass(frozen=True)
class TalksLine:
    """Talks or soundings of the council: row in the run, with whom, status, when, in words.

    The month is that of what the sentence says: of the end, or of the beginning of what goes on.
    """

    talks: int
    partner: str
    status: str
    month: int
    sentence: str


@dataclass(frozen=True)
class PartnershipLine:
    """A partnership of the council: row in the run, partners, months, depth, in words.

    The month is that of what the sentence says: of the end, or of the beginning of what goes on.
    """

    partnership: int
    partners: list[str]
    began: int
    ended: int | None
    depth: str
    sentence: str

    @property
    def month(self) -> int:
        """The month of the end, or of the beginning while it lasts."""
        return self.began if self.ended is None else self.ended


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
    return TalksLine(card.talks, partner, card.status, _month_of(card), sentence)


def _month_of(card: TalksCard) -> int:
    """Return the month of what is said of talks: of their end, or of how they stand since."""
    if card.status == "lapsed":
        return card.moments[-1].month
    since = card.first_contact if card.began is None else card.began
    return since if card.ended is None else card.ended


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
            ended = record[partnership]
            words += f"; it ended because {_why(recording, ended['cause'], ended['cause_council'])}"
        else:
            words += f"; it left the others{_left(recording, row, partnership, after)}"
    else:
        words = words.replace("Shared", "Shares").replace(" from ", " since ")
    if depth not in ("none", "chief executive"):
        words += f". They {'went as far as sharing' if over else 'also share'} {_deep(depth)}"
    words += f", saving {pounds(float(last['saving']))} a year together."
    return PartnershipLine(partnership, names, first, after if over else None, depth, words)


def _why(recording: Recording, cause: int, decider: int) -> str:
    """Return why a partnership ended, to follow the word 'because'."""
    return cause_words(int(cause), recording.names[decider] if decider >= 0 else "")


def _left(recording: Recording, row: int, partnership: int, month: int) -> str:
    """Return why a council left a partnership that went on, with the word 'because'."""
    events: Any = recording.events.until(month)
    mine = (events["kind"] == COUNCIL_LEFT) & (events["partnership"] == partnership)
    for event in events[mine & (events["code"] == row) & (events["month"] == month)]:
        return f" because {_why(recording, event['cause'], event['decider'])}"
    return ""


def _deep(depth: str) -> str:
    return "services" if depth == "services" else f"a {depth}"


def _when(recording: Recording, month: int) -> str:
    return month_text(recording.date(month))
