"""What makes councils look, over many paired runs: each mechanism pulls the way its source says.

Each sign is asked of means over paired runs (same seeds) at five standard errors of the difference,
so that a mechanism that did nothing would pass less than once in a million times.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pytest

from simulation import Scenario
from simulation.ensemble import run_ensemble
from simulation.errors import InputError
from simulation.geography.bids import Bid, joint_bids
from simulation.result import Result
from simulation.terms import NEVER
from tests.strategies import Changes, entry

ERRORS = 5.0
RUNS = 60
YEARS: Changes = {"period.start": "2006-01", "period.months": 108}


@cache
def played(*changes: tuple[str, Any]) -> Result:
    """Return runs of England with all mechanisms on but for some changes."""
    scenario = Scenario().with_changes({**entry("england"), **YEARS, **dict(changes)})
    return run_ensemble(
        scenario, runs=RUNS, seed=7, keep=frozenset({"approaches", "years", "events"})
    )


def assert_more(more: Any, fewer: Any) -> None:
    """Compare paired numbers, one a run."""
    difference = np.asarray(more, dtype=float) - np.asarray(fewer, dtype=float)
    assert difference.mean() > ERRORS * difference.std(ddof=1) / np.sqrt(len(difference))


def monthly(result: Result, column: str, months: slice = slice(None)) -> Any:
    """Return sums over the months of each run."""
    return result.monthly[column].to_numpy().reshape(RUNS, -1)[:, months].sum(axis=1)


def approaches(result: Result, where: Any) -> Any:
    """Return how many approaches of some kind each run has."""
    return np.bincount(result.approaches["run"][where(result.approaches)], minlength=RUNS)


def test_restructuring_makes_fewer_ask_after_the_cuts() -> None:
    """Councils that may slim their own teams ask less often once the cuts have come."""
    with_it, without = played(), played(("restructuring.rate", 0.0))
    after = slice(84, None)
    assert_more(monthly(without, "approaches", after), monthly(with_it, "approaches", after))
    assert monthly(with_it, "restructured").min() > 0
    assert monthly(without, "restructured").max() == 0


def test_restructuring_makes_teams_smaller() -> None:
    """Senior posts fall with it, and the books, months and events count the same."""
    with_it, without = played(), played(("restructuring.rate", 0.0))
    last = [one.council_years.query("year == 2014").groupby("run")["senior_posts"].mean()
            for one in (without, with_it)]  # fmt: skip
    assert_more(*last)
    booked = with_it.council_years.groupby("run")["restructured"].sum().to_numpy()
    told = with_it.events.query("kind == 'restructured'").groupby("run").size().to_numpy()
    assert (booked == monthly(with_it, "restructured")).all()
    assert (booked == told).all()
    assert with_it.council_years["slim"].between(0, 1).all()
    sentence = with_it.events.query("kind == 'restructured'")["sentence"].iloc[0]
    assert "slimmed its own top team" in sentence
    assert sentence.endswith((" senior posts went.", " senior post went."))


def test_looking_on_makes_more_ask() -> None:
    """Councils that look on ask more often, and only then is anybody counted as looking."""
    with_it, without = played(), played(("search.retry", 0.0))
    assert_more(monthly(with_it, "approaches"), monthly(without, "approaches"))
    assert monthly(with_it, "looking").min() > 0
    assert monthly(without, "looking").max() == 0
    assert "looks again" not in set(without.events["kind"])


def test_soundings_are_short_a_second_time() -> None:
    """Where they are not cut short, talks begin later after first contact."""
    short, usual = played(), played(("search.soundings_again", 24.0))
    waits = [(one.talks["began"] - one.talks["first_contact"]).groupby(one.talks["run"]).mean()
             for one in (usual, short)]  # fmt: skip
    assert_more(*waits)


@pytest.mark.parametrize("name", ["case", "thin"])
def test_rural_districts_ask_more(name: str) -> None:
    """The mean rurality of those that ask rises with either effect of sparsity."""
    more: Changes = {"approach.resilience": 0.03, "sparsity.thin": 1.0} if name == "thin" else {}
    with_it = played(*more.items())
    without = played(*(more | {f"sparsity.{name}": 0.0}).items())
    means = []
    for result in (with_it, without):
        rural = result.councils.drop_duplicates("code").set_index("code")["rurality"]
        asker = result.approaches["asker"].map(rural).astype(float)
        means.append(asker.groupby(result.approaches["run"]).mean())
    assert_more(*means)


def test_a_joint_bid_sets_off_approaches() -> None:
    """Councils that bid jointly ask more in the two years after, and the others as before."""
    with_it, without = played(), played(("bids.pulse", 0.0))

    def soon(table: Any) -> Any:
        return table["asker"].isin(joint_bids()) & table["month"].between(12, 36)

    assert_more(approaches(with_it, soon), approaches(without, soon))


def test_nobody_in_talks_is_counted_as_looking() -> None:
    """Councils that look on are neither sharing nor more than there are."""
    rows = played().monthly
    assert (rows["looking"] + rows["councils_sharing"] + 2 * rows["talks_open"]
            <= 201 + rows["councils_sharing"]).all()  # fmt: skip


def test_lapsed_soundings_have_a_month_of_ending() -> None:
    """What lapsed has ended after it began; what goes on has not."""
    rows = played().raw.talks
    lapsed, going = rows[rows["outcome"] == 4], rows[rows["outcome"] == 0]
    assert len(lapsed) > 0
    assert (lapsed["ended"] >= lapsed["first_contact"]).all()
    assert (going["ended"] == NEVER).all()


def test_joint_bids_on_record() -> None:
    """Pathfinders join all their councils; a bid that names one council alone joins nobody."""
    bids = joint_bids()
    assert bids["E07000004"] == Bid("2007-01", "pathfinder")  # Aylesbury Vale
    assert bids["E07000163"] == Bid("2007-01", "unitary")  # Craven, in North Yorkshire
    assert {"E07000117", "E07000122"} <= set(bids)  # Burnley and Pendle
    assert "E07000041" not in bids  # Exeter bid alone
    assert sum(bid.kind == "pathfinder" for bid in bids.values()) == 5 + 7 + 11 + 8


@pytest.mark.parametrize(("given", "meant"), [(True, "drawn"), (False, "none")])
def test_yes_and_no_are_still_taken(given: bool, meant: str) -> None:
    """`history.joint_bids` takes true for drawn bids and false for none, and no other word."""
    changed = Scenario().with_changes({"history.joint_bids": given})
    assert changed.history.joint_bids == meant
    assert changed == Scenario().with_changes({"history.joint_bids": meant})
    with pytest.raises(InputError, match="recorded, drawn, none"):
        Scenario().with_changes({"history.joint_bids": "record"})


def test_recorded_bids_are_the_same_in_every_run() -> None:
    """On record talks of one county that bid are joint from 2007 on; drawn ones differ by run."""
    talks = played().talks
    inside = talks[talks["same_county"] & (talks["began"] >= 12)]
    pairs = inside["councils"].str.split(";", expand=True)
    both = pairs[0].isin(joint_bids()) & pairs[1].isin(joint_bids())
    assert (inside["joint_bid"] == both).all()
    assert both.any()


def test_off_all_five_leave_no_trace() -> None:
    """With all five numbers at 0 their other parameters change nothing."""
    off = ("restructuring.rate", "search.retry", "sparsity.case", "sparsity.thin", "bids.pulse")
    base = Scenario().with_changes(YEARS | dict.fromkeys(off, 0.0))
    other = base.with_changes(
        {"restructuring.posts": 1.0, "restructuring.relief": 1.0, "restructuring.half_life": 12.0}
        | {"search.look_months": 50, "search.soundings_again": 0.0}
        | {"bids.half_life": 1.0}
    )
    one, two = (run_ensemble(scenario, runs=5, seed=3) for scenario in (base, other))
    for name in ("talks", "events", "council_years", "monthly", "approaches"):
        assert getattr(one, name).equals(getattr(two, name)), name
