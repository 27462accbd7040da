"""What could be otherwise: levers, choices, people, trust, the plan and whose leader stays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from experiments.decisions.replays.begun import Begun, BegunTalks, Change
from experiments.decisions.replays.changes import CHANGES
from experiments.decisions.replays.people_changed import CERTAIN
from experiments.text.numbers import capital
from simulation import Scenario
from simulation.catalogue import catalogue
from simulation.draws import LEADER_GOES
from simulation.parameters.interventions import Levers
from simulation.terms import CHOICES, LEVERS

LEVER, CHOICE, PEOPLE, TRUST, PLAN, LEADER = "lever", "choice", "people", "trust", "plan", "leader"

NOT_IN_TALKS = ("partner_rule", "wait_for_vacancy")
"""Choices of whom to ask, and when: the two talk already."""

OF_PEOPLE = ("same_party", "vacancy", "alike", "mild_chiefs", "no_insider", "leaders_stay", "trust")
"""Changes of the view that are no lever, choice or plan."""

TRUSTS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
PLANS = (2, 3, 4, 6, 9, 12, 18)


@dataclass(frozen=True)
class Option:
    """One way in which talks could be begun or held.

    Parameters
    ----------
    name, title, kind : str
        What it is known by, as a person reads it, and what it is one of.
    changes : mapping
        Values of the scenario that differ from the month on, by dotted name.
    lever : int
        The lever that the two pull from the month on, -1 for none.
    change : Change or None
        What is done as talks begin, and kept up.
    level : float
        Where it is one of a row: which trust, or how many months.
    """

    name: str
    title: str
    kind: str
    changes: Mapping[str, Any] = field(default_factory=dict)
    lever: int = -1
    change: Change | None = None
    level: float = 0.0


AS_IT_IS = Option("nothing", "With nothing changed", "base", change=CHANGES["nothing"])


def options_of(scenario: Scenario) -> list[Option]:
    """Return everything that could help: each lever, choice and person, compared with nothing."""
    return [*_levers(), *_choices(scenario), *_people()]


def conditions(names: tuple[str, str]) -> list[Option]:
    """Return the rows along which a break-even is looked for: trust, planned months, leaders.

    Parameters
    ----------
    names : tuple of str
        Of the two councils.
    """
    trusts = [
        Option(f"trust_{level:g}", f"Trust of {level:.0%}", TRUST, level=level,
               change=Change("", "", partial(_trust, level=level)))
        for level in TRUSTS
    ]  # fmt: skip
    plans = [
        Option(f"plan_{months}", f"Planned for {months} months", PLAN, level=months,
               change=Change("", "", partial(_plan, months=months)))
        for months in PLANS
    ]  # fmt: skip
    return [*trusts, *plans, *_leaders(names)]


def _levers() -> list[Option]:
    meanings = {name: one.description or "" for name, one in Levers.model_fields.items()}
    return [
        Option(f"levers.{name}", capital(meanings[name]), LEVER, lever=number)
        for number, name in enumerate(LEVERS)
    ]


def _choices(scenario: Scenario) -> list[Option]:
    """Return each other setting of the choices that councils have; assumptions are none."""
    meanings = {one.name: one.meaning for one in catalogue() if one.kind == "choice"}
    found = []
    for choice, words in CHOICES.items():
        name = f"choices.{choice}"
        if name not in meanings or choice in NOT_IN_TALKS:
            continue
        now = getattr(scenario.choices, choice)
        for word in words:
            value = word.replace(" ", "_")
            if value != now:
                what = meanings[name].partition(";")[0]
                title = f"{capital(what)}: {word}"
                found.append(Option(f"{name}={value}", title, CHOICE, {name: value}))
    return found


def _people() -> list[Option]:
    return [Option(name, CHANGES[name].title, PEOPLE, change=CHANGES[name]) for name in OF_PEOPLE]


def _leaders(names: tuple[str, str]) -> list[Option]:
    stay = [
        Option(f"{word}_leader_stays", f"The leader of {names[side]} stays", LEADER,
               change=Change("", "", _stays, partial(_keep, sides=(side,))))
        for side, word in enumerate(("first", "second"))
    ]  # fmt: skip
    both = Change("", "", _stays, partial(_keep, sides=(0, 1)))
    alike = f"{names[1]} has a leader of the same style as {names[0]}’s"
    return [
        *stay,
        Option("both_leaders_stay", "Both leaders stay", LEADER, change=both),
        Option("like_minded", alike, LEADER, change=Change("", "", _like_minded)),
    ]


def _trust(begun: BegunTalks, level: float) -> str:
    ties, talks, r = begun.world.ties, begun.talks, begun.row
    for side, tie in enumerate((talks.tie[r], ties.reverse[talks.tie[r]])):
        ties.trust[tie] = talks.trust[r, side] = level
    talks.trust_start[r] = level
    return "set"


def _plan(begun: BegunTalks, months: int) -> str:
    begun.talks.planned[begun.row] = begun.talks.due[begun.row] = months
    return "set"


def _stays(_: Begun) -> str:
    return "set"


def _keep(begun: Begun, sides: tuple[int, ...]) -> None:
    for side in sides:
        begun.model.arrays[0].draws[LEADER_GOES, begun.councils[side]] = CERTAIN


def _like_minded(begun: BegunTalks) -> str:
    style, (a, b) = begun.world.leaders.style, begun.councils
    style[b] = style[a]
    return "set"
