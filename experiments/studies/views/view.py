"""What a view has to give, and what it may say."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

import pandas as pd

from experiments.figures.picture import Picture
from experiments.runs.summary import Headline
from experiments.studies.study import Study
from experiments.studies.summary import Numbers


@dataclass(frozen=True)
class Said:
    """What a view allows to say.

    Parameters
    ----------
    sentences : list of str
        In plain words.
    headlines : list of Headline
        Numbers with their intervals, the most telling first.
    """

    sentences: list[str] = field(default_factory=list)
    headlines: list[Headline] = field(default_factory=list)


class View(Protocol):
    """One figure of a study: what it counts, how it looks and what it says."""

    NAME: str

    def counted(self, numbers: Numbers) -> pd.DataFrame:
        """Return the numbers that the figure shows, from the tables of a study."""

    def draw(self, table: pd.DataFrame, study: Study) -> Picture:
        """Return the figure."""

    def said(self, table: pd.DataFrame, study: Study) -> Said:
        """Return what can be said of it."""
