"""Playing a job into a folder: its tables, outcomes, and what the figures count."""

from __future__ import annotations

import json
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from experiments.execution.progress import progress
from experiments.runs.example import map_table
from experiments.runs.job import Job
from experiments.runs.pairs import PAIRS, Pair, pairs_table, shared_pairs
from experiments.runs.pictures import CHARTS
from experiments.runs.results import DATA, EXAMPLE, FIGURES, SUMMARY, TABLES
from experiments.statistics import parameter_sets
from experiments.statistics.estimates import summary_of
from experiments.statistics.outcomes import OUTCOMES, WEIGHT, measured
from experiments.statistics.tallies import Tallies, tallied
from experiments.store.manifest import MANIFEST, SCENARIO, manifest_of
from experiments.store.own_map import kept_beside
from experiments.store.tables import SPREADSHEET, TableWriters, write_csv
from simulation.result import TABLES as EVERY_TABLE
from simulation.result import Result
from simulation.result.dictionary import DICTIONARY
from simulation.scenario import Scenario

RUNS = "runs"
"""The table of outcomes: one row a run."""

COLUMNS = "columns.csv"
"""What every column means."""


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
    (folder / SCENARIO).write_text(kept_beside(job.scenario, folder).to_toml(), encoding="utf-8")
    job = replace(job, scenario=Scenario.load(folder / SCENARIO))  # own tables are read from here
    begun = time.perf_counter()
    job.prepare()
    timings["prepare"] = time.perf_counter() - begun
    begun = time.perf_counter()
    tallies = _play(job, folder / TABLES)
    timings["play"] = time.perf_counter() - begun
    for chart in CHARTS:
        data = {chart.NAME: chart.reduced(tallies.frames()[chart.NAME])}
        write_csv(data, folder / FIGURES / DATA)
    if job.sets is not None:
        write_csv({parameter_sets.SETS: job.sets}, folder / TABLES)
    columns_table().to_csv(folder / TABLES / COLUMNS, index=False, encoding=SPREADSHEET)
    summary = summary_of(folder / TABLES / f"{RUNS}.parquet")
    summary.to_csv(folder / SUMMARY, index=False)
    manifest = json.dumps(manifest_of(job, timings), indent=2, ensure_ascii=False)
    (folder / MANIFEST).write_text(f"{manifest}\n", encoding="utf-8")


def columns_table() -> pd.DataFrame:
    """Return what every column of every table means: table, column, unit, meaning."""
    rows = [
        (table, name, column.unit, column.meaning)
        for table, columns in DICTIONARY.items()
        for name, column in columns.items()
    ]
    for outcome in OUTCOMES:
        rows.append((RUNS, outcome.name, outcome.unit, outcome.meaning))
        if outcome.weighted:
            rows.append((RUNS, outcome.name + WEIGHT, "number", "what it was taken over"))
    rows += parameter_sets.columns()
    return pd.DataFrame(rows, columns=["table", "column", "unit", "meaning"])


def _play(job: Job, tables: Path) -> Tallies:
    """Play the runs, write their tables chunk by chunk, and return what was counted."""
    tallies, pairs = Tallies(), Counter[Pair]()
    with TableWriters(tables) as writers, progress(job.runs) as advance:
        for number, part in job.played(lambda result: _part(job, result)):
            writers.write(part.tables)
            tallies.add(part.tallies)
            pairs.update(part.pairs)
            advance(number)
            if job.runs == 1:
                write_csv(part.tables, tables)
    if job.pairs:
        write_csv({PAIRS: pairs_table(pairs, job.geography, job.runs)}, tables)
    if job.runs == 1:
        _write_map(job, tables)
    elif job.keeps_example:
        _write_example(job, tables / EXAMPLE)
    return tallies


def _part(job: Job, result: Result) -> Part:
    frames = {name: getattr(result, name) for name in job.written}
    frames[RUNS] = measured(result)
    return Part(frames, tallied(result), shared_pairs(result) if job.pairs else Counter())


def _write_example(job: Job, folder: Path) -> None:
    """Write run 0 in full."""
    result = job.one()
    frames = {name: getattr(result, name) for name in EVERY_TABLE}
    with TableWriters(folder) as writers:
        writers.write(frames)
    write_csv(frames, folder)
    _write_map(job, folder)


def _write_map(job: Job, folder: Path) -> None:
    frames = {"map": map_table(job.geography)}
    with TableWriters(folder) as writers:
        writers.write(frames)
    write_csv(frames, folder)
