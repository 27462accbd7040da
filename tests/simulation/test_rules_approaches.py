"""Approaches: who looks for a partner, whom they ask, and whether they hear a yes."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.draws import LOOKS
from simulation.rules.approaches import (
    acceptance,
    choose_partner,
    forget,
    may_ask,
    short_of_money,
    spread_news,
    wants_partner,
    weigh_motives,
    with_retry,
)
from simulation.rules.numbers import chance
from simulation.rules.search import approach, join_queue, sort_queue
from simulation.rules.soundings import start_soundings
from simulation.rules.start import start_resources
from simulation.terms import ANYONE, DISTRESS, LAB, NEIGHBOURS, NEVER, SAME_PARTY, VACANCY
from simulation.world.books import APPROACHES, QUEUED
from tests.simulation.worlds import Begun

WHO = 4
STEADY = {"trust": 0.6, "opening": 0.0, "stress": 0.2, "factor": 1.0, "bold": 0.5}


@pytest.mark.parametrize("name", STEADY)
def test_what_makes_a_yes_likelier(name: str) -> None:
    """Trust, an own opening, stress, smallness and boldness all make a yes likelier."""
    p = Begun().p.approach
    assert acceptance(p, **(STEADY | {name: STEADY[name] + 0.2})) > acceptance(p, **STEADY)


@given(trust=st.floats(0.0, 1.0), more=st.floats(0.0, 1.0))
def test_acceptance_rises_with_trust(trust: float, more: float) -> None:
    """The more a council trusts the one that asks, the likelier its yes (SF044)."""
    p, (low, high) = WORLD.p.approach, sorted((trust, more))
    assert acceptance(p, **(STEADY | {"trust": low})) <= acceptance(p, **(STEADY | {"trust": high}))


def hazard(begun: Begun) -> float:
    """Return the monthly hazard at which a council looks for a partner."""
    looks: float = weigh_motives(begun.p, begun.w, WHO, 0)
    return looks


PUSHES: list[tuple[str, float]] = [
    ("stress", 0.8), ("recent", 0.9), ("thin", 1.0), ("size_factor", 3.0)
]  # fmt: skip


@pytest.mark.parametrize(("column", "value"), PUSHES)
def test_what_makes_a_council_look(column: str, value: float) -> None:
    """Money trouble, fashion, thin cover and smallness make a council look (SF003-SF024)."""
    begun = Begun()
    values = getattr(begun.w.councils, column)
    values[WHO] = 0.1
    before = hazard(begun)
    values[WHO] = value
    assert hazard(begun) > before


def test_an_opening_post_makes_a_council_look() -> None:
    """A council looks more while its chief executive's post opens, most with friends (SF013)."""
    begun = Begun()
    before = hazard(begun)
    begun.vacate(WHO)
    assert hazard(begun) > before
    assert begun.w.scratch.motives[VACANCY] > 0.0


def test_distress_counts_at_any_size() -> None:
    """Above the stress of intervention even the largest council looks (SF023)."""
    begun = Begun()
    begun.w.councils.size_factor[WHO] = 0.02
    begun.w.councils.stress[WHO] = begun.p.approach.intervention_stress - 0.01
    usual = hazard(begun)
    begun.w.councils.stress[WHO] = begun.p.approach.intervention_stress
    assert hazard(begun) - usual >= begun.p.approach.distress
    assert begun.w.scratch.motives[DISTRESS] == begun.p.approach.distress


def test_a_wary_council_looks_less() -> None:
    """Wariness takes its share of approaches away (SF164)."""
    begun = Begun()
    before = hazard(begun)
    begun.w.councils.wariness[WHO] = 0.5
    assert hazard(begun) == pytest.approx(0.5 * before)


def test_councils_wait_for_an_announced_grant() -> None:
    """While a grant is announced and not yet open some councils wait (SF030)."""
    begun = Begun()
    before = hazard(begun)
    begun.w.calendar.grant_announced[0] = 1.0
    assert hazard(begun) == pytest.approx((1.0 - begun.p.approach.grant_waiting) * before)


def test_the_case_fades_with_the_budget() -> None:
    """Small districts feel the case for sharing, large councils hardly (SF003, SF004)."""
    begun = Begun()
    factors = []
    for budget in (2e6, 1e7, 5e7, 1e10):
        begun.w.councils.budget[WHO] = budget
        start_resources(begun.p, begun.w, WHO)
        factors.append(begun.w.councils.size_factor[WHO])
    assert factors == sorted(factors, reverse=True)
    assert factors[0] <= 3.0
    assert factors[-1] == 0.02


def test_who_shares_or_talks_does_not_look() -> None:
    """A council that is in talks, shares, or does not exist yet never looks."""
    for column, value in (("talks", 0), ("partnership", 0), ("control", NEVER)):
        begun = Begun({"approach.base": 0.1})
        begun.w.councils.stress[WHO] = 1.0
        begun.w.draws[LOOKS, WHO] = 1e-9
        assert wants_partner(begun.p, begun.w, WHO, 0)
        getattr(begun.w.councils, column)[WHO] = value
        assert not wants_partner(begun.p, begun.w, WHO, 0)


def test_whom_a_leader_knows_is_never_left_out() -> None:
    """A council looks exactly where its draw is below the chance of its hazard, window or not."""
    begun = Begun({"approach.window": 0.05, "search.retry": 0.02})
    for i in range(len(begun.w.councils.stress)):
        begun.w.chiefs.vacant[i] = 0 if i % 2 else NEVER
        begun.w.councils.looking[i] = 3 if i % 3 else NEVER
        hazard = with_retry(begun.p, begun.w, i, 1, weigh_motives(begun.p, begun.w, i, 1))
        likely = chance(hazard)
        for u in (0.5 * likely, math.nextafter(likely, 0.0), likely, hazard, 1.02 * likely):
            begun.w.draws[LOOKS, i] = u
            assert wants_partner(begun.p, begun.w, i, 1) == (u < likely)


def askable(begun: Begun, e: int, rule: int = ANYONE, waiting: int = 0) -> bool:
    """Return whether the council at the end of a tie can be asked in month 1."""
    return bool(may_ask(begun.p, begun.w, e, 1, rule, waiting))


def test_partner_rules_are_filters() -> None:
    """Neighbours only and one party only shut out the others (SF006, SF096, SF102)."""
    begun = Begun()
    near, far = begun.ties_of(WHO)[0], begun.ties_of(WHO, contiguous=False)[0]
    assert askable(begun, near)
    assert askable(begun, far)
    assert askable(begun, near, NEIGHBOURS)
    assert not askable(begun, far, NEIGHBOURS)
    begun.alike(near)
    assert askable(begun, near, SAME_PARTY)
    begun.w.councils.control[begun.w.ties.target[near]] = LAB
    begun.w.councils.control[WHO] = 0
    assert not askable(begun, near, SAME_PARTY)


def test_to_wait_for_a_vacancy_is_to_ask_only_then() -> None:
    """With that choice a council asks only while a post opens on either side (SF013, SF053)."""
    for end in ("source", "target"):
        begun = Begun()
        e = begun.ties_of(WHO)[0]
        assert not askable(begun, e, waiting=1)
        begun.vacate(getattr(begun.w.ties, end)[e])
        assert askable(begun, e, waiting=1)


def test_a_partnership_with_room_can_be_asked() -> None:
    """Councils that share can be asked while their partnership has room (SF107)."""
    for most, room in ((2, False), (3, True)):
        begun = Begun({"partnership.max_size": most})
        e = begun.ties_of(WHO)[0]
        begun.shared(e)
        j = begun.w.ties.target[e]
        other = next(one for one in begun.ties_of(j) if begun.w.ties.target[one] != WHO)
        assert askable(begun, begun.w.ties.reverse[other]) == room


def test_the_most_trusted_is_asked() -> None:
    """All else alike, a council asks the one it trusts most, and nobody it distrusts."""
    begun = Begun({"approach.seek_noise": 0.0})
    own = range(begun.w.councils.first_tie[WHO], begun.w.councils.last_tie[WHO])
    for e in own:
        begun.w.ties.trust[e], begun.w.ties.exact[e] = 0.5, 1
    begun.w.ties.trust[own[3]] = 0.9
    assert choose_partner(begun.p, begun.w, WHO, 1) == own[3]
    for e in own:
        begun.w.ties.trust[e] = begun.p.approach.least_trust - 0.01
    assert choose_partner(begun.p, begun.w, WHO, 1) == NEVER
    begun.w.councils.stress[WHO] = 1.0  # in distress it asks anyone (SF023)
    assert choose_partner(begun.p, begun.w, WHO, 1) != NEVER


def test_a_no_closes_the_tie_for_a_while() -> None:
    """After a no the same council is not asked again for months; the approach is written down."""
    begun = Begun({"approach.accept_base": 0.0, "approach.accept_trust": 0.0,
                   "approach.accept_residents": 0.0, "approach.accept_stress": 0.0,
                   "approach.accept_window": 0.0, "approach.least_trust": 0.0})  # fmt: skip
    approach(begun.p, begun.w, begun.b, WHO, 1)
    assert begun.w.scratch.used[APPROACHES] == 1
    assert begun.b.approaches.accepted[0] == 0
    j = begun.b.approaches.councils[0, 1]
    own = begun.ties_of(WHO) + begun.ties_of(WHO, contiguous=False)
    closed = [e for e in own if begun.w.ties.closed_until[e] > 1]
    assert [begun.w.ties.target[e] for e in closed] == [j]
    assert begun.w.ties.closed_until[closed[0]] == 1 + begun.p.approach.refusal_months


def test_news_of_sharing_reaches_all_ties_and_fades() -> None:
    """Each tied council hears of it by its share of ties; the news halves (SF024, SF026)."""
    begun = Begun({"approach.fashion_half_life": 12.0})
    spread_news(begun.w, WHO)
    heard = begun.w.ties.target[begun.ties_of(WHO)[0]]
    count = begun.w.councils.last_tie[heard] - begun.w.councils.first_tie[heard]
    assert begun.w.councils.recent[heard] == 1.0 / count
    assert begun.w.councils.recent[WHO] == 0.0
    for _ in range(12):
        forget(begun.w, heard)
    assert begun.w.councils.recent[heard] == pytest.approx(0.5 / count)


def test_wariness_halves() -> None:
    """Wariness halves with its half-life (SF164)."""
    begun = Begun()
    begun.w.councils.wariness[WHO] = 0.5
    for _ in range(int(begun.p.aftermath.wary_half_life)):
        forget(begun.w, WHO)
    assert begun.w.councils.wariness[WHO] == pytest.approx(0.25)


def test_soundings_are_short_while_a_post_opens() -> None:
    """The same pair sounds out for less time while a post is opening, where that is set (SF015)."""
    months = []
    for opening in (False, True):
        begun = Begun()
        approach = begun.p.approach._replace(soundings=12.0, soundings_window=2.0)
        if opening:
            begun.vacate(WHO)
        p = begun.p._replace(approach=approach)
        first = start_soundings(p, begun.w, begun.ties_of(WHO)[0], 1)
        months.append(begun.w.talks.began[first])
    assert months[1] < months[0]


@given(st.lists(st.floats(0.0, 1.0), min_size=0, max_size=12, unique=True))
def test_the_queue_is_in_the_order_of_its_draws(priorities: list[float]) -> None:
    """Who looks first is the order of the keyed draws, whatever the rows."""
    w: Any = WORLD.w
    w.scratch.used[QUEUED] = len(priorities)
    for place, priority in enumerate(priorities):
        w.lists.queue[place], w.lists.priority[place] = place, priority
    sort_queue(w)
    order = [w.lists.queue[place] for place in range(len(priorities))]
    assert order == sorted(range(len(priorities)), key=lambda row: priorities[row])


def test_the_queue_favours_nobody() -> None:
    """Over many months every council is first in the queue about equally often."""
    w: Any = WORLD.w
    firsts = []
    for t in range(600):
        w.scratch.used[QUEUED] = 0
        for i in range(12):
            join_queue(w, i, t)
        sort_queue(w)
        firsts.append(w.lists.queue[0])
    counts = [firsts.count(i) for i in range(12)]
    assert 25 < min(counts) <= max(counts) < 80


def test_poor_councils_want_grants_more() -> None:
    """The less a council has in reserve, the more a grant draws it (SF142)."""
    needs = [short_of_money(WORLD.p.approach, reserves, 1e7) for reserves in (0.0, 1e6, 3e6, 1e9)]
    assert needs == sorted(needs, reverse=True)
    assert needs[2] == pytest.approx(1.0)


WORLD = Begun()
