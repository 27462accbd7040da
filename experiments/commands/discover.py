"""`partnerships discover`: in which cases of a study a condition is met."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from experiments.commands import whole
from experiments.commands.named import NAMED, played_path
from experiments.commands.replies import AsJson, Reply
from experiments.commands.run import MOST_WORKERS

if TYPE_CHECKING:
    from experiments.decisions.discovery.condition import Condition
    from experiments.decisions.discovery.study_cases import CaseSet
    from experiments.studies.study import Study

MOST_BOXES = 10_000


def discover(
    study: Annotated[
        Path,
        typer.Argument(
            metavar="STUDY",
            callback=played_path,
            help=f"The folder of a study; or {NAMED}, which is played first.",
        ),
    ],
    *,
    outcome: Annotated[
        str,
        typer.Option(metavar="CONDITION", help='What is to be so, such as "success_rate < 10%".'),
    ],
    unit: Annotated[
        str | None,
        typer.Option(
            metavar="UNIT",
            help="What a case is: runs, members (of the posterior, at a point) or talks; default "
            "runs, or members where a run alone has no such number.",
            show_default=False,
        ),
    ] = None,
    box: Annotated[
        int | None,
        typer.Option(
            parser=whole(0, MOST_BOXES),
            metavar="N",
            help="Tell of this box of the page's figure instead of the best one.",
            show_default=False,
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            help="Folder of the page and tables; default discovery/ in that of the study.",
            show_default=False,
        ),
    ] = None,
    workers: Annotated[
        int,
        typer.Option(
            parser=whole(1, MOST_WORKERS), metavar="N", help="Threads, where runs are played."
        ),
    ] = 1,
    _json: AsJson = False,
) -> Reply:
    """Find in which cases a condition is met: a box of limits and a tree, both tested."""
    from experiments.decisions.discovery.condition import Condition
    from experiments.decisions.discovery.discovery import discover as find
    from experiments.decisions.discovery.page import FOLDER, KIND, save_discovery
    from experiments.decisions.discovery.sentences import progress_sentences, sentences
    from experiments.decisions.discovery.tables import as_json
    from experiments.decisions.page_folder import check_kind
    from experiments.execution.progress import sign_of_life
    from experiments.store.layout import PAGE
    from experiments.store.manifest import read_manifest
    from experiments.studies.results import StudyResults
    from experiments.text.numbers import wrap

    condition = Condition.parse(outcome)
    if out is not None:
        check_kind(out, KIND)  # before anything is played
    folder = study_folder(study, workers)
    check_tables(folder)
    results = StudyResults.read(folder)
    place = out or folder / FOLDER
    check_kind(place, KIND)
    found = _found(folder, results.study, condition, unit)
    with sign_of_life("Looking for boxes", len(found.cases.number)):
        discovery = find(condition, found, results.study.seed, box)
        save_discovery(discovery, results.study, read_manifest(folder), place)
    for sentence in (*progress_sentences(results.study), *sentences(discovery)):
        typer.echo(wrap(sentence))
    typer.echo(f"\nReport   {place / PAGE}")
    return Reply(as_json(discovery), {"folder": place, "report": place / PAGE})


def study_folder(study: Path, workers: int) -> Path:
    """Return the folder of a study; what is missing of one given by its file is played first.

    Raises
    ------
    InputError
        If it is neither, or cannot be played.
    """
    from simulation.files import resolved

    if resolved(study, "STUDY").is_dir():
        return study
    from experiments.studies.run import run_study, with_played_runs
    from experiments.studies.study_file import load_study

    place = Path("results") / study.stem
    declared = with_played_runs(load_study(study), place, members=False, runs=False)
    run_study(declared, place, workers=workers)
    return place


def check_tables(folder: Path) -> None:
    """Refuse a folder that is no study's, or has no tables of its runs.

    Raises
    ------
    InputError
        Saying how there could be some.
    """
    from experiments.store.layout import RUNS, TABLES, table_file
    from experiments.store.manifest import read_manifest
    from experiments.studies.identity import read_definition
    from experiments.studies.parts import part_folders
    from simulation.errors import InputError

    read_manifest(folder)
    read_definition(folder)
    if table_file(folder / TABLES, RUNS).is_file():
        return
    if part_folders(folder):
        wrong, allowed = "is not finished and has no tables yet", "its sweep or compare, finished"
    else:
        wrong, allowed = "has no tables of runs", "the folder of a study as it was played"
    raise InputError(wrong, file=str(folder), field="STUDY", allowed=allowed)


def _found(folder: Path, study: Study, condition: Condition, unit: str | None) -> CaseSet:
    """Return the cases that are meant."""
    from experiments.decisions.discovery import study_cases as cases
    from experiments.decisions.discovery.talk_cases import talk_cases
    from experiments.studies.summary import StudyTables
    from simulation.errors import InputError, nearest_name

    if unit is not None and unit not in cases.UNITS:
        raise InputError(
            "is no unit of cases", field="--unit", value=unit, allowed=", ".join(cases.UNITS),
            nearest=nearest_name(unit, cases.UNITS),
        )  # fmt: skip
    if unit == cases.TALKS:
        return talk_cases(folder, study, condition)
    known = {one.name: one for one in study.outcomes}
    outcome: Any = known[cases.outcome_named(condition.name, list(known))]
    condition.check_unit(outcome.unit)
    alone = outcome.kind != "survival"
    if unit is None:
        unit = cases.RUNS if alone else cases.MEMBERS
    if unit == cases.MEMBERS and study.nest is None:
        raise InputError(
            "the study has no posterior, and so no members", field="--unit", value=unit,
            allowed="runs or talks" if alone else "an outcome that a run alone has",
        )  # fmt: skip
    if unit == cases.RUNS and not alone:
        raise InputError(
            f"a run alone has no {outcome.name}", field="--unit", value=unit, allowed="members"
        )
    tables = StudyTables(study, folder)
    if not alone and not tables.has_durations:
        raise InputError(
            "the study did not keep its partnerships, whose survival this is", field="--outcome",
            value=condition.text, allowed='a study with tables = ["partnerships"]',
        )  # fmt: skip
    of_unit = cases.member_cases if unit == cases.MEMBERS else cases.run_cases
    return of_unit(tables, condition, outcome)
