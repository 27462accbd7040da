"""What is compared with the one history is what a hand counts in a few made-up rows."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from experiments.figures.survival import count, reduce, survival_after
from experiments.statistics.histories import survival_curves
from experiments.statistics.outcomes import measure_outcomes, outcomes_named
from simulation import Scenario, run_ensemble
from simulation.result import Result
from simulation.result.raw import Raw
from simulation.terms import AGREED, ALIVE, BY_CHOICE, FAILED, LAPSED, MERGED, OPEN, SOUNDINGS

RUNS, MONTHS = 2, 40
TALKS = (
    # run, councils, first contact, began, planned, ended, outcome, partnership
    (0, (0, 1), 0, 1, 4, 5, AGREED, 0),  # on the date; parts by choice after 30 months
    (0, (2, 3), 4, 6, 2, 12, AGREED, 1),  # late; alive to the end
    (0, (4, 5), 5, 9, 6, 10, FAILED, -1),  # before the date
    (0, (6, 7), 8, 8, 2, 13, FAILED, -1),  # after it
    (0, (8, 9), 9, 30, 0, 20, LAPSED, -1),  # soundings that lapse
    (0, (10, 11), 10, 35, 0, -1, SOUNDINGS, -1),  # soundings that go on
    (0, (4, 6), 30, 32, 9, -1, OPEN, -1),
    (0, (1, 7), 3, 6, 9, 11, AGREED, 2),  # early, by a council that shares; merged
)
PARTNERSHIPS = (
    # run, talks, began, ended, ending
    (0, 0, 5, 35, BY_CHOICE),
    (0, 1, 12, -1, ALIVE),
    (0, 7, 11, 16, MERGED),
)
RESTRUCTURED = ((0, 2, 0), (0, 14, 0), (0, 15, 1), (0, 27, 2))
"""Run, month and council, of which one does it twice."""


@pytest.fixture(scope="module")
def small() -> Result:
    """Return two runs of twelve councils with rows of our own in the first, none in the second."""
    scenario = Scenario().with_changes(
        {"geography.map": "hexagonal", "geography.size": 12, "period.months": MONTHS,
         "history.control": "drawn"}
    )  # fmt: skip
    played = run_ensemble(scenario, runs=RUNS, seed=1)
    raw = played.raw
    talks = np.zeros(len(TALKS), raw.talks.dtype)
    names = ("run", "councils", "first_contact", "began", "planned", "ended", "outcome",
             "partnership")  # fmt: skip
    for row, values in enumerate(TALKS):
        for name, value in zip(names, values, strict=True):
            talks[name][row] = value
    partnerships = np.zeros(len(PARTNERSHIPS), raw.partnerships.dtype)
    for row, values in enumerate(PARTNERSHIPS):
        for name, value in zip(("run", "talks", "began", "ended", "ending"), values, strict=True):
            partnerships[name][row] = value
    monthly, years = raw.monthly.copy(), raw.council_years.copy()
    monthly["restructured"] = years["restructured"] = 0
    years["senior_posts"] = 5.0
    for run, month, council in RESTRUCTURED:
        monthly["restructured"][run, month] += 1
        if month // 12 < years.shape[1]:
            years["restructured"][run, month // 12, council] += 1
    years["senior_posts"][0, 1, :6] = 8.0
    made = Raw(talks, partnerships, raw.approaches[:0], raw.events[:0],
               raw.partnership_years[:0], monthly, years)  # fmt: skip
    return Result(scenario, played.geography, made, seed=1, runs=range(RUNS), single=False)


def measured(small: Result, name: str) -> Any:
    """Return an outcome of each run."""
    return measure_outcomes(small, outcomes_named([name]))[name].to_numpy()


COUNTED = {
    # in the last month of 2005 (11): talks 2-3 and 6-7, soundings 8-9 and 10-11
    "in_talks_2005_12": (8, 0),
    "in_formal_talks_2005_12": (4, 0),
    # in April 2005 (3): 0-1 in talks, 1-7 in soundings; all three share in January 2006 (12)
    "in_talks_2005_04_sharing_2006_01": (1.0, np.nan),
    # in September 2005 (8): 2, 3, 4, 5, 6, 7 do not share, 0 and 1 do; 2, 3 and 7 do later
    "in_talks_2005_09_sharing_2006_01": (3 / 6, np.nan),
    # … of which 7 no longer does in June 2006, as its partnership merged in May
    "in_talks_2005_09_sharing_2006_06": (2 / 6, np.nan),
    "survival_2_years_by_run": (1.0, np.nan),
    # the last one that is observed parts after 30 months
    "survival_3_years_by_run": (0.0, np.nan),
    # 30 months of one, 27 of another, 5 of the third
    "parting_hazard": (1 / (62 / 12), np.nan),
    "senior_posts_2005_12": (5.0, 5.0),
    "senior_posts_2006_12": (6.5, 5.0),
    "restructured_share_2005_02": (0.0, 0.0),
    "restructured_share_2005_03": (1 / 12, 0.0),
    "restructured_share_2006_12": (2 / 12, 0.0),
    "restructured_share_2007_04": (3 / 12, 0.0),
    "agreed_early": (1 / 3, np.nan),
    "agreed_on_the_date": (1 / 3, np.nan),
    "agreed_late": (1 / 3, np.nan),
    "failed_after_date": (1 / 2, np.nan),
    "mean_months_agreed": ((4 + 6 + 5) / 3, np.nan),
    "median_months_agreed": (5, np.nan),
    "mean_months_failed": ((1 + 5) / 2, np.nan),
    "median_months_failed": (3, np.nan),
}


@pytest.mark.parametrize("name", COUNTED)
def test_it_is_what_a_hand_counts(small: Result, name: str) -> None:
    """The number of each run, and missing where a run has no cases for it."""
    assert list(measured(small, name)) == pytest.approx(list(COUNTED[name]), nan_ok=True)


def test_a_month_that_was_not_played_has_nothing(small: Result) -> None:
    """Neither before the first month nor after the last, nor a December after it."""
    for name in ("in_talks_2004_12", "in_talks_2009_01", "restructured_share_2009_01",
                 "senior_posts_2008_12", "in_talks_2005_04_sharing_2009_01"):  # fmt: skip
        assert np.isnan(measured(small, name)).all()


def test_a_run_all_of_whose_partnerships_parted_has_none_left(small: Result) -> None:
    """Nothing survives after the last has parted, although none is observed for so long."""
    gone = small.raw.partnerships[:1].copy()
    gone["ended"] = 10
    raw = Raw(**{**vars(small.raw), "partnerships": gone, "talks": small.raw.talks[:1]})
    one = Result(small.scenario, small.geography, raw, seed=1, runs=range(RUNS), single=False)
    assert measured(one, "survival_1_years_by_run")[0] == 0.0


def test_the_survival_of_single_runs_is_that_of_all_where_there_is_one() -> None:
    """Over one run the estimate of the run is the pooled one."""
    one = run_ensemble(Scenario(), runs=1, seed=4)
    pooled = reduce(count(one))
    for years in (2, 5, 10):
        assert survival_curves(one)[0, 12 * years] == pytest.approx(survival_after(pooled, years))


def test_no_interval_of_a_share_goes_beyond_all() -> None:
    """The mean over runs of a run's share ends at 1, as a share pooled over runs does."""
    outcome = outcomes_named(["survival_2_years_by_run"])[0]
    found = outcome.summary(np.array([1.0, 1.0, 1.0, 0.5, np.nan]))
    assert (found.value, found.high) == (0.875, 1.0)
    assert found.low < found.value


def test_councils_in_formal_talks_are_those_of_the_monthly_table() -> None:
    """Two for each talks that are open at the end of the month."""
    many = run_ensemble(Scenario(), runs=4, seed=2)
    there = measured(many, "in_formal_talks_2011_03")
    assert list(there) == list(2 * many.raw.monthly["talks_open"][:, 74])
    assert (measured(many, "in_talks_2011_03") >= there).all()
