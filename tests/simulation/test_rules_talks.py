"""Talks: momentum, the gate of trust, vision, breakdown, and what they leave behind."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.rules.breakdown import (
    leader_breaks,
    leak_risk,
    leaks,
    momentum,
    ripeness,
    self_interest,
    stall_or_repair,
)
from simulation.rules.closing import fail
from simulation.rules.levers import saturating
from simulation.rules.soundings import plan
from simulation.rules.talks import contact, hold_talks, protocol_pace, vision_gain
from simulation.terms import (
    CHIEF_EXECUTIVE,
    FAILED,
    LEADER,
    NEVER,
    OTHER,
    SELF_INTEREST,
    STAGE_TALKS,
)
from tests.simulation.worlds import Begun

SHARE = st.floats(0.0, 1.0)


def test_momentum_is_full_and_then_halves() -> None:
    """Momentum is 1 for the first months and halves with each half-life after (SF040, SF041)."""
    p = Begun().p.talks
    full, half = p.momentum_months, p.momentum_half_life
    assert all(momentum(month, full, half) == 1.0 for month in range(int(full) + 1))
    assert momentum(9, 6.0, 3.0) == 0.5
    assert momentum(12, 6.0, 3.0) == 0.25


@given(months=st.integers(0, 60), full=st.floats(0.0, 24.0), half=st.floats(0.5, 36.0))
def test_momentum_never_grows(months: int, full: float, half: float) -> None:
    """Momentum stays in [0, 1] and never rises."""
    now, later = momentum(months, full, half), momentum(months + 1, full, half)
    assert 0.0 <= later <= now <= 1.0


def vision_after(months: int, trust: float, *, gap: float = 0.2, purpose: float = 0.5) -> float:
    """Return the vision that leaders share after some months of talks."""
    p = Begun().p
    vision: float = p.talks.vision_start
    for month in range(1, months + 1):
        will = momentum(month, p.talks.momentum_months, p.talks.momentum_half_life)
        floor = p.trust.floor
        vision += vision_gain(p.talks, vision, trust, floor, will, gap, 1.0, purpose)
    return vision


def test_the_gate_of_trust_binds() -> None:
    """A pair at trust 0.40 does not share a vision in six months; below the floor none grows."""
    p = Begun().p
    assert vision_after(6, 0.40) < p.vote.vision
    assert vision_after(6, p.trust.floor) == p.talks.vision_start
    assert vision_after(60, 0.0) == p.talks.vision_start
    assert vision_after(6, 0.75) > p.vote.vision


def test_what_helps_a_vision_along() -> None:
    """A vision grows with trust, like cultures and a purpose beyond cost (SF048, SF094)."""
    plain = vision_after(4, 0.6)
    assert vision_after(4, 0.7) > plain
    assert vision_after(4, 0.6, gap=0.0) > plain > vision_after(4, 0.6, gap=0.9)
    assert vision_after(4, 0.6, purpose=1.0) > plain > vision_after(4, 0.6, purpose=0.0)


@given(vision=SHARE, trust=SHARE, will=SHARE, gap=SHARE, purpose=SHARE, overlap=st.just(0.4))
def test_a_vision_stays_a_share(
    vision: float, trust: float, will: float, gap: float, purpose: float, overlap: float
) -> None:
    """A vision never shrinks in talks and never passes 1; across tiers it grows less (SF108)."""
    p = WORLD.p
    gains = [vision_gain(p.talks, vision, trust, p.trust.floor, will, gap, common, purpose)
             for common in (1.0, overlap)]  # fmt: skip
    assert 0.0 <= gains[1] <= gains[0] <= 1.0 - vision


def test_each_further_meeting_adds_less() -> None:
    """Contact grows with meetings, each step less, and stays below 1 (SF043)."""
    done = [contact(Begun({"talks.meetings": float(number)}).p.talks) for number in range(5)]
    steps = [after - before for before, after in pairwise(done)]
    assert done[0] == 0.0
    assert done[-1] < 1.0
    assert steps == sorted(steps, reverse=True)
    assert min(steps) > 0.0


@given(level=SHARE, more=SHARE, saturation=st.floats(0.01, 10.0))
def test_doing_more_adds_less(level: float, more: float, saturation: float) -> None:
    """The effect of more rises from 0 to 1, the first half bringing at least half (SF125)."""
    low, high = sorted((level, more))
    assert saturating(0.0, saturation) == 0.0
    assert saturating(1.0, saturation) == 1.0
    assert saturating(low, saturation) <= saturating(high, saturation) + 1e-12
    assert saturating(level, saturation) >= level - 1e-12


def test_vision_first_is_the_quickest_protocol() -> None:
    """To settle the vision first is quicker than nothing, and the detail first slower (SF046)."""
    paces = [protocol_pace(Begun({"choices.protocol": protocol}).p)
             for protocol in ("vision_first", "none", "detail_first")]  # fmt: skip
    assert paces[0] > paces[1] == 1.0 > paces[2] > 0.0


def test_first_meetings_rarely_break() -> None:
    """The chances of breakdown grow as the square of the months, until they are full (SF038)."""
    p = Begun({"breakdown.growth_months": 4.0}).p.breakdown
    grown = [ripeness(p, month) for month in (0, 1, 2, 4, 9)]
    assert grown == [0.0, 0.0625, 0.25, 1.0, 1.0]


def planned(**changes: object) -> list[int]:
    """Return plans of many talks of one pair, month by month."""
    named = {name.replace("__", "."): value for name, value in changes.items()}
    begun = Begun({"talks.chief_length": 0.0} | named | {"period.months": 400})
    r = begun.talks(begun.ties_of(4)[0])
    return sorted(plan(begun.p, begun.w, r, t) for t in range(400))


def test_plans_lie_about_the_usual_length() -> None:
    """Plans are at least a month, their middle is the parameter, and they spread (SF037, SF038)."""
    usual, longer = planned(), planned(talks__planned_months=9.0)
    assert usual[0] >= 1
    assert usual[200] == round(Begun().p.talks.planned_months)
    assert longer[200] in (8, 9, 10)
    assert usual[0] < usual[200] < usual[-1]
    assert set(planned(talks__planned_spread=0.0, talks__planned_months=5.0)) == {5}


def test_plans_of_a_chief_executive_are_longer() -> None:
    """What a chief executive begins is planned longer than what a leader begins (SF036)."""
    begun = Begun({"talks.chief_length": 1.0, "talks.planned_spread": 0.0})
    r = begun.talks(begun.ties_of(4)[0])
    lengths = []
    for begins in (LEADER, CHIEF_EXECUTIVE):
        begun.w.talks.initiator[r] = begins
        lengths.append(plan(begun.p, begun.w, r, 3))
    assert lengths[1] == 2 * lengths[0]


def test_protocols_change_the_length_of_plans() -> None:
    """Detail first makes plans longer (SF046), off the shelf shorter (SF010)."""
    usual = sum(planned())
    assert sum(planned(choices__protocol="detail_first")) > usual
    assert sum(planned(levers__off_the_shelf=1.0)) < usual


def test_two_who_mean_to_stay_are_the_fragile_case() -> None:
    """Self-interest over the post threatens most while neither chief executive leaves (SF053)."""
    begun = Begun()
    r = begun.talks(begun.ties_of(4)[0])
    a = begun.w.talks.councils[r, 0]
    both_stay = self_interest(begun.p, begun.w, r, 2)
    begun.vacate(a)
    one_leaves = self_interest(begun.p, begun.w, r, 2)
    assert both_stay > 2.0 * one_leaves > 0.0


def test_a_change_of_leader_can_end_talks() -> None:
    """Talks end when a leader goes, at the chance the parameters give, and only then (SF061)."""
    for base, ends in ((0.0, False), (1.0, True)):
        begun = Begun({"breakdown.leader_base": base, "breakdown.leader_mismatch": 0.0})
        r = begun.talks(begun.ties_of(4)[0])
        assert not leader_breaks(begun.p, begun.w, r, 3)
        begun.w.leaders.since[begun.w.talks.councils[r, 1]] = 3
        assert leader_breaks(begun.p, begun.w, r, 3) == ends
        assert begun.w.talks.leader_changes[r] == 1


def test_a_leak_costs_support_once() -> None:
    """A done deal that leaks takes members back on both sides, once; quiet prevents it (SF056)."""
    begun = Begun({"breakdown.leak": 1.0, "breakdown.leak_fatal": 0.0})
    r = begun.talks(begun.ties_of(4)[0])
    before = [begun.w.talks.members[r, side] for side in range(2)]
    assert not leaks(begun.p, begun.w, r, 2)
    assert not leaks(begun.p, begun.w, r, 3)
    for side in range(2):
        lost = before[side] - begun.w.talks.members[r, side]
        assert lost == pytest.approx(begun.p.breakdown.leak_members)
    assert begun.w.talks.leaked[r] == 2
    quiet = Begun({"breakdown.leak": 0.5, "effects.quiet_leak": 1.0, "levers.quiet": 1.0})
    r = quiet.talks(quiet.ties_of(4)[0])
    assert not any(leaks(quiet.p, quiet.w, r, t) for t in range(2, 50))


def test_stalled_talks_wait_for_a_repair() -> None:
    """Below the gate talks stall, and an honest airing brings them back with trust (SF121)."""
    for chance, stalled in ((0.0, 1), (1.0, 0)):
        begun = Begun({"talks.repair": chance})
        r = begun.talks(begun.ties_of(4)[0])
        begun.w.talks.trust[r, 0] = 0.2
        stall_or_repair(begun.p, begun.w, r, 2)
        assert begun.w.talks.stalled[r] == stalled
        assert begun.w.talks.repaired[r] == 1 - stalled
        assert begun.w.talks.stalled_months[r] == 1


def test_due_diligence_finds_bad_matches_early() -> None:
    """Due diligence ends bad matches in the first two months, and only those (SF123)."""
    begun = Begun({"levers.due_diligence": 1.0, "effects.diligence_reveals": 1.0})
    r = begun.talks(begun.ties_of(4)[0])
    begun.w.talks.trust[r, 0] = 0.1
    assert leak_risk(begun.p, begun.w, r, 2, 1) != NEVER
    assert leak_risk(begun.p, begun.w, r, 9, 8) == NEVER
    begun.alike(begun.w.talks.tie[r])
    begun.w.talks.trust[r, 0] = begun.w.talks.trust[r, 1] = 0.9
    assert leak_risk(begun.p, begun.w, r, 2, 1) == NEVER


def failed(reason: int, chance: float) -> tuple[Begun, int, float]:
    """Return a world in which talks failed, their row, and the trust before."""
    always = {"aftermath.soured": 1.0, "aftermath.ruled_out": 0.0}
    begun = Begun(always | {"aftermath.wary_chance": chance})
    r = begun.talks(begun.ties_of(4)[0])
    e = begun.w.talks.tie[r]
    begun.w.ties.trust[e] = begun.w.ties.trust[begun.w.ties.reverse[e]] = 0.8
    begun.w.ties.exact[e] = begun.w.ties.exact[begun.w.ties.reverse[e]] = 3
    fail(begun.p, begun.w, r, 3, STAGE_TALKS, reason)
    return begun, r, 0.8


@pytest.mark.parametrize(
    ("reason", "name"), [(OTHER, "lost_mildly"), (SELF_INTEREST, "lost_badly")]
)
def test_a_failure_costs_trust_by_its_cause(reason: int, name: str) -> None:
    """Failure costs a little trust, and much when mistrust or self-interest was its cause."""
    begun, r, before = failed(reason, 0.0)
    assert begun.w.talks.trust_after[r] == pytest.approx(before - getattr(begun.p.trust, name))
    assert begun.w.talks.outcome[r] == FAILED


def test_a_failure_makes_wary_and_does_not_stack() -> None:
    """A council that was wary before is no warier after another failure (SF164)."""
    begun, r, _ = failed(OTHER, 1.0)
    i, j = (begun.w.talks.councils[r, side] for side in range(2))
    assert begun.w.councils.wariness[i] == begun.p.aftermath.wariness
    assert begun.w.councils.wariness[j] == begun.p.aftermath.wariness
    assert begun.w.councils.talks[i] == begun.w.councils.talks[j] == NEVER


def test_those_who_failed_rest_before_they_try_again() -> None:
    """The two do not ask each other again for a while, whoever asked (SF165)."""
    begun, r, _ = failed(OTHER, 0.0)
    e = begun.w.talks.tie[r]
    for tie in (e, begun.w.ties.reverse[e]):
        assert begun.w.ties.closed_until[tie] == 3 + begun.p.aftermath.rest_months


def test_talks_do_not_outlive_patience() -> None:
    """Talks that nobody can conclude, and no date ends, go on for plan and patience (SF038)."""
    changes = {f"breakdown.{name}": 0.0 for name in
               ("culture", "self_interest", "members", "hostile", "clash", "leak", "other",
                "stalled", "momentum")}  # fmt: skip
    begun = Begun(changes | {"vote.vision": 1.0, "appointment.accept_base": 1.0,
                             "talks.patience": 3.0, "choices.clock": "no_date"})  # fmt: skip
    r = begun.talks(begun.ties_of(4)[0], 1)
    begun.alike(begun.w.talks.tie[r])
    for t in range(2, 60):
        if begun.w.talks.outcome[r] != FAILED:
            hold_talks(begun.p, begun.w, r, t)
    assert begun.w.talks.ended[r] - 1 == math.ceil(begun.w.talks.planned[r] + 3.0)


WORLD = Begun()
