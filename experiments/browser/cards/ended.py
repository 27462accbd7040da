"""Talks that ended, with what a ruling on them reads: the record of the rule, months, gates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from experiments.browser.cards.series import Gate, vote_gates
from experiments.browser.recording.recording import Recording
from simulation.parameters import Parameters
from simulation.rules.breakdown import momentum


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
    decider : str
        The council on whose side they were decided; empty for both.
    """

    p: Parameters
    row: Any
    names: tuple[str, str]
    decider: str

    @property
    def number(self) -> float:
        """The number that decided, as `simulation.branches.BRANCHES` says."""
        return float(self.row["decided_number"])

    @property
    def threshold(self) -> float:
        """What that number, or the draw, was held against."""
        return float(self.row["decided_threshold"])

    @property
    def months(self) -> int:
        """Months of formal talks."""
        return int(self.row["ended"] - self.row["began"])

    @property
    def momentum(self) -> float:
        """What is left of the will to finish."""
        talks = self.p.talks
        return float(momentum(self.months, talks.momentum_months, talks.momentum_half_life))

    @property
    def gates(self) -> list[Gate]:
        """What must be there at the vote, as it stands."""
        return vote_gates(self.p, self.row, self.names)


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
    council = int(row["decided_council"])
    decider = recording.names[council] if council >= 0 else ""
    return EndedTalks(recording.scenario.parameters, row, names, decider)
