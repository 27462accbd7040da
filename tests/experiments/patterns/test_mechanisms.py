"""Every declared mechanism moves an outcome to its source's side, or is listed as inert.

The long test plays 2,000 paired runs with each mechanism switched off (`-m slow`, some minutes). A
mean difference must be 3.3 standard errors on its side of nought; without any effect 1 in 2,000 is.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import pytest

from experiments.patterns.mechanisms import MECHANISMS
from simulation import Scenario, run_ensemble
from simulation.parameters import NUMBERS
from simulation.result import Result
from simulation.terms import AGREED, ALIVE, APPOINTMENT, BY_CHOICE, FAILED
from tests.strategies import Changes

RUNS, SURE = 2000, 3.3
SHARE = 250
"""Runs that are played and measured at a time."""

ACTS: dict[str, tuple[str, int]] = {
    "Cuts in grant": ("talks", 1),
    "Encouragement and grants of the centre": ("talks", 1),
    "Openings at the top": ("talks", 1),
    "Thin cover as a motive": ("talks", 1),
    "Fashion": ("talks", 1),
    "Size of budget": ("budget", -1),
    "Chemistry of leaders": ("trust", 1),
    "Likeness of places": ("trust", -1),
    "Culture": ("officers", -1),
    "Party": ("success", -1),
    "Distance": ("trust", -1),
    "History of working together": ("trust", 1),
    "The gate of trust": ("success", -1),
    "The gate of vision": ("length", 1),
    "The gate of members": ("success", -1),
    "The gate of officers": ("success", -1),
    "Fear of a takeover": ("success", -1),
    "Momentum": ("length", -1),
    "Groundwork before the vote": ("success", -1),
    "Rivalry for the joint post": ("success", -1),
    "Changes of leader in talks": ("success", -1),
    "Set-up cost": ("net", -1),
    "Wariness and lost trust after a failure": ("talks", -1),
    "Embedding": ("ends", -1),
    "Burden of coordination": ("ends", 1),
    "Fairness between partners": ("ends", 1),
    "Dips in support at the start": ("members", -1),
    "Succession of the shared chief executive": ("ends", 1),
    "Deepening": ("net", 1),
    "Prudent targets": ("net", -1),
    "Slimming of own teams": ("talks", -1),
    "Looking on": ("talks", 1),
    "Rural sparsity": ("rural", 1),
    "Joint bids": ("talks", 1),
    "Distress": ("talks", 1),
    "Shared rationale": ("success", 1),
    "Worth of expertise": ("success", 1),
    "Who gains, in talks": ("success", -1),
    "Reviews after new control and new leaders": ("ends", 1),
    "Wish for own capacity": ("ends", 1),
}
"""What each mechanism of the ablation moves, and to which side, with it on against off."""

BROKER: Changes = {"levers.neutral_broker": 1.0}
LONG: Changes = {"talks.planned_months": 12.0}
SHORT: Changes = {"talks.planned_months": 2.0}

MORE: dict[str, tuple[Changes, Changes, str, int]] = {
    "Review after new control": ({}, {"review.control": 0.0}, "ends", 1),
    "Review after a new leader": ({}, {"review.leader": 0.0}, "ends", 1),
    "Members who turn": ({}, {"ending.members": 0.0}, "ends", 1),
    "What residents accept": ({}, {"approach.accept_residents": 0.0}, "talks", 1),
    "Directors who are kept": ({}, {"chief_executives.directors_kept": 0.0}, "staff", 1),
    "A long plan's pace": (LONG, {"clock.elasticity": 0.0}, "success", -1),
    "A short plan's date": (SHORT, {"choices.clock": "no_date"}, "success", -1),
    "A broker who brings two together": (BROKER, {"effects.broker_accept": 0.0}, "talks", 1),
    "A broker who is trusted": (BROKER, {"effects.broker_trust": 0.0}, "trust", 1),
    "A broker over the joint post": (BROKER, {"effects.broker_broken": 0.0}, "posts", -1),
}  # fmt: skip
"""Other mechanisms: what switches it on and off, what it moves, and to which side."""

INERT = {
    "support.residents": "residents mostly do not care, and as many are for it as against (SF078)",
}
"""Parameters that move no mean outcome, as their source has it, and why."""


def by_run(rows: Any, values: Any, runs: int, first: int) -> Any:
    """Return the sum of values of rows in each run."""
    return np.bincount(rows["run"] - first, weights=values, minlength=runs)


def mean_by_run(rows: Any, values: Any, runs: int, first: int) -> Any:
    """Return the mean of values of rows in each run, 0 where there are none."""
    number = by_run(rows, np.ones(len(rows)), runs, first)
    return by_run(rows, values, runs, first) / np.maximum(1.0, number)


def _ended(result: Result) -> Any:
    rows = result.raw.talks
    return rows[(rows["outcome"] == AGREED) | (rows["outcome"] == FAILED)]


def _ends(result: Result, runs: int, first: int) -> Any:
    rows = result.raw.partnerships
    last = np.where(rows["ending"] == ALIVE, result.scenario.period.months, rows["ended"])
    years = by_run(rows, (last - rows["began"]) / 12.0, runs, first)
    return by_run(rows, rows["ending"] == BY_CHOICE, runs, first) / np.maximum(1.0, years)


def _budget(result: Result) -> Any:
    """Return the budget of the council that asked, in millions of pounds."""
    return (
        result.geography.councils["net_budget"].to_numpy()[_ended(result)["councils"][:, 0]] / 1e6
    )


def _rural(result: Result) -> Any:
    """Return how rural the council that asked is."""
    return result.geography.councils["rurality"].to_numpy()[_ended(result)["councils"][:, 0]]


OUTCOMES: dict[str, Callable[[Result, int, int], Any]] = {
    "talks": lambda r, n, f: by_run(_ended(r), np.ones(len(_ended(r))), n, f),
    "success": lambda r, n, f: mean_by_run(_ended(r), _ended(r)["outcome"] == AGREED, n, f),
    "length": lambda r, n, f: mean_by_run(
        r.raw.talks[r.raw.talks["outcome"] == AGREED],
        (r.raw.talks["ended"] - r.raw.talks["began"])[r.raw.talks["outcome"] == AGREED], n, f),
    "trust": lambda r, n, f: mean_by_run(_ended(r), _ended(r)["trust"].min(axis=1), n, f),
    "officers": lambda r, n, f: mean_by_run(_ended(r), _ended(r)["officers"].min(axis=1), n, f),
    "budget": lambda r, n, f: mean_by_run(_ended(r), _budget(r), n, f),
    "rural": lambda r, n, f: mean_by_run(_ended(r), _rural(r), n, f),
    "posts": lambda r, n, f: mean_by_run(_ended(r), _ended(r)["reason"] == APPOINTMENT, n, f),
    "net": lambda r, n, f: mean_by_run(r.raw.partnerships, r.raw.partnerships["net"], n, f),
    "ends": _ends,
    "staff": lambda r, n, f: mean_by_run(
        r.raw.partnership_years, r.raw.partnership_years["officers"], n, f),
    "members": lambda r, n, f: mean_by_run(
        r.raw.partnership_years, r.raw.partnership_years["members"], n, f),
}  # fmt: skip
"""A number for each of so many runs from a first one."""


def measured(changes: Changes) -> dict[str, Any]:
    """Return every outcome in each run of a scenario."""
    scenario = Scenario().with_changes(changes)
    parts: dict[str, list[Any]] = {name: [] for name in OUTCOMES}
    for first in range(0, RUNS, SHARE):
        result = run_ensemble(scenario, runs=SHARE, seed=77, first=first, keep=frozenset({"years"}))
        for name, measure in OUTCOMES.items():
            parts[name].append(measure(result, SHARE, first))
    return {name: np.concatenate(values) for name, values in parts.items()}


@cache
def baseline() -> dict[str, Any]:
    """Return every outcome of the default scenario, played once."""
    return measured({})


def certainty(on: Changes, off: Changes, outcome: str) -> float:
    """Return by how many standard errors an outcome is higher with a mechanism on."""
    with_it = measured(on) if on else baseline()
    apart = with_it[outcome] - measured(on | off)[outcome]
    spread = apart.std(ddof=1)
    return float(apart.mean() / spread * np.sqrt(len(apart))) if spread > 0.0 else 0.0


def test_every_mechanism_is_listed() -> None:
    """What the ablation switches off is listed here, once, with an outcome that is measured."""
    assert set(ACTS) == {mechanism.name for mechanism in MECHANISMS}
    assert not set(ACTS) & set(MORE)
    assert {line[-2] for line in (*ACTS.values(), *MORE.values())} <= set(OUTCOMES)


def test_what_is_inert_is_declared() -> None:
    """What is listed as without effect is a parameter that is not switched off elsewhere."""
    off = {name for mechanism in MECHANISMS for name in mechanism.off}
    off |= {name for line in MORE.values() for name in line[1]}
    for name in INERT:
        group, parameter = name.split(".")
        assert parameter in NUMBERS[group].model_fields
        assert name not in off


@pytest.mark.slow
@pytest.mark.parametrize("mechanism", MECHANISMS, ids=lambda mechanism: mechanism.name)
def test_a_mechanism_acts(mechanism: Any) -> None:
    """Switched off by the parameters of the ablation, it moves its outcome to its side."""
    outcome, sign = ACTS[mechanism.name]
    assert sign * certainty({}, mechanism.changes(Scenario()), outcome) > SURE


@pytest.mark.slow
@pytest.mark.parametrize("name", MORE)
def test_another_mechanism_acts(name: str) -> None:
    """So does each that the ablation does not switch off."""
    on, off, outcome, sign = MORE[name]
    assert sign * certainty(on, off, outcome) > SURE
