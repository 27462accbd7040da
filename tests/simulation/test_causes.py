"""What the rows of talks say decided them: the rule, its number, its threshold and its draw."""

from __future__ import annotations

from functools import cache

import pandas as pd
import pytest

from simulation import Scenario, run_ensemble
from simulation.branches import BRANCHES
from simulation.terms import CLOCKS
from tests.strategies import BUSY, scenario_of

CHANCES = ("leader went", "leak", "bad match found", "culture clash", "self-interest", "deadlock",
           "hostile insider", "chief executives clash", "stalled", "members unwilling",
           "will faded", "other")  # fmt: skip
"""Rules that a draw below the chance decides."""

LOST = ("members' vote", "officers' say")
GATES = ("not ready on the date", "time over")
COUNCIL = ("members' vote", "officers' say", "partners' vote", "members unwilling", "stalled",
           "candidate refused", "votes won")  # fmt: skip
"""Rules that one council decides."""

SCENARIOS = {
    "first edition": Scenario(),
    "calendar": Scenario().with_changes({"choices.clock": "calendar"}),
    "busy": Scenario().with_changes(BUSY | {"choices.clock": "calendar"}),
    "levers": scenario_of("england", "levers"),
}


@cache
def talks(name: str) -> pd.DataFrame:
    """Return the talks of twenty runs of a scenario."""
    return run_ensemble(SCENARIOS[name], runs=20, seed=5).talks


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_end_has_a_cause_and_nothing_else_has(name: str) -> None:
    """Talks that ended name the rule that ended them; open ones none."""
    table = talks(name)
    assert (table["decided_by"].isna() == (table["outcome"] == "open")).all()
    won = table["decided_by"] == "votes won"
    assert (won == (table["outcome"] == "agreed")).all()
    assert table["decided_by"].isin([*BRANCHES]).sum() == table["decided_by"].notna().sum()


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_draw_fell_on_the_side_of_the_decision(name: str) -> None:
    """A chance decided because the draw was below it, a refusal because it was not."""
    table = talks(name)
    chance = table[table["decided_by"].isin(CHANCES)]
    assert (chance["decided_draw"] < chance["decided_threshold"]).all()
    refused = table[table["decided_by"] == "candidate refused"]
    assert (refused["decided_draw"] >= refused["decided_threshold"]).all()


@pytest.mark.parametrize("name", SCENARIOS)
def test_numbers_stand_where_thresholds_say(name: str) -> None:
    """A lost vote fell short of what was needed, a won one did not, and no gate was met."""
    table = talks(name)
    for rules in (LOST, GATES):
        short = table[table["decided_by"].isin(rules) & table["decided_threshold"].notna()]
        assert (short["decided_number"] < short["decided_threshold"]).all()
    won = table[table["decided_by"] == "votes won"]
    assert (won["decided_number"] >= won["decided_threshold"]).all()
    assert (table.loc[table["decided_by"].isin(LOST), "stage"] == "vote").all()
    assert (table.loc[table["decided_by"].isin([*CHANCES, *GATES]), "stage"] == "talks").all()


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_council_that_decided_is_known(name: str) -> None:
    """It is one of the two, but for the partners of a council that shares already."""
    table = talks(name)
    named = table[table["decided_council"].notna()]
    inside = [one in pair.split(";") for one, pair in zip(named["decided_council"],
              named["councils"], strict=True)]  # fmt: skip
    assert (pd.Series(inside, named.index) | (named["decided_by"] == "partners' vote")).all()
    assert table.loc[table["decided_by"].isin(COUNCIL), "decided_council"].notna().all()


@pytest.mark.parametrize("name", SCENARIOS)
def test_clashes_of_leaders_and_of_chief_executives_are_kept_apart(name: str) -> None:
    """Failures over personalities say whose they were, and others do not."""
    table = talks(name)
    failed = table["reason"] == "personalities"
    assert (table["clash"].notna() == failed).all()
    chiefs = table["decided_by"] == "chief executives clash"
    assert ((table["clash"] == "chief executives") == chiefs).all()


def test_every_rule_decides_somewhere() -> None:
    """Every branch of the list ends some talks, but for those that need a county reorganised."""
    found = set().union(*(talks(name)["decided_by"].dropna().unique() for name in SCENARIOS))
    assert set(BRANCHES) - found <= {"ground lost"}


@pytest.mark.parametrize("clock", CLOCKS)
def test_votes_keep_the_calendar_of_their_clock(clock: str) -> None:
    """Only an embargo has no early votes; only clocks with a date have hurried ones."""
    scenario = Scenario().with_changes({"choices.clock": clock.replace(" ", "_"),
                                        "talks.planned_months": 6.0})  # fmt: skip
    table = run_ensemble(scenario, runs=10, seed=6).talks
    voted = table[table["vote_timing"].notna()]
    assert ((voted["outcome"] == "agreed") | (voted["stage"] == "vote")).all()
    assert (voted["vote_timing"] == "early").any() == (clock != "embargo")
    dated = clock in ("calendar", "compressible", "no pace")
    assert table["hurried"].any() == dated
    assert (table["extensions"] > 0).any() == dated
    assert (table["months"] <= table["planned_months"] + scenario.talks.patience).all()
