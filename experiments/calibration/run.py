"""`partnerships calibrate`: step by step, each kept as soon as it is done, so that it goes on."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
import typer

from experiments.calibration.central import values_at
from experiments.calibration.database import DATABASE, generation_of, progress_of
from experiments.calibration.folder import (
    CENTRAL,
    GENERATIONS,
    MADE_BY,
    MIDDLE,
    PARAMETERS,
    PREDICTIVE,
    SCREENING,
    TARGETS,
    identity_of,
    keep_table,
    open_calibration,
)
from experiments.calibration.marginals import summarise_marginals
from experiments.calibration.page import draw_page, summary_sentences
from experiments.calibration.particle import (
    particle_of,
    study_targets,
    target_checks,
    targets_from,
    targets_table,
)
from experiments.calibration.predictive import CentralSearch, predictive_check
from experiments.calibration.priors import candidate_named, priors_of, values_of
from experiments.calibration.results import CalibrationResults
from experiments.calibration.sampling import Question, sample
from experiments.calibration.screening import COLUMNS, screen
from experiments.calibration.study import CalibrationStudy
from experiments.calibration.targets import Target
from experiments.execution import INTERRUPTED, Stopped, terminated_as_interrupted
from experiments.execution.progress import generations_bar, step_bar
from experiments.execution.workers import Workers, processes
from experiments.statistics.posterior import POSTERIOR, Posterior
from experiments.store.layout import MANIFEST, scenario_hash
from experiments.store.manifest import origin, read_manifest, write_manifest
from experiments.store.spreadsheet import save_csv
from experiments.text.numbers import wrap
from simulation.ensemble import prepare
from simulation.errors import InputError
from simulation.parameters.prior import Prior
from simulation.provenance import dependencies


@dataclass
class Calibration:
    """A calibration under way in its folder.

    Parameters
    ----------
    study : CalibrationStudy
        What is asked.
    folder : Path
        Where it stands.
    workers : Workers
        Who plays.
    asked : CalibrationStudy
        The study before its folder kept a copy of what it reads.
    timings : dict of str to float
        Seconds of the steps that were done in this sitting.
    """

    study: CalibrationStudy
    folder: Path
    workers: Workers
    asked: CalibrationStudy
    timings: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def timer(self, name: str) -> Iterator[None]:
        """Take the time of a step."""
        begun = time.perf_counter()
        yield
        self.timings[name] = time.perf_counter() - begun

    def targets(self) -> tuple[Target, ...]:
        """Return what calibration aims at."""
        path = self.folder / TARGETS
        return targets_from(
            keep_table(path, lambda: targets_table(study_targets(self.study, self.workers)))
        )

    def choose(self, priors: dict[str, Prior], targets: tuple[Target, ...]) -> list[str]:
        """Return the parameters to calibrate: those named, or those the screening chooses."""
        path = self.folder / SCREENING
        if self.study.parameters:
            return [candidate_named(name, "parameters").name for name in self.study.parameters]
        screening = replace_runs(self.study)

        def influences() -> pd.DataFrame:
            points = screening.screening.trajectories * (len(priors) + 1)
            with step_bar("Screening", points) as advance:
                return screen(
                    particle_of(screening), priors, targets, self.study.screening, self.workers,
                    advance,
                )  # fmt: skip

        table = keep_table(path, influences)[list(COLUMNS)]
        return [str(name) for name in table.loc[table["chosen"], "parameter"]]

    def sample_posterior(
        self, priors: dict[str, Prior], targets: tuple[Target, ...], identity: dict[str, Any]
    ) -> Any:
        """Return the history of the sampling, once all generations are there."""
        sampling = self.study.sampling
        question = Question(particle_of(self.study), priors, targets, sampling)
        with generations_bar(sampling.generations, sampling.particles) as show:
            return sample(question, self.folder / DATABASE, identity, self.workers, show)

    def members(self, posterior: Posterior) -> list[int]:
        """Return the members that are held against the evidence."""
        drawn = posterior.draw_members(self.study.predictive.members, self.study.seed)
        return sorted({int(member) for member in drawn})

    def check(self, posterior: Posterior) -> pd.DataFrame:
        """Return the posterior predictive check."""
        study, members = self.study, self.members(posterior)
        with step_bar("Posterior predictive check", len(members)) as advance:
            return predictive_check(
                study.start(), study.rows, posterior, members, study.predictive.runs, self.workers,
                advance,
            )  # fmt: skip

    def central(self, posterior: Posterior, priors: dict[str, Prior]) -> int:
        """Return the central member."""
        asked = self.study.central
        middle = CentralSearch(posterior, priors, asked, self.folder / MIDDLE)
        if asked.members:
            with step_bar("Members held against all rows", asked.members) as advance:
                middle.look(self.study.start(), self.workers, advance)
        return middle.central


def replace_runs(study: CalibrationStudy) -> CalibrationStudy:
    """Return a study whose particles have the runs of its screening."""
    sampling = study.sampling.model_copy(update={"runs": study.screening.runs})
    return study.model_copy(update={"sampling": sampling})


def calibrate(
    study: CalibrationStudy,
    out: Path,
    *,
    workers: int = 1,
    cluster: str | None = None,
    fresh: bool = False,
    figures: bool = True,
    file: Path | None = None,
) -> None:
    """Calibrate, or go on where it was stopped, and leave every table in the folder.

    Parameters
    ----------
    study : CalibrationStudy
        What is asked.
    out : Path
        The folder; not there yet, empty, or begun by the same study.
    workers, cluster
        Processes of this machine, or the address of a Dask scheduler.
    fresh, figures : bool
        Whether a folder of another study is moved aside, and whether figures and page are drawn.
    file : Path or None
        Where the study was read from, for messages.

    Raises
    ------
    InputError
        If something that was given cannot be used, or no particle was accepted.
    """
    priors, identity = _checked(study, file)
    with (
        processes(workers, cluster) as players,
        open_calibration(out, identity, study, fresh=fresh) as kept,
    ):
        prepare()
        with terminated_as_interrupted(), what_stands(out):
            _steps(Calibration(kept, out, players, study), priors, identity)
    _tell(out, figures=figures)


@contextmanager
def what_stands(out: Path) -> Iterator[None]:
    """Say what stands where a calibration was told to end."""
    try:
        yield
    except KeyboardInterrupt:
        words = f"Stopped: what was done stands in {out}; the same command goes on."
        raise Stopped(words, INTERRUPTED) from None


def _checked(study: CalibrationStudy, file: Path | None) -> tuple[dict[str, Prior], dict[str, Any]]:
    """Refuse what cannot be used, and return the priors and what the study is known by."""
    try:
        priors = priors_of(study)
        target_checks(study)
        check_thresholds(study)
        for name in study.truth:
            candidate_named(name, "truth")
    except InputError as error:
        raise (error if error.file or not file else error.within(str(file))) from None
    return priors, identity_of(study, priors)


def check_thresholds(study: CalibrationStudy) -> None:
    """Refuse thresholds that do not reach for every generation.

    Raises
    ------
    InputError
        Naming how many there are.
    """
    given, wanted = len(study.sampling.thresholds), study.sampling.generations
    if 0 < given < wanted:
        raise InputError(
            "has fewer thresholds than generations",
            field="sampling.thresholds",
            value=given,
            allowed=f"{wanted}, or none for the median of each generation",
        )


def _tell(out: Path, *, figures: bool) -> None:
    """Say what came out, and draw it."""
    for sentence in summary_sentences(CalibrationResults.read(out)):
        typer.echo(wrap(sentence))
    typer.echo(f"\nPosterior   {out / POSTERIOR}")
    if figures:
        typer.echo(f"Report      {draw_page(out)}")


def _steps(work: Calibration, priors: dict[str, Prior], identity: dict[str, Any]) -> None:
    with work.timer("targets"):
        targets = work.targets()
    with work.timer("screening"):
        chosen = {name: priors[name] for name in work.choose(priors, targets)}
    with work.timer("sampling"):
        history = work.sample_posterior(chosen, targets, identity)
    last = generation_of(history, history.max_t)
    posterior = Posterior(pd.DataFrame(values_of(chosen, last.scores)), last.weight)
    if not _is_there(work, posterior):
        (work.folder / PREDICTIVE).unlink(missing_ok=True)
    save_csv(posterior.table(), work.folder / POSTERIOR)
    save_csv(progress_of(history), work.folder / GENERATIONS)
    with work.timer("predictive"):
        keep_table(work.folder / PREDICTIVE, lambda: work.check(posterior))
    with work.timer("central"):
        member = work.central(posterior, chosen)
    _write(work, chosen, posterior, member)


def _is_there(work: Calibration, posterior: Posterior) -> bool:
    """Return whether this posterior was checked in the same way in an earlier sitting."""
    if not (work.folder / MANIFEST).exists():
        return False
    manifest = read_manifest(work.folder)
    asked = work.study.predictive.model_dump(mode="json")
    checked: bool = manifest["study"]["predictive"] == asked
    return checked and manifest["posterior_hash"] == posterior.hash


def _write(work: Calibration, priors: dict[str, Prior], posterior: Posterior, member: int) -> None:
    """Write what the posterior says, and what it was made with."""
    folder, study = work.folder, work.asked
    values = values_at(posterior, member)
    table = summarise_marginals(posterior, priors, study.truth, values)
    save_csv(table, folder / PARAMETERS)
    central = work.study.start().with_changes(values)
    (folder / CENTRAL).write_text(central.to_toml(), encoding="utf-8")
    manifest = {
        **origin(dependencies(*MADE_BY), work.timings),
        "scenario_hash": scenario_hash(work.study.start()),
        "kind": "calibration",
        "study": {**study.model_dump(mode="json"), "scenario": Path(study.scenario).name},
        "priors": {name: prior._asdict() for name, prior in priors.items()},
        "members": len(work.members(posterior)),
        "central": member,
        "posterior_hash": posterior.hash,
        "workers": work.workers.number,
    }
    write_manifest(folder, manifest)
