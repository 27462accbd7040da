"""`make calibration`: calibrate to England's history, and publish it.

Published are the page, the figures and the small tables, and the posterior that comes with the
project, thinned to `MEMBERS` members of equal weight. `--quick` is a small one of the same steps,
of which nothing is published.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

import numpy as np
import pandas as pd

from experiments.calibration.agreement import ESTIMATORS, POOLED
from experiments.calibration.bank_run import COVERAGE, WAVES
from experiments.calibration.bank_study import calibrate_histories
from experiments.calibration.folder import CENTRAL, PARAMETERS
from experiments.calibration.joint import PAIRS
from experiments.calibration.predicted import PREDICTED
from experiments.calibration.second import COVERAGE_SMC, POSTERIOR_SMC
from experiments.calibration.study import CalibrationStudy
from experiments.commands.published.publish import QUICK, REFERENCE, copy_small
from experiments.statistics import posterior as packaged
from experiments.statistics.posterior import MEMBER, POSTERIOR, WEIGHT, Posterior
from experiments.store.layout import MANIFEST, PAGE
from experiments.store.spreadsheet import save_csv

STUDY = Path("configs/studies/histories.toml")
PLAYED = Path("results/histories")
NAME = "calibration"
SMALL = (PAGE, MANIFEST, PARAMETERS, CENTRAL, COVERAGE, WAVES, PREDICTED, PAIRS)
SECOND = (POSTERIOR_SMC, COVERAGE_SMC, ESTIMATORS, POOLED)
"""What is published too if it is there: a study need not have a second estimator, or its check."""

MEMBERS = 1000
DIGITS = 5

SMALLER = {"sets": 1500, "accepted": 300, "truths": 40, "members": 100}
"""What the bank of a quick calibration has in place of the study's own."""

SMALLER_SECOND = {"particles": 40, "truths": 2}
"""The same of its second estimator."""


def thin(posterior: Posterior, members: int, seed: int) -> pd.DataFrame:
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


def in_small(study: CalibrationStudy) -> CalibrationStudy:
    """Return a calibration of the same steps that takes a few minutes."""
    bank = study.bank.model_copy(update=SMALLER)
    second = study.second.model_copy(update=SMALLER_SECOND)
    return study.model_copy(update={"bank": bank, "second": second})


def publish(played: Path, published: Path) -> None:
    """Publish what is small of a finished calibration.

    Parameters
    ----------
    played, published : Path
        Its folder, and where page, figures and small tables go.
    """
    there = [name for name in SECOND if (played / name).is_file()]
    copy_small(played, published, [*SMALL, *there])


def package(played: Path) -> None:
    """Make the posterior of a finished calibration the one that comes with the project."""
    posterior = Posterior.read(played / POSTERIOR)
    place = Path(packaged.__file__).with_name(POSTERIOR)
    save_csv(thin(posterior, MEMBERS, 1), place)


def main() -> None:
    """Play what is not played yet, and publish it."""
    parser = argparse.ArgumentParser(prog="make calibration", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="in small, and nothing is published")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes")
    given = parser.parse_args()
    study = CalibrationStudy.load(STUDY)
    if given.quick:
        played = QUICK.played / NAME
        calibrate_histories(in_small(study), played, workers=given.workers, file=STUDY)
        return
    calibrate_histories(study, PLAYED, workers=given.workers, file=STUDY)
    publish(PLAYED, REFERENCE / NAME)
    package(PLAYED)


if __name__ == "__main__":
    main()
