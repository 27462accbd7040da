"""Talks that ended, with what a ruling on them reads: months, gates, the cooler side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from experiments.browser.cards.series import Gate, vote_gates
from experiments.browser.recording.recording import Recording
from simulation.parameters import Parameters
from simulation.rules.breakdown import momentum, ripeness
from simulation.rules.levers import pulled_by_both
from simulation.rules.trust import mismatch
from simulation.terms import DUE_DILIGENCE
from simulation.world.schema import views
from simulation.world.tables import Calendar, Councils


@dataclass(frozen=True)
class EndedTalks:
    """Talks that agreed or failed.

    Attributes
    ----------
    p : Parameters
        The parameters of the run.
    row : record
        The row of the table of talks.
    names : tuple of str
        The council that asked, and the other.
    party_gap : float
        Mismatch of control in the last month: 0, 0.5 or 1.
    diligence : float
        How far due diligence was pulled by the two.
    """

    p: Parameters
    row: Any
    names: tuple[str, str]
    party_gap: float
    diligence: float

    @property
    def months(self) -> int:
        """Months of formal talks."""
        return int(self.row["ended"] - self.row["began"])

    @property
    def ripeness(self) -> float:
        """How much of the chances of breakdown applies at this length."""
        return float(ripeness(self.p.breakdown, self.months))

    @property
    def momentum(self) -> float:
        """What is left of the will to finish."""
        talks = self.p.talks
        return float(momentum(self.months, talks.momentum_months, talks.momentum_half_life))

    @property
    def gates(self) -> list[Gate]:
        """What must be there at the vote, as it stands."""
        return vote_gates(self.p, self.row, self.names)

    @property
    def patience_over(self) -> bool:
        """Whether patience was at its end."""
        return bool(self.months >= self.row["planned"] + self.p.talks.patience)

    def cooler_side(self, name: str) -> tuple[str, float]:
        """Return the side with less support of ``members`` or ``officers``, and that support."""
        side = int(self.row[name].argmin())
        return self.names[side], float(self.row[name][side])


def ended_talks(recording: Recording, row: Any, names: tuple[str, str]) -> EndedTalks:
    """Return talks that ended in a recorded month.

    Parameters
    ----------
    recording : Recording
        The run.
    row : record
        The row of its table of talks.
    names : tuple of str
        The council that asked, and the other.
    """
    a, b = (int(one) for one in row["councils"])
    world: Any = _LeverTables(
        views(Calendar, recording.calendar), views(Councils, recording.councils)
    )
    pulled = pulled_by_both(world, DUE_DILIGENCE, int(row["ended"]), a, b)
    control = recording.councils_at(int(row["ended"]))["control"]
    party_gap = mismatch(int(control[a]), int(control[b]))
    return EndedTalks(recording.scenario.parameters, row, names, party_gap, float(pulled))


@dataclass(frozen=True)
class _LeverTables:
    """The tables from which the rules read how far a lever is pulled."""

    calendar: Calendar
    councils: Councils
