"""Support: what members fear and want, what officers make of it, and the vote."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.draws import SEEN_MEMBERS
from simulation.rules.reasons import cite_causes, furthest_short, members_reason
from simulation.rules.support import (
    calmed,
    fear_of,
    members_target,
    move_members,
    move_officers,
    officers_target,
    posts_at_risk,
    takeover_fear,
)
from simulation.rules.vote import affordable, believed, perceived, turned_down
from simulation.terms import (
    APPOINTMENT,
    CULTURE,
    FROM_ASKED,
    MONEY,
    NEVER,
    NO_VISION,
    OFFICERS,
    OTHER,
    OUTSIDER,
    PERSONALITIES,
    SCOPE_CHIEF,
    SCOPE_TEAM,
    SCOPE_WHOLE,
    TAKEOVER_FEAR,
)
from tests.simulation.worlds import Begun

SHARE = st.floats(0.0, 1.0)
P = Begun().p

FEARS = ["size_gap", "poorer", "other_candidate", "absorbed", "tiers"]


@pytest.mark.parametrize("name", FEARS)
def test_what_makes_members_fear_a_takeover(name: str) -> None:
    """Members fear a larger, poorer or other-tier partner, its candidate, and absorption."""
    calm: dict[str, Any] = dict.fromkeys(FEARS, 0.0)
    fear = takeover_fear(P.support, **calm)
    assert fear == P.support.fear_base
    assert takeover_fear(P.support, **(calm | {name: 0.5})) > fear


LEVERS_AGAINST_FEAR = ["sovereignty_guarantee", "red_lines", "councillor_meetings"]


@pytest.mark.parametrize("lever", LEVERS_AGAINST_FEAR)
def test_what_calms_members(lever: str) -> None:
    """A guarantee, red lines and councillors' meetings take fear away (SF119, SF124)."""
    plain, calm = Begun(), Begun({f"levers.{lever}": 1.0})
    assert calmed(plain.p, plain.w, 1, 4, 5) == 1.0
    assert 0.0 <= calmed(calm.p, calm.w, 1, 4, 5) < 1.0


def test_to_announce_early_stirs_fear() -> None:
    """Fear rises when sharing is made public before members agree (SF056)."""
    fears = []
    for level in (0.0, 1.0):
        begun = Begun({"levers.announce_early": level})
        fears.append(fear_of(begun.p, begun.w, begun.talks(begun.ties_of(4)[0]), 0, 1))
    assert fears[1] > fears[0]


MEMBERS = {
    "vision": 1, "trust": 1, "persuasion": 1, "evidence": 1, "fear": -1, "momentum": 1,
    "opposition": -1,
}  # fmt: skip
OFFICERS_WANT = {
    "vision": 1, "members": 1, "career": 1, "culture_gap": -1, "distance": -1, "at_risk": -1,
    "hostile": -1, "unfair": -1,
}  # fmt: skip


@pytest.mark.parametrize("name", MEMBERS)
def test_what_moves_members(name: str) -> None:
    """Members go with vision, trust, a persuasive leader with evidence, and against fear."""
    middle = dict.fromkeys(MEMBERS, 0.5)
    more = members_target(P.support, **(middle | {name: 0.6}))
    assert (more - members_target(P.support, **middle)) * MEMBERS[name] > 0.0


def test_persuasion_needs_evidence() -> None:
    """A persuasive leader moves members further with evidence than without (SF066)."""
    middle = dict.fromkeys(MEMBERS, 0.5)

    def gain(evidence: float) -> float:
        known = middle | {"evidence": evidence}
        high = members_target(P.support, **(known | {"persuasion": 1.0}))
        return high - members_target(P.support, **(known | {"persuasion": 0.0}))

    assert gain(1.0) > gain(0.0) >= 0.0


@pytest.mark.parametrize("name", OFFICERS_WANT)
def test_what_moves_officers(name: str) -> None:
    """Officers go with vision, members and careers, against gaps, risk and unfair choices."""
    middle = dict.fromkeys(OFFICERS_WANT, 0.5)
    more = officers_target(P.support, **(middle | {name: 0.6}))
    assert (more - officers_target(P.support, **middle)) * OFFICERS_WANT[name] > 0.0


def test_wider_plans_put_more_posts_at_risk() -> None:
    """A plan for all puts more posts at risk than one for a team or for a chief alone (SF074)."""
    risks = [posts_at_risk(P.effects, scope) for scope in (SCOPE_CHIEF, SCOPE_TEAM, SCOPE_WHOLE)]
    assert 0.0 < risks[0] < risks[1] < risks[2] <= 1.0


@given(start=SHARE, vision=SHARE, trust=SHARE)
def test_support_closes_part_of_its_gap(start: float, vision: float, trust: float) -> None:
    """A month moves support part of the way, and never out of [0, 1]."""
    begun = WORLD
    talks, r = begun.w.talks, ROW
    talks.vision[r], talks.trust[r, 0] = vision, trust
    talks.members[r, 0] = talks.officers[r, 0] = start
    moves = []
    for _ in range(120):
        before = talks.members[r, 0]
        move_members(begun.p, begun.w, r, 0, 1, 1.0)
        moves.append(abs(talks.members[r, 0] - before))
        move_officers(begun.p, begun.w, r, 0, 1)
        assert 0.0 <= talks.members[r, 0] <= 1.0
        assert 0.0 <= talks.officers[r, 0] <= 1.0
    assert moves[1] == pytest.approx((1.0 - begun.p.support.pace) * moves[0], abs=1e-9)
    assert moves[-1] < 1e-6


def ready() -> tuple[Begun, int]:
    """Return talks that have all they need at the vote."""
    begun = Begun({"vote.noise": 0.0, "vote.spread": 0.0, "vote.exposed": 0.0})
    r = begun.talks(begun.ties_of(4)[0])
    talks = begun.w.talks
    talks.vision[r], talks.candidate[r] = 0.95, OUTSIDER
    for side in range(2):
        talks.trust[r, side] = talks.members[r, side] = talks.officers[r, side] = 0.95
        begun.w.councils.reserves[talks.councils[r, side]] = 1e9
    return begun, r


def test_the_vote_is_won_when_all_is_there() -> None:
    """With vision, trust, members, officers and money there, leaders call the vote and win it."""
    begun, r = ready()
    assert believed(begun.p, begun.w, r, 5)
    assert turned_down(begun.p, begun.w, r, 5) == NEVER


@pytest.mark.parametrize("gate", ["vision", "trust", "members", "officers", "candidate", "money"])
def test_each_gate_stops_the_vote(gate: str) -> None:
    """Each gate alone stops the vote, whatever the others are: nothing is summed (SF057)."""
    begun, r = ready()
    talks = begun.w.talks
    if gate == "vision":
        talks.vision[r] = 0.1
    elif gate == "candidate":
        talks.candidate[r] = NEVER
    elif gate == "money":
        begun.w.councils.reserves[talks.councils[r, 1]] = 1.0
    else:
        getattr(talks, gate)[r, 1] = 0.1
    assert not believed(begun.p, begun.w, r, 5)


def test_a_grant_helps_to_afford_it() -> None:
    """What reserves cannot meet a grant may (SF030, SF142)."""
    outcomes = []
    for level in (0.0, 1.0):
        begun = Begun({"levers.setup_grant": level, "effects.grant_share": 1.0,
                       "history.grants": False})  # fmt: skip
        r = begun.talks(begun.ties_of(4)[0])
        begun.w.councils.reserves[begun.w.talks.councils[r, 0]] = 1.0
        outcomes.append(affordable(begun.p, begun.w, r, 3))
    assert outcomes == [False, True]


def test_groundwork_lets_leaders_see_clearly() -> None:
    """What leaders see differs less from the truth the more groundwork they laid (SF129)."""
    begun = Begun()
    r = begun.talks(begun.ties_of(4)[0])
    errors = []
    for groundwork in (0.0, 0.5, 1.0):
        begun.w.talks.groundwork[r] = groundwork
        seen_now = [perceived(begun.p, begun.w, r, t, 0.5, SEEN_MEMBERS) for t in range(50)]
        errors.append(max(abs(one - 0.5 - begun.p.vote.bias) for one in seen_now))
    assert errors[0] > errors[1] > errors[2]
    assert errors[2] == pytest.approx(0.0)


def test_leaders_see_too_much_support() -> None:
    """On average leaders think that they have more support than they have (SF070)."""
    assert P.vote.bias > 0.0


SHORT = [
    ("vision", NO_VISION),
    ("trust", PERSONALITIES),
    ("officers", OFFICERS),
]


@pytest.mark.parametrize(("gate", "reason"), SHORT)
def test_the_reason_is_the_gate_furthest_short(gate: str, reason: int) -> None:
    """Talks that ran out failed for the gate that was furthest from what was needed."""
    begun, r = ready()
    column = getattr(begun.w.talks, gate)
    if gate == "vision":
        column[r] = 0.1
    else:
        column[r, 0] = 0.1
    assert furthest_short(begun.p, begun.w, r, True) == reason


def test_the_reason_of_what_lacks_nothing() -> None:
    """Where no gate is short it was money, a deadlock over the post, or something else."""
    begun, r = ready()
    assert furthest_short(begun.p, begun.w, r, True) == OTHER
    assert furthest_short(begun.p, begun.w, r, False) == MONEY
    begun.w.talks.deadlocked[r] = 1
    assert furthest_short(begun.p, begun.w, r, True) == APPOINTMENT


def test_what_turns_members() -> None:
    """Members turn for fear, for want of a vision or for want of trust, whichever is most."""
    begun, r = ready()
    talks = begun.w.talks
    talks.members[r, 0] = 0.1
    talks.fear[r, 0] = 0.9
    assert members_reason(begun.p, begun.w, r, 0) == TAKEOVER_FEAR
    talks.fear[r, 0], talks.vision[r] = 0.0, 0.0
    assert members_reason(begun.p, begun.w, r, 0) == NO_VISION
    talks.vision[r], talks.trust[r, 0] = 1.0, 0.0
    assert members_reason(begun.p, begun.w, r, 0) == PERSONALITIES


def test_both_sides_cite_the_reason_unless_they_play_it_down() -> None:
    """Each side cites up to three causes, worst first, and the reason when it does not hide it."""
    begun, r = ready()
    begun.alike(begun.w.talks.tie[r])
    cite_causes(begun.p._replace(breakdown=begun.p.breakdown._replace(told_otherwise=0.0)),
                begun.w, r, 5, CULTURE)  # fmt: skip
    causes = [begun.w.talks.causes[r, place] for place in range(6)]
    assert causes[0] == causes[3] == CULTURE
    cite_causes(begun.p._replace(breakdown=begun.p.breakdown._replace(told_otherwise=1.0)),
                begun.w, r, 5, CULTURE)  # fmt: skip
    assert CULTURE not in [begun.w.talks.causes[r, place] for place in range(6)]


def test_the_other_sides_candidate_is_feared() -> None:
    """A side fears more when the joint chief executive comes from the other (SF069)."""
    begun, r = ready()
    begun.w.talks.candidate[r] = OUTSIDER
    before = [fear_of(begun.p, begun.w, r, side, 1) for side in range(2)]
    begun.w.talks.candidate[r] = FROM_ASKED
    after = [fear_of(begun.p, begun.w, r, side, 1) for side in range(2)]
    assert after[0] > before[0]
    assert after[1] == before[1]


WORLD = Begun()
ROW = WORLD.talks(WORLD.ties_of(4)[0])
