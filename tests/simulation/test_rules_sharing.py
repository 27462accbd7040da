"""Partnerships: burden, time, support, habit, depth, and how they end."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.rules.endings import choice_hazard, leader_chance, members_hazard, succession_fails
from simulation.rules.parting import break_up, end
from simulation.rules.sharing import (
    burden,
    deepening_chance,
    dip,
    embed,
    split_time,
)
from simulation.terms import (
    BY_CHOICE,
    DEPTH_CHIEF,
    DEPTH_SERVICES,
    DEPTH_TEAM,
    END_BURDEN,
    END_MERGED,
    FOREVER,
    MERGED,
    NEVER,
)
from tests.simulation.worlds import Begun

P = Begun().p.partnership
SHARE = st.floats(0.0, 1.0)
PLAIN: dict[str, Any] = {
    "depth": 1,
    "policy": 0.3,
    "distance": 30.0,
    "size": 2,
    "skill": 0.5,
    "hands": 0.5,
}


def load(**changes: float) -> float:
    """Return the burden of a plain pair with some changes."""
    carried: float = burden(P, **(PLAIN | changes))
    return carried


def test_burden_grows_convexly_with_councils() -> None:
    """Each further council adds more burden than the one before: two is best (SF107)."""
    loads = [load(size=size) for size in (2, 3, 4, 5)]
    steps = [after - before for before, after in pairwise(loads)]
    assert 0.0 < steps[0] < steps[1] < steps[2]
    assert steps[0] > loads[0] * 0.5


@pytest.mark.parametrize(
    ("name", "value", "heavier"),
    [("depth", 3, True), ("policy", 0.9, True), ("distance", 90.0, True),
     ("skill", 0.9, False), ("hands", 0.9, False)],
)  # fmt: skip
def test_what_weighs_and_what_lightens(name: str, value: float, heavier: bool) -> None:
    """Depth, policy and distance weigh (SF141, SF171); skill and delegation lighten (SF087)."""
    assert (load(**{name: value}) > load()) == heavier


@given(size=st.integers(2, 5), policy=SHARE, skill=SHARE, hands=SHARE)
def test_burden_is_never_negative(size: int, policy: float, skill: float, hands: float) -> None:
    """No skill or delegation turns the burden into a gain."""
    assert load(size=size, policy=policy, skill=skill, hands=hands) >= 0.0


def test_sharing_becomes_habit_in_about_two_years() -> None:
    """Embedding rises from 0 to nearly 1 in two years, the sooner the more skilled (SF060)."""
    begun = Begun()
    q = begun.shared(begun.ties_of(4)[0])
    seen = []
    for skill in (0.2, 0.5, 0.9):
        begun.w.chiefs.skill[begun.w.partnerships.seat[q]] = skill
        begun.w.partnerships.embedding[q] = 0.0
        for _ in range(24):
            embed(begun.p, begun.w, q)
        seen.append(begun.w.partnerships.embedding[q])
    assert seen == sorted(seen)
    assert 0.85 < seen[1] < 1.0


@given(low=SHARE, high=SHARE, apart=SHARE)
def test_a_change_of_leader_undoes_what_is_not_yet_habit(
    low: float, high: float, apart: float
) -> None:
    """The chance that it ends a partnership falls with embedding, to hardly any (SF060, SF100)."""
    p = Begun().p.ending
    low, high = sorted((low, high))
    assert leader_chance(p, high, apart) <= leader_chance(p, low, apart)
    assert leader_chance(p, 0.0, apart) > 3.0 * leader_chance(p, 1.0, apart)
    assert leader_chance(p, 1.0, apart) == p.leader_embedded
    assert leader_chance(p, low, 1.0) >= leader_chance(p, low, 0.0)


def test_habit_holds_against_choice_and_members() -> None:
    """The hazards of ending by choice and of members turning fall with embedding (SF061)."""
    begun = Begun()
    q = begun.shared(begun.ties_of(4)[0])
    begun.w.partnerships.support[q, 0] = 0.05
    hazards = []
    for embedding in (0.0, 0.5, 1.0):
        begun.w.partnerships.embedding[q] = embedding
        hazards.append((choice_hazard(begun.p, begun.w, q), members_hazard(begun.p, begun.w, q)))
    for one, other in pairwise(hazards):
        assert one[0] > other[0] > 0.0
        assert one[1] > other[1] > 0.0


def divided(changes: dict[str, object]) -> tuple[list[float], list[float]]:
    """Return time and equity of a pair, one in money trouble, after a year."""
    begun = Begun(changes)
    q = begun.shared(begun.ties_of(4)[0])
    s = begun.w.partnerships
    begun.w.councils.stress[s.members[q, 0]] = 0.9
    begun.w.councils.stress[s.members[q, 1]] = 0.0
    for t in range(6, 18):
        split_time(begun.p, begun.w, q, t)
    return [s.share[q, k] for k in range(2)], [s.equity[q, k] for k in range(2)]


def test_time_goes_where_the_trouble_is() -> None:
    """The council under more stress gets more of the chief executive's time (SF084)."""
    share, equity = divided({})
    assert sum(share) == pytest.approx(1.0)
    assert share[0] > 0.5 > share[1]
    assert equity[0] == pytest.approx(1.0)
    assert equity[1] < 0.9


def test_an_explained_split_does_no_harm() -> None:
    """The one that gets less minds much less when the split is explained (SF083)."""
    _, plain = divided({})
    _, told = divided({"levers.explained_split": 1.0})
    assert told[1] > plain[1]
    assert 1.0 - told[1] < 0.2 * (1.0 - plain[1])


def test_dips_pass() -> None:
    """The dip at first halves in its half-life; bulletins and visits shorten it (SF086, SF126)."""
    plain, helped = Begun(), Begun({"levers.bulletins": 1.0, "levers.visits": 1.0})
    half = int(P.dip_half_life)
    dips = [dip(plain.p, plain.w, 4, month, 1) for month in (0, half, 2 * half)]
    assert dips == pytest.approx([1.0, 0.5, 0.25])
    assert dip(helped.p, helped.w, 4, half, 1) < 0.4


def deepening(depth: int, distance: float) -> float:
    """Return the chance of the next step for a pair at some distance."""
    begun = Begun()
    e = begun.ties_of(4)[0]
    q = begun.shared(e)
    s = begun.w.partnerships
    s.depth[q], s.embedding[q] = depth, 1.0
    s.support[q, 0] = s.support[q, 1] = 0.8
    for tie in (e, begun.w.ties.reverse[e]):
        begun.w.ties.distance[tie] = distance
    chance: float = deepening_chance(begun.p, begun.w, q, 6)
    return chance


def test_distance_hurts_the_services_stage_most() -> None:
    """A joint team comes as soon at a distance; shared services come later (SF105)."""
    assert deepening(DEPTH_CHIEF, 90.0) == deepening(DEPTH_CHIEF, 10.0)
    assert deepening(DEPTH_TEAM, 90.0) < 0.7 * deepening(DEPTH_TEAM, 10.0)


def test_succession_needs_trust_and_habit() -> None:
    """Partners agree on the next chief executive when they trust and are used to it (SF113)."""
    fails = []
    for level in (0.0, 1.0):
        begun = Begun({"ending.succession_base": 0.4, "ending.succession_trust": 1.0,
                       "ending.succession_embedding": 0.4})  # fmt: skip
        q = begun.shared(begun.ties_of(4)[0])
        s = begun.w.partnerships
        s.embedding[q] = level
        failed = 0
        for t in range(6, 46):
            for place in range(2):
                begun.w.ties.trust[s.link[q, place]] = level
            begun.w.chiefs.vacant[s.seat[q]] = t
            failed += succession_fails(begun.p, begun.w, q, t)
        fails.append(failed)
    assert fails[0] > 30
    assert fails[1] == 0


def test_a_pair_that_ends_frees_both() -> None:
    """After the end each council is alone, one with a post to fill, and both rest a while."""
    begun = Begun()
    e = begun.ties_of(4)[0]
    q = begun.shared(e)
    s, w = begun.w.partnerships, begun.w
    members, seat = [s.members[q, place] for place in range(2)], s.seat[q]
    break_up(begun.p, w, q, 30, END_BURDEN)
    assert (s.ended[q], s.ending[q], s.reason[q]) == (30, BY_CHOICE, END_BURDEN)
    for i in members:
        assert w.councils.partnership[i] == NEVER
        assert w.chiefs.seat[i] == i
        assert (w.chiefs.vacant[i] == 30) == (i != seat)
    for tie in (e, w.ties.reverse[e]):
        assert w.ties.closed_until[tie] == 30 + begun.p.aftermath.rest_months


def test_a_third_joins_and_one_leaves() -> None:
    """A trio has one seat and ties between all; when one leaves the pair goes on, shaken."""
    begun = Begun()
    q, _ = begun.trio()
    s, w = begun.w.partnerships, begun.w
    members = [s.members[q, place] for place in range(3)]
    assert s.partners[q] == s.largest[q] == len(set(members)) == 3
    assert {w.chiefs.seat[i] for i in members} == {s.seat[q]}
    for place, i in enumerate(members):
        assert w.ties.source[s.link[q, place]] == i
        assert w.ties.target[s.link[q, place]] in members
    s.embedding[q], s.support[q, 1] = 0.8, 0.01
    break_up(begun.p, w, q, 30, END_BURDEN)
    assert s.ended[q] == NEVER
    assert [s.members[q, place] for place in range(3)] == [members[0], members[2], NEVER]
    assert w.councils.partnership[members[1]] == NEVER
    assert w.chiefs.seat[members[1]] == members[1]
    assert w.chiefs.seat[members[0]] == w.chiefs.seat[members[2]] == s.seat[q]
    assert 0.0 < s.embedding[q] < 0.8
    for place in range(2):
        link = s.link[q, place]
        assert {w.ties.source[link], w.ties.target[link]} == {members[0], members[2]}


def test_who_merges_is_gone_for_good() -> None:
    """Councils that merge are neither looking for partners nor to be asked again (SF161)."""
    begun = Begun()
    e = begun.ties_of(4)[0]
    q = begun.shared(e)
    begun.w.partnerships.depth[q] = DEPTH_SERVICES
    end(begun.p, begun.w, q, 40, MERGED, END_MERGED)
    i, j = begun.w.ties.source[e], begun.w.ties.target[e]
    for council in (i, j):
        for tie in begun.ties_of(council) + begun.ties_of(council, contiguous=False):
            assert begun.w.ties.closed_until[tie] == FOREVER
            assert begun.w.ties.closed_until[begun.w.ties.reverse[tie]] == FOREVER
