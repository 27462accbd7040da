"""The card of a council: who leads and serves it, whom it trusts and why, what it has tried."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np

from experiments.browser.career import (
    PartnershipLine,
    TalksLine,
    partnership_lines,
    talks_lines,
)
from experiments.browser.columns import CHIEFS, LEAVING, SHARED, VACANT
from experiments.browser.past import Past, Term
from experiments.browser.recording import Recording
from experiments.text.numbers import plural
from simulation.result.sentences import join_names
from simulation.terms import PARTIES

TRUSTED = 6
"""Councils whose trust a card explains, beside those it talks or shares with."""

TOP_TERMS = 3
"""Terms that the sentence about trust names."""


@dataclass(frozen=True)
class Spell:
    """A time under one control: first month, date, and party, empty before it existed."""

    month: int
    date: str
    control: str


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


@dataclass(frozen=True)
class Trusted:
    """Another council as this one's leader sees it.

    Attributes
    ----------
    row, code, name
        The other council.
    trust : float
        As it stands.
    settles : float
        The level it moves towards, its affinity.
    terms : list of Term
        What that level is made of, largest first; they add up to it.
    sentence : str
        In words.
    """

    row: int
    code: str
    name: str
    trust: float
    settles: float
    terms: list[Term]
    sentence: str


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
    through : list of Spell
        Control through the years.
    leader, chief : Person or None
        None for a council that does not exist.
    post : str
        How the post of chief executive stands, one of `columns.CHIEFS`.
    stress, culture, wariness : float
        In [0, 1]; culture is 0 for member-led, 1 for officer-led.
    about : str
        Money, ways of working and mood in a sentence.
    trusts : list of Trusted
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
    through: list[Spell]
    leader: Person | None
    chief: Person | None
    post: str
    stress: float
    culture: float
    wariness: float
    about: str
    trusts: list[Trusted]
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
    now, given = recording.rows(month)[row], recording.geography.councils.iloc[row]
    culture = float(recording.councils["culture"][row])
    there = now["control"] >= 0
    return CouncilCard(
        row=row,
        code=recording.codes[row],
        name=recording.names[row],
        tier=str(given["tier"]).replace("_", " "),
        county=str(given["county"]),
        region=str(given["region"]),
        month=month,
        date=recording.date(month),
        population=int(given["population"]),
        budget=float(given["net_budget"]),
        control=_party(now["control"]),
        through=_spells(recording, row, month),
        leader=_leader(now, month) if there else None,
        chief=_chief(recording, row, month) if there else None,
        post=CHIEFS[now["chief"]],
        stress=round(float(now["stress"]), 3),
        culture=round(culture, 3),
        wariness=round(float(now["wariness"]), 3),
        about=_about(recording, row, month),
        trusts=_trusts(recording, row, month) if there else [],
        talks=talks_lines(recording, row, month),
        partnerships=partnership_lines(recording, row, month),
    )


def _party(code: int) -> str:
    return PARTIES[code] if code >= 0 else ""


def _spells(recording: Recording, row: int, month: int) -> list[Spell]:
    """Return the stretches of months under one control."""
    control = recording.through(row, month)["control"].tolist()
    spells, start = [], -1
    for code, stretch in groupby(control):
        spells.append(Spell(max(start, 0), recording.date(max(start, 0)), _party(code)))
        start += len(list(stretch))
    return [one for place, one in enumerate(spells) if place == 0 or one != spells[place - 1]]


def _office(since: int, month: int) -> str:
    """Return how long somebody has been in office."""
    months = max(month, 0) - since
    if months < 12:  # noqa: PLR2004 -- months of a year
        return "new in office" if months == 0 else f"{plural(months, 'month')} in office"
    return f"{plural(months // 12, 'year')} in office"


def _leader(now: Any, month: int) -> Person:
    since = int(now["leader_since"])
    number = int(now["leader_number"])
    words = f"{PARTIES[now['lead_party']].adjective.capitalize()} leader, {_office(since, month)}"
    words = words.replace("democrat", "Democrat")
    if number:
        words += f", after {plural(number, 'change')} of leader in this run"
    traits = {name: round(float(now[name]), 3) for name in ("boldness", "persuasion", "style")}
    return Person(since, max(month, 0) - since, f"{words}.", traits)


def _chief(recording: Recording, row: int, month: int) -> Person:
    rows = recording.rows(month)
    now = rows[row]
    since, post = int(now["chief_since"]), int(now["chief"])
    words = f"Chief executive, {_office(since, month)}"
    if post == SHARED:
        others = np.flatnonzero(rows["partnership"] == now["partnership"])
        names = [recording.names[one] for one in others if one != row]
        words = f"Shares its chief executive with {join_names(names)}"
    elif post == LEAVING:
        words += ", has announced to leave"
    elif post == VACANT:
        words = "The post of chief executive is vacant"
    traits = {name: round(float(now[name]), 3) for name in ("ambition", "strength", "skill")}
    return Person(since, max(month, 0) - since, f"{words}.", traits)


LEVELS = (0.15, 0.45, 0.75)


def _level(value: float, words: tuple[str, str, str, str]) -> str:
    return words[int(np.searchsorted(LEVELS, value, side="right"))]


def _about(recording: Recording, row: int, month: int) -> str:
    """Return money, ways of working and mood in a sentence."""
    now = recording.rows(month)[row]
    stress = ("no money trouble", "some money trouble", "money trouble", "great money trouble")
    led = ("strongly led by its members", "led more by its members", "led more by its officers",
           "strongly led by its officers")  # fmt: skip
    words = (
        f"It has {_level(float(now['stress']), stress)} and is "
        f"{_level(float(recording.councils['culture'][row]), led)}"
    )
    if now["wariness"] >= LEVELS[0]:
        words += "; it is still wary after talks that failed"
    return f"{words}."


def _trusts(recording: Recording, row: int, month: int) -> list[Trusted]:
    """Return the councils it trusts most, and those it talks or shares with."""
    past = Past(recording, month)
    targets = past.world.ties.target
    by_trust = sorted(((past.trust(tie), tie) for tie in past.ties_of(row)), reverse=True)
    near = _near(recording, row, month)
    chosen = by_trust[:TRUSTED] + [one for one in by_trust[TRUSTED:] if targets[one[1]] in near]
    return [_trusted(recording, past, trust, tie) for trust, tie in chosen]


def _near(recording: Recording, row: int, month: int) -> set[int]:
    """Return the councils that it talks or shares with."""
    rows = recording.rows(month)
    now = rows[row]
    near: set[int] = set()
    for name in ("talks", "partnership"):
        if now[name] >= 0:
            near.update(np.flatnonzero(rows[name] == now[name]).tolist())
    return near - {row}


def _trusted(recording: Recording, past: Past, trust: float, tie: int) -> Trusted:
    other = int(past.world.ties.target[tie])
    settles, terms = past.affinity(tie), past.terms(tie)
    parts = [term for term in terms if term.name != "level"][:TOP_TERMS]
    told = "; ".join(f"{part.label} {part.value:+.2f}".replace("-", "−") for part in parts)
    way = "rising" if settles > trust + 0.02 else "falling" if settles < trust - 0.02 else "steady"
    towards = "" if way == "steady" else f" towards {settles:.2f}"
    sentence = f"Trust {trust:.2f}, {way}{towards}. It rests mostly on: {told}."
    name = recording.names[other]
    return Trusted(
        other, recording.codes[other], name, round(trust, 4), round(settles, 4), terms, sentence
    )
