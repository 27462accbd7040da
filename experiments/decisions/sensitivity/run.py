"""`partnerships sensitivity`: from a study to indices and a page, however often it stops."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import Any, Unpack

import typer

from experiments.decisions.sensitivity.folder import (
    check_rows,
    read_sensitivity,
    width_of,
    write_rows,
)
from experiments.decisions.sensitivity.page import draw_page
from experiments.decisions.sensitivity.results import Results
from experiments.decisions.sensitivity.study import SensitivityStudy
from experiments.decisions.sensitivity.tables import analyse
from experiments.execution import Stopped, terminated_as_interrupted
from experiments.execution.progress import sign_of_life
from experiments.execution.workers import Playing, check_answers
from experiments.store.folder import locked, unwritable
from experiments.store.layout import FAILURES, FIGURES, PAGE, TABLES, table_file
from experiments.store.manifest import read_manifest
from experiments.store.spreadsheet import save_csv, save_csvs
from experiments.studies.design_order import write_tables
from experiments.studies.finish import ORIGIN
from experiments.studies.folder import SEALED, open_study, write_manifest
from experiments.studies.parts import Parts
from experiments.studies.run import check_number, is_finished, play_rest, report_what_stands
from experiments.text.maps import say_of_map
from experiments.text.numbers import wrap
from simulation.errors import InputError

CHECKED = 64
"""Rows whose parameters are tried together before anything is played."""

GO_ON = "one that `partnerships sensitivity` has played some of"


def run_sensitivity(
    study: SensitivityStudy,
    out: Path,
    *,
    width: float,
    fresh: bool = False,
    figures: bool = True,
    many: bool = False,
    **play: Unpack[Playing],
) -> None:
    """Play what is missing of a sensitivity study, write its tables and page, say what came out.

    Parameters
    ----------
    study, out : SensitivityStudy, Path
        What is played, and its folder: new, empty, or the same study with as many rows or fewer.
    width : float
        Of intervals, of which it is said how many runs they would take.
    fresh, figures, many, play
        As `run_study` takes them.

    """
    check_number(study, many=many)
    with sign_of_life("Checking the study", CHECKED * len(study.points)):
        check_worlds(study)
        check_answers(play.get("cluster"), play.get("batch"))
    if not fresh:
        check_rows(out, study)
    with terminated_as_interrupted(), open_study(out, study, fresh=fresh) as opened:
        kept = replace(study, scenario=opened.scenario, nest=opened.nest, runs=opened.runs)
        write_rows(out, kept)
        finished, begun = is_finished(out, kept), time.perf_counter()
        if not finished:
            play_rest(kept, out, **play)
        seconds = read_manifest(out).get("timings", {}).get("play", 0.0) if finished else 0.0
        timings = {"play": seconds if finished else time.perf_counter() - begun}
        with report_what_stands(Parts(out, kept.points), kept):
            finish(kept, out, timings, width, figures=figures)
    _say(out, figures=figures)


def check_worlds(study: SensitivityStudy) -> None:
    """Refuse a study some of whose rows are no world that can be built.

    Raises
    ------
    InputError
        Naming the combination of values that is not allowed.
    """
    from simulation.maps import geography_of
    from simulation.world import build_world

    design, rows = study.row_design, study.nest.members  # type: ignore[union-attr]
    for row in range(min(rows, CHECKED)):
        for point in (0, 1) if row else range(len(study.points)):
            study.scenario.with_changes(design.changes(point, row, rows, study.scenario))
    scenario = study.scenario.with_changes(design.changes(0, 0, rows, study.scenario))
    geography = geography_of(scenario)
    build_world(scenario, geography, seed=study.seed, keep=frozenset())
    say_of_map(study.scenario, geography)


def finish(
    study: SensitivityStudy,
    folder: Path,
    timings: dict[str, float],
    width: float,
    *,
    figures: bool = True,
    origin: dict[str, Any] | None = None,
) -> None:
    """Write everything that is made from the parts of a study, and draw it."""
    begun = time.perf_counter()
    with sign_of_life("Reckoning the indices", study.all_runs):
        write_tables(study, folder)
        found = analyse(study, folder)
        save_csv(found.sensitivity, folder / "sensitivity.csv", "%.7g")
        save_csvs({"variance": found.variance, "curves": found.curves, "factors": found.factors},
                  folder / FIGURES / "data")  # fmt: skip
    timings["tables"] = time.perf_counter() - begun
    failed = _write_failures(folder)
    played = sum(len(one) for one in Parts(folder, study.points).numbers("runs")) + failed
    known = {
        **(origin or {}),
        "state": "finished" if played >= study.all_runs else "unfinished",
        "kind": "sensitivity",
        "width": width,
        "played": played,
        "failed": failed,
        "timings": {name: round(one, 3) for name, one in timings.items()},
    }
    write_manifest(folder, study, **known | {"state": "unfinished"})
    results = Results.read(folder)
    write_manifest(folder, study, **known, answer=results.sentences())
    if figures:
        with sign_of_life("Drawing the page", study.all_runs):
            draw_page(Results.read(folder))


def _write_failures(folder: Path) -> int:
    """Write the runs that failed, if any did, and return how many."""
    import pandas as pd

    table = pd.read_parquet(table_file(folder / TABLES, "failures"))
    if len(table):
        save_csv(table, folder / FAILURES)
    return len(table)


def finish_again(folder: Path) -> Path:
    """Reckon and draw a folder again; of a study that was stopped, with what was played so far.

    Raises
    ------
    InputError
        If another process works in the folder, or it cannot be written.
    """
    try:
        with locked(folder):
            manifest, study = read_manifest(folder), read_sensitivity(folder)
            parts = Parts(folder, study.points)
            for line in parts.tidy(sealed=SEALED in manifest):
                typer.echo(line, err=True)
            if not parts.all():
                raise InputError("holds no run yet", file=str(folder), allowed=GO_ON)
            origin = {name: manifest[name] for name in ORIGIN if name in manifest}
            finish(study, folder, dict(manifest.get("timings", {})), width_of(folder),
                   origin=origin)  # fmt: skip
            return folder / PAGE
    except PermissionError as error:
        raise unwritable(folder, error, field="DIR") from None


def _say(out: Path, *, figures: bool) -> None:
    manifest = read_manifest(out)
    for sentence in manifest["answer"]:
        typer.echo(wrap(sentence))
    typer.echo(f"\nTables   {out / 'sensitivity.csv'}")
    if figures:
        typer.echo(f"Report   {out / PAGE}")
    if manifest["failed"]:
        raise Stopped(f"{manifest['failed']:,} runs failed: {out / FAILURES} says which, and why.")
