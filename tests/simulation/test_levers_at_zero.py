"""What is not pulled changes nothing, and what is pulled later changes nothing before."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from simulation import Scenario, run, run_ensemble
from simulation.result import TABLES, Result
from simulation.terms import LEVERS
from tests.strategies import BUSY, COUNTIES, SOME_COUNCILS, WORLDS

SHOCKS = ("trust", "salience", "reorganisation", "grants_restored")
FIRST = "2009-01"
PULLED = "2010-07"
BEFORE = 18
"""Months from FIRST to PULLED."""

BASE = Scenario().with_changes({"period.start": FIRST, "period.months": 48})
BUSY_BASE = Scenario().with_changes(
    WORLDS["hexagonal"] | BUSY | {"period.start": FIRST, "period.months": 72}
)

NUMBERED = {"talks"}
"""Numbers of talks count soundings begun before that became talks later."""


def shock(name: str, size: float, month: str, world: str) -> dict[str, Any]:
    """Return one shock as changes to a scenario."""
    made: dict[str, Any] = {"size": size, "month": month}
    if name == "reorganisation":
        made["county"] = COUNTIES[world]
    return {f"shocks.{name}": made}


def assert_equal(one: Result, other: Result) -> None:
    """Compare all tables exactly."""
    for name in TABLES:
        pd.testing.assert_frame_equal(
            getattr(one, name), getattr(other, name), check_exact=True, obj=name
        )


@pytest.mark.parametrize("base", [BASE, BUSY_BASE], ids=["england", "busy"])
@pytest.mark.parametrize("lever", LEVERS)
def test_a_lever_at_zero_changes_nothing(lever: str, base: Scenario) -> None:
    """A lever at level 0 leaves every table as it was, whatever its window and councils."""
    world = "england" if base is BASE else "hexagonal"
    councils = list(SOME_COUNCILS[world])
    zero = {"level": 0.0, "start": PULLED, "end": "2012-01", "councils": councils}
    assert_equal(run(base, seed=3), run(base.with_changes({f"levers.{lever}": zero}), seed=3))


@pytest.mark.parametrize("name", SHOCKS)
def test_a_shock_of_size_zero_changes_nothing(name: str) -> None:
    """A shock of size 0 leaves every table as it was, whatever its month."""
    changed = BASE.with_changes(shock(name, 0.0, PULLED, "england"))
    assert_equal(run(BASE, seed=4), run(changed, seed=4))


@pytest.mark.parametrize("window", [{"start": "2013-01"}, {"end": FIRST}])
def test_a_window_outside_the_period_changes_nothing(window: dict[str, str]) -> None:
    """All levers at full, in months that are not played, leave every table as it was."""
    pulled = {f"levers.{name}": {"level": 1.0} | window for name in LEVERS}
    assert_equal(run(BASE, seed=5), run(BASE.with_changes(pulled), seed=5))


def until(result: Result, month: int) -> dict[str, pd.DataFrame]:
    """Return what stood in the tables before a month."""
    made = {}
    for name in ("talks", "partnerships"):
        table = getattr(result, name)
        made[name] = table[table["ended"].fillna(month) < month]
    for name in ("monthly", "approaches", "events"):
        table = getattr(result, name)
        made[name] = table[table["month"] < month].drop(columns="sentence", errors="ignore")
    return {
        name: table.drop(columns=NUMBERED & set(table.columns)).reset_index(drop=True)
        for name, table in made.items()
    }


def later(changes: dict[str, Any]) -> None:
    """Check that changes from `PULLED` on change nothing before, and something after."""
    before = run_ensemble(BUSY_BASE, runs=4, seed=6)
    after = run_ensemble(BUSY_BASE.with_changes(changes), runs=4, seed=6)
    for name, table in until(before, BEFORE).items():
        assert len(table) > 0, name
        pd.testing.assert_frame_equal(table, until(after, BEFORE)[name], check_exact=True, obj=name)
    assert not before.monthly.equals(after.monthly) or not before.talks.equals(after.talks)


@pytest.mark.parametrize("lever", LEVERS)
def test_a_lever_changes_nothing_before_its_start(lever: str) -> None:
    """A lever pulled from a month on leaves every earlier month as it was, and not all later."""
    later({f"levers.{lever}": {"level": 1.0, "start": PULLED}})


@pytest.mark.parametrize("name", SHOCKS)
def test_a_shock_changes_nothing_before_its_month(name: str) -> None:
    """A shock leaves every earlier month as it was, and not all later ones."""
    later(shock(name, 1.0, PULLED, "hexagonal"))


def test_sentences_do_not_know_the_future() -> None:
    """An event is told in the same words whatever happens after it."""
    before = run(BUSY_BASE, seed=9).events
    changes = shock("trust", 1.0, PULLED, "hexagonal")
    after = run(BUSY_BASE.with_changes(changes), seed=9).events
    told = [events.loc[events["month"] < BEFORE, "sentence"].tolist() for events in (before, after)]
    assert told[0] == told[1]


def test_a_lever_stops_at_its_end() -> None:
    """A lever that is pulled for no month (start and end alike) changes nothing."""
    pulled = {f"levers.{name}": {"level": 1.0, "start": PULLED, "end": PULLED} for name in LEVERS}
    assert_equal(run(BASE, seed=7), run(BASE.with_changes(pulled), seed=7))
