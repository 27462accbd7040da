"""Whom a council trusts at the end of a recorded month, and what that trust rests on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np

from experiments.browser.recording.recording import Recording
from experiments.text.numbers import percent, points
from simulation.catalogue import evidence_rows, parameter_entries
from simulation.parameters.contact import Affinity
from simulation.rules.start import steady_affinity
from simulation.rules.trust import affinity, trust_now
from simulation.world.books import Scratch
from simulation.world.outside import Calendar
from simulation.world.schema import empty, views
from simulation.world.tables import Councils, Leaders, Ties

SMALL = 2.0**-10
"""Share of a coefficient at which its term is measured, so that no bound of affinity is met."""

MIDPOINT = 0.5
"""Level of affinity about which it is measured, furthest from both bounds."""

TRUSTED = 6
"""Councils whose trust a card explains, beside those it talks or shares with."""

TOP_TERMS = 3
"""Terms that the sentence about trust names."""

STEADY = 0.02
"""How near to its affinity trust counts as steady."""

TERM_WORDS = {
    "level": "councils like one another",
    "chemistry": "how the two leaders get on",
    "profile": "unlike deprivation",
    "stress": "unlike money trouble",
    "culture": "unlike ways of working",
    "mismatch": "control by other parties",
    "distance": "distance",
    "same_county": "one county",
    "services": "services already shared",
    "joint_bid": "a joint bid in the past",
    "size": "a larger partner",
    "noise": "what else sets the two apart",
    "rivalry": "rivalry of neighbours",
    "cross_tier": "another tier",
}
"""The terms of affinity in short; others go by the name of their parameter."""


@dataclass(frozen=True)
class Term:
    """One part of what affinity is made of.

    Attributes
    ----------
    name : str
        Of its parameter in the group `affinity`.
    label : str
        In short words.
    value : float
        What it adds to or takes from the level at which trust settles.
    meaning, sources
        From the declaration of the parameter.
    """

    name: str
    label: str
    value: float
    meaning: str
    sources: tuple[str, ...]


class RecordedTrust:
    """Trust and affinity along ties at the end of a recorded month, by the rules themselves.

    Parameters
    ----------
    recording : Recording
        A run.
    month : int
        A month that was played; -1 is the start.
    """

    def __init__(self, recording: Recording, month: int) -> None:
        self.month = max(month, 0)
        self.parameters = recording.scenario.parameters
        rows, councils = recording.councils_at(month), recording.councils.copy()
        councils["stress"], councils["control"] = rows["stress"], rows["control"]
        leaders = empty(Leaders, len(councils))
        leaders["style"], leaders["since"] = rows["style"], rows["leader_since"]
        self.world: Any = _World(
            councils=views(Councils, councils),
            leaders=views(Leaders, leaders),
            ties=views(Ties, recording.ties.at(month)),
            calendar=views(Calendar, recording.calendar),
            scratch=views(Scratch, recording.scratch),
        )

    def ties_of(self, council: int) -> range:
        """Return the ties that begin at a council."""
        councils = self.world.councils
        return range(councils.first_tie[council], councils.last_tie[council])

    def trust(self, tie: int) -> float:
        """Return the trust along a tie."""
        return float(trust_now(self.parameters, self.world, tie, self.month))

    def affinity(self, tie: int) -> float:
        """Return the level at which that trust settles."""
        return float(affinity(self.parameters, self.world, tie, self.month))

    def terms(self, tie: int) -> list[Term]:
        """Return what that level is made of, largest first; terms of nothing are left out.

        Notes
        -----
        The rules are asked: each coefficient by itself, so small that no bound is met, which is
        exact because affinity is a sum.
        """
        terms = [self._term(name, tie) for name in _coefficients()]
        return sorted((t for t in terms if abs(t.value) >= 5e-4), key=lambda t: -abs(t.value))  # noqa: PLR2004

    def _term(self, name: str, tie: int) -> Term:
        value = float(getattr(self.parameters.affinity, name))
        if name != "level":
            value = (self._alone(name, SMALL * value, tie) - MIDPOINT) / SMALL
        label = TERM_WORDS.get(name, name.replace("_", " "))
        parameter = f"affinity.{name}"
        meaning = parameter_entries()[parameter].meaning
        return Term(name, label, round(value, 4), meaning, evidence_rows(parameter))

    def _alone(self, name: str, value: float, tie: int) -> float:
        """Return affinity about the midpoint with one coefficient and none of the others."""
        none = dict.fromkeys(_coefficients(), 0.0)
        numbers: Any = self.parameters.affinity
        coefficient = numbers._replace(**none | {"level": MIDPOINT, name: value})
        alone = self.parameters._replace(affinity=coefficient)
        with self._base(tie, steady_affinity(alone, self.world, tie)):
            return float(affinity(alone, self.world, tie, self.month))

    @contextmanager
    def _base(self, tie: int, value: float) -> Iterator[None]:
        """Put another value in place of the part of affinity that does not change in a run."""
        before = self.world.ties.base[tie]
        self.world.ties.base[tie] = value
        try:
            yield
        finally:
            self.world.ties.base[tie] = before


@dataclass(frozen=True)
class _World:
    """The tables that the rules of trust read."""

    councils: Councils
    leaders: Leaders
    ties: Ties
    calendar: Calendar
    scratch: Scratch


def _coefficients() -> tuple[str, ...]:
    """Return the parameters of affinity that each add a term of their own, in units of trust."""
    fields = Affinity.model_fields
    return tuple(
        name for name in fields if parameter_entries()[f"affinity.{name}"].unit != "months"
    )


@dataclass(frozen=True)
class TrustedCouncil:
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


def trusted_councils(recording: Recording, row: int, month: int) -> list[TrustedCouncil]:
    """Return the councils it trusts most, and those it talks or shares with.

    Parameters
    ----------
    recording : Recording
        The run.
    row, month : int
        The council, and a month that was played.
    """
    recorded = RecordedTrust(recording, month)
    targets = recorded.world.ties.target
    ties = recorded.ties_of(row)
    by_trust = sorted(((recorded.trust(tie), tie) for tie in ties), reverse=True)
    near = _near(recording, row, month)
    chosen = by_trust[:TRUSTED] + [one for one in by_trust[TRUSTED:] if targets[one[1]] in near]
    return [_trusted(recording, recorded, trust, tie) for trust, tie in chosen]


def _near(recording: Recording, row: int, month: int) -> set[int]:
    """Return the councils that it talks or shares with."""
    rows = recording.councils_at(month)
    now = rows[row]
    near: set[int] = set()
    for name in ("talks", "partnership"):
        if now[name] >= 0:
            near.update(np.flatnonzero(rows[name] == now[name]).tolist())
    return near - {row}


def _trusted(
    recording: Recording, recorded: RecordedTrust, trust: float, tie: int
) -> TrustedCouncil:
    other = int(recorded.world.ties.target[tie])
    settles, terms = recorded.affinity(tie), recorded.terms(tie)
    largest = [term for term in terms if term.name != "level"][:TOP_TERMS]
    parts = "; ".join(f"{part.label} {points(part.value)}" for part in largest)
    up, down = settles > trust + STEADY, settles < trust - STEADY
    way = "rising" if up else "falling" if down else "steady"
    towards = "" if way == "steady" else f" towards {percent(settles)}"
    return TrustedCouncil(
        row=other,
        code=recording.codes[other],
        name=recording.names[other],
        trust=round(trust, 4),
        settles=round(settles, 4),
        terms=terms,
        sentence=f"Trust {percent(trust)}, {way}{towards}. It rests mostly on: {parts}.",
    )
