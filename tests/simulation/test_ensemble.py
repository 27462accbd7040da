"""Many runs: the same numbers whoever plays them, in whatever order and with whatever room."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from simulation import Scenario, run, run_ensemble
from simulation.driver import play
from simulation.ensemble import Player, each_chunk
from simulation.maps import geography_of
from simulation.parameters import packed
from simulation.result import TABLES, Result
from simulation.world import build_world, grown
from simulation.world.build import EVERYTHING
from tests.strategies import scenario_of

ENGLAND = Scenario().with_changes({"period.start": "2009-06", "period.months": 43})
SMALL = scenario_of("hexagonal", "busy").with_changes({"period.months": 60})


def assert_equal(one: Result, other: Result, names: tuple[str, ...] = TABLES) -> None:
    """Compare tables exactly."""
    for name in names:
        pd.testing.assert_frame_equal(
            getattr(one, name), getattr(other, name), check_exact=True, obj=name
        )


def of_run(result: Result, number: int) -> dict[str, pd.DataFrame]:
    """Return the tables of one run of an ensemble, as a run by itself has them."""
    tables = {name: getattr(result, name) for name in TABLES}
    return {
        name: table[table["run"] == number].drop(columns="run").reset_index(drop=True)
        for name, table in tables.items()
    }


@pytest.fixture(scope="module")
def many() -> Result:
    """Return 60 runs, in more than one chunk."""
    return run_ensemble(ENGLAND, runs=60, seed=5)


@pytest.mark.parametrize("number", [0, 17, 24, 25, 59])
def test_a_run_by_itself_is_that_of_the_ensemble(many: Result, number: int) -> None:
    """Run 17 alone has the tables that run 17 has in the ensemble of that seed."""
    alone = run(ENGLAND, seed=5, run=number)
    for name, table in of_run(many, number).items():
        pd.testing.assert_frame_equal(table, getattr(alone, name), check_exact=True, obj=name)


def test_tables_of_many_runs_begin_with_the_run(many: Result) -> None:
    """In an ensemble the first column is the run; in a run by itself there is none."""
    alone = run(ENGLAND, seed=5)
    for name in TABLES:
        assert getattr(many, name).columns[0] == "run"
        assert "run" not in getattr(alone, name).columns
        assert list(getattr(many, name).columns[1:]) == list(getattr(alone, name).columns)
    for name in ("monthly", "councils", "council_years"):
        assert getattr(many, name)["run"].unique().tolist() == list(range(60))
        assert getattr(many, name)["run"].is_monotonic_increasing


def test_two_workers_give_the_tables_of_one(many: Result) -> None:
    """How many threads play makes no difference to any table."""
    assert_equal(many, run_ensemble(ENGLAND, runs=60, seed=5, workers=2))


def test_an_ensemble_can_be_played_in_parts(many: Result) -> None:
    """`first` counts on: two parts hold the runs of the whole."""
    parts = [run_ensemble(ENGLAND, runs=count, seed=5, first=first)
             for first, count in ((0, 31), (31, 29))]  # fmt: skip
    for name in TABLES:
        whole = pd.concat([getattr(part, name) for part in parts], ignore_index=True)
        pd.testing.assert_frame_equal(whole, getattr(many, name), check_exact=True, obj=name)


def test_tables_that_are_not_kept_change_no_other(many: Result) -> None:
    """Leaving tables out leaves the others as they are."""
    few = run_ensemble(ENGLAND, runs=60, seed=5, keep=frozenset())
    assert_equal(many, few, ("monthly", "talks", "partnerships"))
    for name in ("approaches", "council_years", "partnership_years", "events"):
        assert len(getattr(few, name)) == 0


def test_chunks_come_in_order() -> None:
    """What is made of each chunk comes in the order of the runs, with two workers too."""
    for workers in (1, 2):
        seen = list(each_chunk(SMALL, lambda result: list(result.runs), runs=130, workers=workers))
        assert [number for part in seen for number in part] == list(range(130))
        assert len(seen) > 2


def test_a_player_forgets_what_it_played() -> None:
    """Runs played again, after others in the same tables, are the same runs."""
    player = Player(SMALL, geography_of(SMALL), 3)
    first = player.play(0, 20)
    tables = {name: getattr(first, name) for name in TABLES}
    player.play(40, 25)
    again = player.play(0, 20)
    for name, table in tables.items():
        pd.testing.assert_frame_equal(table, getattr(again, name), check_exact=True, obj=name)


def test_seeds_and_runs_differ() -> None:
    """Another seed or another run gives another history; seed 0 is a seed like others."""
    first, *others = (
        run(SMALL, seed=seed, run=number).monthly["mean_wariness"].tolist()
        for seed, number in ((0, 0), (0, 1), (1, 0), (1, 1))
    )
    assert all(first != other for other in others)
    assert len({tuple(other) for other in others}) == 3


def smallest(scenario: Scenario, seed: int, runs: int) -> tuple[Result, int]:
    """Return runs played in tables that begin with hardly any room, and how often they grew."""
    geography = geography_of(scenario)
    arrays: Any = build_world(scenario, geography, seed=seed, runs=runs, keep=EVERYTHING)
    world, books = arrays
    world = world._replace(**{name: getattr(world, name)[:7].copy()
                              for name in ("talks", "partnerships", "events")})  # fmt: skip
    books = books._replace(**{name: getattr(books, name)[:3].copy()
                              for name in ("approaches", "partnership_years")})  # fmt: skip
    progress, parameters, grew = np.zeros(2, dtype=np.int64), packed(scenario.parameters), 0
    while not play(parameters, world, books, 0, runs, progress):
        world, books = grown(world, books)
        grew += 1
    months = scenario.period.months
    result = Result.of_world(
        scenario, geography, world, books, seed=seed, runs=range(runs), months=months, single=False
    )
    return result, grew


@pytest.mark.parametrize("scenario", [ENGLAND, SMALL], ids=["england", "busy"])
def test_room_makes_no_difference(scenario: Scenario) -> None:
    """Tables that must grow again and again in the middle of runs end up the same."""
    result, grew = smallest(scenario, 8, 6)
    assert grew > 5
    assert_equal(result, run_ensemble(scenario, runs=6, seed=8))


ROOT = Path(__file__).parents[2]
PROGRAM = "from tests.simulation.test_ensemble import digest; print(digest())"


def digest() -> str:
    """Return a hash of all that two runs leave behind."""
    result = run_ensemble(SMALL, runs=2, seed=21)
    text = "".join(getattr(result, name).to_json(double_precision=15) for name in TABLES)
    return hashlib.sha256(text.encode()).hexdigest()


def digest_elsewhere(hashes: str) -> str:
    """Return the digest that another process finds, with another seed of its hashes."""
    environment = os.environ | {"PYTHONHASHSEED": hashes, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", PROGRAM]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_another_process_gives_the_same_tables() -> None:
    """A process of its own, with another order of hashes, leaves the same tables."""
    assert digest_elsewhere("1") == digest()


TYPES = {
    "Int64": {
        "talks": ["ended", "months", "leaked", "services_kept", "partnership"],
        "partnerships": ["ended", "months", "team_month", "services_month", "payback_months"],
        "events": ["talks", "partnership"],
    },
    "category": {
        "talks": ["outcome", "stage", "reason", "scope", "initiator", "candidate", "vacancy"],
        "partnerships": ["how", "reason", "depth", "scope"],
        "events": ["kind"],
        "council_years": ["control"],
    },
    "bool": {
        "approaches": ["window", "accepted"],
        "council_years": ["sharing"],
        "talks": ["joint_bid"],
    },
}


@pytest.mark.parametrize("kind", TYPES)
def test_columns_have_types_that_hold_what_is_missing(many: Result, kind: str) -> None:
    """Months and numbers are whole even where missing; words are categories."""
    for table, columns in TYPES[kind].items():
        for column in columns:
            assert str(getattr(many, table)[column].dtype) == kind, (table, column)


def test_what_has_not_ended_is_missing(many: Result) -> None:
    """No month, number or word in any table is -1: what is not there is missing."""
    for name in TABLES:
        table = getattr(many, name)
        for column in table.columns:
            if str(table[column].dtype) in {"Int64", "int64", "int8"}:
                assert not (table[column].dropna() == -1).any(), (name, column)
    open_now = many.talks["outcome"] == "open"
    assert open_now.any()
    assert many.talks.loc[open_now, "ended"].isna().all()
