"""`python -m experiments.calibration.reference`: calibrate to England's history, and publish it.

Published are the page, the figures and the small tables, and the posterior that comes with the
project, thinned to `MEMBERS` members of equal weight.
"""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pandas as pd

from experiments.calibration.agreement import ESTIMATORS, POOLED
from experiments.calibration.bank_run import COVERAGE, WAVES
from experiments.calibration.bank_study import calibrate_histories
from experiments.calibration.folder import PARAMETERS
from experiments.calibration.joint import PAIRS
from experiments.calibration.predicted import PREDICTED
from experiments.calibration.second import COVERAGE_SMC, POSTERIOR_SMC
from experiments.calibration.study import CalibrationStudy
from experiments.statistics import posterior as packaged
from experiments.statistics.posterior import MEMBER, POSTERIOR, WEIGHT, Posterior
from experiments.store.layout import MANIFEST, PAGE
from experiments.store.spreadsheet import save_csv
from experiments.studies.reference import copy_small

STUDY = Path("configs/studies/histories.toml")
PLAYED = Path("results/histories")
PUBLISHED = Path("results/reference/calibration")
SMALL = (
    PAGE, MANIFEST, PARAMETERS, COVERAGE, WAVES, PREDICTED,
    PAIRS, POSTERIOR_SMC, COVERAGE_SMC, ESTIMATORS, POOLED,
)  # fmt: skip
MEMBERS = 1000
DIGITS = 5


def thinned(posterior: Posterior, members: int, seed: int) -> pd.DataFrame:
    """Return a posterior of so many draws from another, each member once with its share of them.

    Parameters
    ----------
    posterior : Posterior
        What is drawn from.
    members, seed : int
        How many draws, and their seed.
    """
    found, counts = np.unique(posterior.draw_members(members, seed), return_counts=True)
    sets = posterior.sets.iloc[found].reset_index(drop=True)
    sets = sets.map(lambda value: float(f"{value:.{DIGITS}g}"))
    numbers = pd.DataFrame({MEMBER: np.arange(len(found)), WEIGHT: counts / members})
    return pd.concat([numbers, sets], axis=1)


def publish(played: Path, published: Path, package: Path) -> None:
    """Publish a finished calibration.

    Parameters
    ----------
    played : Path
        Its folder.
    published : Path
        Where page, figures and small tables go.
    package : Path
        File of the posterior that comes with the project.
    """
    copy_small(played, published, SMALL)
    posterior = Posterior.read(played / POSTERIOR)
    save_csv(thinned(posterior, MEMBERS, 1), package)


def main() -> None:
    """Play what is not played yet, and publish it."""
    study = CalibrationStudy.load(STUDY)
    calibrate_histories(study, PLAYED, workers=os.cpu_count() or 1, file=STUDY)
    publish(PLAYED, PUBLISHED, Path(packaged.__file__).with_name(POSTERIOR))


if __name__ == "__main__":
    main()
