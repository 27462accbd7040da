"""The map of a run at a month is what the run's own books say of that month."""

from __future__ import annotations

import pandas as pd
import pytest

from experiments.figures.example import Example, map_table
from experiments.runs.story import partnership_rows
from simulation import Scenario, run
from simulation.months import date_after, month_text
from simulation.result import Result
from tests.strategies import BUSY

JOINERS = BUSY | {"period.months": 72, "approach.finance": 0.3}


def example_of(result: Result) -> Example:
    """Return the example of a result that was just played."""
    return Example(
        map=map_table(result.geography),
        council_years=result.council_years,
        talks=result.talks,
        partnerships=result.partnerships,
        events=result.events,
        start=result.scenario.period.start,
    )


@pytest.mark.parametrize("seed", range(6))
def test_the_map_agrees_with_the_books_of_the_month(seed: int) -> None:
    """Councils sharing, partnerships and open talks are those of `monthly`, joiners included."""
    result = run(Scenario().with_changes(JOINERS), seed=seed)
    assert (result.partnerships["largest"] > 2).any()
    example = example_of(result)
    for date in ("2005-02", "2007-06", "2009-01", "2010-12"):
        state = example.at(date)
        row = result.monthly[result.monthly["date"] == date].iloc[0]
        sharing = [council for rows in state.partnerships for council in rows]
        assert len(sharing) == len(set(sharing)) == row["councils_sharing"]
        assert len(state.partnerships) == row["partnerships"]
        assert len(state.talks) == row["talks_open"]


def test_control_is_that_of_the_last_may() -> None:
    """Before May a council is controlled as in the December before, after it as in the next."""
    result = run(Scenario().with_changes({"period.months": 48}), seed=0)
    example, years = example_of(result), result.council_years
    for date, year in (("2007-04", 2006), ("2007-05", 2007), ("2008-12", 2008)):
        expected = years[years["year"] == year]["control"].astype(object).tolist()
        assert example.at(date).control == expected
    assert example.at("2005-01").control == example.map["control"].tolist()


def test_a_run_of_months_has_control_too() -> None:
    """A run that sees no December is shown with the control it began with."""
    result = run(Scenario().with_changes({"period.months": 4}), seed=0)
    assert (
        example_of(result).at("2005-03").control == map_table(result.geography)["control"].tolist()
    )


def test_a_council_that_left_is_named_with_its_date() -> None:
    """A partnership is listed with those that stayed; who left stands after them, with when."""
    found = 0
    for seed in range(6):
        result = run(Scenario().with_changes(JOINERS), seed=seed)
        example, last = example_of(result), result.scenario.period.months - 1
        rows = example.partnerships
        for row, shown in zip(rows.itertuples(), partnership_rows(example), strict=False):
            stayed, left = example.departures(row)
            members, *leavers = shown.councils.split("; ")
            assert len(leavers) == len(left)
            assert not set(stayed) & set(left)
            assert all(name in members for code in stayed for name in example.names(code))
            for code, month in left.items():
                name, when = example.names(code)[0], month_text(date_after(example.start, month))
                assert f"{name} left in {when}" in leavers
                found += 1
            if pd.isna(row.ended):
                places = example.at(date_after(example.start, last)).partnerships
                assert sorted(example.rows(code)[0] for code in stayed) in map(sorted, places)
    assert found > 0
