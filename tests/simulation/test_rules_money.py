"""Money: posts and pay, savings, targets, set-up cost, and what they do to quality."""

from __future__ import annotations

import inspect
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.rules.books import directors_lost, keep_books, reported
from simulation.rules.endings import pressure
from simulation.rules.expertise import cover
from simulation.rules.money import (
    effort,
    kept_apart,
    kept_directors,
    kept_heads,
    managers_quality,
    planned_setup,
    role_quality,
    saved_chiefs,
    saved_team,
    severance,
    towards,
)
from simulation.rules.partnerships import promise, share_team
from simulation.terms import NEVER, SCOPE_CHIEF, SCOPE_WHOLE
from tests.simulation.worlds import Begun

P = Begun().p
M = P.money
SHARE = st.floats(0.0, 1.0)


@given(size=st.integers(2, 5), distance=st.floats(0.0, 100.0), pay=st.floats(0.5, 2.0))
def test_saving_is_posts_less_uplift_and_travel(size: int, distance: float, pay: float) -> None:
    """One chief for all saves the other posts, less the pay added and the travelling (SF144)."""
    posts = (size - 1) * M.chief * pay
    uplift, travel = M.uplift_chief * posts, M.travel * distance / 60.0
    assert saved_chiefs(M, pay, size, distance) == pytest.approx(posts - uplift - travel)


@given(directors=st.integers(0, 8), heads=st.integers(0, 20), left=st.floats(0.0, 2e6))
def test_a_team_saves_its_posts_less_uplift(directors: int, heads: int, left: float) -> None:
    """A joint team saves the posts it does without, less pay added to those left (SF144)."""
    posts = directors * M.director + heads * M.head
    saved = saved_team(M, 1.0, float(directors), float(heads), left)
    assert saved == pytest.approx(posts - M.uplift_team * min(posts, left))
    assert 0.0 <= saved <= posts
    assert saved_team(M, 2.0, float(directors), float(heads), left) == pytest.approx(2.0 * saved)


@given(before=st.integers(2, 40), u=SHARE, spread=st.floats(0.0, 0.5))
def test_joint_teams_keep_a_core(before: int, u: float, spread: float) -> None:
    """A joint team keeps at least one director and three heads, never more than before (SF009)."""
    directors, heads = kept_directors(M, before, u, spread), kept_heads(M, before, u, spread)
    assert 1 <= directors <= before
    assert min(3, before) <= heads <= before


def test_half_an_expert_beats_a_generalist() -> None:
    """A specialist for part of the week beats a generalist, and more of one is better (SF152)."""
    qualities = [role_quality(M, days) for days in (0.0, 1.0, 2.0, 2.5, 4.0, 5.0)]
    assert qualities[0] == M.generalist
    assert qualities == sorted(qualities)
    assert qualities[2] > qualities[0]
    assert qualities[-1] == 1.0


def test_too_few_managers_hurt() -> None:
    """Quality falls once there are too few managers for the people, and not before (SF154)."""
    people = 200_000.0
    enough = M.managers_floor * people / 10_000.0
    assert managers_quality(M, enough, people) == 1.0
    assert managers_quality(M, 2.0 * enough, people) == 1.0
    assert managers_quality(M, 0.5 * enough, people) == pytest.approx(0.25)


def test_effort_falls_once_a_target_is_met() -> None:
    """Partners that have met their target look for less (SF139)."""
    met, unmet = (cast("Any", SimpleNamespace(target_met=[month])) for month in (3, NEVER))
    assert effort(M, unmet, 0) == 1.0
    assert effort(M, met, 0) == M.met_effort < 1.0


@given(now=SHARE, level=SHARE, half=st.floats(1.0, 100.0))
def test_a_half_life_closes_half(now: float, level: float, half: float) -> None:
    """What moves towards a level is half of the way there after a half-life."""
    assert towards(now, level, half, half) == pytest.approx((now + level) / 2.0, abs=1e-9)
    assert towards(now, level, half, 0.0) == now


def test_severance_is_years_of_pay() -> None:
    """Each post removed costs its share of a year's pay, and none costs nothing (SF142)."""
    assert severance(M, 1.2, 0.0, 0.0, 0.0) == 0.0
    expected = M.severance * 1.2 * (M.chief + 2.0 * M.director + 3.0 * M.head)
    assert severance(M, 1.2, 1.0, 2.0, 3.0) == pytest.approx(expected)


def setup(changes: dict[str, Any], scope: int = SCOPE_CHIEF, *, vacancy: bool = False) -> float:
    """Return the set-up cost that one pair reckons with."""
    begun = Begun(changes)
    r = begun.talks(begun.ties_of(4)[0])
    begun.w.talks.scope[r], begun.w.talks.vacancy[r] = scope, 0 if vacancy else NEVER
    cost: float = planned_setup(begun.p, begun.w, r, 2)
    return cost


def test_what_setting_up_costs() -> None:
    """A post that opens anyway saves severance; wider plans and voluntary exits cost more."""
    plain = setup({})
    assert setup({}, vacancy=True) == M.project < plain
    assert setup({}, SCOPE_WHOLE) > plain
    assert setup({"levers.voluntary_redundancy": 1.0}) > plain


@pytest.mark.parametrize("lever", ["sovereignty_guarantee", "red_lines"])
def test_independence_costs_a_little_saving(lever: str) -> None:
    """A guarantee and red lines keep some things apart (SF119)."""
    begun = Begun({f"levers.{lever}": 1.0})
    q = begun.shared(begun.ties_of(4)[0])
    assert 0.5 < kept_apart(begun.p, begun.w, q, 6) < 1.0


def test_money_that_comes_back_undoes_nothing() -> None:
    """What presses on a partnership has no money trouble in it: entry is not undone (SF162)."""
    told = set(inspect.signature(pressure).parameters)
    assert told == {"p", "burden", "trust", "equity", "support", "gap", "saving", "purpose"}


STEADY = {
    "burden": 0.3, "trust": 0.4, "equity": 0.8, "support": 0.4, "gap": 0.3, "saving": 0.5,
    "purpose": 0.4,
}  # fmt: skip
SIGNS = {
    "burden": 1, "trust": -1, "equity": -1, "support": -1, "gap": 1, "saving": -1, "purpose": -1,
}  # fmt: skip


@pytest.mark.parametrize("name", STEADY)
def test_what_presses_on_a_partnership(name: str) -> None:
    """Burden presses; trust, equity, savings and a purpose beyond cost hold (SF048, SF082)."""
    more = pressure(P.ending, **(STEADY | {name: STEADY[name] + 0.1}))
    assert (more - pressure(P.ending, **STEADY)) * SIGNS[name] > 0.0


def target(choice: str) -> float:
    """Return the target of one partnership under one choice, -1 where none is given."""
    begun = Begun({"choices.savings_target": choice})
    q = begun.shared(begun.ties_of(4)[0])
    expected = begun.w.partnerships.expected[q]
    promise(begun.p, begun.w, q, 50_000.0)
    assert begun.w.partnerships.expected[q] == pytest.approx(expected + 50_000.0)
    given_target: float = begun.w.partnerships.target[q]
    return given_target / begun.w.partnerships.expected[q] if given_target >= 0.0 else -1.0


def test_targets_are_prudent_high_or_none() -> None:
    """A prudent target is below the honest expectation, a high one above it (SF136-SF139)."""
    assert M.prudence_low <= target("prudent") <= M.prudence_high < 1.0
    assert target("high") == pytest.approx(M.high_target)
    assert target("none") == -1.0


def test_observed_savings_are_gross_with_noise() -> None:
    """What people report lies about the saving, the same for a whole year (SF153)."""
    begun = Begun({"money.observed_noise": 0.2, "money.observed_bias": 0.0})
    q = begun.shared(begun.ties_of(4)[0])
    factors = [reported(begun.p, begun.w, q, t) for t in range(60)]
    assert min(factors) >= 0.0
    assert len(set(factors)) == 5
    assert all(len(set(factors[12 * year : 12 * year + 12])) == 1 for year in range(5))


def test_books_add_a_month_at_the_yearly_rate() -> None:
    """A month adds a twelfth of the yearly saving to gross and net, once posts are gone."""
    begun = Begun()
    q = begun.shared(begun.ties_of(4)[0])
    share_team(begun.p, begun.w, q, 6)
    s = begun.w.partnerships
    for t in range(6, 54):
        before, net = s.gross[q], s.net[q]
        keep_books(begun.p, begun.w, q, t)
        rate = s.saving_chiefs[q] + s.saving_team[q] * s.realised[q] + s.saving_services[q]
        assert s.gross[q] - before == pytest.approx(rate / 12.0)
        assert s.net[q] - net == pytest.approx(rate / 12.0)
    assert 0.9 < s.realised[q] <= 1.0


def test_a_joint_team_shares_its_specialists() -> None:
    """Partners with one team cover more roles together than each did alone (SF145, SF151)."""
    begun = Begun()
    q = begun.shared(begun.ties_of(4)[0])
    members = [begun.w.partnerships.members[q, place] for place in range(2)]
    for role in range(8):
        for place, i in enumerate(members):
            begun.w.councils.capacity[i, role] = 3.0 if role % 2 == place else 0.0
            begun.w.councils.thin[i] = 0.5
    alone = [cover(begun.p.councils, begun.w, i) for i in members]
    if begun.w.partnerships.team_month[q] == NEVER:
        share_team(begun.p, begun.w, q, 6)
    assert [cover(begun.p.councils, begun.w, i) for i in members] == [1.0, 1.0]
    assert alone == [0.5, 0.5] or begun.w.partnerships.scope[q] != SCOPE_CHIEF


def test_sharing_keeps_directors() -> None:
    """Over many years a council that shares loses fewer strong directors (SF022)."""
    begun = Begun({"chief_executives.directors_leave": 0.4})
    alone = sum(directors_lost(begun.p, begun.w, i, t) for i in range(12) for t in range(300))
    begun.w.partnerships.depth[0] = 1
    for i in range(12):
        begun.w.councils.partnership[i] = 0
    shared = sum(directors_lost(begun.p, begun.w, i, t) for i in range(12) for t in range(300))
    assert 0 < shared < 0.7 * alone
