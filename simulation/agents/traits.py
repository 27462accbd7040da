"""Attributes on which more hangs than one number: what else changes when they are set by hand."""

from __future__ import annotations

from typing import Any

from simulation.agents.attributes import Column, Range, TableAgent, field
from simulation.agents.rows import month_or_none
from simulation.errors import WriteError, nearest_name
from simulation.rules.politics import change_control
from simulation.rules.start import steady_affinity
from simulation.rules.trust import trust_now
from simulation.terms import NOC, PARTIES

FURTHEST = -1200
"""The earliest month in which a leader can have taken office: a hundred years before the run."""

ROW = "it is the agent's place in the tables"
MAP = "it is data of the map; change it in tables of your own (docs/own_map.md)"
APPROACHES = "it comes of approaches and talks; set approach.… and talks.… in the scenario"

COUNCIL = {
    "row": ROW,
    "code": MAP,
    "name": MAP,
    "population": MAP,
    "cell": "a council stays where it is on the map",
    "leader": "it is one agent for the whole run; set the leader's own attributes",
    "chief_executive": "it is who serves the council; set the chief executive's own attributes",
    "window": "it follows from departures; set chief_executives.leave_rate in the scenario",
    "partnership": APPROACHES,
    "partners": APPROACHES,
    "negotiation": APPROACHES,
    "looking": APPROACHES,
    "slim": "it comes of restructuring; set restructuring.… in the scenario",
    "in_talks_with": APPROACHES,
}
LEADER = {
    "row": ROW,
    "council": ROW,
    "party": "it follows from control; set control of the council",
}
CHIEF_EXECUTIVE = {
    "row": ROW,
    "since": "it is the month of the appointment, and nothing depends on it",
    "serves": "it comes of partnerships; set talks.… in the scenario",
}
"""What follows from something else, and what to set instead."""


def _ties(agent: TableAgent) -> list[int]:
    """Return the ties of the agent's council in both directions."""
    world = agent.model.world
    own = range(world.councils.first_tie[agent.row], world.councils.last_tie[agent.row])
    return [tie for e in own for tie in (e, world.ties.reverse[e])]


def settle_trust(agent: TableAgent) -> None:
    """Bring trust along the ties of a council up to the last month, before its ground changes.

    Trust is worked out when it is needed, for all months since it was last. Without this, a trait
    that is set today would act on months that have passed.
    """
    model = agent.model
    for e in _ties(agent):
        trust_now(model.parameters, model.world, e, model.month - 1)


class Culture(Column):
    """The culture of a council; what trust settles at along its ties follows."""

    def put(self, agent: TableAgent, value: Any) -> None:
        """Write a culture, and work out anew the part of affinity that rests on it."""
        settle_trust(agent)
        super().put(agent, value)
        model = agent.model
        for e in _ties(agent):
            model.world.ties.base[e] = steady_affinity(model.parameters, model.world, e)


class Style(Column):
    """The style of a leader; trust in other leaders follows from the next month on."""

    def put(self, agent: TableAgent, value: Any) -> None:
        """Write a style once trust of the months before it is settled."""
        settle_trust(agent)
        super().put(agent, value)


class Until(Column):
    """A month that is to come, or None."""

    def __get__(self, agent: Any, owner: type | None = None) -> Any:
        """Return the month in the agent's row."""
        value = super().__get__(agent, owner)
        return value if agent is None else month_or_none(value)


class Since(Column):
    """The month in which a leader took office, before the month that comes next."""

    def validated(self, agent: TableAgent, value: Any) -> Any:
        """Return the month, or refuse one that has not passed."""
        played = Range(FURTHEST, agent.model.month - 1, "month, 0 the first", whole=True)
        return played.validated(value, field(agent, self.name))


class Post(Column):
    """A trait of the chief executive in a seat; a seat that is laid aside has nobody in it."""

    def validated(self, agent: TableAgent, value: Any) -> Any:
        """Return a value that can be written, or say who serves the council instead."""
        model = agent.model
        if model.world.chiefs.seat[agent.row] != agent.row:
            council = model.geography.councils["name"].iat[agent.row]
            raise WriteError(
                f"cannot be set: this seat is laid aside while {council} shares another's",
                field=field(agent, self.name),
                allowed="the chief_executive of the council, who serves it now",
            )
        return super().validated(agent, value)


class Control(Column):
    """The party in control of a council, by its label; empty before the council exists."""

    def __get__(self, agent: Any, owner: type | None = None) -> Any:
        """Return the label of the party in control."""
        if agent is None:
            return self
        control = super().__get__(agent)
        return PARTIES[control] if control >= 0 else ""

    def validated(self, agent: TableAgent, value: Any) -> Any:
        """Return a label that can be set, or refuse it."""
        if isinstance(value, str) and value in PARTIES:
            return value
        raise WriteError(
            "must be a party",
            field=field(agent, self.name),
            value=value,
            allowed=", ".join(PARTIES),
            nearest=nearest_name(value, PARTIES) if isinstance(value, str) else None,
        )

    def put(self, agent: TableAgent, value: Any) -> None:
        """Change control as an election does, but leave the leader in office.

        The leader's party is that in control; where none is, it stays. The opposition is drawn
        anew, and the change is told as an event of the month that comes next.
        """
        model, row, control = agent.model, agent.row, PARTIES.index(value)
        model.make_room()
        lead_party = model.world.councils.lead_party
        before, month = lead_party[row], min(model.month, model.months - 1)
        change_control(model.parameters.politics, model.world, row, month, control)
        lead_party[row] = before if control == NOC else control
