"""A finished calibration, read back: what figures and page are made from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from experiments.calibration.folder import MIDDLE, SCREENING, WRITTEN
from experiments.calibration.predictive import judged_members
from experiments.calibration.study import CalibrationStudy
from experiments.statistics.posterior import POSTERIOR, Posterior
from experiments.store.manifest import manifest_facts, read_manifest
from simulation.described import Described
from simulation.frames import read_csv_frame
from simulation.parameters.prior import Prior


@dataclass(frozen=True)
class CalibrationResults(Described):
    """What the folder of a finished calibration holds.

    Parameters
    ----------
    folder : Path
        Where it stands.
    manifest : dict
        Versions, study, timings.
    study : CalibrationStudy
        What was asked.
    posterior : Posterior
        The last generation.
    parameters, generations, predictive : DataFrame
        What the posterior says of each parameter, how it was reached, and how it predicts.
    screening : DataFrame or None
        The influence of each parameter, where a screening chose.
    middle : DataFrame
        Members that were held against all rows for the central one; empty where none was.
    """

    folder: Path
    manifest: dict[str, Any]
    study: CalibrationStudy
    posterior: Posterior
    parameters: pd.DataFrame
    generations: pd.DataFrame
    predictive: pd.DataFrame
    screening: pd.DataFrame | None
    middle: pd.DataFrame

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {str(self.folder)!r}: {self.study.scenario!r}>"

    def _facts(self) -> dict[str, Any]:
        """Return where it stands, and what its manifest says of it."""
        return manifest_facts(self.folder, self.manifest)

    @classmethod
    def read(cls, folder: Path) -> CalibrationResults:
        """Read a folder.

        Raises
        ------
        InputError
            If it is none of ours, or something is missing from it.
        """
        manifest = read_manifest(folder)
        parameters, generations, predictive = (read_csv_frame(folder / name) for name in WRITTEN)
        screening = folder / SCREENING
        study = CalibrationStudy.model_validate(manifest["study"])
        return cls(
            folder,
            manifest,
            study,
            Posterior.read(folder / POSTERIOR),
            parameters,
            generations,
            predictive,
            read_csv_frame(screening) if screening.exists() else None,
            judged_members(folder / MIDDLE, manifest["posterior_hash"], study.central),
        )

    @property
    def priors(self) -> dict[str, Prior]:
        """The prior of each calibrated parameter."""
        return {name: Prior(**prior) for name, prior in self.manifest["priors"].items()}

    @property
    def pinned(self) -> pd.DataFrame:
        """Parameters whose posterior is narrower than their prior, the narrowest first."""
        return self.parameters[self.parameters["pinned"]].sort_values("width")

    @property
    def loose(self) -> pd.DataFrame:
        """Parameters that the evidence does not pin down."""
        return self.parameters[~self.parameters["pinned"]]
