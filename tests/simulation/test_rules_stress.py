"""Stress and the joint post: news of cuts, own trouble, and who is proposed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.draws import TROUBLE
from simulation.rules.appointment import (
    deadlock_chance,
    neither_leaving,
    propose,
    refusing_side,
    seek_candidate,
)
from simulation.rules.numbers import chance, clip, half, normal
from simulation.rules.stress import feel_stress, stress, trouble
from simulation.terms import FROM_ASKED, FROM_ASKER, NEVER, OUTSIDER
from tests.simulation.worlds import Begun

SHARE = st.floats(0.0, 1.0)
WORLD = Begun()
P = WORLD.p


@given(before=SHARE, left=SHARE, exposure=st.floats(0.0, 5.0), news=SHARE)
def test_stress_is_what_is_left_and_the_news(
    before: float, left: float, exposure: float, news: float
) -> None:
    """Stress fades by a share and rises with news times exposure, within [0, 1] (SF017)."""
    now = stress(P.stress, before, left, exposure, news)
    brought = P.stress.weight * P.stress.cut * exposure * news
    assert now == min(1.0, before * left + brought)
    assert stress(P.stress, before, left, 0.0, news) <= before


def test_stress_halves() -> None:
    """Without news stress halves in the months a council takes to adjust."""
    begun = Begun({"stress.months_to_adjust": 18.0, "history.news": False})
    begun.w.councils.stress[4] = 0.8
    begun.w.draws[TROUBLE, 4] = 0.99
    for t in range(18):
        feel_stress(begun.p, begun.w, 4, t)
    assert begun.w.councils.stress[4] == pytest.approx(0.4)


def test_restored_grants_take_stress_away() -> None:
    """The share of the cut that is given back goes from stress at once (SF162)."""
    begun = Begun({"history.news": False})
    begun.w.councils.stress[4] = 0.8
    begun.w.draws[TROUBLE, 4] = 0.99
    begun.w.calendar.restored[3] = 1.0
    feel_stress(begun.p, begun.w, 4, 3)
    assert begun.w.councils.stress[4] == 0.0


def test_own_trouble_is_rare_and_as_large_as_stated() -> None:
    """Trouble of a council's own comes at its rate and has its mean size (SF023)."""
    felt = [trouble(P.stress, (k + 0.5) / 1e6) for k in range(1_000_000 // 100)]
    some = [size for size in felt if size > 0.0]
    assert len(some) / 1e6 == pytest.approx(P.stress.trouble_rate / 12.0, rel=0.01)
    assert sum(some) / len(some) == pytest.approx(P.stress.trouble_size, rel=0.01)
    assert trouble(P.stress, 0.99) == 0.0


def test_half_lives_and_chances() -> None:
    """Something halves in its half-life; a small hazard is a chance of about its size."""
    assert half(0.0, 7.0) == 1.0
    assert half(7.0, 7.0) == 0.5
    assert half(14.0, 7.0) == 0.25
    assert chance(0.0) == 0.0
    assert chance(0.01) == pytest.approx(0.01, rel=0.01)
    assert chance(50.0) == pytest.approx(1.0)


@given(value=st.floats(-9.0, 9.0), u=st.floats(1e-16, 1.0), v=SHARE)
def test_clipping_and_normal_numbers(value: float, u: float, v: float) -> None:
    """Clipping keeps what is inside; normal numbers from uniform ones are finite."""
    assert clip(value, -1.0, 1.0) == sorted((-1.0, value, 1.0))[1]
    assert abs(normal(u, v)) < 9.0


@given(ambition=SHARE, opened=SHARE)
def test_open_recruitment_avoids_deadlock(ambition: float, opened: float) -> None:
    """Ambition makes rivals likelier, an open competition makes them less so (SF111, SF112)."""
    now = deadlock_chance(P.appointment, ambition, opened)
    assert 0.0 <= now <= 1.0
    assert now <= deadlock_chance(P.appointment, ambition, 0.0)
    assert deadlock_chance(P.appointment, ambition, 1.0) == 0.0


def test_who_is_proposed() -> None:
    """With both posts opening it is an outsider; with one, mostly the one who stays (SF112)."""
    begun = Begun({"appointment.outsider": 0.0, "appointment.deadlock": 0.0})
    r = begun.talks(begun.ties_of(4)[0])
    a, b = (begun.w.talks.councils[r, side] for side in range(2))
    assert neither_leaving(begun.w, r)
    assert propose(begun.p, begun.w, r, 3) in (FROM_ASKER, FROM_ASKED)
    begun.vacate(a)
    assert propose(begun.p, begun.w, r, 3) == FROM_ASKED
    begun.vacate(b)
    assert propose(begun.p, begun.w, r, 3) == OUTSIDER
    begun.w.chiefs.vacant[a] = NEVER
    assert propose(begun.p, begun.w, r, 3) == FROM_ASKER


def test_rivals_may_be_deadlocked_until_trust_breaks_it() -> None:
    """Two who want the post are at odds; high trust breaks the deadlock (SF113)."""
    for trust, broken in ((0.4, False), (1.0, True)):
        begun = Begun({"appointment.deadlock": 1.0, "appointment.broken_base": 0.0,
                       "appointment.broken_trust": 3.0,
                       "appointment.accept_base": 1.0})  # fmt: skip
        r = begun.talks(begun.ties_of(4)[0])
        talks = begun.w.talks
        talks.candidate[r], talks.deadlocked[r] = NEVER, 1
        talks.trust[r, 0] = talks.trust[r, 1] = trust
        assert seek_candidate(begun.p, begun.w, r, 5, 4)
        assert (talks.deadlocked[r] == 0) == broken
        assert (talks.candidate[r] != NEVER) == broken


def test_a_side_does_not_refuse_its_own() -> None:
    """Only the side whose candidate it is not may refuse a name (SF064)."""
    begun = Begun({"appointment.accept_base": 0.0, "appointment.accept_trust": 0.0,
                   "appointment.accept_skill": 0.0})  # fmt: skip
    r = begun.talks(begun.ties_of(4)[0])
    assert refusing_side(begun.p, begun.w, r, 3, FROM_ASKER) == 1
    assert refusing_side(begun.p, begun.w, r, 3, FROM_ASKED) == 0


def test_names_wait_for_their_month() -> None:
    """Nobody is proposed before names are on the table (SF111)."""
    begun = Begun({"appointment.month": 3.0, "appointment.accept_base": 1.0})
    r = begun.talks(begun.ties_of(4)[0])
    begun.vacate(begun.w.talks.councils[r, 0])
    begun.vacate(begun.w.talks.councils[r, 1])
    assert seek_candidate(begun.p, begun.w, r, 3, 2)
    assert begun.w.talks.candidate[r] == NEVER
    assert seek_candidate(begun.p, begun.w, r, 4, 3)
    assert begun.w.talks.candidate[r] == OUTSIDER
