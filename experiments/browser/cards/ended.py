"""Talks that ended, as the rule that decided them is told: lengths, gates, sides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from experiments.browser.cards.series import needed
from simulation.parameters import Parameters
from simulation.rules.breakdown import momentum, ripeness


@dataclass(frozen=True)
class Ruling:
    """Why talks ended as they did.

    Attributes
    ----------
    sentence : str
        The rule in words, with the numbers of these talks.
    sources : tuple of str
        Rows of the evidence, such as ``SF067``.
    """

    sentence: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Gate:
    """One thing that must be there at the vote.

    Attributes
    ----------
    name : str
        ``vision``, ``trust``, ``members`` or ``officers``.
    side : str
        Name of the council; empty for what both share.
    value, needed : float
        As it stands, and what is asked for; in [0, 1].
    met : bool
        Whether it is there.
    """

    name: str
    side: str
    value: float
    needed: float
    met: bool


@dataclass(frozen=True)
class Ended:
    """Talks that ended, as a ruling needs them.

    Attributes
    ----------
    p : Parameters
        The parameters of the run.
    row : record
        The row of the table of talks.
    names : tuple of str
        The council that asked, and the other.
    apart : float
        Mismatch of control in the last month: 0, 0.5 or 1.
    diligence : float
        How far due diligence was pulled by the two.
    """

    p: Parameters
    row: Any
    names: tuple[str, str]
    apart: float
    diligence: float

    @property
    def months(self) -> int:
        """Months of formal talks."""
        return int(self.row["ended"] - self.row["began"])

    @property
    def ripe(self) -> float:
        """How much of the chances of breakdown applies at this length."""
        return float(ripeness(self.p.breakdown, self.months))

    @property
    def will(self) -> float:
        """What is left of momentum."""
        talks = self.p.talks
        return float(momentum(self.months, talks.momentum_months, talks.momentum_half_life))

    @property
    def gates(self) -> list[Gate]:
        """What must be there at the vote, as it stands."""
        return gates(self.p, self.row, self.names)

    @property
    def ran_out(self) -> bool:
        """Whether patience was at its end."""
        return bool(self.months >= self.row["planned"] + self.p.talks.patience)

    def cooler(self, name: str) -> tuple[str, float]:
        """Return the side with less support of ``members`` or ``officers``, and that support."""
        side = int(self.row[name].argmin())
        return self.names[side], float(self.row[name][side])


def gates(p: Parameters, row: Any, names: tuple[str, str]) -> list[Gate]:
    """Return what must be there at the vote, as it stands in a row of talks or of their months."""
    asked = needed(p)
    told = [("vision", "", float(row["vision"]))]
    for name in ("trust", "members", "officers"):
        told += [(name, names[side], float(row[name][side])) for side in range(2)]
    return [
        Gate(name, side, round(value, 4), asked[name], value >= asked[name])
        for name, side, value in told
    ]
