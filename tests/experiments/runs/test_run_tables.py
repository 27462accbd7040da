"""What a run leaves: every promised file, and tables that are those of the result."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from experiments.runs.job import MAIN_TABLES
from experiments.statistics.outcomes import OUTCOMES
from simulation import Scenario, run, run_ensemble
from simulation.provenance import dependencies
from simulation.result import TABLES
from tests.experiments.conftest import SETTINGS, Command

FILES = ("summary.csv", "scenario.toml", "manifest.json", "report.html", "tables/columns.csv")
CHARTS = ("councils_sharing", "talk_length", "reasons", "savings")


def assert_written(frame: pd.DataFrame, path: Path) -> None:
    """Check that a Parquet file holds a table exactly, up to how text is stored."""
    pd.testing.assert_frame_equal(
        pd.read_parquet(path), frame, check_exact=True, check_dtype=False, obj=path.name
    )


@pytest.mark.parametrize("folder", ["single", "many"])
def test_every_promised_file_is_there(folder: str, request: pytest.FixtureRequest) -> None:
    """A finished folder has its tables, summary, figures, their numbers and page."""
    place: Path = request.getfixturevalue(folder)
    for name in FILES:
        assert (place / name).stat().st_size > 0
    for name in (*CHARTS, "map"):
        assert (place / "figures" / f"{name}.svg").stat().st_size > 0
    for name in CHARTS:
        assert (place / "figures" / "data" / f"{name}.csv").is_file()


def test_tables_of_one_run_are_those_of_its_result(single: Path, busy: Scenario) -> None:
    """Parquet and CSV of a single run hold the tables of `run`, row by row."""
    result = run(busy, seed=4)
    for name in TABLES:
        frame = getattr(result, name)
        assert len(frame) > 0, name
        assert_written(frame, single / "tables" / f"{name}.parquet")
        text = pd.read_csv(single / "tables" / f"{name}.csv", encoding="utf-8")
        assert list(text.columns) == list(frame.columns)
        numbers = list(frame.select_dtypes("number"))
        one, other = (table[numbers].astype(float) for table in (text, frame))
        pd.testing.assert_frame_equal(one, other, check_exact=True, obj=name)


def test_main_tables_of_many_runs_are_those_of_the_ensemble(many: Path, busy: Scenario) -> None:
    """Chunks written one after the other make the tables of `run_ensemble`."""
    result = run_ensemble(busy, runs=60, seed=4)
    for name in MAIN_TABLES:
        assert_written(getattr(result, name), many / "tables" / f"{name}.parquet")
    assert not (many / "tables" / "events.parquet").exists()


def test_run_0_of_many_is_kept_in_full(many: Path, single: Path) -> None:
    """The example of an ensemble is its run 0, which is the single run of that seed."""
    for name in (*TABLES, "map"):
        kept = pd.read_parquet(many / "tables" / "run_0" / f"{name}.parquet")
        pd.testing.assert_frame_equal(
            kept, pd.read_parquet(single / "tables" / f"{name}.parquet"), check_exact=True
        )
        assert (many / "tables" / "run_0" / f"{name}.csv").is_file()


@pytest.mark.parametrize(
    ("words", "there", "example"),
    [
        (["--runs", "2"], TABLES, True),
        (["--runs", "2", "--tables", "main"], MAIN_TABLES, False),
        (["--runs", "26", "--tables", "all"], TABLES, True),
        (["--runs", "26"], MAIN_TABLES, True),
    ],
)
def test_tables_are_all_for_few_runs_unless_chosen(
    command: Command, here: Path, words: list[str], there: tuple[str, ...], example: bool
) -> None:
    """All tables up to 25 runs, then the main ones and run 0; --tables chooses otherwise."""
    quick = ["--set", "period.months=24", "--no-figures", "--out", "a"]
    assert command("run", "--runs", 1, *SETTINGS, *quick, *words).exit_code == 0
    written = {path.stem for path in (here / "a" / "tables").glob("*.parquet")}
    assert written == {*there, "runs"}
    assert (here / "a" / "tables" / "run_0").is_dir() == example


def test_tables_without_rows_keep_their_columns(command: Command, here: Path) -> None:
    """A run in which nothing happens still leaves every table, with its columns."""
    nothing = ["--set", "period.months=1", "--set", "approach.base=0", "--seed", "1"]
    words = ["--set", "geography.map=hexagonal", "--set", "geography.size=3"]
    drawn = ["--set", "history.control=drawn"]
    answer = command("run", "--runs", 1, *words, *drawn, *nothing, "--out", "a")
    assert answer.exit_code == 0, answer.output
    talks = pd.read_parquet(here / "a" / "tables" / "talks.parquet")
    assert len(talks) == 0
    assert {"councils", "outcome"} <= set(talks.columns)


def test_the_manifest_tells_what_was_played(many: Path, busy: Scenario) -> None:
    """The manifest names seed, runs, driver, versions, hashes and timings."""
    manifest = json.loads((many / "manifest.json").read_text(encoding="utf-8"))
    assert (manifest["seed"], manifest["runs"], manifest["driver"]) == (4, 60, "compiled")
    depends = dependencies("experiments.runs.play")
    assert manifest["code_hash"] == depends.hash
    assert manifest["made_with"] == depends.plain()
    assert {"numpy", "numba", "pandas", "mesa"} <= set(depends.libraries)
    assert "simulation/geography/data/councils.csv" in depends.data
    assert manifest["timings"]["play"] > 0
    assert len(manifest["scenario_hash"]) == len(manifest["code_hash"]) == 64
    assert manifest["date"].endswith("+00:00")


def test_the_scenario_reads_back(many: Path, busy: Scenario) -> None:
    """The scenario in the folder is the one that was played."""
    assert Scenario.load(many / "scenario.toml") == busy


def test_a_users_own_tables_are_kept_with_the_results(command: Command, here: Path) -> None:
    """A folder of an own map has its tables, and runs again from its own scenario."""
    config = Path(__file__).parents[3] / "configs" / "own_map.toml"
    quick = ["--set", "period.months=6", "--no-figures"]
    command("run", "--runs", 1, config, *quick, "--out", "a")
    before = (here / "a" / "summary.csv").read_bytes()
    again = command("run", "--runs", 1, "a/scenario.toml", "--no-figures", "--out", "a")
    assert again.exit_code == 0, again.output
    assert (here / "a" / "summary.csv").read_bytes() == before
    with (here / "a" / "own_map" / "neighbours.csv").open("a", encoding="utf-8") as table:
        table.write("A01,A12,1\n")
    refused = command("run", "--runs", 1, "a/scenario.toml", "--no-figures", "--out", "a")
    assert (refused.exit_code, "other tables of the map" in refused.stderr) == (2, True)


def test_both_drivers_leave_the_same_tables(command: Command, here: Path) -> None:
    """Through the command too, Mesa and the compiled driver give the same rows."""
    words = ["run", *SETTINGS, "--runs", "2", "--no-figures", "--set", "period.months=30"]
    for driver in ("compiled", "mesa"):
        assert command(*words, "--driver", driver, "--out", driver).exit_code == 0
    for name in (*TABLES, "runs"):
        one, other = (
            pd.read_parquet(here / driver / "tables" / f"{name}.parquet")
            for driver in ("compiled", "mesa")
        )
        pd.testing.assert_frame_equal(one, other, check_exact=True, obj=name)


def test_workers_do_not_change_the_tables(command: Command, here: Path) -> None:
    """One thread and three leave the same files."""
    words = ["run", *SETTINGS, "--runs", "60", "--no-figures", "--set", "period.months=12"]
    for workers in (1, 3):
        assert command(*words, "--workers", workers, "--out", workers).exit_code == 0
    for name in (*MAIN_TABLES, "runs"):
        one, other = ((here / w / "tables" / f"{name}.parquet").read_bytes() for w in "13")
        assert one == other


def test_every_column_is_explained(single: Path) -> None:
    """`columns.csv` explains every column of every table, and every outcome."""
    told = pd.read_csv(single / "tables" / "columns.csv", encoding="utf-8")
    known = set(zip(told["table"], told["column"], strict=True))
    for name in (*TABLES, "runs"):
        columns = pd.read_parquet(single / "tables" / f"{name}.parquet").columns
        assert {(name, column) for column in columns} - known <= {("runs", "run")}
    assert {("runs", outcome.name) for outcome in OUTCOMES} <= known


def test_types_of_tables_do_not_depend_on_what_runs_contain(
    command: Command, here: Path, many: Path
) -> None:
    """Files of runs in which nothing happened have the same columns of the same types."""
    quiet = [*SETTINGS, "--set", "period.months=1", "--runs", "60", "--no-figures"]
    assert command("run", "--runs", 1, *quiet, "--out", "quiet").exit_code == 0
    files = sorted((many / "tables").glob("*.parquet"))
    assert len(files) == 4
    for path in files:
        schema = pq.read_schema(here / "quiet" / "tables" / path.name)
        assert schema.equals(pq.read_schema(path), check_metadata=False)
