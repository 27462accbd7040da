"""How councils come to look: the outside option, the search, sparsity and joint bids."""

from __future__ import annotations

import math
from typing import Any

import pytest

from simulation.draws import LOOKS, TROUBLE
from simulation.event_kinds import LOOKS_AGAIN, POST_FILLED, RESTRUCTURED
from simulation.rules.approaches import bid_pull, wants_partner, weigh_motives
from simulation.rules.chief_executives import window
from simulation.rules.closing import fail
from simulation.rules.parting import end
from simulation.rules.politics import change_control
from simulation.rules.restructuring import case_of, posts_after, restructure, senior_posts
from simulation.rules.retry import look_again, look_on, look_quickly, mean_soundings, retry
from simulation.rules.soundings import lapse, start_soundings
from simulation.rules.start import start_council
from simulation.rules.stress import feel_stress
from simulation.rules.trust import history
from simulation.terms import (
    BID_UNITARY,
    BY_CHOICE,
    DEPTH_TEAM,
    END_REASONS,
    FOREVER,
    MERGED,
    NEVER,
    OTHER,
    STAGE_TALKS,
)
from simulation.world.books import EVENTS
from tests.simulation.worlds import Begun
from tests.strategies import Changes

WHO = 4
ON: Changes = {
    "restructuring.rate": 0.5,
    "restructuring.posts": 0.6,
    "restructuring.relief": 0.5,
    "search.retry": 0.4,
    "search.look_months": 9,
    "search.soundings_again": 1.0,
}


def kinds(w: Any) -> list[int]:
    """Return the kinds of all events so far."""
    return list(w.events.kind[: w.scratch.used[EVENTS]])


def restructured(changes: Changes | None = None, *, stress: float = 1.0) -> Begun:
    """Return a world in which a council of six directors and ten heads has had its chance."""
    begun = Begun(ON | (changes or {}))
    councils = begun.w.councils
    councils.stress[WHO], councils.directors[WHO], councils.heads[WHO] = stress, 6, 10
    begun.w.draws[TROUBLE, WHO] = 1.0 - 0.3
    begun.vacate(WHO)
    restructure(begun.p, begun.w, WHO, 1)
    return begun


def test_a_council_in_trouble_slims_its_team() -> None:
    """Stress is halved, 30 % of posts go, the post is filled, the search dropped."""
    begun = restructured()
    w, councils = begun.w, begun.w.councils
    assert (councils.slim[WHO], councils.stress[WHO]) == (1.0, 0.5)
    assert (councils.directors[WHO], councils.heads[WHO]) == (4, 7)
    assert senior_posts(w, WHO) == 12.0
    assert window(councils, w.chiefs, WHO) == 0
    assert kinds(w)[-2:] == [RESTRUCTURED, POST_FILLED]
    assert w.events.value[w.scratch.used[EVENTS] - 2] == 5.0
    assert councils.restructured[WHO] == 1


@pytest.mark.parametrize(
    ("stress", "happens"), [(1.0, True), (0.73, True), (0.70, False), (0.0, False)]
)
def test_stress_is_what_makes_it(stress: float, happens: bool) -> None:
    """The chance is that of the hazard rate × stress: 30 % at a hazard of 0.357."""
    assert (restructured(stress=stress).w.councils.slim[WHO] == 1.0) == happens


def test_it_needs_to_be_alone_and_not_slim_already() -> None:
    """A council in soundings does not; one whose team is slim hardly has anything to gain."""
    begun = Begun(ON)
    w = begun.w
    start_soundings(begun.p, w, begun.ties_of(WHO)[0], 0)
    other = 7
    w.councils.slim[other] = 0.9
    for i in (WHO, other):
        w.councils.stress[i], w.draws[TROUBLE, i] = 1.0, 0.9
        restructure(begun.p, w, i, 1)
    assert (w.councils.restructured[WHO], w.councils.restructured[other]) == (0, 0)


def test_off_it_never_happens() -> None:
    """Without a rate nothing happens at the largest number there is."""
    begun = restructured({"restructuring.rate": 0.0})
    assert begun.w.councils.slim[WHO] == 0.0
    assert begun.w.councils.heads[WHO] == 10


def test_posts_go_whole_and_never_below_the_least() -> None:
    """A share of posts goes, rounded; a council that has fewer than the least loses none."""
    assert posts_after(10, 0.3, 3) == 7
    assert posts_after(4, 0.5, 3) == 3
    assert posts_after(2, 0.5, 3) == 2
    assert posts_after(1, 0.5, 1) == 1


def test_the_case_for_sharing_shrinks() -> None:
    """With 60 % of the case gone the hazard of looking is 40 % of what it was."""
    begun = Begun(ON)
    w = begun.w
    w.councils.stress[WHO] = 0.5
    before, case = weigh_motives(begun.p, w, WHO, 1), case_of(begun.p, w, WHO)
    w.councils.slim[WHO] = 1.0
    assert case_of(begun.p, w, WHO) == pytest.approx(0.4 * case)
    assert weigh_motives(begun.p, w, WHO, 1) == pytest.approx(0.4 * before)


def test_later_news_weighs_less() -> None:
    """News of cuts adds half the stress where half is relieved."""
    begun = Begun(ON | {"stress.trouble_rate": 0.0, "stress.weight": 1.0})
    w = begun.w
    w.calendar.news[3] = 1.0
    w.councils.slim[WHO] = 1.0
    for i in (WHO, 7):
        w.councils.exposure[i] = 1.0
        feel_stress(begun.p, w, i, 3)
    assert w.councils.stress[WHO] == pytest.approx(0.5 * w.councils.stress[7]) != 0.0


def test_shared_posts_count_by_their_share() -> None:
    """Two that share one chief executive have half of one each, beside their own teams."""
    begun = Begun({"choices.scope": "chief_executive"})
    w = begun.w
    e = begun.ties_of(WHO)[0]
    q = begun.shared(e)
    own = w.councils.directors[WHO] + w.councils.heads[WHO]
    assert senior_posts(w, WHO) == own + 0.5
    s = w.partnerships
    s.depth[q], s.realised[q] = DEPTH_TEAM, 0.5
    s.directors_before[q], s.heads_before[q] = 4, 12
    s.directors_after[q], s.heads_after[q] = 3, 9
    assert senior_posts(w, WHO) == (1 + 16 - 0.5 * 4) / 2


def test_a_first_look_lasts() -> None:
    """It sets the search for nine months and, while it lasts, is no first one."""
    begun = Begun(ON)
    w = begun.w
    look_on(begun.p, w, WHO, 2)
    assert w.councils.looking[WHO] == 11
    look_on(begun.p, w, WHO, 11)
    assert w.councils.looking[WHO] == 11
    look_on(begun.p, w, WHO, 12)
    assert w.councils.looking[WHO] == 21


def test_looking_on_adds_to_the_hazard() -> None:
    """`retry` is added until the month is past, less where the council is wary."""
    begun = Begun(ON)
    w = begun.w
    w.councils.looking[WHO], w.councils.wariness[WHO] = 11, 0.25
    assert retry(begun.p, w, WHO, 11) == pytest.approx(0.3)
    assert retry(begun.p, w, WHO, 12) == 0.0
    w.draws[LOOKS, WHO] = 0.2
    assert wants_partner(begun.p, w, WHO, 11)
    assert not wants_partner(begun.p, w, WHO, 12)


def test_who_looks_on_needs_a_motive() -> None:
    """A council with no motive at all does not ask the next best."""
    none = {f"approach.{name}": 0.0 for name in ("base", "resilience", "signal", "window")}
    begun = Begun(ON | none)
    w = begun.w
    w.councils.looking[WHO], w.draws[LOOKS, WHO] = 11, 0.01
    assert weigh_motives(begun.p, w, WHO, 0) == 0.0
    assert not wants_partner(begun.p, w, WHO, 0)


def test_nobody_in_soundings_looks_and_both_look_when_they_lapse() -> None:
    """Soundings end both searches; a lapse has a month, and lets both look again."""
    begun = Begun(ON)
    w = begun.w
    e = begun.ties_of(WHO)[0]
    j = w.ties.target[e]
    look_on(begun.p, w, WHO, 1)
    look_on(begun.p, w, j, 1)
    r = start_soundings(begun.p, w, e, 2)
    assert (w.councils.looking[WHO], w.councils.looking[j]) == (NEVER, NEVER)
    assert w.talks.ended[r] == NEVER
    lapse(begun.p, w, r, 5)
    assert w.talks.ended[r] == 5
    assert (w.councils.looking[WHO], w.councils.looking[j]) == (14, 14)
    assert w.councils.quick[WHO] == NEVER
    assert kinds(w).count(LOOKS_AGAIN) == 2


@pytest.mark.parametrize(("wary", "until"), [(0.0, 14), (1.0, NEVER)])
def test_a_failure_lets_look_who_is_not_made_wary(wary: float, until: int) -> None:
    """Without wariness both look again, and their soundings are short by then."""
    begun = Begun(ON | {"aftermath.wary_chance": wary})
    w = begun.w
    r = begun.talks(begun.ties_of(WHO)[0], 1)
    fail(begun.p, w, r, 5, STAGE_TALKS, OTHER)
    for side in range(2):
        i = w.talks.councils[r, side]
        assert (w.councils.looking[i], w.councils.quick[i]) == (until, until)


@pytest.mark.parametrize(("ending", "until"), [(BY_CHOICE, 29), (MERGED, NEVER)])
def test_a_parting_lets_look_and_a_merger_does_not(ending: int, until: int) -> None:
    """Partners that part look again; those that merge never do."""
    begun = Begun(ON)
    w = begun.w
    e = begun.ties_of(WHO)[0]
    look_on(begun.p, w, WHO, 4)
    q = begun.shared(e)
    assert w.councils.looking[WHO] == NEVER
    end(begun.p, w, q, 20, ending, END_REASONS.index("burden"))
    assert w.councils.looking[WHO] == w.councils.looking[w.ties.target[e]] == until
    assert w.councils.quick[WHO] == until


def test_of_three_only_the_one_that_is_alone_looks() -> None:
    """A council that shares already does not look again when it fails to win a third."""
    begun = Begun(ON)
    w = begun.w
    begun.shared(begun.ties_of(WHO)[0])
    look_again(begun.p, w, WHO, 9)
    look_quickly(begun.p, w, WHO, 9)
    assert (w.councils.looking[WHO], w.councils.quick[WHO]) == (NEVER, NEVER)


def test_soundings_are_short_a_second_time() -> None:
    """After a failure or a parting they last a month on average at most, and only for a while."""
    begun = Begun(ON)
    look_quickly(begun.p, begun.w, WHO, 1)
    assert mean_soundings(begun.p, begun.w, WHO, 10, 6.0) == 1.0
    assert mean_soundings(begun.p, begun.w, WHO, 10, 0.5) == 0.5
    assert mean_soundings(begun.p, begun.w, WHO, 11, 6.0) == 6.0


def test_without_retry_nobody_looks_on() -> None:
    """Nothing of the search is there: no month, no event, no short soundings."""
    begun = Begun(ON | {"search.retry": 0.0})
    w = begun.w
    look_on(begun.p, w, WHO, 1)
    look_quickly(begun.p, w, WHO, 1)
    r = start_soundings(begun.p, w, begun.ties_of(WHO)[0], 1)
    lapse(begun.p, w, r, 2)
    assert w.councils.looking[WHO] == w.councils.quick[WHO] == NEVER
    assert LOOKS_AGAIN not in kinds(w)


def test_closure_and_a_new_run_reset_both() -> None:
    """A council that ceases to exist has no search and no slim team; nor does any at the start."""
    begun = Begun(ON)
    w = begun.w
    for i in (WHO, 7):
        w.councils.slim[i], w.councils.looking[i], w.councils.quick[i] = 1.0, 9, 9
    change_control(begun.p.politics, w, WHO, 3, NEVER)
    start_council(begun.p, w, 7)
    for i in (WHO, 7):
        state = (w.councils.slim[i], w.councils.looking[i], w.councils.quick[i])
        assert state == (0.0, NEVER, NEVER)


def test_rural_districts_have_a_larger_case_and_thinner_cover() -> None:
    """At 40 points above the mean the case is e^0.6 times as large, and cover 0.1 thinner."""
    begun = Begun({"sparsity.case": 1.5, "sparsity.thin": 0.25, "councils.days_per_100k": 3.4})
    w = begun.w
    case, thin = w.councils.size_factor[WHO], w.councils.thin[WHO]
    w.councils.rurality[WHO] = 0.4
    start_council(begun.p, w, WHO)
    assert w.councils.size_factor[WHO] == pytest.approx(case * math.exp(0.6))
    assert w.councils.thin[WHO] == pytest.approx(min(1.0, thin + 0.1))
    w.councils.rurality[WHO] = -1.0
    start_council(begun.p, w, WHO)
    assert 0.0 <= w.councils.thin[WHO] <= thin


def test_a_bid_is_a_pulse() -> None:
    """It begins with the bid, weighs as the bid does, and halves."""
    begun = Begun({"bids.pulse": 0.02, "bids.half_life": 5.0})
    p, councils = begun.p.bids, begun.w.councils
    councils.bid_month[WHO], councils.bid_weight[WHO] = 10, 0.5
    assert bid_pull(p, councils, WHO, 9) == 0.0
    assert bid_pull(p, councils, WHO, 10) == pytest.approx(0.01)
    assert bid_pull(p, councils, WHO, 15) == pytest.approx(0.005)
    councils.bid_month[WHO] = FOREVER
    assert bid_pull(p, councils, WHO, 15) == 0.0


def test_a_recorded_bid_weighs_by_its_kind() -> None:
    """A bid for unitary status weighs by its parameter, and joins only councils that both bid."""
    begun = Begun({"bids.unitary": 0.3, "history.joint_bids": "none"})
    w = begun.w
    i, j, alone = 4, 5, 6
    for council in (i, j):
        w.councils.recorded_bid[council], w.councils.bid_kind[council] = 10, BID_UNITARY
        start_council(begun.p, w, council)
    a = begun.p.affinity
    assert history(a, w.councils, i, j, 1, 10) == pytest.approx(0.3 * a.joint_bid)
    assert history(a, w.councils, i, alone, 1, 10) == 0.0
