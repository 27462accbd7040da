"""Playing a job into a folder: its tables, outcomes, and what the figures count."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import pyarrow.parquet as pq

from experiments.execution.progress import runs_bar
from experiments.figures.chart import chart_tallies, charts, count_charts
from experiments.figures.example import map_schema, map_table
from experiments.runs.job import Job
from experiments.runs.pairs import PAIRS, Pair, pairs_table, shared_pairs
from experiments.runs.results import manifest_of
from experiments.statistics.counting import Tallies, group_count
from experiments.statistics.estimates import NO_RUNS, Summary
from experiments.statistics.outcome import SUMMARY_COLUMNS, WEIGHT, Outcome
from experiments.statistics.outcomes import OUTCOMES, measure_outcomes, outcomes_schema
from experiments.statistics.posterior import SETS, set_columns
from experiments.statistics.survival import run_durations, survival_at, survival_summary
from experiments.store.layout import (
    COLUMNS,
    DATA,
    EXAMPLE,
    FIGURES,
    RUNS,
    SCENARIO,
    SUMMARY,
    TABLES,
    copy_tables,
    table_file,
)
from experiments.store.manifest import write_manifest
from experiments.store.spreadsheet import save_csv, save_csvs
from experiments.store.tables import TableWriters
from simulation.result import TABLES as RESULT_TABLES
from simulation.result import Result
from simulation.scenario import Scenario


class Part(NamedTuple):
    """What is kept of one chunk of runs."""

    tables: dict[str, pd.DataFrame]
    tallies: dict[str, pd.DataFrame]
    pairs: Counter[Pair]


def write_results(job: Job, folder: Path) -> None:
    """Play a job and write everything but figures and page into a folder.

    Parameters
    ----------
    job : Job
        What is played.
    folder : Path
        An empty folder.
    """
    timings: dict[str, float] = {}
    (folder / SCENARIO).write_text(copy_tables(job.scenario, folder).to_toml(), encoding="utf-8")
    job = replace(job, scenario=Scenario.load(folder / SCENARIO))  # own tables are read from here
    begun = time.perf_counter()
    tallies = _play(job, folder / TABLES)
    timings["play"] = time.perf_counter() - begun
    frames = tallies.frames()
    data = {chart.name: chart.reduce(frames[chart.name]) for chart in charts()}
    save_csvs(data, folder / FIGURES / DATA)
    if job.sets is not None:
        save_csvs({SETS: job.sets}, folder / TABLES)
    save_csv(columns_table(), folder / TABLES / COLUMNS)
    summary = summary_table(folder / TABLES)
    save_csv(summary, folder / SUMMARY)
    write_manifest(folder, manifest_of(job, timings))


def summary_table(tables: Path, outcomes: Iterable[Outcome] = OUTCOMES) -> pd.DataFrame:
    """Return one row for each outcome that any run has, as `summary.csv` holds it.

    Parameters
    ----------
    tables : Path
        Folder of the tables; that of runs is read one outcome at a time.
    outcomes : iterable of Outcome
        Which outcomes; columns for them must be there.
    """
    with pq.ParquetFile(table_file(tables, RUNS)) as runs:
        durations = cache(partial(run_durations, tables))  # read once for all ages, if at all
        found = [(one, _summary(tables, runs, durations, one)) for one in outcomes]
    rows = [one.row(summary) for one, summary in found if summary.runs]
    return pd.DataFrame(rows, columns=SUMMARY_COLUMNS)


def _summary(
    tables: Path, runs: Any, durations: Callable[[], tuple[pd.DataFrame, int]], outcome: Outcome
) -> Summary:
    """Return the summary of an outcome; of survival only where partnerships were written."""
    if outcome.kind != "survival":
        return outcome.summary(*(one.to_numpy() for one in runs.read(outcome.columns).columns))
    if not table_file(tables, "partnerships").is_file():
        return NO_RUNS
    lived, number = durations()
    return survival_summary(survival_at(lived, outcome.years, group_count(number)), number)


def columns_table() -> pd.DataFrame:
    """Return what every column of every table means: table, column, unit, meaning."""
    rows = [
        (table.name, column.name, column.unit, column.meaning)
        for table in RESULT_TABLES.values()
        for column in table.columns
    ]
    for outcome in OUTCOMES:
        rows.append((RUNS, outcome.name, outcome.unit, outcome.meaning))
        if outcome.weighted:
            rows.append((RUNS, outcome.name + WEIGHT, "number", "what it was taken over"))
    rows += set_columns()
    return pd.DataFrame(rows, columns=["table", "column", "unit", "meaning"])


def _play(job: Job, tables: Path) -> Tallies:
    """Play the runs, write their tables chunk by chunk, and return what was counted."""
    tallies, pairs = chart_tallies(), Counter[Pair]()
    with TableWriters(tables, _schemas(job)) as writers, runs_bar(job.runs) as advance:
        for _, part in job.chunks(lambda result: _part(job, result), advance):
            writers.write(part.tables)
            tallies.add(part.tallies)
            pairs.update(part.pairs)
            if job.runs == 1:
                save_csvs(part.tables, tables)
    if job.pairs:
        save_csvs({PAIRS: pairs_table(pairs, job.geography, job.runs)}, tables)
    if job.runs == 1:
        _write_map(job, tables)
    elif job.keeps_example:
        _write_example(job, tables / EXAMPLE)
    return tallies


def _schemas(job: Job) -> dict[str, Any]:
    """Return the types of the tables that a job writes for its runs."""
    single = job.runs == 1
    tables = {name: RESULT_TABLES[name].schema(single=single) for name in job.table_names}
    return tables | {RUNS: outcomes_schema()}


def _part(job: Job, result: Result) -> Part:
    frames = {name: result.table(name) for name in job.table_names}
    frames[RUNS] = measure_outcomes(result)
    return Part(frames, count_charts(result), shared_pairs(result) if job.pairs else Counter())


def _write_example(job: Job, folder: Path) -> None:
    """Write run 0 in full."""
    result = job.one()
    frames = {name: result.table(name) for name in RESULT_TABLES}
    schemas = {name: table.schema(single=True) for name, table in RESULT_TABLES.items()}
    with TableWriters(folder, schemas) as writers:
        writers.write(frames)
    save_csvs(frames, folder)
    _write_map(job, folder)


def _write_map(job: Job, folder: Path) -> None:
    frames = {"map": map_table(job.geography)}
    with TableWriters(folder, {"map": map_schema()}) as writers:
        writers.write(frames)
    save_csvs(frames, folder)
