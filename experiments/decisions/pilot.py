"""A pilot: a few runs of a study, from its folder if it is played, or played now."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Unpack

from experiments.execution import terminated_as_interrupted
from experiments.execution.progress import sign_of_life
from experiments.execution.workers import Playing, check_answers
from experiments.statistics.outcome import Outcome
from experiments.store.layout import MANIFEST
from experiments.store.manifest import read_manifest
from experiments.studies.design_order import write_tables
from experiments.studies.folder import goes_on, nest_of, open_study, write_manifest
from experiments.studies.identity import read_study
from experiments.studies.nest import Nest
from experiments.studies.parts import Parts
from experiments.studies.run import (
    check_number,
    check_points,
    is_finished,
    play_rest,
    with_played_runs,
)
from experiments.studies.study import Study, Table
from experiments.studies.summary import StudyTables

RUNS = 100
"""Runs of each point of a pilot without a posterior."""

MEMBERS, EACH = 24, 4
"""Members of the posterior of a pilot with one, and runs of each."""


def pilot_study(study: Study, runs: int | None, outcome: Outcome) -> Study:
    """Return a study with the few runs of a pilot, of one outcome alone.

    Parameters
    ----------
    study : Study
        What the pilot is of.
    runs : int or None
        Runs of each point, or members where there is a posterior; None for the usual number.
    outcome : Outcome
        What is measured.
    """
    survival = outcome.measure is None
    tables: list[Table] = ["partnerships"] if survival else []
    few = replace(study, outcomes=[outcome], shown=[outcome.name], tables=tables, views=[])
    if study.nest is None:
        return replace(few, runs=runs or RUNS)
    nest = Nest(((runs or MEMBERS, min(EACH, study.nest.each)),))
    return replace(few, nest=nest, runs=nest.runs)


def played_tables(study: Study, folder: Path, outcome: Outcome) -> StudyTables | None:
    """Return the tables of a folder in which a study is played to its end, with an outcome.

    None where there is no such folder, or it holds another study or was played by other code.
    """
    if not (folder / MANIFEST).is_file() or not goes_on(folder, study):
        return None
    manifest = read_manifest(folder)
    there = read_study(folder, int(manifest["runs"]), nest_of(manifest))
    measured = outcome.name in [one.name for one in there.outcomes]
    return StudyTables(there, folder) if measured and is_finished(folder, there) else None


def play_pilot(study: Study, folder: Path, *, many: bool, **play: Unpack[Playing]) -> StudyTables:
    """Play what is missing of a pilot and return its tables.

    Raises
    ------
    InputError, Stopped
        If the study cannot be played, the folder is another's, or it ended early.
    """
    fresh = (folder / MANIFEST).is_file() and not goes_on(folder, study)
    if not fresh:
        study = with_played_runs(study, folder, members=False, runs=False)
    check_number(study, many=many)
    with sign_of_life("Checking the study", len(study.points)):
        check_points(study)
        check_answers(play.get("cluster"), play.get("batch"))
    with terminated_as_interrupted(), open_study(folder, study, fresh=fresh) as opened:
        if not is_finished(folder, opened):
            play_rest(opened, folder, **play)
            write_tables(opened, folder)
            failed = Parts(folder, opened.points).failed()
            write_manifest(folder, opened, state="finished", played=opened.all_runs, failed=failed,
                           kind="pilot")  # fmt: skip
        return StudyTables(opened, folder)
