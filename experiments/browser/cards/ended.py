"""Talks that ended, with what a ruling on them reads: the record of the rule, months, gates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from experiments.browser.cards.gates import Gate, vote_gates
from experiments.browser.recording.recording import Recording
from experiments.text.numbers import percent
from simulation.parameters import Parameters
from simulation.rules.breakdown import momentum


@dataclass(frozen=True)
class Ruling:
    """Why talks ended as they did.

    Attributes
    ----------
    sentence : str
        The rule in words, with the numbers of these talks.
    sources : tuple of str
        Rows of the evidence, such as ``SF067``.
    headline : str
        The answer in one short sentence.
    """

    sentence: str
    sources: tuple[str, ...]
    headline: str = ""


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
    def pair(self) -> str:
        """The two councils."""
        return " and ".join(self.names)

    @property
    def number(self) -> float:
        """The number that decided, as `simulation.branches.BRANCHES` says."""
        return float(self.row["decided_number"])

    @property
    def threshold(self) -> float:
        """What that number, or the draw, was held against."""
        return float(self.row["decided_threshold"])

    @property
    def side(self) -> int:
        """The side that decided: 0 asked first, 1 the other."""
        return self.names.index(self.decider)

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
        """What must be there at the vote, as it stood on the last day."""
        return vote_gates(self.p, self.row, self.names)

    @property
    def gate(self) -> Gate | None:
        """The gate that the rule wrote down as furthest short; None where none was."""
        noted = (self.number, self.threshold, self.decider)
        fits = (one for one in self.gates if (one.exact, one.needed, one.side) == noted)
        return next(fits, None)

    @property
    def of_a_month(self) -> str:
        """How likely this breakdown was in its month, and any."""
        return (
            f"In that month it had a chance of {percent(self.number)}; that talks like these broke "
            f"down over anything had one of {percent(self.threshold)}"
        )


def ended_talks(recording: Recording, row: Any, names: tuple[str, str]) -> EndedTalks:
    """Return talks that ended, from their row of the table and the names of both councils."""
    council = int(row["decided_council"])
    decider = recording.names[council] if council >= 0 else ""
    return EndedTalks(recording.scenario.parameters, row, names, decider)
