"""From the parts of a study to its tables, summary, figures and page."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pandas as pd
import typer

from experiments.statistics.outcome import WEIGHT
from experiments.statistics.posterior import SETS, set_columns
from experiments.store.folder import locked, unwritable
from experiments.store.layout import (
    COLUMNS,
    DIFFERENCES,
    EFFECTS,
    FAILURES,
    POINTS,
    SUMMARY,
    TABLES,
    figure_data,
)
from experiments.store.manifest import read_manifest
from experiments.store.spreadsheet import save_csv
from experiments.studies.added import ADDED, OF_TABLES
from experiments.studies.design_order import write_tables
from experiments.studies.differences import differences_table
from experiments.studies.effects import effects_table
from experiments.studies.folder import SEALED, nest_of, write_manifest
from experiments.studies.identity import read_study
from experiments.studies.page import draw_page
from experiments.studies.parts import Parts
from experiments.studies.rankings import RANKINGS, rankings_table
from experiments.studies.results import StudyResults
from experiments.studies.study import Study
from experiments.studies.summary import StudyTables, summary_table
from experiments.studies.tables import KEPT, LASTING
from experiments.studies.views import view_named
from simulation.result import TABLES as RESULT_TABLES

ORIGIN = ("command", "date", "platform", "version", "code_hash", "made_with")
"""What stays in the manifest of a study that is finished later: with what its runs were played."""


def finish(
    study: Study, folder: Path, timings: dict[str, float], origin: dict[str, Any] | None = None
) -> None:
    """Write everything that is made from the parts of a study.

    Parameters
    ----------
    study : Study
        What was played.
    folder : Path
        Its folder.
    timings : dict of str to float
        Seconds spent so far; what is spent here is added.
    origin : dict, optional
        What the runs were played with, and by which command when, where that is not now.
    """
    begun = time.perf_counter()
    write_tables(study, folder)
    _write_csv(points_table(study), folder / POINTS)
    _write_csv(columns_table(study), folder / TABLES / COLUMNS)
    if study.free_posterior is not None:
        _write_csv(study.free_posterior.sets_of(study.members), folder / TABLES / f"{SETS}.csv")
    tables = StudyTables(study, folder)
    failed = _write_failures(folder)
    _write_csv(summary_table(tables), folder / SUMMARY)
    _write_csv(differences_table(tables), folder / DIFFERENCES)
    if study.nest is not None:
        _write_csv(effects_table(tables), folder / EFFECTS)
    _write_figures(tables)
    timings["tables"] = time.perf_counter() - begun
    played = tables.runs + failed
    known = {
        **(origin or {}),
        "state": "finished" if played >= study.all_runs else "unfinished",
        "played": played,
        "failed": failed,
        "timings": {name: round(one, 3) for name, one in timings.items()},
    }
    write_manifest(folder, study, **known | {"state": "unfinished"})
    write_manifest(folder, study, **known, answer=StudyResults.read(folder).conclusions().sentences)


def _write_csv(table: pd.DataFrame, path: Path) -> None:
    save_csv(table, path, "%.7g")


def _write_figures(tables: StudyTables) -> None:
    """Write what figures and words are made from: a table for each view, and the rankings."""
    path = figure_data(tables.folder, RANKINGS)
    path.parent.mkdir(parents=True, exist_ok=True)
    _write_csv(rankings_table(tables), path)
    for name in tables.study.views:
        _write_csv(view_named(name).count(tables), figure_data(tables.folder, name))


def _write_failures(folder: Path) -> int:
    """Write the runs that failed, if any did, and return how many."""
    table = pd.read_parquet(folder / TABLES / "failures.parquet")
    if len(table):
        save_csv(table, folder / FAILURES)
    return len(table)


def points_table(study: Study) -> pd.DataFrame:
    """Return the design: a row a point, its factors and what it changes."""
    rows = [
        {"point": point.number, **point.values, "changes": _changes(point.changes)}
        for point in study.points
    ]
    return pd.DataFrame(rows)


def _changes(changes: dict[str, Any]) -> str:
    return "; ".join(f"{name} = {value}" for name, value in changes.items())


def columns_table(study: Study) -> pd.DataFrame:
    """Return what every column of the tables of a study means."""
    rows = [
        (str(table), column.name, column.unit, column.meaning)
        for table in study.tables
        for column in RESULT_TABLES[table].columns
        if column.name in KEPT[table]
    ]
    rows += [
        (table, name, *words) for table in OF_TABLES if table in study.tables
        for name, words in ADDED.items()
    ]  # fmt: skip
    rows.append(("all", "point", "number", "of the point in the design, from 0"))
    rows.append(("talks", LASTING.name, LASTING.unit, LASTING.meaning))
    for outcome in study.outcomes:
        rows.append(("runs", outcome.name, outcome.unit, outcome.meaning))
        if outcome.weighted:
            rows.append(("runs", outcome.name + WEIGHT, "number", "what it was taken over"))
    rows += set_columns() if study.free_posterior else []
    return pd.DataFrame(rows, columns=["table", "column", "unit", "meaning"])


def finish_again(folder: Path) -> Path:
    """Draw figures and page again; of a study that was stopped, with what was played so far.

    Raises
    ------
    InputError
        If another process works in the folder, or it cannot be written.
    """
    try:
        with locked(folder):
            manifest = read_manifest(folder)
            study = read_study(folder, manifest["runs"], nest_of(manifest))
            parts = Parts(folder, study.points)
            if parts.all():
                for line in parts.tidy(sealed=SEALED in manifest):
                    typer.echo(line, err=True)
                origin = {name: manifest[name] for name in ORIGIN if name in manifest}
                finish(study, folder, manifest.get("timings", {}), origin)
            return draw_page(StudyResults.read(folder))
    except PermissionError as error:
        raise unwritable(folder, error, field="DIR") from None
