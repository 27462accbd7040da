"""A picture: a figure with what is said under it, and what it says to those who cannot see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulation.months import date_of, month_number
from simulation.scenario import Scenario

if TYPE_CHECKING:
    from matplotlib.figure import Figure


@dataclass(frozen=True)
class Picture:
    """One figure of the report.

    Parameters
    ----------
    name : str
        Of its files.
    title : str
        What it shows, as a short phrase.
    figure : Figure
        The drawing.
    alt : str
        What is to be seen, in words, for those who cannot see it.
    caption : str
        What stands under it, with the source of each reference number.
    method : str
        How it was made, in a line.
    """

    name: str
    title: str
    figure: Figure
    alt: str
    caption: str
    method: str


@dataclass(frozen=True)
class Setting:
    """What every figure needs to know of the runs it shows.

    Parameters
    ----------
    scenario : Scenario
        What was played.
    runs : int
        How many runs.
    """

    scenario: Scenario
    runs: int

    @property
    def on_england(self) -> bool:
        """Whether the map is England's, so that England's numbers can stand beside."""
        return self.scenario.geography.map == "england"

    @property
    def runs_in_words(self) -> str:
        """``one run`` or ``300 runs``."""
        return "one run" if self.runs == 1 else f"{self.runs:,} runs"

    def month(self, date: str) -> int:
        """Return the number of a month such as ``2012-01``, counted from the first."""
        return month_number(date) - month_number(self.scenario.period.start)

    def date(self, month: int) -> str:
        """Return a month counted from the first as ``2012-01``."""
        return date_of(month_number(self.scenario.period.start) + month)
