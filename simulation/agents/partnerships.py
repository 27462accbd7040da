"""Partnerships as objects: the rows of partnerships, with the attributes a reader asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from simulation.agents.rows import Entry, Row, label_of, month_or_none, names_of
from simulation.agents.talks import Talks
from simulation.end_causes import END_CAUSES
from simulation.rules.money import yearly_saving
from simulation.terms import ALIVE, DEPTHS, END_REASONS, ENDINGS, SCOPES
from simulation.world.books import LIVING_NOW, PARTNERSHIPS

if TYPE_CHECKING:
    from simulation.agents import ChiefExecutive, Council
    from simulation.model import PartnershipModel


class Each(Entry):
    """An attribute with a value for each council in the partnership, in their order."""

    def __get__(self, row: Any, owner: type | None = None) -> Any:
        """Return the values of the councils."""
        if row is None:
            return self
        column = getattr(row.table, self.column)
        return tuple(column[row.row, place] for place in range(row.table.partners[row.row]))


def _pounds_or_none(value: float) -> float | None:
    return value if value >= 0.0 else None


class Partnership(Row):
    """Councils that share one chief executive, or did.

    Parameters
    ----------
    model : PartnershipModel
        The model in which it is formed.
    row : int
        Its row in the tables of the run, which is its number in the table of the result.

    Attributes
    ----------
    since, ended : int
        Months of the agreement and of the end, counted from the scenario's first; None while alive.
    how, reason : str
        ``alive`` or how it ended; why, None while alive.
    cause : str
        The rule, and the part of it, that ended it; None while alive.
    review_month : int
        Month of a review that is to come after new control or a new leader; None for none.
    scope, depth : str
        What the plan shared from the start, and how far sharing went.
    team_month, services_month, target_met, payback_months : int
        When a team and services became shared and the target was met, months until set-up was
        paid back; None for what has not come.
    purpose, vision, embedding : float
        0 to 1: motives beyond cost, vision shared at the agreement, how far sharing is habit.
    burden : float
        Of coordination, about 0.25 for a plain pair.
    time_share, equity, members, officers : tuple of float
        0 to 1, for each of `councils`: share of the chief executive's time, perceived equity,
        support of members and of officers.
    expected, target : float
        Pounds a year, honestly expected and promised; None where there is no target.
    setup_cost, gross_saving, net_saving, observed_saving : float
        Pounds, all so far.
    posts_removed : int
        Posts that go.
    """

    __slots__ = ()

    TABLE: ClassVar[str] = "partnerships"
    USED: ClassVar[int] = PARTNERSHIPS
    INSTEAD: ClassVar[str] = "partnership.… and ending.… in the scenario, or traits of the agents"

    since = Entry("began")
    ended = Entry("ended", month_or_none)
    how = Entry("ending", label_of(ENDINGS))
    reason = Entry("reason", label_of(END_REASONS))
    cause = Entry("cause", label_of(END_CAUSES))
    review_month = Entry("review_month", month_or_none)
    scope = Entry("scope", label_of(SCOPES))
    depth = Entry("depth", label_of(DEPTHS))
    team_month = Entry("team_month", month_or_none)
    services_month = Entry("services_month", month_or_none)
    purpose = Entry("purpose")
    vision = Entry("vision")
    embedding = Entry("embedding")
    burden = Entry("burden")
    time_share = Each("share")
    equity = Each("equity")
    members = Each("support")
    officers = Each("officers")
    expected = Entry("expected")
    target = Entry("target", _pounds_or_none)
    target_met = Entry("target_met", month_or_none)
    payback_months = Entry("payback", month_or_none)
    setup_cost = Entry("setup")
    gross_saving = Entry("gross")
    net_saving = Entry("net")
    observed_saving = Entry("observed")
    posts_removed = Entry("posts_removed")

    @property
    def number(self) -> int:
        """Its number in the table of partnerships of the result."""
        return self.row

    @property
    def alive(self) -> bool:
        """Whether it has not ended."""
        return bool(self.table.ending[self.row] == ALIVE)

    @property
    def months(self) -> int:
        """How long it has lasted, or did."""
        last = self.last_month if self.ended is None else self.ended
        return max(0, int(last - self.since))

    @property
    def councils(self) -> tuple[Council, ...]:
        """The councils in it, or at its end."""
        table, councils = self.table, self.model.councils
        places = range(table.partners[self.row])
        return tuple(councils[table.members[self.row, place]] for place in places)

    @property
    def founders(self) -> tuple[Council, ...]:
        """All councils that were ever in it, in the order in which they came."""
        table, councils = self.table, self.model.councils
        places = range(table.largest[self.row])
        return tuple(councils[table.founders[self.row, place]] for place in places)

    @property
    def chief_executive(self) -> ChiefExecutive:
        """Who serves its councils, or did."""
        seat: ChiefExecutive = self.model.chief_executives[self.table.seat[self.row]]
        return seat

    @property
    def talks(self) -> Talks:
        """The talks it came from."""
        return Talks(self.model, self.table.talks[self.row])

    @property
    def management_saving(self) -> float:
        """Pounds a year saved by the management layer now, or at the end."""
        table, q = self.table, self.row
        saving: float = table.saving_chiefs[q] + table.saving_team[q] * table.realised[q]
        return saving

    @property
    def yearly_saving(self) -> float:
        """Pounds a year saved now, or at the end, services included."""
        _ = self.table
        return yearly_saving(self.model.world, self.row)

    def __repr__(self) -> str:
        names = names_of(self.founders)
        state = self.depth if self.alive else f"{self.how} after {self.months} months"
        return f"<{type(self).__name__} of {names}: {state}, since {self.model.date(self.since)}>"


def living(model: PartnershipModel) -> list[Partnership]:
    """Return the partnerships that are alive, the oldest first."""
    world = model.world
    rows = [world.lists.living[place] for place in range(world.scratch.used[LIVING_NOW])]
    return [Partnership(model, q) for q in rows if world.partnerships.ending[q] == ALIVE]


def partnerships_so_far(model: PartnershipModel) -> list[Partnership]:
    """Return all partnerships of a run so far, in the order of the table of the result."""
    return [Partnership(model, q) for q in range(model.world.scratch.used[PARTNERSHIPS])]
