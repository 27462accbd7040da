"""What an outcome is: one number of a run, its kind, and how it is measured and summed up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from experiments.statistics.estimates import Summary, summarise
from experiments.statistics.measures import Measurement
from experiments.statistics.places import Locality
from simulation.result.runs import Runs

Kind = Literal["level", "rate", "mean", "median", "survival"]
"""A number of the run; a share of things counted; a mean or a median over things of the run; or
a share that lives so long, of which a run alone tells too little (see `survival`)."""

WEIGHT = "_n"
"""What the name of the column ends in that counts the things a rate or mean is taken over."""


@dataclass(frozen=True)
class Outcome:
    """One number of a run.

    Parameters
    ----------
    name : str
        As it stands in tables.
    unit : str
        The unit; ``share`` for rates.
    meaning : str
        What it is, in words.
    kind : Kind
        Rates and means count each talks or partnership of all runs alike; levels and medians
        count each run alike.
    measure : callable or None
        Takes `Runs` and returns value and weight for each of them; survival has none.
    years : int
        Of survival: how many years partnerships are to live.
    signed : bool
        Whether it can be below zero, as a saving can.
    place : Locality or None
        Whose talks and partnerships count; None for those of the whole map.
    """

    name: str
    unit: str
    meaning: str
    kind: Kind
    measure: Callable[[Runs], Measurement] | None
    years: int = 0
    signed: bool = False
    place: Locality | None = None

    @property
    def heading(self) -> str:
        """What it is, over a column or beside an axis; with its unit where no number shows it."""
        unit = f" ({self.unit})" if self.unit in UNMARKED else ""
        return f"{self.meaning[:1].upper()}{self.meaning[1:]}{unit}"

    @property
    def weighted(self) -> bool:
        """Whether runs count by how many things they were measured over."""
        return self.kind in ("rate", "mean")

    @property
    def share(self) -> bool:
        """Whether it is a share of things counted, whose interval ends at 0 and 1."""
        return self.kind == "rate"

    def summary(self, values: Any, weights: Any = None) -> Summary:
        """Return the estimate of it from its numbers in each run, and how runs differ.

        Parameters
        ----------
        values, weights : array of float, shape (runs,)
            As `measure` gives them; weights count only where it is weighted.
        """
        least, most = self.range
        weights = weights if self.weighted else None
        return summarise(values, weights, share=self.share, least=least, most=most)

    @property
    def range(self) -> tuple[float, float]:
        """Beyond which it cannot be."""
        return -np.inf if self.signed else 0.0, 1.0 if self.unit == "share" else np.inf

    @property
    def columns(self) -> list[str]:
        """The columns of a table of runs that hold it: its value and, if weighted, its weight."""
        return [self.name, self.name + WEIGHT] if self.weighted else [self.name]

    def row(self, found: Summary) -> dict[str, Any]:
        """Return it as a row of a table of outcomes, with the columns of `SUMMARY_COLUMNS`."""
        facts = {"outcome": self.name, "unit": self.unit, "meaning": self.meaning}
        known = facts | found._asdict()
        return {name: known[name] for name in SUMMARY_COLUMNS}


UNMARKED = ("months",)
"""Units that neither a number (%, £) nor a meaning shows."""

SUMMARY_COLUMNS = ("outcome", *Summary._fields[:3], "unit", *Summary._fields[3:], "meaning")
"""Of a table of outcomes, as `summary.csv` holds it."""
