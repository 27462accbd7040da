"""Reviews: new control or a new leader brings one, in a later month, and it may end sharing."""

from __future__ import annotations

from simulation.draws import REVIEW_ENDS, REVIEW_MONTH
from simulation.end_causes import (
    BY_CONTROL_REVIEW,
    BY_LEADER_REVIEW,
    NEW_CONTROL,
    NEW_LEADER,
)
from simulation.event_kinds import REVIEW_DUE, REVIEW_PASSED
from simulation.parameters import Parameters
from simulation.rule import rule
from simulation.rules.causes import drop_review, note_cause
from simulation.rules.numbers import draw, unit
from simulation.rules.record import record_event
from simulation.rules.tiers import short_lived
from simulation.rules.trust import mismatch
from simulation.terms import NEVER, REVIEW_ANEW, REVIEW_NEVER
from simulation.world.tables import World


@rule
def change_in(w: World, i: int, t: int) -> int:
    """Return the change in council `i` this month that brings a review, -1 for none."""
    if w.councils.control_since[i] == t:
        return NEW_CONTROL
    return NEW_LEADER if w.leaders.since[i] == t else NEVER


@rule
def falls_in(p: Parameters, w: World, i: int, t: int) -> int:
    """Return the month of the review that a change in council `i` this month brings."""
    u = draw(w.scratch.seed, w.councils.key[i], t, REVIEW_MONTH)
    return t + 1 + int(u * p.review.within)


@rule
def place_of(w: World, q: int, i: int) -> int:
    """Return the place of council `i` in partnership `q`, -1 if it is not in it."""
    for place in range(w.partnerships.partners[q]):
        if w.partnerships.members[q, place] == i:
            return place
    return NEVER


@rule
def record_review(w: World, q: int, t: int, kind: int, months: int) -> None:
    """Write the event of the review of partnership `q` that is to come, or was passed."""
    s = w.partnerships
    i = s.review_council[q]
    other = s.members[q, 1 if s.members[q, 0] == i else 0]
    record_event(
        w.events, w.scratch, t, kind, i, other, s.talks[q], q, s.review_kind[q], float(months)
    )


@rule
def expect_review(p: Parameters, w: World, q: int, t: int) -> None:
    """Let this month's changes bring a review, at most one at a time (SF060, SF061).

    New control outranks a new leader; of two alike in one month the earlier review is the one.
    A change while one is to come takes it over only if it outranks it; `choices.review_again`
    says whether it is put off, and whether there is another once the last is over.
    """
    s, kind, council, month = w.partnerships, NEVER, NEVER, NEVER
    for place in range(s.partners[q]):
        i = s.members[q, place]
        change = change_in(w, i, t)
        if change != NEVER and change >= kind:
            falls = falls_in(p, w, i, t)
            if change > kind or falls < month:
                kind, council, month = change, i, falls
    if kind == NEVER:
        return
    again = p.choices.review_again
    if s.review_month[q] == NEVER:
        if s.reviews[q] > 0 and again == REVIEW_NEVER:
            return
        s.reviews[q] += 1
    elif again != REVIEW_ANEW:
        if kind <= s.review_kind[q]:
            return
        month = s.review_month[q]
    elif kind < s.review_kind[q]:
        kind, council = s.review_kind[q], s.review_council[q]
    s.review_month[q], s.review_council[q], s.review_kind[q] = month, council, kind
    record_review(w, q, t, REVIEW_DUE, month - t)


@rule
def mismatch_now(w: World, q: int, i: int) -> float:
    """Return the largest mismatch of control between council `i` and its partners today."""
    most = 0.0
    for place in range(w.partnerships.partners[q]):
        j = w.partnerships.members[q, place]
        if j != i:
            most = max(most, mismatch(w.councils.control[i], w.councils.control[j]))
    return most


@rule
def review_chance(p: Parameters, w: World, q: int) -> float:
    """Return the chance that the review of partnership `q` ends it, in [0, 1]."""
    s = w.partnerships
    base = p.review.control if s.review_kind[q] == NEW_CONTROL else p.review.leader
    likely = base * (1.0 + p.review.mismatch * mismatch_now(w, q, s.review_council[q]))
    likely *= 1.0 - p.review.hold * s.embedding[q]
    return unit(likely * short_lived(p.tiers, w, q))


@rule
def review_ends(p: Parameters, w: World, q: int, t: int) -> int:
    """Hold the review of this month; return the place of the council that goes, -1 if none."""
    s = w.partnerships
    if s.review_month[q] != t:
        return NEVER
    i, likely = s.review_council[q], review_chance(p, w, q)
    u = draw(w.scratch.seed, w.councils.key[i], t, REVIEW_ENDS)
    if u < likely:
        cause = BY_CONTROL_REVIEW if s.review_kind[q] == NEW_CONTROL else BY_LEADER_REVIEW
        note_cause(w, q, cause, i, mismatch_now(w, q, i), 0.0, likely, u)
        return place_of(w, q, i)
    record_review(w, q, t, REVIEW_PASSED, 0)
    drop_review(w, q)
    return NEVER
