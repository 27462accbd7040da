"""Batches come in an even order, and a run that raises leaves the others alone."""

from __future__ import annotations

import itertools
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import Result as Answer

from experiments.statistics.outcomes import measure_outcomes
from experiments.studies.batch import BATCH, Batch, gaps, missing_batches, play_batch, work_of
from experiments.studies.design_order import ROWS_SORTED, blocks
from experiments.studies.run import run_study
from experiments.studies.study import Study
from experiments.studies.tables import kept_table
from simulation import Scenario, run_ensemble
from simulation.ensemble import Player
from simulation.maps import geography_of
from simulation.result import TABLES, Result
from tests.experiments.studies.conftest import TINY
from tests.strategies import BUSY


def runs_of(batches: list[Batch]) -> list[tuple[int, int]]:
    """Return the point and number of each run of some batches."""
    return [(b.point, run) for b in batches for run in range(b.first, b.first + b.runs)]


def test_all_points_have_their_turn_before_any_has_a_second() -> None:
    """The first batches are one of each point, then again, to the last run."""
    batches = list(missing_batches({}, points=3, runs=2 * BATCH + 5))
    assert [batch.point for batch in batches] == [0, 1, 2] * 3
    assert [batch.first for batch in batches] == [0] * 3 + [BATCH] * 3 + [2 * BATCH] * 3
    assert {batch.runs for batch in batches[6:]} == {5}


@given(
    done=st.dictionaries(st.integers(0, 3), st.sets(st.integers(0, 120), max_size=40), max_size=4),
    runs=st.integers(1, 130),
)
def test_each_run_that_is_missing_is_played_once(done: dict[int, set[int]], runs: int) -> None:
    """Whatever is done already, batches hold every other run once and no run twice."""
    ranges = {point: [(run, run) for run in known] for point, known in done.items()}
    batches = list(missing_batches(ranges, points=4, runs=runs))
    wanted = {(p, r) for p in range(4) for r in range(runs) if r not in done.get(p, ())}
    assert sorted(runs_of(batches)) == sorted(wanted)
    assert all(1 <= batch.runs <= BATCH for batch in batches)


def test_gaps_stand_between_what_is_done() -> None:
    """Ranges that reach over the ends are cut there."""
    assert list(gaps([(0, 3), (8, 20)], 2, 12)) == [(4, 8)]
    assert list(gaps([], 2, 4)) == [(2, 4)]
    assert list(gaps([(0, 9)], 2, 4)) == []


@given(rows=st.integers(0, 10**9), points=st.integers(1, 10**4), runs=st.integers(1, 10**6))
def test_blocks_cover_a_design_in_its_order_and_stay_small(
    rows: int, points: int, runs: int
) -> None:
    """Blocks follow each other without gap or overlap, none with too many rows to sort."""
    if rows / ROWS_SORTED > 2000:
        rows //= 1000
    made = list(blocks(rows, points, runs))
    assert (made[0].first, made[0].low) == (0, 0)
    assert (made[-1].last, made[-1].high) == (points, runs)
    for one, other in itertools.pairwise(made):
        assert (other.first, other.low) in ((one.last, 0), (one.first, one.high))
    each = max(1, rows) / points / runs
    assert all(
        (b.last - b.first) * (b.high - b.low) * each <= 1.01 * ROWS_SORTED + each for b in made
    )


@pytest.fixture(scope="module")
def ensemble() -> Result:
    """Return ten runs that do not begin with run 0."""
    return run_ensemble(Scenario().with_changes(TINY | BUSY), runs=10, first=5, seed=2)


@pytest.mark.parametrize("name", ["talks", "partnerships", "monthly"])
def test_tables_of_a_study_are_those_of_the_runs(ensemble: Result, name: str) -> None:
    """Every column has the values of the table of the same name that a run leaves."""
    made = kept_table(name, ensemble).to_pandas()
    expected = getattr(ensemble, name)
    shared = [column for column in made if column in expected]
    assert len(shared) >= 15
    assert set(made) - set(shared) <= {"lasting", "names", "began_date", "ended_date"}
    for column in shared:
        wanted, found = expected[column], made[column]
        if isinstance(found.dtype, pd.CategoricalDtype):
            wanted, found = wanted.astype(object), found.astype(object)
        pd.testing.assert_series_equal(
            wanted.astype(float) if found.dtype.kind in "iuf" else wanted,
            found.astype(float) if found.dtype.kind in "iuf" else found,
            check_dtype=False,
        )


def test_lasting_is_told_of_each_talks_as_of_all(ensemble: Result) -> None:
    """The mean of `lasting` over the talks of a run is the outcome lasting_success."""
    talks = kept_table("talks", ensemble).to_pandas()
    judged = talks.dropna(subset=["lasting"])
    told = judged["lasting"].astype(float).groupby(judged["run"]).mean()
    pd.testing.assert_series_equal(
        measure_outcomes(ensemble).set_index("run")["lasting_success"].dropna(),
        told,
        check_names=False,
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"talks.planned_months": 5.0, "levers.repair": 1.0},
        {
            "talks.planned_months": 5.0,
            "approach.signal_half_life": 20.0,
            "leaders.leave_month": 0.05,
        },
        {"choices.clock": "embargo", "shocks.trust.month": "2006-01", "shocks.trust.size": 0.4},
        {"history.signal": False, "politics.change_whole": 0.5},
    ],
)
def test_a_player_that_turns_to_another_scenario_plays_it_as_a_new_one(
    changes: dict[str, object],
) -> None:
    """Tables that were played into before leave no trace in the runs of another scenario."""
    one = Scenario().with_changes(TINY | BUSY)
    other = one.with_changes(changes)
    geography = geography_of(one)
    used = Player(one, geography, seed=7)
    used.play(0, used.size)
    turned = used.with_scenario(other, geography).play(3, 20)
    new = Player(other, geography, seed=7).play(3, 20)
    for name in TABLES:
        pd.testing.assert_frame_equal(getattr(new, name), getattr(turned, name))


def test_more_runs_than_fit_are_refused() -> None:
    """A player refuses more runs than its tables hold, rather than write past their end."""
    scenario = Scenario().with_changes(TINY)
    player = Player(scenario, geography_of(scenario), seed=0)
    with pytest.raises(ValueError, match="do not fit"):
        player.play(0, player.size + 1)


BROKEN = {7, 50}


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make runs 7 and 50 raise an error at every point."""
    play = Player.play

    def raising(self: Player, first: int, count: int, **how: bool) -> Result:
        found = BROKEN & set(range(first, first + count))
        if found:
            raise ZeroDivisionError(f"run {min(found)} is broken")
        return play(self, first, count, **how)

    monkeypatch.setattr(Player, "play", raising)


def test_a_run_that_raises_is_a_row_and_the_rest_goes_on(broken: None, small: Study) -> None:
    """The failing run is told with seed, point and traceback; the other 47 have their outcomes."""
    played = play_batch(Batch(2, 0, BATCH), work_of(small, 2), small.outcomes)
    (row,) = played.tables["failures"].to_pylist()
    assert (row["point"], row["run"], row["seed"]) == (2, 7, small.seed)
    assert row["error"] == "ZeroDivisionError: run 7 is broken"
    assert "Traceback" in row["traceback"]
    assert played.tables["runs"]["run"].to_pylist() == [r for r in range(BATCH) if r != 7]


def test_the_command_tells_of_failures_and_keeps_the_rest(
    broken: None, small: Study, write: object, tmp_path: Path, command: object
) -> None:
    """The exit code is 1, failures.csv names each failed run, and the page stands."""
    answer: Answer = command("sweep", write(), "--out", tmp_path / "out")  # type: ignore[operator]
    assert answer.exit_code == 1
    assert "8 runs failed" in answer.output
    failures = pd.read_csv(tmp_path / "out" / "failures.csv", encoding="utf-8-sig")
    assert set(zip(failures["point"], failures["run"], strict=True)) == {
        (point, run) for point in range(4) for run in BROKEN
    }
    assert len(pd.read_parquet(tmp_path / "out" / "tables" / "runs.parquet")) == 4 * 60 - 8
    assert (tmp_path / "out" / "report.html").is_file()


def test_others_than_the_failed_runs_are_as_without_failures(
    small: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Runs beside failed ones have the outcomes that they have in a study without failures."""
    run_study(small, tmp_path / "whole", figures=False)
    whole = pd.read_parquet(tmp_path / "whole" / "tables" / "runs.parquet")
    play = Player.play

    def raising(self: Player, first: int, count: int, **how: bool) -> Result:
        if first <= 7 < first + count:
            raise RuntimeError("broken")
        return play(self, first, count, **how)

    monkeypatch.setattr(Player, "play", raising)
    played = play_batch(Batch(1, 0, BATCH), work_of(small, 1), small.outcomes)
    found = played.tables["runs"].to_pandas()
    expected = whole[(whole["point"] == 1) & (whole["run"] < BATCH) & (whole["run"] != 7)]
    pd.testing.assert_frame_equal(expected.reset_index(drop=True), found)
