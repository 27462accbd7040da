"""How likely it is that two councils share, told for every pair."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from experiments.runs.pairs import pairs_table, shared_pairs
from simulation import Scenario, run_ensemble
from simulation.maps import geography_of
from simulation.result import Result
from tests.experiments.conftest import SETTINGS, Command

RUNS = 25


@pytest.fixture(scope="module")
def result(busy: Scenario) -> Result:
    """Return some runs of a small world."""
    return run_ensemble(busy, runs=RUNS, seed=5)


@pytest.fixture(scope="module")
def table(busy: Scenario, result: Result) -> pd.DataFrame:
    """Return the table of its pairs."""
    return pairs_table(shared_pairs(result), geography_of(busy), RUNS)


def test_a_chance_is_a_share_of_runs(table: pd.DataFrame, result: Result) -> None:
    """The likeliest pair shared in as many runs as its row says, and pairs count once a run."""
    first = table.iloc[0]
    both = [
        {first["council"], first["other"]} <= set(codes.split(";"))
        for codes in result.partnerships["councils"]
    ]
    assert first["runs_shared"] == result.partnerships.loc[both, "run"].nunique() > 0
    assert first["chance"] == first["runs_shared"] / RUNS
    assert (table["low"] <= table["chance"]).all()
    assert (table["chance"] <= table["high"]).all()
    assert table["chance"].is_monotonic_decreasing


def test_every_tied_pair_has_one_row(table: pd.DataFrame, busy: Scenario) -> None:
    """Pairs that never shared stand in the table too, and each pair stands in it once."""
    ties = geography_of(busy).ties
    assert len(table) >= (ties["source"] < ties["target"]).sum()
    assert not table.duplicated(["council", "other"]).any()
    assert (table["council"] < table["other"]).all()


def test_the_command_tells_pairs(command: Command, tmp_path: Path, many: Path) -> None:
    """With --pairs the folder has the table, the map and a part of the page; without, none."""
    folder = tmp_path / "pairs"
    answer = command("run", *SETTINGS, "--runs", 26, "--pairs", "--out", folder)
    assert answer.exit_code == 0, answer.output
    told = pd.read_csv(folder / "tables" / "pairs.csv")
    assert told["runs_shared"].max() <= 26
    assert (folder / "figures" / "pairs.svg").is_file()
    assert "Who is likely to share with whom" in (folder / "report.html").read_text("utf-8")
    assert not (many / "tables" / "pairs.csv").exists()
    assert not (many / "figures" / "pairs.svg").exists()
