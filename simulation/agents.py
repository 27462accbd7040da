"""Councils, leaders and chief executives as Mesa agents: rows of the tables with a face.

An attribute of an agent reads its row of the world's tables; a method calls the rules, as Python.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mesa import Agent
from mesa.discrete_space import Cell, FixedAgent

from simulation.rules.approaches import forget, wants_partner
from simulation.rules.chief_executives import turn_over, window
from simulation.rules.month import take_stock
from simulation.rules.politics import hold_politics
from simulation.rules.search import approach, join_queue
from simulation.rules.stress import feel_stress
from simulation.rules.trust import trust_now
from simulation.terms import NEVER, PARTIES

if TYPE_CHECKING:
    from simulation.model import PartnershipModel


class FromTable:
    """An attribute of an agent that is read from its row of a table."""

    def __init__(self, table: str, column: str) -> None:
        self.table, self.column = table, column

    def __get__(self, agent: Any, owner: type | None = None) -> Any:
        """Return the value in the agent's row."""
        if agent is None:
            return self
        return getattr(getattr(agent.model.world, self.table), self.column)[agent.row]


class Council(FixedAgent):
    """A council: its money, its culture, and the talks or partnership it is in.

    Parameters
    ----------
    model : PartnershipModel
        The model it lives in.
    row : int
        Its row in the tables.
    cell : Cell
        Its place on the network of ties.
    """

    model: PartnershipModel

    population = FromTable("councils", "population")
    culture = FromTable("councils", "culture")
    stress = FromTable("councils", "stress")
    wariness = FromTable("councils", "wariness")
    reserves = FromTable("councils", "reserves")
    opposition = FromTable("councils", "opposition")

    def __init__(self, model: PartnershipModel, row: int, cell: Cell) -> None:
        super().__init__(model)
        self.row = row
        self.cell = cell

    @property
    def code(self) -> str:
        """Its code on the map."""
        return str(self.model.geography.councils["code"].iat[self.row])

    @property
    def name(self) -> str:
        """Its name on the map."""
        return str(self.model.geography.councils["name"].iat[self.row])

    @property
    def control(self) -> str:
        """The party in control, ``NOC`` for none, empty before the council exists."""
        control = self.model.world.councils.control[self.row]
        return PARTIES[control] if control >= 0 else ""

    @property
    def leader(self) -> Leader:
        """Its leader."""
        return self.model.leaders[self.row]

    @property
    def chief_executive(self) -> ChiefExecutive:
        """The chief executive who serves it, its own or a shared one."""
        return self.model.chief_executives[self.model.world.chiefs.seat[self.row]]

    @property
    def window(self) -> bool:
        """Whether the post of its own chief executive is opening."""
        return window(self.model.world.councils, self.model.world.chiefs, self.row) == 1

    @property
    def partners(self) -> list[Council]:
        """The councils it shares a chief executive with."""
        world = self.model.world
        q = world.councils.partnership[self.row]
        if q == NEVER:
            return []
        rows = [
            world.partnerships.members[q, place] for place in range(world.partnerships.partners[q])
        ]
        return [self.model.councils[row] for row in rows if row != self.row]

    @property
    def in_talks_with(self) -> Council | None:
        """The council it is in soundings or talks with."""
        world = self.model.world
        r = world.councils.talks[self.row]
        if r == NEVER:
            return None
        first, second = world.talks.councils[r, 0], world.talks.councils[r, 1]
        return self.model.councils[second if first == self.row else first]

    def feel_month(self) -> None:
        """Let old news and wariness fade, and feel what is new."""
        model = self.model
        forget(model.world, self.row)
        feel_stress(model.parameters.stress, model.world, self.row, model.month)

    def hold_politics(self) -> None:
        """Hold an election if one is due; see whether the leader goes."""
        hold_politics(self.model.parameters, self.model.world, self.row, self.model.month)

    def take_stock(self) -> None:
        """Count this council into the books of the month."""
        model = self.model
        take_stock(model.parameters, model.world, model.books, self.row, model.month)


class Leader(Agent):
    """The leader of a council; a successor takes over the same agent with new traits."""

    model: PartnershipModel

    style = FromTable("leaders", "style")
    boldness = FromTable("leaders", "boldness")
    persuasion = FromTable("leaders", "persuasion")
    since = FromTable("leaders", "since")

    def __init__(self, model: PartnershipModel, row: int) -> None:
        super().__init__(model)
        self.row = row

    @property
    def party(self) -> str:
        """The leader's party."""
        party = self.model.world.councils.lead_party[self.row]
        return PARTIES[party] if party >= 0 else ""

    def trust_in(self, other: Leader) -> float | None:
        """Return the trust in another leader this month, None if the two have no tie."""
        councils, ties = self.model.world.councils, self.model.world.ties
        for tie in range(councils.first_tie[self.row], councils.last_tie[self.row]):
            if ties.target[tie] == other.row:
                return trust_now(self.model.parameters, self.model.world, tie, self.model.month)
        return None

    def look_around(self) -> None:
        """Join the queue of those who want a partner this month, or not."""
        model = self.model
        if wants_partner(model.parameters, model.world, self.row, model.month):
            join_queue(model.world, self.row, model.month)

    def approach(self) -> None:
        """Pick a council and ask it."""
        model = self.model
        approach(model.parameters, model.world, model.books, self.row, model.month)


class ChiefExecutive(Agent):
    """The seat of a chief executive: in a partnership one seat serves all partners."""

    model: PartnershipModel

    ambition = FromTable("chiefs", "ambition")
    strength = FromTable("chiefs", "strength")
    skill = FromTable("chiefs", "skill")
    delegation = FromTable("chiefs", "delegation")
    since = FromTable("chiefs", "since")

    def __init__(self, model: PartnershipModel, row: int) -> None:
        super().__init__(model)
        self.row = row

    @property
    def serves(self) -> list[Council]:
        """The councils this seat serves; none while it is laid aside."""
        seats = self.model.world.chiefs.seat
        if seats[self.row] != self.row:
            return []
        own = self.model.councils[self.row]
        return [own, *own.partners]

    def turn_over(self) -> None:
        """Announce a departure, leave, or be followed."""
        model = self.model
        turn_over(model.parameters.chief_executives, model.world, self.row, model.month)
