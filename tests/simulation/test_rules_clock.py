"""The clock of talks: pace, the first vote, the date, and what a hurried vote costs."""

from __future__ import annotations

from typing import Any

import pytest

from simulation.branches import BY_DATE, BY_TIME, BY_WON_VOTE
from simulation.rules.clock import effort, may_vote, pace, starting_support, time_over
from simulation.rules.talks import decide
from simulation.rules.vote import believed, shortfall, turned_down
from simulation.terms import (
    AGREED,
    FAILED,
    NEVER,
    OPEN,
    OUTSIDER,
    STAGE_TALKS,
    STAGE_VOTE,
    TAKEOVER_FEAR,
)
from tests.simulation.worlds import Begun

CLOCKS = ("calendar", "compressible", "no_date", "no_pace", "embargo")
CLEAR = {"vote.noise": 0.0, "vote.bias": 0.0, "vote.spread": 0.0, "vote.exposed": 0.0}
"""Leaders see what there is, and the day brings no luck."""


def held(clock: str = "calendar", **changes: Any) -> tuple[Begun, int]:
    """Return talks planned for four months that have all they need, under a clock."""
    named = {name.replace("__", "."): value for name, value in changes.items()}
    begun = Begun({"choices.clock": clock} | CLEAR | named)
    r = begun.talks(begun.ties_of(4)[0])
    talks = begun.w.talks
    talks.planned[r] = talks.due[r] = 4
    talks.vision[r], talks.candidate[r] = 0.95, OUTSIDER
    for side in range(2):
        talks.trust[r, side] = talks.members[r, side] = talks.officers[r, side] = 0.95
        begun.w.councils.reserves[talks.councils[r, side]] = 1e9
    return begun, r


def decided(begun: Begun, r: int, months: int) -> int:
    """Let leaders decide in some month of talks, with whole momentum, and return the outcome."""
    decide(begun.p, begun.w, r, 1 + months, months, 1.0)
    outcome: int = begun.w.talks.outcome[r]
    return outcome


def test_slack_plans_slow_the_work_and_short_ones_press_it() -> None:
    """Four times the usual plan halves the work at power 1/2; a quarter of it may double it."""
    p = Begun({"clock.elasticity": 0.5, "clock.compress": 0.25, "clock.normal_months": 4.0}).p.clock
    assert pace(p, 4, False) == 1.0
    assert pace(p, 16, False) == 0.5
    assert pace(p, 1, False) == 1.25
    assert pace(p, 1, True) == 2.0
    assert pace(p, 16, True) == 0.5


@pytest.mark.parametrize(("clock", "paced"), [
    ("calendar", True), ("compressible", True), ("no_date", True), ("no_pace", False),
    ("embargo", False),
])  # fmt: skip
def test_a_plan_sets_the_pace_only_where_the_clock_says_so(clock: str, paced: bool) -> None:
    """Under clocks without a pace a month of talks holds a month of work, whatever the plan."""
    begun, r = held(clock)
    begun.w.talks.planned[r] = 16
    assert (effort(begun.p, begun.w, r) < 1.0) == paced


@pytest.mark.parametrize("clock", CLOCKS)
def test_a_vote_comes_when_all_is_there(clock: str) -> None:
    """Only an embargo waits for the planned month; else the calendar of the councils counts."""
    begun, r = held(clock, clock__first_vote=2.0)
    assert not may_vote(begun.p, begun.w, r, 2, 1)
    assert decided(begun, r, 2) == (OPEN if clock == "embargo" else AGREED)
    if clock == "embargo":
        assert decided(begun, r, 4) == AGREED
    assert begun.w.talks.decided_by[r] == BY_WON_VOTE


@pytest.mark.parametrize("clock", CLOCKS)
def test_time_to_prepare_puts_the_first_vote_off(clock: str) -> None:
    """Months set aside come before the first vote under every clock."""
    begun, r = held(clock, levers__time_to_prepare=1.0, effects__prepare_months=3.0)
    first = 7 if clock == "embargo" else 5
    assert [may_vote(begun.p, begun.w, r, 1 + m, m) for m in (first - 1, first)] == [False, True]


def test_on_the_date_leaders_put_it_off_or_give_up() -> None:
    """Not ready in month 4 of 4, they go on until month 6, then until 8; or the gate ends it."""
    begun, r = held(clock__haste=0.0, clock__extend=1.0)
    begun.w.talks.vision[r] = 0.1
    outcomes = [decided(begun, r, months) for months in (3, 4)]
    assert outcomes == [OPEN, OPEN]
    assert (begun.w.talks.due[r], begun.w.talks.extensions[r]) == (6, 1)
    assert decided(begun, r, 5) == OPEN
    assert begun.w.talks.extensions[r] == 1
    assert decided(begun, r, 6) == OPEN
    assert (begun.w.talks.due[r], begun.w.talks.extensions[r]) == (8, 2)
    begun, r = held(clock__haste=0.0, clock__extend=0.0)
    begun.w.talks.vision[r] = 0.1
    assert [decided(begun, r, months) for months in (3, 4)] == [OPEN, FAILED]
    talks = begun.w.talks
    assert (talks.stage[r], talks.decided_by[r]) == (STAGE_TALKS, BY_DATE)
    assert (talks.decided_number[r], talks.decided_threshold[r]) == (0.1, begun.p.vote.vision)


def test_long_plans_are_put_off_for_longer() -> None:
    """An extension is half of the plan, and two months at least."""
    begun, r = held(clock__haste=0.0, clock__extend=1.0, talks__patience=36.0)
    begun.w.talks.vision[r], begun.w.talks.planned[r], begun.w.talks.due[r] = 0.1, 10, 10
    decided(begun, r, 10)
    assert begun.w.talks.due[r] == 15


def test_without_momentum_no_date_is_put_off() -> None:
    """The chance of an extension is that of whole momentum times what is left of it."""
    begun, r = held(clock__haste=0.0, clock__extend=1.0)
    begun.w.talks.vision[r] = 0.1
    decide(begun.p, begun.w, r, 5, 4, 0.0)
    assert begun.w.talks.outcome[r] == FAILED


@pytest.mark.parametrize("clock", CLOCKS)
def test_nothing_outlives_plan_and_patience(clock: str) -> None:
    """After plan and patience talks that are not ready end under every clock."""
    begun, r = held(clock, clock__haste=0.0, clock__extend=1.0, talks__patience=5.0)
    begun.w.talks.vision[r] = 0.1
    months = 4
    while decided(begun, r, months) == OPEN:
        months += 1
    assert months == 9
    assert begun.w.talks.decided_by[r] in (BY_DATE, BY_TIME)


def test_a_deadline_that_binds_takes_patience_and_extensions() -> None:
    """With the lever at full and all taken, talks that are not ready end on the date."""
    changes = {"levers__binding_deadline": 1.0, "effects__deadline_binds": 1.0,
               "clock__haste": 0.0, "clock__extend": 1.0}  # fmt: skip
    for clock in CLOCKS:
        begun, r = held(clock, **changes)
        begun.w.talks.vision[r] = 0.1
        assert [decided(begun, r, months) for months in (3, 4)] == [OPEN, FAILED], clock
        assert time_over(begun.p, begun.w, r, 5, 4)


def test_haste_votes_although_something_is_missing() -> None:
    """On the date, and only then, leaders in haste vote with less; the members decide."""
    begun, r = held(clock__haste=1.0, clock__exposes=0.0)
    needed = begun.p.vote.vision
    begun.w.talks.vision[r] = 0.99 * needed
    assert shortfall(begun.p, begun.w, r, 5) == pytest.approx(0.01)
    assert not believed(begun.p, begun.w, r, 5)
    assert [decided(begun, r, months) for months in (3, 4)] == [OPEN, AGREED]
    assert begun.w.talks.hurried[r] == 1
    assert begun.w.talks.missing[r] == pytest.approx(0.01)


@pytest.mark.parametrize("lacking", ["candidate", "stalled", "money"])
def test_nobody_votes_in_haste_without_name_trust_or_money(lacking: str) -> None:
    """Haste passes over vision and support, not over a name, a stall, or the cost."""
    begun, r = held(clock__haste=1.0, clock__extend=1.0)
    begun.w.talks.vision[r] = 0.99 * begun.p.vote.vision
    if lacking == "candidate":
        begun.w.talks.candidate[r] = NEVER
    elif lacking == "stalled":
        begun.w.talks.stalled[r] = 1
    else:
        begun.w.councils.reserves[begun.w.talks.councils[r, 0]] = 1.0
    assert decided(begun, r, 4) == OPEN
    assert begun.w.talks.hurried[r] == 0


def test_what_is_missing_is_exposed_on_the_day() -> None:
    """A hurried vote costs support of members on the day, and the partnership starts with less."""
    begun, r = held(clock__exposes=1.0, clock__lowers=0.5)
    assert turned_down(begun.p, begun.w, r, 5) == NEVER
    begun.w.talks.missing[r] = 0.5
    begun.w.talks.fear[r, 0] = begun.w.talks.fear[r, 1] = 1.0
    assert turned_down(begun.p, begun.w, r, 5) == TAKEOVER_FEAR
    talks = begun.w.talks
    assert talks.decided_number[r] == pytest.approx(0.45)
    assert talks.decided_threshold[r] == begun.p.vote.members
    assert starting_support(begun.p.clock, 0.9, 0.4) == pytest.approx(0.7)
    assert starting_support(begun.p.clock, 0.1, 1.0) == 0.0


def test_a_lost_vote_names_the_side_that_lost_it() -> None:
    """The council in the record is the one whose members fell short on the day."""
    for side in range(2):
        begun, r = held()
        begun.w.talks.members[r, side] = 0.2
        decided(begun, r, 2)
        assert begun.w.talks.outcome[r] == OPEN
        begun.p = begun.p._replace(vote=begun.p.vote._replace(bias=0.5))
        assert decided(begun, r, 2) == FAILED
        talks = begun.w.talks
        assert talks.stage[r] == STAGE_VOTE
        assert talks.decided_council[r] == talks.councils[r, side]
