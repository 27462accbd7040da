"""Figures: each file that declares a chart says what it counts in runs and how it is drawn.

>>> from experiments import figures
>>> from simulation import Scenario, run_ensemble
>>> short = Scenario().with_changes({"period.months": 12})
>>> "survival" in figures.draw(run_ensemble(short, runs=2, seed=1)).names
True
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from experiments.figures.chart import Picture
    from experiments.figures.pictures import Pictures
    from simulation.result import Result


class HasPictures(Protocol):
    """Results that know their own figures: those of a folder, or of a study."""

    def pictures(self) -> list[Picture]:
        """Return every figure, drawn."""


def draw(results: Result | HasPictures) -> Pictures:
    """Return the figures of runs, of a folder of results, or of a study.

    Parameters
    ----------
    results : Result, RunResults or StudyResults
        Of `simulation.run` or `run_ensemble`; of `read_results`; of `Study.run`.
    """
    from experiments.figures.chart import draw_charts
    from experiments.figures.pictures import Pictures
    from simulation.result import Result

    return Pictures(draw_charts(results) if isinstance(results, Result) else results.pictures())
