"""Elections, leaders and chief executives: who goes when, and who comes after."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.draws import CHIEF_GOES
from simulation.rules.chief_executives import turn_over, window
from simulation.rules.politics import (
    change_leader,
    control_after,
    draw_control,
    hold_politics,
    leader_goes,
)
from simulation.terms import CON, NEVER, NO_ELECTION, NOC, PART, RETIREMENT, WHOLE
from tests.simulation.worlds import Begun

WHO = 4
P = Begun().p


@pytest.mark.parametrize(
    ("election", "changed", "name"),
    [
        (WHOLE, True, "leave_control"),
        (WHOLE, False, "leave_election"),
        (PART, False, "leave_election"),
        (NO_ELECTION, False, "leave_month"),
    ],
)
def test_leaders_go_at_the_chances_stated(election: int, changed: bool, name: str) -> None:
    """A leader goes at one chance when control changes, at another at elections, else rarely."""
    chance = getattr(P.leaders, name)
    assert leader_goes(P.leaders, chance - 1e-9, election, changed)
    assert not leader_goes(P.leaders, chance + 1e-9, election, changed)


def test_a_change_of_control_mostly_takes_the_leader() -> None:
    """The chances rise from any month over elections to a change of control."""
    assert P.leaders.leave_month < P.leaders.leave_election < P.leaders.leave_control


@given(u=st.floats(0.0, 1.0, exclude_min=True, exclude_max=True), without=st.integers(-1, 4))
def test_a_control_drawn_is_another(u: float, without: int) -> None:
    """A control that is drawn is one of the five, and never the one that went."""
    assert draw_control(P.politics, u, without) in set(range(5)) - {without}


def test_controls_are_drawn_by_their_weights() -> None:
    """Over the unit interval each control takes the part that its weight says."""
    drawn = Counter(draw_control(P.politics, (k + 0.5) / 10_000, -1) for k in range(10_000))
    p = P.politics
    weights = [p.share_con, p.share_lab, p.share_ld, p.share_ind, p.share_noc]
    for control, weight in enumerate(weights):
        assert drawn[control] / 10_000 == pytest.approx(weight / sum(weights), abs=2e-4)


def test_control_changes_at_elections_only() -> None:
    """Without an election control stays; with one it changes at the chance given (SF098)."""
    for chance, changes in ((0.0, False), (1.0, True)):
        begun = Begun({"politics.change_whole": chance, "politics.change_part": chance})
        before = begun.w.councils.control[WHO]
        assert control_after(begun.p.politics, begun.w, WHO, 4, NO_ELECTION) == before
        for election in (WHOLE, PART):
            after = control_after(begun.p.politics, begun.w, WHO, 4, election)
            assert (after != before) == changes


def test_under_no_control_a_party_still_leads() -> None:
    """A council in no overall control has a leader of a party."""
    begun = Begun({"politics.change_whole": 1.0, "politics.change_part": 1.0,
                   "politics.share_con": 0.0, "politics.share_lab": 0.0,
                   "politics.share_ld": 0.0, "politics.share_ind": 0.0})  # fmt: skip
    begun.open(4)  # May
    for i in range(12):
        begun.w.councils.control[i] = CON
        begun.w.councils.election[i] = WHOLE
        hold_politics(begun.p, begun.w, i, 4)
        assert begun.w.councils.control[i] == NOC
        assert begun.w.councils.lead_party[i] in range(4)


def test_a_new_leader_begins_anew() -> None:
    """A new leader has a new style, a tenure from now, and other trust in and from all ties."""
    begun = Begun()
    style = begun.w.leaders.style[WHO]
    own = begun.ties_of(WHO)
    ties = [*own, *(begun.w.ties.reverse[e] for e in own)]
    before = [begun.w.ties.trust[e] for e in ties]
    change_leader(begun.p, begun.w, WHO, 3)
    assert begun.w.leaders.style[WHO] != style
    assert begun.w.leaders.since[WHO] == 3
    assert begun.w.leaders.number[WHO] == 1
    assert all(begun.w.ties.trust[e] != old for e, old in zip(ties, before, strict=True))
    assert all(begun.w.ties.exact[e] == 3 for e in ties)


def at_work(begun: Begun, t: int, u: float) -> None:
    """Let a month pass in the office of the chief executive, with a given draw."""
    begun.w.draws[CHIEF_GOES, WHO] = u
    turn_over(begun.p.chief_executives, begun.w, WHO, t)


@pytest.mark.parametrize(("share", "notice"), [(1.0, 6.0), (0.0, 3.0)])
def test_a_departure_is_announced_then_the_post_is_vacant_then_filled(
    share: float, notice: float
) -> None:
    """A retirement is told six months ahead, a move to another job three (SF014)."""
    begun = Begun({"chief_executives.retirement_share": share,
                   "chief_executives.notice_retirement": 6.0,
                   "chief_executives.notice_move": 3.0})  # fmt: skip
    councils, chiefs = begun.w.councils, begun.w.chiefs
    assert window(councils, chiefs, WHO) == 0
    at_work(begun, 1, 0.0)
    assert (chiefs.way_out[WHO] == RETIREMENT) == (share == 1.0)
    assert chiefs.leaves[WHO] == 1 + notice
    assert window(councils, chiefs, WHO) == 1
    at_work(begun, int(notice), 0.99)
    assert chiefs.vacant[WHO] == NEVER
    at_work(begun, 1 + int(notice), 0.99)
    assert chiefs.vacant[WHO] == 1 + notice
    assert window(councils, chiefs, WHO) == 1
    at_work(begun, 20, 0.0)
    assert chiefs.vacant[WHO] == chiefs.leaves[WHO] == NEVER
    assert chiefs.since[WHO] == 20
    assert window(councils, chiefs, WHO) == 0


def test_most_departures_are_retirements() -> None:
    """More than half of departures are retirements, told earlier than moves (SF013, SF014)."""
    p = P.chief_executives
    assert p.retirement_share > 0.5
    assert p.notice_retirement > p.notice_move
    assert 0.10 <= p.leave_rate <= 0.22


def test_a_council_in_talks_keeps_an_interim() -> None:
    """A vacant post is not filled while talks last."""
    begun = Begun()
    begun.vacate(WHO)
    begun.w.councils.talks[WHO] = 0
    at_work(begun, 3, 0.0)
    assert begun.w.chiefs.vacant[WHO] == 0
    begun.w.councils.talks[WHO] = NEVER
    at_work(begun, 3, 0.0)
    assert begun.w.chiefs.vacant[WHO] == NEVER


def test_partners_have_no_window_of_their_own() -> None:
    """A council that shares has no post of its own that could open."""
    begun = Begun()
    q = begun.shared(begun.ties_of(WHO)[0])
    begun.vacate(begun.w.partnerships.seat[q])
    assert [window(begun.w.councils, begun.w.chiefs, begun.w.partnerships.members[q, place])
            for place in range(2)] == [0, 0]  # fmt: skip
