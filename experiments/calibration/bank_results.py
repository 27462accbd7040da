"""A finished calibration by single histories, read back: what figures and page are made from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from experiments.calibration.agreement import ESTIMATORS, POOLED
from experiments.calibration.bank_run import COVERAGE, WAVES
from experiments.calibration.folder import PARAMETERS
from experiments.calibration.joint import PAIRS
from experiments.calibration.predicted import PREDICTED
from experiments.calibration.second import COVERAGE_SMC, POSTERIOR_SMC
from experiments.calibration.study import CalibrationStudy
from experiments.statistics.posterior import POSTERIOR, Posterior
from experiments.store.manifest import read_manifest
from simulation.frames import read_csv_frame
from simulation.parameters.prior import Prior


@dataclass(frozen=True)
class SecondResults:
    """What a second estimator says.

    Parameters
    ----------
    posterior : Posterior
        Its members.
    estimators : DataFrame
        What both estimators say of each parameter.
    coverage : DataFrame or None
        How often it holds what is known, parameter by parameter, if that was asked for.
    """

    posterior: Posterior
    estimators: pd.DataFrame
    coverage: pd.DataFrame | None

    @classmethod
    def read(cls, folder: Path, study: CalibrationStudy) -> SecondResults | None:
        """Read what the folder of a study holds; None if it asks for no second estimator."""
        if not study.second.particles:
            return None
        coverage = read_csv_frame(folder / COVERAGE_SMC) if study.second.truths else None
        estimators = read_csv_frame(folder / ESTIMATORS)
        return cls(Posterior.read(folder / POSTERIOR_SMC), estimators, coverage)


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
    parameters, coverage, waves, predicted, pairs, pooled : DataFrame
        What the posterior says of each parameter, how often it holds what is known, what was ruled
        out, what it predicts, how each pair of parameters hangs together, and how often each
        estimator holds what is known, over all parameters.
    second : SecondResults or None
        What a second estimator says.
    """

    folder: Path
    manifest: dict[str, Any]
    study: CalibrationStudy
    posterior: Posterior
    parameters: pd.DataFrame
    coverage: pd.DataFrame
    waves: pd.DataFrame
    predicted: pd.DataFrame
    pairs: pd.DataFrame
    pooled: pd.DataFrame
    second: SecondResults | None

    @classmethod
    def read(cls, folder: Path) -> HistoryResults:
        """Read a folder.

        Raises
        ------
        InputError
            If it is none of ours, or something is missing from it.
        """
        manifest = read_manifest(folder)
        names = (PARAMETERS, COVERAGE, WAVES, PREDICTED, PAIRS, POOLED)
        parameters, covered, *others = (read_csv_frame(folder / name) for name in names)
        waves, predicted, pairs, shares = others
        pinned = covered.set_index("parameter")["pinned"].astype(bool)
        parameters["pinned"] = parameters["parameter"].map(pinned)
        study = CalibrationStudy.model_validate(manifest["study"])
        posterior = Posterior.read(folder / POSTERIOR)
        second = SecondResults.read(folder, study)
        return cls(
            folder, manifest, study, posterior, parameters, covered, waves, predicted, pairs,
            shares, second,
        )  # fmt: skip

    @property
    def priors(self) -> dict[str, Prior]:
        """The prior of each calibrated parameter."""
        return {name: Prior(**prior) for name, prior in self.manifest["priors"].items()}

    @property
    def loose(self) -> pd.DataFrame:
        """Parameters that what was observed does not pin down."""
        return self.parameters[~self.parameters["pinned"]]
