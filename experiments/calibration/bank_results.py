"""A finished calibration by single histories, read back: what figures and page are made from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from experiments.calibration.bank_run import COVERAGE, WAVES
from experiments.calibration.folder import PARAMETERS
from experiments.calibration.predicted import PREDICTED
from experiments.calibration.study import CalibrationStudy
from experiments.statistics.posterior import POSTERIOR, Posterior
from experiments.store.manifest import read_manifest
from simulation.frames import read_csv_frame
from simulation.parameters.prior import Prior


@dataclass(frozen=True)
class HistoryResults:
    """What the folder of a finished calibration by single histories holds.

    Parameters
    ----------
    folder : Path
        Where it stands.
    manifest : dict
        Versions, study, priors.
    study : CalibrationStudy
        What was asked.
    posterior : Posterior
        The accepted runs, adjusted.
    parameters, coverage, waves, predicted : DataFrame
        What the posterior says of each parameter, how often it holds what is known, what was ruled
        out, and what it predicts.
    """

    folder: Path
    manifest: dict[str, Any]
    study: CalibrationStudy
    posterior: Posterior
    parameters: pd.DataFrame
    coverage: pd.DataFrame
    waves: pd.DataFrame
    predicted: pd.DataFrame

    @classmethod
    def read(cls, folder: Path) -> HistoryResults:
        """Read a folder.

        Raises
        ------
        InputError
            If it is none of ours, or something is missing from it.
        """
        manifest = read_manifest(folder)
        tables = [
            read_csv_frame(folder / name) for name in (PARAMETERS, COVERAGE, WAVES, PREDICTED)
        ]
        parameters, covered, waves, predicted = tables
        pinned = covered.set_index("parameter")["pinned"].astype(bool)
        parameters["pinned"] = parameters["parameter"].map(pinned)
        study = CalibrationStudy.model_validate(manifest["study"])
        posterior = Posterior.read(folder / POSTERIOR)
        return cls(folder, manifest, study, posterior, parameters, covered, waves, predicted)

    @property
    def priors(self) -> dict[str, Prior]:
        """The prior of each calibrated parameter."""
        return {name: Prior(**prior) for name, prior in self.manifest["priors"].items()}

    @property
    def loose(self) -> pd.DataFrame:
        """Parameters that what was observed does not pin down."""
        return self.parameters[~self.parameters["pinned"]]
