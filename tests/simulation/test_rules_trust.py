"""Trust: chemistry, mismatch, affinity, and how trust closes on it."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.rules.start import steady_affinity
from simulation.rules.trust import (
    affinity,
    chemistry,
    familiarity,
    gap_left,
    history,
    inherit,
    mismatch,
    pace_trust,
    settled,
    shake,
    trust_now,
)
from simulation.terms import CON, IND, LAB, LD, NOC
from simulation.world.books import PACED_MONTHS
from tests.simulation.worlds import Begun

SHARE = st.floats(0.0, 1.0)


@given(style=SHARE, other=SHARE)
def test_chemistry_lies_on_a_circle(style: float, other: float) -> None:
    """Chemistry is 0.5 for like styles, -0.5 for opposite ones, and the same from both sides."""
    assert chemistry(style, style) == 0.5
    assert chemistry(style, (style + 0.5) % 1.0) == pytest.approx(-0.5)
    assert -0.5 <= chemistry(style, other) <= 0.5
    assert chemistry(style, other) == chemistry(other, style)
    assert chemistry(0.02, 0.98) == pytest.approx(chemistry(0.5, 0.54))


@pytest.mark.parametrize("one", [CON, LAB, LD, IND, NOC])
@pytest.mark.parametrize("other", [CON, LAB, LD, IND, NOC])
def test_mismatch_has_three_steps(one: int, other: int) -> None:
    """Mismatch is 0 in one party, 1 between two, 0.5 with independents or nobody (SF096)."""
    parties = {CON, LAB, LD}
    expected = (0.0 if one == other else 1.0) if {one, other} <= parties else 0.5
    assert mismatch(one, other) == expected


@given(level=SHARE, before=SHARE, months=st.integers(0, 400), left=st.floats(0.5, 0.999))
def test_trust_closes_its_gap(level: float, before: float, months: int, left: float) -> None:
    """A month leaves a share of the gap, two months its square, and many nothing."""
    now = settled(level, before, left**months)
    assert now == pytest.approx(level + (before - level) * left**months, abs=1e-9)
    assert min(level, before) - 1e-12 <= now <= max(level, before) + 1e-12
    assert settled(level, before, 1.0) == pytest.approx(before)


@pytest.mark.parametrize("months", [0, 1, 2, PACED_MONTHS - 1, PACED_MONTHS, 1200])
def test_what_months_leave_of_a_gap_is_the_same_looked_up(months: int) -> None:
    """It is a power of what one month leaves, asked once or twice, and follows another pace."""
    begun = Begun()
    for pace in (0.05, 0.02, 0.0):
        trust = begun.p.trust._replace(closing_near=pace, closing_far=0.5 * pace)
        pace_trust(trust, begun.w.scratch)
        for e, share in ((begun.ties_of(4)[0], pace),
                         (begun.ties_of(4, contiguous=False)[0], 0.5 * pace)):  # fmt: skip
            left = math.exp(math.log1p(-share) * months)
            assert gap_left(begun.w, e, months) == left == gap_left(begun.w, e, months)


def test_it_does_not_matter_when_trust_is_looked_at() -> None:
    """Trust read every month is trust read once at the end."""
    often, once = Begun(), Begun()
    e = often.ties_of(4)[0]
    for t in range(1, 25):
        trust_now(often.p, often.w, e, t)
    assert trust_now(often.p, often.w, e, 24) == pytest.approx(trust_now(once.p, once.w, e, 24))


def test_neighbours_get_to_know_each_other_sooner() -> None:
    """Familiarity grows with the months both leaders have been in post, fastest next door."""
    begun = Begun({"trust.closing_near": 0.05, "trust.closing_far": 0.02})
    near, far = begun.ties_of(4)[0], begun.ties_of(4, contiguous=False)[0]
    for e in (near, far):
        for end in (begun.w.ties.source[e], begun.w.ties.target[e]):
            begun.w.leaders.since[end] = 0
        begun.w.ties.services[e] = 0
    known = [[familiarity(begun.p.trust, begun.w, e, t) for t in (0, 6, 36)] for e in (near, far)]
    for early, later, late in known:
        assert early == 0.0 < later < late < 1.0
    assert known[0][1] > known[1][1]
    begun.w.leaders.since[begun.w.ties.target[near]] = 36
    assert familiarity(begun.p.trust, begun.w, near, 36) == 0.0


def test_councils_fear_a_larger_one() -> None:
    """Affinity for a larger council is lower than its own, unless independence is guaranteed."""
    plain, guaranteed = Begun(), Begun({"levers.sovereignty_guarantee": 1.0})
    for begun, gap in ((plain, True), (guaranteed, False)):
        w, e = begun.w, begun.ties_of(4)[0]
        begun.alike(e)
        back = w.ties.reverse[e]
        w.ties.larger[e], w.ties.larger[back] = math.log(2.0), 0.0
        for tie in (e, back):
            w.ties.key[tie] = 7  # the same luck
            w.ties.base[tie] = steady_affinity(begun.p, w, tie)
        larger, smaller = affinity(begun.p, w, e, 1), affinity(begun.p, w, back, 1)
        assert (larger < smaller - 0.01) == gap


@pytest.mark.parametrize("column", ["culture", "profile"])
def test_what_sets_councils_apart_costs_affinity(column: str) -> None:
    """A gap in culture or in deprivation lowers affinity (SF091, SF094)."""
    begun = Begun()
    e = begun.ties_of(4)[0]
    i, j = begun.w.ties.source[e], begun.w.ties.target[e]
    values = getattr(begun.w.councils, column)
    values[i] = values[j] = 0.0
    before = steady_affinity(begun.p, begun.w, e)
    values[j] = 0.4
    assert steady_affinity(begun.p, begun.w, e) < before


def test_a_tie_knows_which_end_is_larger() -> None:
    """A tie holds the log of how much larger its target is, and 0 towards the smaller (SF069)."""
    w = Begun().w
    for e, back in enumerate(w.ties.reverse):
        ratio = w.councils.population[w.ties.target[e]] / w.councils.population[w.ties.source[e]]
        assert w.ties.larger[e] == pytest.approx(max(0.0, math.log(ratio)))
        assert min(w.ties.larger[e], w.ties.larger[back]) == 0.0


def test_distance_costs_and_does_not_forbid() -> None:
    """Affinity falls with distance, and a pair at the end of the reach can still get on (SF102)."""
    begun = Begun()
    e = begun.ties_of(4)[0]
    begun.alike(e)
    values = []
    for distance in (10.0, 30.0, 64.0):
        begun.w.ties.distance[e] = distance
        begun.w.ties.base[e] = steady_affinity(begun.p, begun.w, e)
        values.append(affinity(begun.p, begun.w, e, 1))
    assert values[0] > values[1] > values[2] > begun.p.approach.least_trust


def test_concerns_matter_more_than_culture() -> None:
    """A gap in concerns (deprivation and stress) costs more than one in culture (SF093)."""
    a = Begun().p.affinity
    assert a.profile + a.stress > a.culture


def test_parties_and_services_move_affinity() -> None:
    """Two parties get on less well than one; a shared service brings leaders closer."""
    begun = Begun()
    w, e = begun.w, begun.ties_of(4)[0]
    i, j = w.ties.source[e], w.ties.target[e]
    w.councils.control[i] = w.councils.control[j] = CON
    same = affinity(begun.p, w, e, 1)
    w.councils.control[j] = LAB
    other = affinity(begun.p, w, e, 1)
    w.ties.services[e] += 1
    assert other < same
    assert affinity(begun.p, w, e, 1) > other


def test_a_joint_bid_fades() -> None:
    """What a joint bid leaves begins with the bid, halves, and stays in the county (SF031)."""
    begun = Begun()
    a, councils = begun.p.affinity, begun.w.councils
    councils.bid_month[4] = councils.bid_month[5] = 10
    late = 10 + int(a.bid_half_life)
    assert history(a, councils, 4, 5, 1, 9) == 0.0
    assert history(a, councils, 4, 5, 1, 10) == a.joint_bid
    assert history(a, councils, 4, 5, 1, late) == pytest.approx(a.joint_bid / 2)
    assert history(a, councils, 4, 5, 0, late) == 0.0


def test_a_successor_inherits_part_of_the_trust() -> None:
    """After a change of leader a share of the old trust stays; the rest is a stranger's (SF060)."""
    begun = Begun({"leaders.inherited": 0.35})
    w, e = begun.w, begun.ties_of(4)[0]
    stranger = affinity(begun.p, w, e, 0) - begun.p.trust.stranger
    w.ties.trust[e] = 0.9
    inherit(begun.p, w, e, 0, 0.3, 0.3)
    assert w.ties.trust[e] == pytest.approx(0.35 * 0.9 + 0.65 * stranger)


def test_a_successor_inherits_from_what_trust_had_become() -> None:
    """What is inherited is the old leaders' trust brought up to the month of the change."""
    begun, waited = Begun({"leaders.inherited": 1.0}), Begun()
    e = begun.ties_of(4)[0]
    i, j = begun.w.ties.source[e], begun.w.ties.target[e]
    style, other = begun.w.leaders.style[i], begun.w.leaders.style[j]
    begun.w.leaders.style[i] = (style + 0.5) % 1.0
    inherit(begun.p, begun.w, e, 24, style, other)
    assert begun.w.ties.trust[e] == pytest.approx(trust_now(waited.p, waited.w, e, 24))
    assert begun.w.ties.exact[e] == 24


@given(loss=SHARE, before=SHARE)
def test_trust_that_is_shaken_stays_a_share(loss: float, before: float) -> None:
    """A loss takes trust down by its size and never below 0."""
    begun = WORLD
    e = begun.ties_of(4)[0]
    begun.w.ties.trust[e], begun.w.ties.exact[e] = before, 3
    shake(begun.p, begun.w, e, 3, loss)
    assert begun.w.ties.trust[e] == max(0.0, before - loss)


WORLD = Begun()
