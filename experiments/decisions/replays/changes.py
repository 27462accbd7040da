"""The one thing that a "what if?" changes in talks, and how it is kept up while they last."""

from __future__ import annotations

from experiments.decisions.replays.begun import BegunTalks, Change
from experiments.decisions.replays.people_changed import PEOPLE
from experiments.decisions.replays.pulling import PULLING
from simulation.rules.numbers import unit
from simulation.rules.politics import MAY
from simulation.rules.trust import mismatch
from simulation.terms import CON, IND, NO_ELECTION

FOUR, NINE = 4, 9
"""Months of talks that can be planned instead."""

ALIKE = 0.01
"""Gap in culture below which two ways of working are alike."""


def _nothing(_: BegunTalks) -> str:
    return "Nothing is changed."


def _same_party(begun: BegunTalks) -> str:
    councils, (a, b) = begun.world.councils, begun.councils
    if mismatch(councils.control[a], councils.control[b]) == 0.0:
        return ""
    party = councils.lead_party[a]
    if party == IND:
        party = councils.lead_party[b] if councils.lead_party[b] != IND else CON
    for council in (a, b):
        councils.control[council] = councils.lead_party[council] = party
    begun.talks.mismatch[begun.row] = 0.0
    return "One party is in control of both councils from the month in which talks begin."


def _keep_party(begun: BegunTalks) -> None:
    world, model = begun.world, begun.model
    if world.calendar.month[model.month] != MAY:
        return
    for council in begun.councils:
        world.councils.recorded_control[council] = world.councils.control[council]
        world.councils.recorded_party[council] = world.councils.lead_party[council]
        if world.facts.recorded == 0:
            world.councils.election[council] = NO_ELECTION


def _planned(begun: BegunTalks, months: int) -> str:
    if begun.talks.planned[begun.row] == months:
        return ""
    begun.talks.planned[begun.row] = begun.talks.due[begun.row] = months
    return f"The talks are planned for {months} months."


def _alike(begun: BegunTalks) -> str:
    culture, (a, b) = begun.world.councils.culture, begun.councils
    if abs(culture[a] - culture[b]) < ALIKE:
        return ""
    culture[a] = culture[b] = unit((culture[a] + culture[b]) / 2.0)
    begun.talks.culture_gap[begun.row] = 0.0
    return "Both are led by members and officers alike, halfway between what they were."


CHANGES: dict[str, Change] = {
    "nothing": Change("As it was", "With nothing changed", _nothing),
    "leaders_stay": PEOPLE["leaders_stay"],
    "same_party": Change(
        "One party controls both", "With one party in control of both", _same_party, _keep_party,
        "One party was in control of both already.",
    ),
    "vacancy": PEOPLE["vacancy"],
    "four_months": Change(
        "Planned for four months", "Planned for four months", lambda begun: _planned(begun, FOUR),
        already="The talks were planned for four months already.",
    ),
    "nine_months": Change(
        "Planned for nine months", "Planned for nine months", lambda begun: _planned(begun, NINE),
        already="The talks were planned for nine months already.",
    ),
    "alike": Change(
        "They work alike", "With like ways of working", _alike,
        already="Their ways of working were alike already.",
    ),
    **{name: PEOPLE[name] for name in ("trust", "mild_chiefs", "no_insider")},
    **PULLING,
}  # fmt: skip
"""What can be changed, by the name that `what_if` takes, in the order they are offered."""
