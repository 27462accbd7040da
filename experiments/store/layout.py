"""What lies in a folder of results: names of files, and a user's own tables kept beside."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from simulation.scenario import PATH_NAMES, PATHS, Scenario

SCENARIO = "scenario.toml"
MANIFEST = "manifest.json"
CRATE = "ro-crate-metadata.json"
"""What the manifest says, for repositories of data."""

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

ROW_DESIGN = "sensitivity.json"
"""Beside it, what the rows of a sensitivity study are."""

POINTS = "points.csv"
DIFFERENCES = "differences.csv"
EFFECTS = "effects.csv"
FAILURES = "failures.csv"
"""The runs of a study that raised an error."""


FOLDER = "own_map"


def table_file(folder: Path, table: str) -> Path:
    """Return the file of a table in a folder of tables."""
    return folder / f"{table}.parquet"


def figure_data(folder: Path, name: str) -> Path:
    """Return the file of the numbers that a figure shows, in a folder of results."""
    return folder / FIGURES / DATA / f"{name}.csv"


def table_paths(scenario: Scenario) -> dict[str, Path]:
    """Return the tables that a scenario names, by what they hold."""
    named = {name: getattr(scenario.geography, name) for name in PATHS}
    return {name: Path(path) for name, path in named.items() if path}


def scenario_hash(scenario: Scenario) -> str:
    """Return the SHA-256 of a scenario and its own tables, wherever these lie."""
    placeless = scenario.with_changes(dict.fromkeys(PATH_NAMES, ""))
    digest = hashlib.sha256(placeless.to_toml().encode())
    for name, path in table_paths(scenario).items():
        digest.update(name.encode())
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()


def copy_tables(scenario: Scenario, folder: Path) -> Scenario:
    """Copy the tables of a scenario into a folder and return it as it reads from there."""
    changes = {}
    for name, path in table_paths(scenario).items():
        (folder / FOLDER).mkdir(exist_ok=True)
        shutil.copyfile(path, folder / FOLDER / f"{name}.csv")
        changes[f"geography.{name}"] = f"{FOLDER}/{name}.csv"
    return scenario.with_changes(changes) if changes else scenario
