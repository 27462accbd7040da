"""`partnerships calibrate` for a study that holds single runs against what was observed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import typer

from experiments.calibration.agreement import (
    ESTIMATORS,
    FIRST,
    POOLED,
    SAME,
    SECOND,
    compare,
    pooled_coverage,
)
from experiments.calibration.bank_page import draw_page, summary_sentences
from experiments.calibration.bank_results import HistoryResults
from experiments.calibration.bank_run import (
    COVERAGE,
    WAVES,
    BankCalibration,
)
from experiments.calibration.central import rank_members, values_at
from experiments.calibration.coverage import Places
from experiments.calibration.folder import (
    CENTRAL,
    MADE_BY,
    PARAMETERS,
    identity_of,
    open_calibration,
)
from experiments.calibration.joint import PAIRS, correlated_pairs
from experiments.calibration.marginals import summarise_marginals
from experiments.calibration.observed import Summaries
from experiments.calibration.predicted import PREDICTED, predict
from experiments.calibration.priors import candidate_named, priors_of
from experiments.calibration.run import what_stands
from experiments.calibration.second import (
    COVERAGE_SMC,
    ENGLAND,
    POSTERIOR_SMC,
    SecondEstimator,
    check_settings,
)
from experiments.calibration.study import CalibrationStudy
from experiments.execution import terminated_as_interrupted
from experiments.execution.workers import processes
from experiments.statistics.posterior import POSTERIOR, Posterior
from experiments.store.folder import write_whole
from experiments.store.layout import scenario_hash
from experiments.store.manifest import origin, write_manifest
from experiments.store.spreadsheet import save_csv
from experiments.text.numbers import wrap
from simulation.ensemble import prepare
from simulation.errors import InputError
from simulation.parameters.prior import Prior
from simulation.provenance import dependencies

KIND = "histories"
"""What the manifest calls such a folder."""

MADE_BY_BANK = (
    *MADE_BY,
    *(f"experiments.calibration.{step}" for step in ("predicted", "second", "agreement", "joint")),
)


def calibrate_histories(
    study: CalibrationStudy,
    out: Path,
    *,
    workers: int = 1,
    cluster: str | None = None,
    fresh: bool = False,
    figures: bool = True,
    file: Path | None = None,
) -> None:
    """Calibrate by single histories, or go on, and leave every table in the folder.

    The arguments are those of `run.calibrate`.

    Raises
    ------
    InputError
        If something that was given cannot be used.
    """
    priors, identity = _checked(study, file)
    with (
        processes(workers, cluster) as players,
        open_calibration(out, identity, study, fresh=fresh) as kept,
    ):
        prepare()
        with terminated_as_interrupted(), what_stands(out):
            take_steps(BankCalibration(kept, priors, out, players), study)
    done = HistoryResults.read(out)
    for sentence in summary_sentences(done):
        typer.echo(wrap(sentence))
    typer.echo(f"\nPosterior   {out / POSTERIOR}")
    if figures:
        typer.echo(f"Report      {draw_page(out)}")


def _checked(study: CalibrationStudy, file: Path | None) -> tuple[dict[str, Prior], dict[str, Any]]:
    """Refuse what cannot be used, and return the priors and what the study is known by."""
    try:
        _check_named(study)
        names = [candidate_named(name, "parameters").name for name in study.parameters]
        every = priors_of(study)
        Summaries(study.observed)
        check_settings(study.second)
    except InputError as error:
        raise (error if error.file or not file else error.within(str(file))) from None
    priors = {name: every[name] for name in names}
    identity = identity_of(study, priors) | {
        "made_with": dependencies(*MADE_BY_BANK).plain(),
        "bank": study.bank.model_dump(mode="json"),
        "observed": {name: one.model_dump() for name, one in study.observed.items()},
    }
    return priors, identity


def _check_named(study: CalibrationStudy) -> None:
    """Refuse a study that names no parameter."""
    if not study.parameters:
        raise InputError(
            "names no parameter to calibrate",
            field="parameters",
            allowed="names of `partnerships parameters`; nothing screens single runs",
        )


def take_steps(work: BankCalibration, asked: CalibrationStudy) -> None:
    """Do each step of a calibration, but for runs that stand already, and write what came out.

    Parameters
    ----------
    work : BankCalibration
        The calibration in its folder.
    asked : CalibrationStudy
        The study before its folder kept a copy of what it reads.
    """
    bank, left, waves = work.waves()
    estimator = work.estimator(bank)
    posterior, scores = work.posterior(estimator)
    places = work.coverage(bank, estimator)
    covered = places.table()
    member = int(rank_members(posterior, work.priors)[0][0])
    central = work.study.start().with_changes(values_at(posterior, member))
    write_whole(work.folder / CENTRAL, central.to_toml())
    tables = {
        WAVES: waves,
        POSTERIOR: posterior.table(),
        COVERAGE: covered,
        PREDICTED: predict(work, posterior, scores),
        PARAMETERS: _parameters(posterior, work.priors, member),
        PAIRS: correlated_pairs(scores, posterior.weight, covered),
    }
    tables |= _second_tables(SecondEstimator(work, bank, estimator, left), posterior, places)
    for name, table in tables.items():
        save_csv(table, work.folder / name)
    write_manifest(work.folder, _manifest(work, asked, posterior, len(bank), member))


def _manifest(
    work: BankCalibration,
    asked: CalibrationStudy,
    posterior: Posterior,
    plausible: int,
    member: int,
) -> dict[str, Any]:
    """Return what the folder says of how its numbers were made."""
    return {
        **origin(dependencies(*MADE_BY_BANK), {}),
        "scenario_hash": scenario_hash(work.study.start()),
        "kind": KIND,
        "study": {**asked.model_dump(mode="json"), "scenario": Path(asked.scenario).name},
        "priors": {name: prior._asdict() for name, prior in work.priors.items()},
        "plausible": plausible,
        "central": member,
        "posterior_hash": posterior.hash,
        "workers": work.workers.number,
    }


def _second_tables(
    second: SecondEstimator, posterior: Posterior, places: Places
) -> dict[str, pd.DataFrame]:
    """Return what a second estimator says, if one is asked for, and the coverage of both."""
    work, asked = second.work, second.work.study.second
    if not asked.particles:
        return {POOLED: pooled_coverage({FIRST: places})}
    truths = work.truths(second.bank)[: asked.truths]
    second.play([ENGLAND, *truths])
    other = work.members(*second.posterior(ENGLAND))
    tables = {
        POSTERIOR_SMC: other.table(),
        ESTIMATORS: compare(posterior, other, work.priors),
    }
    if not truths:
        return {**tables, POOLED: pooled_coverage({FIRST: places})}
    again = second.places(truths)
    both = {FIRST: places, SAME: places.of_first(len(truths)), SECOND: again}
    return {**tables, COVERAGE_SMC: again.table(), POOLED: pooled_coverage(both)}


def _parameters(posterior: Posterior, priors: dict[str, Prior], member: int) -> pd.DataFrame:
    """Return what the posterior says of each parameter, and the values of the central member."""
    return summarise_marginals(posterior, priors, {}, values_at(posterior, member))
