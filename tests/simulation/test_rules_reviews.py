"""Reviews after new control or a new leader, the wish for own capacity, causes of an end."""

from __future__ import annotations

import pytest

from simulation.draws import REVIEW_ENDS, REVIEW_MONTH, uniform
from simulation.end_causes import (
    BY_BURDEN,
    BY_CONTROL_REVIEW,
    BY_CULTURE,
    BY_DISTRUST,
    BY_INEQUITY,
    BY_LEADER_REVIEW,
    BY_NO_TIE,
    BY_WISH_EQUITY,
    BY_WISH_RESULTS,
    BY_WISH_TRUST,
    END_CAUSES,
    NEW_CONTROL,
    NEW_LEADER,
)
from simulation.rules.causes import note_cause
from simulation.rules.endings import survive
from simulation.rules.parting import leave
from simulation.rules.reviews import expect_review, falls_in, review_chance, review_ends
from simulation.rules.wish import keenest, note_choice, note_wish, own_hazard, wish
from simulation.terms import CON, END_BURDEN, END_CONTROL_REVIEW, LAB, NEVER, NOC
from tests.simulation.worlds import Begun
from tests.strategies import Changes

ONCE: Changes = {"choices.review": "once"}
QUIET: Changes = ONCE | {"ending.choice": 0.0, "ending.members": 0.0, "ending.merge_rate": 0.0}


def sharing(changes: Changes | None = None) -> tuple[Begun, int]:
    """Return a world in which two councils share, of leaders long in office."""
    begun = Begun(ONCE | (changes or {}))
    q = begun.shared(begun.ties_of(4)[0])
    return begun, q


def change(begun: Begun, q: int, place: int, t: int, *, control: bool = False) -> int:
    """Let a partner have a new leader or new control in month `t`; return its row."""
    i: int = begun.w.partnerships.members[q, place]
    if control:
        begun.w.councils.control_since[i] = t
    else:
        begun.w.leaders.since[i] = t
    return i


def pending(begun: Begun, q: int) -> tuple[int, int, int]:
    """Return month, council and kind of the review that is to come."""
    s = begun.w.partnerships
    return s.review_month[q], s.review_council[q], s.review_kind[q]


def test_a_change_brings_a_review_in_a_later_month() -> None:
    """It falls in the months after the change, evenly by a draw of the council's own."""
    begun, q = sharing()
    i = change(begun, q, 1, 8)
    expect_review(begun.p, begun.w, q, 8)
    u = uniform(1, 0, begun.w.councils.key[i], 8, REVIEW_MONTH)
    assert pending(begun, q) == (9 + int(24 * u), i, NEW_LEADER)
    assert begun.w.partnerships.reviews[q] == 1
    falls = [falls_in(begun.p, begun.w, i, t) - t for t in range(4000)]
    assert (min(falls), max(falls)) == (1, 24)


def test_control_outranks_a_leader_in_one_month() -> None:
    """Two changes in one May bring one review, of the council whose control is new."""
    begun, q = sharing()
    change(begun, q, 0, 8)
    i = change(begun, q, 1, 8, control=True)
    expect_review(begun.p, begun.w, q, 8)
    assert pending(begun, q)[1:] == (i, NEW_CONTROL)
    assert begun.w.partnerships.reviews[q] == 1


def test_of_two_alike_the_earlier_review_is_the_one() -> None:
    """Which of two new leaders reviews it does not hang on the place of the council."""
    begun, q = sharing()
    one, other = change(begun, q, 0, 8), change(begun, q, 1, 8)
    expect_review(begun.p, begun.w, q, 8)
    falls = {falls_in(begun.p, begun.w, i, 8): i for i in (other, one)}
    assert pending(begun, q)[:2] == (min(falls), falls[min(falls)])


@pytest.mark.parametrize("again", ["never", "after", "anew"])
def test_a_later_change_does_what_was_chosen(again: str) -> None:
    """While one is to come a leader waits or puts it off, control takes it over; then another."""
    begun, q = sharing({"choices.review_again": again})
    w = begun.w
    first = change(begun, q, 0, 8)
    expect_review(begun.p, w, q, 8)
    month = pending(begun, q)[0]
    second = change(begun, q, 1, 9)
    expect_review(begun.p, w, q, 9)
    if again == "anew":
        month = falls_in(begun.p, w, second, 9)
        assert pending(begun, q) == (month, second, NEW_LEADER)
    else:
        assert pending(begun, q) == (month, first, NEW_LEADER)
    change(begun, q, 1, 10, control=True)
    expect_review(begun.p, w, q, 10)
    month = falls_in(begun.p, w, second, 10) if again == "anew" else month
    assert pending(begun, q) == (month, second, NEW_CONTROL)
    w.partnerships.review_month[q] = NEVER
    change(begun, q, 0, 40)
    expect_review(begun.p, w, q, 40)
    assert w.partnerships.reviews[q] == (1 if again == "never" else 2)
    assert (pending(begun, q)[0] == NEVER) == (again == "never")


def test_the_chance_that_a_review_ends_it() -> None:
    """It is that of control or leader, more across parties as they are now, less with habit."""
    begun, q = sharing({"review.control": 0.2, "review.leader": 0.1, "review.mismatch": 0.5,
                        "review.hold": 0.8})  # fmt: skip
    s, control = begun.w.partnerships, begun.w.councils.control
    s.review_council[q], s.review_kind[q] = s.members[q, 0], NEW_CONTROL
    control[s.members[q, 0]], control[s.members[q, 1]] = CON, LAB
    s.embedding[q] = 0.0
    assert review_chance(begun.p, begun.w, q) == pytest.approx(0.2 * 1.5)
    s.embedding[q] = 0.5
    assert review_chance(begun.p, begun.w, q) == pytest.approx(0.2 * 1.5 * 0.6)
    s.review_kind[q], control[s.members[q, 1]] = NEW_LEADER, NOC
    assert review_chance(begun.p, begun.w, q) == pytest.approx(0.1 * 1.25 * 0.6)
    control[s.members[q, 1]] = CON
    assert review_chance(begun.p, begun.w, q) == pytest.approx(0.1 * 0.6)


def test_a_review_ends_it_or_is_over() -> None:
    """In its month a sure review ends the pair with its cause; a hopeless one is over."""
    for likely in (1.0, 0.0):
        begun, q = sharing(QUIET | {"review.control": likely, "review.hold": 0.0})
        w, s = begun.w, begun.w.partnerships
        i = change(begun, q, 1, 8, control=True)
        expect_review(begun.p, w, q, 8)
        month = s.review_month[q]
        w.chiefs.vacant[s.seat[q]] = NEVER
        assert survive(begun.p, w, q, month) == (likely == 0.0)
        assert s.review_month[q] == NEVER
        if likely == 1.0:
            u = uniform(1, 0, w.councils.key[i], month, REVIEW_ENDS)
            assert (s.ended[q], s.reason[q]) == (month, END_CONTROL_REVIEW)
            assert (s.cause[q], s.cause_council[q]) == (BY_CONTROL_REVIEW, i)
            assert (s.cause_chance[q], s.cause_draw[q]) == (1.0, u)
        else:
            assert s.cause[q] == NEVER


def test_whose_review_it_is_leaves_a_trio() -> None:
    """Of three, the council that reviewed it leaves, not the least willing; the rest goes on."""
    begun = Begun(QUIET | {"review.leader": 1.0, "review.hold": 0.0})
    q, _ = begun.trio()
    w, s = begun.w, begun.w.partnerships
    for place in range(3):
        s.support[q, place] = 0.9 if place == 1 else 0.2
    i = change(begun, q, 1, 20)
    expect_review(begun.p, w, q, 20)
    month = s.review_month[q]
    assert not survive(begun.p, w, q, month)
    assert w.councils.partnership[i] == NEVER
    assert s.partners[q] == 2
    assert (s.ended[q], s.cause[q], s.review_month[q]) == (NEVER, NEVER, NEVER)


def test_a_review_goes_with_its_council() -> None:
    """When the council whose review is to come leaves a trio, no review is to come."""
    begun = Begun(ONCE)
    q, _ = begun.trio()
    s = begun.w.partnerships
    i = change(begun, q, 2, 20)
    expect_review(begun.p, begun.w, q, 20)
    assert s.review_council[q] == i
    note_cause(begun.w, q, BY_LEADER_REVIEW, i, 0.0, 0.0, 1.0, 0.0)
    leave(begun.p, begun.w, q, 21, END_BURDEN, 2)
    assert s.review_month[q] == NEVER
    assert review_ends(begun.p, begun.w, q, 22) == NEVER


def test_the_wish_for_own_capacity() -> None:
    """It grows with equity lost, trust short of enough and saving short, of the keenest."""
    begun, q = sharing({"own_capacity.rate": 0.01})
    s, ties, p = begun.w.partnerships, begun.w.ties, begun.p
    ties.trust[s.link[q, 0]] = ties.trust[s.link[q, 1]] = 0.6
    s.equity[q, 0], s.equity[q, 1] = 1.0, 0.7
    assert wish(p, begun.w, q, 0, 1.0) == pytest.approx(0.0)
    assert wish(p, begun.w, q, 1, 1.0) == pytest.approx(0.3)
    assert wish(p, begun.w, q, 0, 0.4) == pytest.approx(0.5 * 0.6)
    ties.trust[s.link[q, 0]] = 0.35
    assert wish(p, begun.w, q, 0, 1.0) == pytest.approx(2.0 * 0.2)
    assert keenest(p, begun.w, q) == 0
    s.saving_chiefs[q] = 1e9
    s.embedding[q] = 1.0
    assert own_hazard(p, begun.w, q) == pytest.approx(0.01 * 0.4)
    held = p._replace(own_capacity=p.own_capacity._replace(hold=0.5))
    assert own_hazard(held, begun.w, q) == pytest.approx(0.01 * 0.2)
    off = p._replace(own_capacity=p.own_capacity._replace(rate=0.0))
    assert own_hazard(off, begun.w, q) == 0.0


def test_the_cause_of_a_wish_is_its_largest_part() -> None:
    """Trust, equity or results: whichever weighs most is written, with its number."""
    begun, q = sharing()
    s, ties = begun.w.partnerships, begun.w.ties
    s.saving_chiefs[q] = 1e9
    for equity, trust, saving, cause, number in (
        (0.5, 0.6, 1e9, BY_WISH_EQUITY, 0.5),
        (0.9, 0.3, 1e9, BY_WISH_TRUST, 0.3),
        (0.9, 0.6, 0.0, BY_WISH_RESULTS, 0.0),
    ):
        s.equity[q, 0] = equity
        ties.trust[s.link[q, 0]] = trust
        ties.trust[s.link[q, 1]] = 0.6
        s.saving_chiefs[q] = saving
        assert note_wish(begun.p, begun.w, q, 0.1, 0.05) == 0
        assert (s.cause[q], s.cause_number[q]) == (cause, pytest.approx(number))
        assert s.cause_council[q] == s.members[q, 0]


def test_the_cause_of_a_choice_is_its_largest_part() -> None:
    """Burden, distrust, inequity or culture: whichever presses most, held against its level."""
    begun, q = sharing()
    s, ties, e = begun.w.partnerships, begun.w.ties, begun.p.ending
    for place in range(2):
        ties.trust[s.link[q, place]] = 0.9
        s.support[q, place] = s.equity[q, place] = 1.0
    s.burden[q] = 0.3
    note_choice(begun.p, begun.w, q, 0.0, 0.1, 0.05)
    assert (s.cause[q], s.cause_number[q], s.cause_council[q]) == (BY_BURDEN, 0.3, NEVER)
    note_choice(begun.p, begun.w, q, 1.0, 0.1, 0.05)
    assert s.cause[q] == BY_CULTURE
    ties.trust[s.link[q, 1]] = 0.1
    note_choice(begun.p, begun.w, q, 0.0, 0.1, 0.05)
    assert (s.cause[q], s.cause_threshold[q]) == (BY_DISTRUST, e.trust_enough)
    assert s.cause_council[q] == s.members[q, 1]
    s.equity[q, 0] = 0.2
    note_choice(begun.p, begun.w, q, 0.0, 0.1, 0.05)
    assert (s.cause[q], s.cause_number[q]) == (BY_INEQUITY, pytest.approx(0.2))


def test_those_left_without_a_tie_end_for_that() -> None:
    """When one leaves a trio whose others are not tied, the cause says so, and who left."""
    begun = Begun({"geography.reach_km": 25.0})
    q, _ = begun.trio()
    w, s = begun.w, begun.w.partnerships
    stranger = next(
        i for i in range(12)
        if i not in [s.members[q, place] for place in range(3)]
        and s.members[q, 0] not in [w.ties.target[e] for e in range(
            w.councils.first_tie[i], w.councils.last_tie[i])]
    )  # fmt: skip
    gone = s.members[q, 2]
    s.members[q, 1] = stranger
    leave(begun.p, w, q, 30, END_BURDEN, 2)
    assert (s.ended[q], s.cause[q], s.cause_council[q]) == (30, BY_NO_TIE, gone)


def test_every_cause_names_its_side_as_one_word() -> None:
    """Sentences of causes have no other gap than the council that decided."""
    for cause in END_CAUSES:
        assert "{" not in cause.sentence.replace("{side}", "")
