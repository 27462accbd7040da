"""The one thing that a "what if?" changes in talks, and how it is kept up while they last."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from simulation import PartnershipModel
from simulation.draws import LEADER_GOES
from simulation.rules.appointment import leaving
from simulation.rules.numbers import unit
from simulation.rules.politics import MAY
from simulation.rules.trust import mismatch
from simulation.terms import CON, GUARANTEE, IND, NEVER, NO_ELECTION, RETIREMENT
from simulation.world.tables import World

FOUR, NINE = 4, 9
"""Months of talks that can be planned instead."""

CERTAIN = 1.0
"""A draw that is below no chance: what it is drawn for does not happen."""


@dataclass(frozen=True)
class BegunTalks:
    """Talks in a model that has just begun them.

    Attributes
    ----------
    model : PartnershipModel
        The model, at the end of the month in which the talks began.
    row : int
        Their row in the table of talks.
    """

    model: PartnershipModel
    row: int

    @property
    def world(self) -> Any:
        """The tables, to be read and written."""
        return self.model.world

    @property
    def councils(self) -> tuple[int, int]:
        """Rows of the council that asked and of the other."""
        pair = self.world.talks.councils
        return pair[self.row, 0], pair[self.row, 1]

    def name(self, side: int) -> str:
        """Return the name of a side."""
        return str(self.model.councils[self.councils[side]].name)


def _nothing(_: BegunTalks) -> str:
    return "Nothing is changed."


def _leaders_stay(_: BegunTalks) -> str:
    return "Both leaders stay in office until the talks are over, whatever elections bring."


def _keep_leaders(begun: BegunTalks) -> None:
    draws = begun.model.arrays[0].draws
    for council in begun.councils:
        draws[LEADER_GOES, council] = CERTAIN


def _same_party(begun: BegunTalks) -> str:
    councils, (a, b) = begun.world.councils, begun.councils
    if mismatch(councils.control[a], councils.control[b]) == 0.0:
        return ""
    party = councils.lead_party[a]
    if party == IND:
        party = councils.lead_party[b] if councils.lead_party[b] != IND else CON
    for council in (a, b):
        councils.control[council] = councils.lead_party[council] = party
    begun.world.talks.mismatch[begun.row] = 0.0
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


def _vacancy(begun: BegunTalks) -> str:
    world, talks, r = begun.world, begun.world.talks, begun.row
    asker, asked = begun.councils
    if leaving(world, asker) or leaving(world, asked):
        return ""
    world.chiefs.vacant[asker] = talks.began[r]
    world.chiefs.leaves[asker], world.chiefs.way_out[asker] = NEVER, RETIREMENT
    talks.vacancy[r], talks.vacancy_kind[r] = 0, RETIREMENT
    gain = begun.model.parameters.talks.vision_window
    talks.vision[r] = talks.vision_start[r] = unit(talks.vision[r] + gain)
    return f"The chief executive of {begun.name(0)} has just retired as talks begin."


def _planned(begun: BegunTalks, months: int) -> str:
    if begun.world.talks.planned[begun.row] == months:
        return ""
    begun.world.talks.planned[begun.row] = months
    return f"The talks are planned for {months} months."


def _guarantee(begun: BegunTalks) -> str:
    world, after = begun.world, begun.model.month
    levels, reach = world.calendar.levers, world.councils.reach
    months = range(after, begun.model.months)
    pulled = any(levels[month, GUARANTEE] > 0.0 for month in months)
    if not pulled:  # by nobody so far, so by these two alone from now on
        for council in range(world.councils.key.shape[0]):
            reach[council, GUARANTEE] = 0
    if all(_full(world, month, begun.councils) for month in months):
        return ""
    for month in months:
        levels[month, GUARANTEE] = 1.0
    for council in begun.councils:
        reach[council, GUARANTEE] = 1
    return "Both councils guarantee each other's independence from the start of talks."


def _full(world: World, month: int, councils: tuple[int, int]) -> bool:
    """Return whether both councils have the full guarantee already."""
    level = world.calendar.levers[month, GUARANTEE]
    return bool(level == 1.0 and all(world.councils.reach[one, GUARANTEE] for one in councils))


def _no_upkeep(_: BegunTalks) -> None:
    return


@dataclass(frozen=True)
class Change:
    """One thing that can be changed.

    Attributes
    ----------
    title : str
        As a person picks it.
    phrase : str
        As a sentence begins with it.
    at_start : callable
        Changes the state as talks begin; returns what it did, empty if there was nothing to do.
    each_month : callable
        Keeps it up, in each month, once elections are known and before anything happens.
    already : str
        What is said when there was nothing to do.
    """

    title: str
    phrase: str
    at_start: Callable[[BegunTalks], str]
    each_month: Callable[[BegunTalks], None] = _no_upkeep
    already: str = ""


CHANGES: dict[str, Change] = {
    "nothing": Change("Change nothing", "With nothing changed", _nothing),
    "leaders_stay": Change(
        "Both leaders stay", "With both leaders in office", _leaders_stay, _keep_leaders
    ),
    "same_party": Change(
        "One party controls both", "With one party in control of both", _same_party, _keep_party,
        "One party was in control of both already.",
    ),
    "vacancy": Change(
        "A chief executive's post is vacant", "With a post vacant", _vacancy,
        already="A post was opening already.",
    ),
    "four_months": Change(
        "Planned for four months", "Planned for four months", lambda begun: _planned(begun, FOUR),
        already="The talks were planned for four months already.",
    ),
    "nine_months": Change(
        "Planned for nine months", "Planned for nine months", lambda begun: _planned(begun, NINE),
        already="The talks were planned for nine months already.",
    ),
    "guarantee": Change(
        "Independence is guaranteed", "With independence guaranteed", _guarantee,
        already="Independence was guaranteed already.",
    ),
}  # fmt: skip
"""What can be changed, by the name that `what_if` takes, in the order they are offered."""
