"""Councils, leaders and chief executives as Mesa agents: rows of the tables with a face.

An attribute of an agent reads its row of the world's tables, and writes to it where that is sound;
a method calls the rules, as Python.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import inf
from typing import TYPE_CHECKING, Any, ClassVar

from mesa.discrete_space import Cell, FixedAgent

from simulation.agents.attributes import SHARE, Column, Range, TableAgent
from simulation.agents.partnerships import Partnership
from simulation.agents.rows import names_of
from simulation.agents.talks import Talks
from simulation.agents.traits import (
    CHIEF_EXECUTIVE,
    COUNCIL,
    LEADER,
    Control,
    Culture,
    Post,
    Since,
    Style,
    Until,
)
from simulation.rules.approaches import forget, wants_partner
from simulation.rules.chief_executives import turn_over, window
from simulation.rules.month import take_stock
from simulation.rules.politics import hold_politics
from simulation.rules.restructuring import restructure
from simulation.rules.search import approach, join_queue
from simulation.rules.stress import feel_stress
from simulation.rules.trust import affinity, gap_left, settled
from simulation.terms import NEVER, PARTIES

if TYPE_CHECKING:
    from simulation.model import PartnershipModel


class Council(TableAgent, FixedAgent):
    """A council: its money, its culture, and the talks or partnership it is in.

    Stress, wariness, culture, reserves, opposition and control can be set; the month that comes
    next is played with them. What else it is follows from the map, the rules or its people.

    Parameters
    ----------
    model : PartnershipModel
        The model it lives in.
    row : int
        Its row in the tables.
    cell : Cell
        Its place on the network of ties.

    Attributes
    ----------
    population : float
        People, as the map has it.
    control : str
        The party in control, ``NOC`` for none, empty before the council exists. Setting it gives
        the leader that party and draws the opposition anew; the next election may change it, and
        where control follows the record the next May does.
    culture : float
        0 member-led to 1 officer-led.
    stress, wariness, opposition : float
        0 to 1: money trouble, reluctance after a failure, hostility of the opposition.
    reserves : float
        Pounds that can be used.
    slim : float
        0 to 1: how far it has slimmed its own top team; the case for sharing is less by that.
    looking : int or None
        Month until which it looks on for the next best partner.
    """

    READ_ONLY: ClassVar[Mapping[str, str]] = COUNCIL

    population = Column("councils", "population")
    control = Control("councils", "control")
    culture = Culture("councils", "culture", SHARE)
    stress = Column("councils", "stress", SHARE)
    wariness = Column("councils", "wariness", SHARE)
    reserves = Column("councils", "reserves", Range(0.0, inf, "pounds"))
    opposition = Column("councils", "opposition", SHARE)
    slim = Column("councils", "slim")
    looking = Until("councils", "looking")

    def __init__(self, model: PartnershipModel, row: int, cell: Cell) -> None:
        super().__init__(model, row)
        self.cell = cell

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.name} ({self.code}): {self._state()}>"

    def _state(self) -> str:
        """Return who controls it and whom it shares or talks with, in words."""
        words = [self.control or "does not exist"]
        if self.partners:
            words.append(f"shares a chief executive with {names_of(self.partners)}")
        if self.negotiation and self.in_talks_with:
            stage = "talks" if self.negotiation.formal else "soundings"
            words.append(f"in {stage} with {self.in_talks_with.name}")
        return ", ".join(words)

    @property
    def code(self) -> str:
        """Its code on the map."""
        return str(self.model.geography.councils["code"].iat[self.row])

    @property
    def name(self) -> str:
        """Its name on the map."""
        return str(self.model.geography.councils["name"].iat[self.row])

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
    def partnership(self) -> Partnership | None:
        """The partnership it is in."""
        q = self.model.world.councils.partnership[self.row]
        return Partnership(self.model, q) if q != NEVER else None

    @property
    def partners(self) -> list[Council]:
        """The councils it shares a chief executive with."""
        partnership = self.partnership
        if partnership is None:
            return []
        return [council for council in partnership.councils if council is not self]

    @property
    def negotiation(self) -> Talks | None:
        """The soundings or talks it is in."""
        r = self.model.world.councils.talks[self.row]
        return Talks(self.model, r) if r != NEVER else None

    @property
    def in_talks_with(self) -> Council | None:
        """The council it is in soundings or talks with."""
        negotiation = self.negotiation
        if negotiation is None:
            return None
        asker, asked = negotiation.councils
        return asked if asker is self else asker

    def feel_month(self) -> None:
        """Let old news and wariness fade, and feel what is new."""
        model = self.model
        forget(model.world, self.row)
        feel_stress(model.parameters, model.world, self.row, model.month)

    def hold_politics(self) -> None:
        """Hold an election if one is due; see whether the leader goes."""
        hold_politics(self.model.parameters, self.model.world, self.row, self.model.month)

    def restructure(self) -> None:
        """Slim its own top team instead of sharing one, or not."""
        restructure(self.model.parameters, self.model.world, self.row, self.model.month)

    def take_stock(self) -> None:
        """Count this council into the books of the month."""
        model = self.model
        take_stock(model.parameters, model.world, model.books, self.row, model.month)


class Leader(TableAgent):
    """The leader of a council; a successor takes over the same agent with new traits.

    Attributes
    ----------
    style : float
        0 to 1, a point on a circle: leaders near to one another get on.
    boldness, persuasion : float
        0 to 1.
    since : int
        Month of taking office, counted from the scenario's first; below 0 before it.
    """

    READ_ONLY: ClassVar[Mapping[str, str]] = LEADER

    style = Style("leaders", "style", SHARE)
    boldness = Column("leaders", "boldness", SHARE)
    persuasion = Column("leaders", "persuasion", SHARE)
    since = Since("leaders", "since")

    def __repr__(self) -> str:
        since = self.model.date(self.since)
        return f"<{type(self).__name__} of {self.council.name}: {self.party}, since {since}>"

    @property
    def council(self) -> Council:
        """The council it leads."""
        council: Council = self.model.councils[self.row]
        return council

    @property
    def party(self) -> str:
        """The leader's party."""
        party = self.model.world.councils.lead_party[self.row]
        return PARTIES[party] if party >= 0 else ""

    def trust_in(self, other: Leader) -> float | None:
        """Return the trust in another leader this month, None if the two have no tie.

        Reading it changes nothing: the rules write down trust when they need it.
        """
        model = self.model
        councils, ties = model.world.councils, model.world.ties
        month = min(model.month, model.months - 1)
        for tie in range(councils.first_tie[self.row], councils.last_tie[self.row]):
            if ties.target[tie] == other.row:
                return trust_at(model.parameters, model.world, tie, month)
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


class ChiefExecutive(TableAgent):
    """The seat of a chief executive: in a partnership one seat serves all partners.

    Attributes
    ----------
    ambition, strength, skill, delegation : float
        0 to 1; `strength` is force of personality, `skill` that of serving several councils.
    since : int
        Month of taking the post, counted from the scenario's first; below 0 before it.
    """

    READ_ONLY: ClassVar[Mapping[str, str]] = CHIEF_EXECUTIVE

    ambition = Post("chiefs", "ambition", SHARE)
    strength = Post("chiefs", "strength", SHARE)
    skill = Post("chiefs", "skill", SHARE)
    delegation = Post("chiefs", "delegation", SHARE)
    since = Column("chiefs", "since")

    def __repr__(self) -> str:
        if not self.serves:
            own = self.model.councils[self.row].name
            return f"<{type(self).__name__}: the seat of {own}, laid aside>"
        vacant = self.model.world.chiefs.vacant[self.row] != NEVER
        state = ": post vacant" if vacant else ""
        return f"<{type(self).__name__} of {names_of(self.serves)}{state}>"

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


def trust_at(p: Any, world: Any, tie: int, month: int) -> float:
    """Return trust along a tie in a month without writing it down, as `trust_now` does."""
    before, since = world.ties.trust[tie], world.ties.exact[tie]
    if since >= month:
        return float(before)
    level = affinity(p, world, tie, month)
    return settled(level, before, gap_left(world, tie, month - since))
