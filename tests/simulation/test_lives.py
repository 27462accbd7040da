"""The lives of partnerships in a busy world: who joins, who leaves, and who is out of it."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from simulation import Scenario, run, run_ensemble
from simulation.geography import TIERS
from simulation.result import Result
from tests.strategies import scenario_of


@pytest.fixture(scope="module")
def busy() -> Result:
    """Return 160 runs in which much happens."""
    return run_ensemble(scenario_of("hexagonal", "busy"), runs=160, seed=1)


def codes(table: pd.DataFrame) -> pd.Series[Any]:
    """Return the councils of each row as lists of codes."""
    return table["councils"].str.split(";")


def test_all_that_can_happen_happens(busy: Result) -> None:
    """The runs hold every kind of ending and every size, and councils that join and leave."""
    table = busy.partnerships
    ways = {"alive", "by choice", "merged", "company"}
    assert set(table["how"]) == ways
    assert set(table["largest"]) == {2, 3, 4, 5}
    assert {"council joined", "council left", "successor agreed"} <= set(busy.events["kind"])


def test_a_partnership_lists_a_council_once(busy: Result) -> None:
    """A council that left and came back stands in its partnership's list once."""
    listed = codes(busy.partnerships)
    assert (listed.map(len) == listed.map(lambda row: len(set(row)))).all()


def test_councils_that_merged_are_out_of_it(busy: Result) -> None:
    """Councils that merged or formed a company neither talk on nor share again."""
    table = busy.partnerships
    gone = table[table["how"].isin(["merged", "company"]) & (table["largest"] == table["size"])]
    row: Any
    for row in gone.itertuples():
        councils = set(row.councils.split(";"))
        for other in (table[table["run"] == row.run], busy.talks[busy.talks["run"] == row.run]):
            later = other[other["began"] >= row.ended]
            assert not codes(later).map(lambda pair, who=councils: bool(who & set(pair))).any()


def test_a_sentence_tells_who_joined_whom(busy: Result) -> None:
    """Who joins or leaves is named before, and not among, those it joins or leaves."""
    told = busy.events[busy.events["kind"].isin(["council joined", "council left"])]
    for sentence in told["sentence"]:
        words = sentence.replace(" left the ", " joined the ").split(" because ")[0]
        who, others = words.rstrip(".").split(" joined the partnership of ")
        assert who not in others.replace(" and ", ", ").split(", ")


def test_a_council_that_is_not_there_yet_has_no_control() -> None:
    """The unitaries of 2009 have no control in the years before, and one afterwards."""
    changes = {"geography.tiers": TIERS, "period.start": "2007-01", "period.months": 48}
    result = run(Scenario().with_changes(changes), seed=1)
    record = result.geography.control
    assert record is not None
    new = result.codes[(record[:, 3] < 0) & (record[:, 4] >= 0)]
    years = result.council_years[result.council_years["code"].isin(new)]
    assert len(new) == 9
    assert (years["control"].isna() == (years["year"] < 2009)).all()
    assert not result.councils["code"].duplicated().any()
