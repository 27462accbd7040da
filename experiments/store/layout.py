"""What the files in a folder of results are called."""

from __future__ import annotations

from pathlib import Path

SCENARIO = "scenario.toml"
MANIFEST = "manifest.json"
SUMMARY = "summary.csv"
PAGE = "report.html"

TABLES = "tables"
RUNS = "runs"
"""The table of outcomes: one row a run."""

EXAMPLE = "run_0"
"""Inside the tables of many runs, all tables of the first."""

COLUMNS = "columns.csv"
"""What every column means."""

FIGURES = "figures"
DATA = "data"
"""Inside the figures, the numbers that they show."""

DEFINITION = "study.json"
"""What a study is."""

POINTS = "points.csv"
DIFFERENCES = "differences.csv"
FAILURES = "failures.csv"
"""The runs of a study that raised an error."""


def table_file(folder: Path, table: str) -> Path:
    """Return the file of a table in a folder of tables."""
    return folder / f"{table}.parquet"


def figure_data(folder: Path, name: str) -> Path:
    """Return the file of the numbers that a figure shows, in a folder of results."""
    return folder / FIGURES / DATA / f"{name}.csv"
