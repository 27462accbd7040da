"""Parting: who is set free when a partnership ends or one council leaves, and what stays."""

from __future__ import annotations

from simulation.draws import SERVICE_KEPT
from simulation.end_causes import BY_NO_TIE, BY_REORGANISATION
from simulation.event_kinds import COUNCIL_LEFT, PARTNERSHIP_ENDED
from simulation.parameters import Parameters
from simulation.rule import rule, step
from simulation.rules.causes import clear_cause, drop_review, note_undecided, stamp_cause
from simulation.rules.chief_executives import fill_post
from simulation.rules.levers import pulled_by_both
from simulation.rules.money import chiefs_saving
from simulation.rules.numbers import draw
from simulation.rules.partnerships import seat_all
from simulation.rules.record import count, record_move, record_partnership
from simulation.rules.retry import look_quickly, stop_looking
from simulation.rules.trust import shake
from simulation.terms import (
    BY_CHOICE,
    COMPANY,
    END_REORGANISED,
    END_SUCCESSION,
    FOREVER,
    MERGED,
    NEVER,
    REORGANISED,
    REPAIR,
)
from simulation.world.books import FLOW_ENDED, FLOW_LEFT
from simulation.world.tables import PAIR, World


@rule
def part_ways(w: World, e: int, until: int) -> None:
    """Keep the councils of tie `e` from asking one another again before `until`."""
    back = w.ties.reverse[e]
    w.ties.closed_until[e] = max(w.ties.closed_until[e], until)
    w.ties.closed_until[back] = max(w.ties.closed_until[back], until)


@rule
def sour(p: Parameters, w: World, q: int, t: int) -> None:
    """Let services outlive the partnership or not, and keep the partners apart for a while."""
    s = w.partnerships
    for place in range(1, s.partners[q]):
        e = s.link[q, place]
        part_ways(w, e, t + p.aftermath.rest_months)
        if w.ties.services[e] > 0:
            u = draw(w.scratch.seed, w.ties.key[e], t, SERVICE_KEPT)
            if u < p.partnership.services_kept:
                s.services_kept[q] += 1
            else:
                w.ties.services[e] = w.ties.services[w.ties.reverse[e]] = 0


@rule
def release(w: World, q: int, i: int, t: int) -> None:
    """Set council `i` free; one without the shared chief executive has a post to fill."""
    w.councils.partnership[i] = NEVER
    w.chiefs.seat[i] = i
    if i != w.partnerships.seat[q]:
        w.chiefs.vacant[i], w.chiefs.leaves[i] = t, NEVER


@step
def end(p: Parameters, w: World, q: int, t: int, ending: int, reason: int) -> None:
    """End partnership `q` for all its partners."""
    s = w.partnerships
    s.ended[q], s.ending[q], s.reason[q] = t, ending, reason
    drop_review(w, q)
    record_partnership(
        w.events, w.scratch, s, q, t, PARTNERSHIP_ENDED, reason, float(t - s.began[q])
    )
    stamp_cause(w, q)
    sour(p, w, q, t)
    for place in range(s.partners[q]):
        i = s.members[q, place]
        release(w, q, i, t)
        if ending == MERGED or ending == COMPANY:
            close_for_good(w, i)
        else:
            look_quickly(p, w, i, t)
    count(w.scratch, FLOW_ENDED)


@rule
def close_for_good(w: World, i: int) -> None:
    """Take a council that merged or formed a company out of the search for partners."""
    w.chiefs.vacant[i] = w.chiefs.leaves[i] = NEVER
    stop_looking(w, i)
    for e in range(w.councils.first_tie[i], w.councils.last_tie[i]):
        w.ties.closed_until[e] = w.ties.closed_until[w.ties.reverse[e]] = FOREVER


@rule
def tie_between(w: World, i: int, j: int) -> int:
    """Return the tie from council `i` to council `j`, -1 if there is none."""
    for e in range(w.councils.first_tie[i], w.councils.last_tie[i]):
        if w.ties.target[e] == j:
            return e
    return NEVER


@rule
def least_willing(w: World, q: int) -> int:
    """Return the place of the partner whose members support sharing least."""
    worst = 0
    for place in range(1, w.partnerships.partners[q]):
        if w.partnerships.support[q, place] < w.partnerships.support[q, worst]:
            worst = place
    return worst


@rule
def relink(w: World, q: int) -> bool:
    """Link the partners that are left to one another; False if there is no tie to use."""
    s = w.partnerships
    for place in range(s.partners[q]):
        other = 0 if place > 0 else 1
        tie = tie_between(w, s.members[q, place], s.members[q, other])
        if tie < 0:
            return False
        s.link[q, place] = tie
    return True


@rule
def close_up(w: World, q: int, place: int) -> None:
    """Move the partners after a place up by one, over the one in it."""
    s = w.partnerships
    last = s.partners[q] - 1
    for later in range(place, last):
        s.members[q, later] = s.members[q, later + 1]
        s.support[q, later], s.officers[q, later] = (
            s.support[q, later + 1],
            s.officers[q, later + 1],
        )
        s.equity[q, later] = s.equity[q, later + 1]
    s.members[q, last] = s.link[q, last] = NEVER
    s.partners[q] = last


@step
def leave(p: Parameters, w: World, q: int, t: int, reason: int, who: int) -> None:
    """Let the partner in place `who` of three or more leave; the rest goes on shaken (SF122)."""
    s = w.partnerships
    i, seat = s.members[q, who], s.seat[q]
    part_ways(w, s.link[q, who], t + p.aftermath.rest_months)
    release(w, q, i, t)
    close_up(w, q, who)
    if s.review_council[q] == i:
        drop_review(w, q)
    record_move(w.events, w.scratch, s, q, t, COUNCIL_LEFT, i, float(reason))
    stamp_cause(w, q)
    look_quickly(p, w, i, t)
    count(w.scratch, FLOW_LEFT)
    if not relink(w, q):
        note_undecided(w, q, BY_NO_TIE, i)
        end(p, w, q, t, BY_CHOICE, reason)
        return
    clear_cause(w, q)
    if i == seat or reason == END_SUCCESSION:
        seat = s.members[q, 0] if i == seat else seat
        fill_post(p.chief_executives, w, seat, t)
    seat_all(w, q, seat)
    s.saving_chiefs[q] = chiefs_saving(p, w, q)
    repaired = pulled_by_both(w, REPAIR, t, s.members[q, 0], s.members[q, 1])
    s.embedding[q] *= 1.0 - p.ending.unravel * (1.0 - repaired)
    for place in range(s.partners[q]):
        shake(p, w, s.link[q, place], t, p.ending.unravel_trust * (1.0 - repaired))


@step
def break_up(p: Parameters, w: World, q: int, t: int, reason: int) -> None:
    """End a pair, or let one council leave a larger partnership."""
    if w.partnerships.partners[q] > PAIR:
        leave(p, w, q, t, reason, least_willing(w, q))
    else:
        end(p, w, q, t, BY_CHOICE, reason)


@step
def go_own_way(p: Parameters, w: World, q: int, t: int, reason: int, place: int) -> None:
    """End a pair, or let the partner in a place, who decided so, leave a larger partnership."""
    if w.partnerships.partners[q] > PAIR:
        leave(p, w, q, t, reason, place)
    else:
        end(p, w, q, t, BY_CHOICE, reason)


@step
def cease(p: Parameters, w: World, i: int, t: int) -> None:
    """Let council `i` cease to exist: its partnership ends, and talks find their tie closed."""
    q = w.councils.partnership[i]
    if q >= 0:
        note_undecided(w, q, BY_REORGANISATION, i)
        end(p, w, q, t, REORGANISED, END_REORGANISED)
    close_for_good(w, i)


@rule
def inside(w: World, q: int, county: int) -> bool:
    """Return whether any partner belongs to the county."""
    for place in range(w.partnerships.partners[q]):
        if w.councils.county[w.partnerships.members[q, place]] == county:
            return True
    return False


@step
def reorganise(p: Parameters, w: World, q: int, t: int, county: int) -> bool:
    """End a partnership that reaches into a county under reorganisation (SF172)."""
    if not inside(w, q, county):
        return False
    note_undecided(w, q, BY_REORGANISATION, NEVER)
    end(p, w, q, t, REORGANISED, END_REORGANISED)
    return True
