"""Where England lies among runs is what a hand counts; facts agree with what measures them."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest

from experiments.facts.comparison import (
    BOUND,
    COMPARED,
    LIST,
    NUMBER,
    ORDER,
    SAMPLE,
    comparison_table,
    facts,
    in_order,
    measure_facts,
    take_partnerships,
    unusual_facts,
)
from experiments.facts.series import count_series, series_places, series_tables
from experiments.statistics.families import check_months
from experiments.statistics.outcomes import outcomes_named
from experiments.statistics.position import position_among
from simulation import Scenario, run_ensemble
from simulation.result import Result

RUNS = 6
BY_NAME = {one.fact: one for one in facts()}


@pytest.fixture(scope="module")
def few() -> Result:
    """Return a few runs of England."""
    return run_ensemble(Scenario(), runs=RUNS, seed=5)


@pytest.fixture(scope="module")
def numbers(few: Result) -> pd.DataFrame:
    """Return what each run has in place of each fact."""
    return measure_facts(few)


@pytest.mark.parametrize(
    ("values", "number", "decimals", "below", "mid_p"),
    [
        ([1, 2, 3, 4], 2.5, 1, 0.5, 1.0),
        ([1, 2, 3, 4], 4, 0, 0.875, 0.25),  # three below, one tie counted half
        ([1, 2, 3, 4], 5, 0, 1.0, 0.0),
        ([1, 2, math.nan, 2], 1, 0, 1 / 6, 1 / 3),  # the missing one is left out
        ([0.912, 0.878, 0.95], 0.91, 2, 0.5, 1.0),  # .912 is reported as .91, so it is a tie
        ([0.912, 0.878, 0.95], 0.91, 3, 1 / 3, 2 / 3),
    ],
)
def test_mid_p_is_what_a_hand_counts(
    values: list[float], number: float, decimals: int, below: float, mid_p: float
) -> None:
    """Ties count half on either side, and are judged as the number was reported."""
    assert position_among(values, number, decimals) == pytest.approx((below, mid_p))


def test_nothing_lies_among_no_runs() -> None:
    """Without runs that have a case, or without a number, there is no position."""
    for values, number in (([], 1.0), ([math.nan], 1.0), ([1.0], math.nan)):
        assert all(math.isnan(one) for one in position_among(values, number, 0))


def test_an_order_holds_only_if_first_and_second_stand_alone() -> None:
    """The first is the largest, the second larger than the rest; ties do not hold."""
    shares = [[0.6, 0.3, 0.1], [0.3, 0.6, 0.1], [0.6, 0.2, 0.2], [0.5, 0.5, 0.0], [math.nan] * 3]
    found = in_order(np.array(shares))
    assert list(found[:4]) == [1.0, 0.0, 0.0, 0.0]
    assert math.isnan(found[4])


def test_every_fact_is_there_with_its_source() -> None:
    """V01 to V21 all stand in the table, each in words, with a source and a way to compare it."""
    assert {one.fact[:3] for one in facts()} == {f"V{number:02d}" for number in range(1, 22)}
    assert len(BY_NAME) == len(facts())
    for one in facts():
        assert one.what
        assert one.source
        assert one.compared in COMPARED
        assert math.isnan(one.value) == (one.compared == ORDER)
        assert math.isnan(one.low) or one.low <= one.value <= one.high
        assert (one.cases > 0) == (one.compared in (SAMPLE, LIST))


@pytest.mark.parametrize("fact", BY_NAME)
def test_a_fact_agrees_with_the_outcomes_that_measure_it(fact: str) -> None:
    """They exist, are of months that are played, and are in the unit of the fact."""
    one = BY_NAME[fact]
    outcomes = outcomes_named(one.outcomes)
    for outcome in outcomes:
        check_months(outcome, Scenario.default().period)
        assert one.of_counts or outcome.unit == one.unit
        assert outcome.measure is not None
    if one.compared == SAMPLE and not one.of_counts:
        assert outcomes[0].kind == "rate"
    if one.compared in (NUMBER, BOUND) and one.fact != "V06" and "in_" not in outcomes[0].name:
        year, month = (one.last if "senior" not in outcomes[0].name else "x-x").split("-")
        assert year == "x" or f"{year}_{month}" in outcomes[0].name


def test_the_counts_of_the_list_are_its_shares() -> None:
    """V08 to V12 are counts of 23, and their shares are those counts over 23."""
    counts = [BY_NAME[f"V{number:02d}"].value for number in range(8, 13)]
    shares = [BY_NAME[f"V{number:02d} list"] for number in range(8, 13)]
    assert sum(counts) == 23
    assert [one.value for one in shares] == pytest.approx([one / 23 for one in counts], abs=5e-4)
    assert {one.cases for one in shares} == {23}


def test_a_list_takes_as_many_partnerships_as_it_has(few: Result) -> None:
    """At most so many of each run, all of them its own, and all where it has fewer."""
    taken = take_partnerships(few, 20).raw.partnerships
    all_ = few.raw.partnerships
    for run in few.runs:
        own, chosen = all_[all_["run"] == run], taken[taken["run"] == run]
        assert len(chosen) == min(20, len(own))
        assert set(chosen["talks"]) <= set(own["talks"])
        assert len(set(chosen["talks"])) == len(chosen)
    assert len(take_partnerships(few, 10_000).raw.partnerships) == len(all_)


def test_cases_of_a_run_do_not_hang_on_the_chunk(few: Result, numbers: pd.DataFrame) -> None:
    """A run by itself has the numbers that it has among others."""
    from simulation import run

    alone = measure_facts(run(Scenario(), seed=5, run=3))
    pd.testing.assert_frame_equal(
        alone.reset_index(drop=True), numbers[numbers["run"] == 3].reset_index(drop=True)
    )


def test_a_sample_is_a_share_of_its_cases(numbers: pd.DataFrame) -> None:
    """Nine agreed talks give ninths, and their three shares need not come from the same nine."""
    shares = numbers["V20 on time"].to_numpy() * 9
    assert shares == pytest.approx(np.round(shares))
    assert numbers["V19"].to_numpy() * 131 == pytest.approx(np.round(numbers["V19"] * 131))


def test_the_table_has_a_row_for_each_fact(numbers: pd.DataFrame) -> None:
    """With quantiles that some run has, the share of runs within the bounds, and a mid-p."""
    table = comparison_table(numbers).set_index("fact")
    assert list(table.index) == list(BY_NAME)
    for fact, row in table.iterrows():
        own = numbers[str(fact)].dropna()
        assert row["runs"] == len(own)
        if row["compared"] == ORDER:
            assert row["inside"] == own.mean()
            assert math.isnan(row["mid_p"])
        else:
            assert {row["p5"], row["median"], row["p95"]} <= set(own)
    assert table.loc["V03", "inside"] == numbers["V03"].between(28, 40).mean()
    assert math.isnan(table.loc["V06 formal", "mid_p"])  # it can only be lower
    judged, rare = unusual_facts(table.reset_index())
    assert judged == table["mid_p"].notna().sum() == len(facts()) - 2
    assert set(rare) == set(table.index[table["mid_p"] < 0.05])


def test_series_are_those_of_the_tables(few: Result) -> None:
    """Partnerships begun by year and the months of sharing are what the tables hold."""
    places = series_places(few)
    counts: dict[str, Any] = count_series(few)
    years = few.partnerships["began"] // 12 + 2005
    for place, year in enumerate(places["starts"]):
        assert counts["starts"][:, place].sum() == (years == year).sum()
    books = few.council_years
    last = books[books["year"] == 2018]
    posts = last.groupby("run")["senior_posts"].mean()
    assert counts["senior_posts"][:, -1] == pytest.approx(posts.to_numpy())
    ever = books[books["restructured"] > 0].groupby("run")["code"].nunique()
    assert counts["restructured"][:, -1] * len(few.codes) == pytest.approx(ever.to_numpy())
    tables = series_tables([counts, counts], places)
    assert tables["starts"]["runs"].eq(2 * RUNS).all()
    assert tables["survival"].loc[0, "median"] == 1.0
