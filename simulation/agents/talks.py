"""Talks as objects: the rows of soundings and talks, with the attributes a reader asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from simulation.agents.rows import Entry, Row, Sides, label_of, month_or_none, names_of
from simulation.branches import BRANCHES
from simulation.result.sentences import months as months_in_words
from simulation.rules import breakdown
from simulation.terms import (
    CANDIDATES,
    FAILED,
    INITIATORS,
    LAPSED,
    MOTIVES,
    NEVER,
    OPEN,
    OUTCOMES,
    REASONS,
    SCOPES,
    SOUNDINGS,
    STAGES,
)
from simulation.world.books import OPEN_NOW, TALKS

if TYPE_CHECKING:
    from simulation.agents.partnerships import Partnership
    from simulation.model import PartnershipModel

NOT_TALKS = (SOUNDINGS, LAPSED)
"""Outcomes of what is not, or never became, formal talks."""


class Formal(Entry):
    """An attribute that formal talks have; in soundings it is None."""

    def __get__(self, row: Any, owner: type | None = None) -> Any:
        """Return what stands in the row of formal talks."""
        return None if row is not None and not row.formal else super().__get__(row, owner)


class Over(Entry):
    """An attribute of formal talks that have ended; before that it is None."""

    def __get__(self, row: Any, owner: type | None = None) -> Any:
        """Return what stands in the row of talks that have ended."""
        over = row is None or (row.formal and row.table.outcome[row.row] != OPEN)
        return super().__get__(row, owner) if over else None


class Pair(Formal):
    """An attribute of formal talks with a value for each side."""

    def __get__(self, row: Any, owner: type | None = None) -> Any:
        """Return the values of both sides."""
        if row is None:
            return self
        column = getattr(row.table, self.column)
        return Sides(column[row.row, 0], column[row.row, 1]) if row.formal else None


class Talks(Row):
    """An attempt of two councils: soundings, and the formal talks they turn into.

    What belongs to formal talks alone is None while councils sound each other out.

    Parameters
    ----------
    model : PartnershipModel
        The model in which they are held.
    row : int
        Their row in the tables of the run.

    Attributes
    ----------
    outcome : str
        ``soundings``, ``open``, ``agreed``, ``failed`` or ``lapsed``.
    initiator, scope, candidate : str
        Who began them at the asker, what the plan shares, whose candidate is settled on.
    first_contact, began, ended, leaked : int
        Months, counted from the scenario's first; None for what has not come.
    planned_months : int
        How long they were to last.
    vision, groundwork, evidence, purpose : float
        0 to 1: how much is shared, laid inside the councils, gathered; motives beyond cost.
    trust, members, officers, fear : Sides
        0 to 1, of the asker and the one asked: trust in the other leader, support of members and of
        officers, fear of a takeover.
    stalled, deadlocked : bool
        Whether trust is too low to go on, whether rivals for the post are at odds.
    stalled_months, repaired, leader_changes : int
        Months stalled, times repaired, leaders who changed.
    cash, officer_hours : float
        Pounds spent, hours of officers of both sides.
    extensions : int
        How often the date was put off.
    hurried : bool
        Whether they voted on the date although something was missing.
    stage, reason : str
        Where they failed, and why; None unless they have.
    decided_by : str
        The rule that ended them; None while they last.
    decided_number, decided_threshold, decided_draw : float
        The number that decided, what it was held against, and the draw; NaN where there is none.
    """

    __slots__ = ()

    TABLE: ClassVar[str] = "talks"
    USED: ClassVar[int] = TALKS
    INSTEAD: ClassVar[str] = "talks.… and support.… in the scenario, or traits of the agents"

    outcome = Entry("outcome", label_of(OUTCOMES))
    initiator = Entry("initiator", label_of(INITIATORS))
    first_contact = Entry("first_contact")
    purpose = Entry("purpose")
    began = Formal("began")
    ended = Formal("ended", month_or_none)
    planned_months = Formal("planned")
    scope = Formal("scope", label_of(SCOPES))
    candidate = Formal("candidate", label_of(CANDIDATES))
    vision = Formal("vision")
    groundwork = Formal("groundwork")
    evidence = Formal("evidence")
    trust = Pair("trust")
    members = Pair("members")
    officers = Pair("officers")
    fear = Pair("fear")
    stalled = Formal("stalled", bool)
    deadlocked = Formal("deadlocked", bool)
    stalled_months = Formal("stalled_months")
    repaired = Formal("repaired")
    leader_changes = Formal("leader_changes")
    leaked = Formal("leaked", month_or_none)
    extensions = Formal("extensions")
    hurried = Formal("hurried", bool)
    decided_by = Over("decided_by", label_of(BRANCHES))
    decided_number = Over("decided_number")
    decided_threshold = Over("decided_threshold")
    decided_draw = Over("decided_draw")
    cash = Formal("cash")
    officer_hours = Formal("hours")

    @property
    def formal(self) -> bool:
        """Whether they are, or were, formal talks and not soundings alone."""
        return self.table.outcome[self.row] not in NOT_TALKS

    @property
    def number(self) -> int | None:
        """Their number in the table of talks of the result; soundings have none."""
        if not self.formal:
            return None
        outcome = self.table.outcome
        return sum(outcome[row] not in NOT_TALKS for row in range(self.row))

    @property
    def councils(self) -> Sides:
        """The council that asked, and the one that was asked."""
        pair, councils = self.table.councils, self.model.councils
        return Sides(councils[pair[self.row, 0]], councils[pair[self.row, 1]])

    @property
    def motives(self) -> dict[str, float]:
        """The asker's motives, adding up to 1."""
        table = self.table
        return {name: table.motives[self.row, place] for place, name in enumerate(MOTIVES)}

    @property
    def months(self) -> int | None:
        """How long formal talks have lasted, or did."""
        if not self.formal:
            return None
        last = self.last_month if self.ended is None else self.ended
        return max(0, int(last - self.began))

    @property
    def momentum(self) -> float | None:
        """What is left of the will to finish after so many months, 0 to 1."""
        if self.months is None:
            return None
        p = self.model.parameters.talks
        return breakdown.momentum(self.months, p.momentum_months, p.momentum_half_life)

    @property
    def stage(self) -> str | None:
        """Where they failed: in talks or at the vote."""
        return STAGES[self.table.stage[self.row]] if self._failed() else None

    @property
    def reason(self) -> str | None:
        """Why they failed."""
        return REASONS[self.table.reason[self.row]] if self._failed() else None

    @property
    def causes(self) -> Sides:
        """Up to three causes that each side cites for a failure."""
        if not self._failed():
            return Sides((), ())
        table = self.table
        cited = [[table.causes[self.row, 3 * side + place] for place in range(3)]
                 for side in range(2)]  # fmt: skip
        return Sides(*(tuple(REASONS[one] for one in causes if one >= 0) for causes in cited))

    @property
    def partnership(self) -> Partnership | None:
        """The partnership they led to."""
        return self._partnership(self.table.partnership[self.row])

    @property
    def joins(self) -> Partnership | None:
        """The partnership that the asker would join."""
        return self._partnership(self.table.joins[self.row])

    def _partnership(self, q: int) -> Partnership | None:
        return self.model.all_partnerships[q] if q != NEVER else None

    def _failed(self) -> bool:
        return bool(self.table.outcome[self.row] == FAILED)

    def __repr__(self) -> str:
        text = f"<{type(self).__name__} of {names_of(self.councils)}: {self.outcome}"
        if self.months is not None:
            text += f" after {months_in_words(self.months)}, {self.planned_months} planned"
        return f"{text}, {self.reason}>" if self.reason else f"{text}>"


def under_way(model: PartnershipModel, outcome: int) -> list[Talks]:
    """Return soundings, or formal talks, that are going on; in the order of first contact."""
    world = model.world
    rows = [world.lists.open_talks[place] for place in range(world.scratch.used[OPEN_NOW])]
    return [Talks(model, row) for row in rows if world.talks.outcome[row] == outcome]


def formal_talks(model: PartnershipModel) -> list[Talks]:
    """Return all formal talks of a run so far, in the order of the table of talks."""
    every = (Talks(model, row) for row in range(model.world.scratch.used[TALKS]))
    return [talks for talks in every if talks.formal]
