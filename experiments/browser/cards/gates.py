"""What must be there at the vote, as it stands in a month of talks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from experiments.text.numbers import percent
from simulation.parameters import Parameters

GATES = ("vision", "trust", "members", "officers")
"""What must be there at the vote; vision is one for both councils."""


def vote_thresholds(p: Parameters) -> dict[str, float]:
    """Return what the vote asks for, by the names of `GATES`."""
    return {name: float(getattr(p.vote, name)) for name in GATES}


@dataclass(frozen=True)
class Gate:
    """One thing that must be there at the vote.

    Attributes
    ----------
    name : str
        One of `GATES`.
    side : str
        Name of the council; empty for what both share.
    value, needed : float
        As it stands, and what is asked for; in [0, 1].
    met : bool
        Whether it is there.
    exact : float
        As it stands, to the last digit.
    """

    name: str
    side: str
    value: float
    needed: float
    met: bool
    exact: float

    @property
    def reading(self) -> str:
        """As it stands, as a whole percentage that is not what is needed where it is short."""
        return percent(self.exact) if self.met else just_short(self.exact, self.needed)

    @property
    def label(self) -> str:
        """Its name, with the council's where it is of one side."""
        return f"{self.name} of {self.side}" if self.side else self.name


def just_short(value: float, needed: float) -> str:
    """Return a share that falls short of what is needed, so that it reads as short.

    Examples
    --------
    >>> just_short(0.46, 0.52), just_short(0.518, 0.52)
    ('46%', 'just under 52%')
    """
    near = percent(value) == percent(needed)
    return f"just under {percent(needed)}" if near else percent(value)


def vote_gates(p: Parameters, row: Any, names: tuple[str, str]) -> list[Gate]:
    """Return what must be there at the vote, as it stands in a row of talks or of their months."""
    thresholds = vote_thresholds(p)
    values = [("vision", "", float(row["vision"]))]
    for name in ("trust", "members", "officers"):
        values += [(name, names[side], float(row[name][side])) for side in range(2)]
    return [
        Gate(name, side, round(value, 4), thresholds[name], value >= thresholds[name], value)
        for name, side, value in values
    ]
