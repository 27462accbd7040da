"""The results of a sensitivity study, read back from its folder: for page, figures and words."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from experiments.decisions.sensitivity.figures import curves, ranked
from experiments.decisions.sensitivity.figures.variance import draw as draw_variance
from experiments.decisions.sensitivity.folder import read_sensitivity, width_of
from experiments.decisions.sensitivity.sentences import summary_sentences
from experiments.decisions.sensitivity.study import SensitivityStudy
from experiments.decisions.sensitivity.tables import CURVES, FACTORS, SENSITIVITY, VARIANCE
from experiments.figures.chart import Picture, with_notice
from experiments.figures.style import figure_style
from experiments.statistics.outcomes import outcomes_named
from experiments.store.layout import figure_data
from experiments.store.manifest import NOTICE, manifest_facts, read_manifest
from simulation.described import Described
from simulation.frames import read_csv_frame

MOST_SHOWN = 4
"""Outcomes that have figures of their own."""


@dataclass(frozen=True)
class Results(Described):
    """What the folder of a sensitivity study holds, apart from its table of runs.

    Parameters
    ----------
    folder, study, manifest : Path, SensitivityStudy, dict
        Where it stands, what was played, and with what.
    sensitivity, variance, curves, factors : DataFrame
        As `Analysis` has them.
    width : float
        Of intervals, as it was asked for.
    """

    folder: Path
    study: SensitivityStudy
    manifest: dict[str, Any]
    sensitivity: pd.DataFrame
    variance: pd.DataFrame
    curves: pd.DataFrame
    factors: pd.DataFrame
    width: float

    def _facts(self) -> dict[str, Any]:
        """Return where it stands, and what its manifest says of it."""
        return manifest_facts(self.folder, self.manifest)

    @classmethod
    def read(cls, folder: Path) -> Results:
        """Read a folder.

        Raises
        ------
        InputError
            If it is not that of a sensitivity study, or not whole.
        """
        study, manifest = read_sensitivity(folder), read_manifest(folder)
        table = read_csv_frame(folder / f"{SENSITIVITY}.csv")
        variance, curve, factors = (
            read_csv_frame(figure_data(folder, name)) for name in (VARIANCE, CURVES, FACTORS)
        )
        width = width_of(folder)
        return cls(folder, study, manifest, table, variance, curve, factors, width)

    def sentences(self) -> list[str]:
        """Return what came out, in sentences."""
        return summary_sentences(self.sensitivity, self.variance, self.study, self.width)

    def pictures(self) -> list[Picture]:
        """Return every figure, in the order of the page."""
        study, found = self.study, []
        with figure_style():
            if study.row_design.method == "sobol":
                found.append(draw_variance(self.variance, study))
            for outcome in outcomes_named(study.shown)[:MOST_SHOWN]:
                rows = self.curves[self.curves["outcome"] == outcome.name]
                found += [
                    ranked.draw(self.sensitivity, outcome),
                    curves.draw_tornado(rows, outcome, study.factors),
                    curves.draw_curves(rows, outcome, study.factors),
                ]
            return with_notice(found, self.manifest.get(NOTICE))
