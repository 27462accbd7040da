"""Motives of both sides: the vacancy as an occasion, shared rationale, and purpose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.rules.approaches import weigh_motives
from simulation.rules.motives import cares, purpose, shared_rationale
from simulation.rules.soundings import first_vision
from simulation.terms import FINANCE, MOTIVE_COUNT, MOTIVES, RESILIENCE, VACANCY
from tests.simulation.worlds import Begun

ALIKE = {"motives.cares_spread": 0.0}
LEVELS = st.lists(st.floats(0.0, 1.0), min_size=12, max_size=12)


def wanted(begun: Begun, asker: dict[int, float], asked: dict[int, float]) -> int:
    """Return talks whose sides have these hazards of looking, by motive, and no others."""
    r = begun.talks(begun.ties_of(4)[0])
    for motive in range(MOTIVE_COUNT):
        begun.w.talks.levels[r, motive] = asker.get(motive, 0.0)
        begun.w.talks.levels[r, MOTIVE_COUNT + motive] = asked.get(motive, 0.0)
    return r


def test_an_opening_post_multiplies_the_other_motives() -> None:
    """At occasion 2 and no familiarity the other motives count three times while a post opens."""
    begun = Begun({"motives.occasion": 2.0, "approach.window": 0.001, "history.signal": False,
                   "trust.familiar_services": 0.0})  # fmt: skip
    begun.w.councils.stress[4] = 0.4
    for j in range(12):
        begun.w.leaders.since[j] = 0
    weigh_motives(begun.p, begun.w, 4, 0)
    before = list(begun.w.scratch.motives)
    begun.vacate(4)
    weigh_motives(begun.p, begun.w, 4, 0)
    after = list(begun.w.scratch.motives)
    assert before[VACANCY] == 0.0
    assert after[VACANCY] == pytest.approx(0.001)
    assert after[FINANCE] == pytest.approx(3.0 * before[FINANCE])
    assert after[RESILIENCE] == pytest.approx(3.0 * before[RESILIENCE])


def test_shared_rationale_is_the_overlap_of_hazards() -> None:
    """Smaller over larger, motive by motive: (0.01 + 0.00) / (0.03 + 0.02) is 0.2."""
    begun = Begun(ALIKE)
    r = wanted(begun, {FINANCE: 0.03}, {FINANCE: 0.01, RESILIENCE: 0.02})
    assert shared_rationale(begun.p.motives, begun.w, r) == pytest.approx(0.2)


@given(levels=LEVELS, spread=st.floats(0.0, 1.0))
def test_shared_rationale_is_a_share(levels: list[float], spread: float) -> None:
    """It lies in [0, 1]; a council alone with its motives shares none."""
    begun = Begun({"motives.cares_spread": spread})
    r = wanted(begun, dict(enumerate(levels[:6])), dict(enumerate(levels[6:])))
    assert 0.0 <= shared_rationale(begun.p.motives, begun.w, r) <= 1.0 + 1e-12


def test_equal_motives_of_leaders_who_care_alike_are_shared_whole() -> None:
    """The same hazards on both sides are shared whole, and less where leaders' cares differ."""
    levels = {FINANCE: 0.03, RESILIENCE: 0.01}
    found = []
    for spread in (0.0, 1.0):
        begun = Begun({"motives.cares_spread": spread})
        r = wanted(begun, levels, levels)
        found.append(shared_rationale(begun.p.motives, begun.w, r))
    assert found[0] == pytest.approx(1.0)
    assert found[1] < found[0]


def test_what_a_leader_cares_about_stays_with_the_leader() -> None:
    """The weights differ by council and motive, last as long as the leader, and change then."""
    begun = Begun()
    p, w = begun.p.motives, begun.w
    weights = [cares(p, w, i, motive) for i in range(12) for motive in range(len(MOTIVES))]
    assert len(set(weights)) == len(weights)
    assert all(0.5 <= weight <= 1.5 for weight in weights)
    before = cares(p, w, 4, FINANCE)
    assert cares(p, w, 4, FINANCE) == before
    w.leaders.number[4] += 1
    assert cares(p, w, 4, FINANCE) != before


def test_shared_rationale_brings_a_first_vision() -> None:
    """Two councils that want the same start with more in common (recommendation 1 of S1)."""
    begun = Begun(ALIKE | {"motives.first": 0.2})
    r = wanted(begun, {FINANCE: 0.03}, {FINANCE: 0.03})
    visions = []
    for rationale in (0.0, 0.5):
        begun.w.talks.rationale[r] = rationale
        visions.append(first_vision(begun.p, begun.w, r, 1))
    assert visions[1] == pytest.approx(visions[0] + 0.1)


def test_purpose_is_a_level_of_resilience() -> None:
    """At the typical hazard on both sides purpose is half, whatever money trouble adds (SF048)."""
    begun = Begun({"motives.purpose_typical": 0.01})
    for finance in (0.0, 0.5):
        r = wanted(begun, {RESILIENCE: 0.01, FINANCE: finance}, {RESILIENCE: 0.01})
        assert purpose(begun.p.motives, begun.w, r) == pytest.approx(0.5)
    r = wanted(begun, {RESILIENCE: 0.03}, {RESILIENCE: 0.03})
    assert purpose(begun.p.motives, begun.w, r) == pytest.approx(0.75)
