"""The search for a partner in a month: the queue of those who look, and their approaches."""

from __future__ import annotations

from simulation.draws import QUEUE
from simulation.event_kinds import APPROACH_REFUSED
from simulation.parameters import Parameters
from simulation.rule import rule, step
from simulation.rules.approaches import (
    choose_partner,
    says_yes,
    weigh_motives,
)
from simulation.rules.chief_executives import window
from simulation.rules.motives import take_motives, weigh_reasons
from simulation.rules.numbers import draw
from simulation.rules.record import count, record_event
from simulation.rules.retry import look_on
from simulation.rules.soundings import (
    hold_soundings,
    record_soundings,
    start_soundings,
)
from simulation.rules.trust import trust_now
from simulation.terms import NEVER
from simulation.world.books import (
    APPROACHES,
    FLOW_APPROACHES,
    QUEUED,
    Books,
)
from simulation.world.tables import World


@rule
def join_queue(w: World, i: int, t: int) -> None:
    """Put council `i` into the queue of those that look for a partner, by a keyed draw."""
    scratch = w.scratch
    place = scratch.used[QUEUED]
    w.lists.queue[place] = i
    w.lists.priority[place] = draw(scratch.seed, w.councils.key[i], t, QUEUE)
    scratch.used[QUEUED] = place + 1


@step
def sort_queue(w: World) -> None:
    """Sort the queue by its draws, so that low rows are not favoured (Shell, 1959)."""
    queue, priority, n = w.lists.queue, w.lists.priority, w.scratch.used[QUEUED]
    gap = n // 2
    while gap > 0:
        for start in range(gap, n):
            council, first = queue[start], priority[start]
            place = start
            while place >= gap and priority[place - gap] > first:
                queue[place], priority[place] = queue[place - gap], priority[place - gap]
                place -= gap
            queue[place], priority[place] = council, first
        gap //= 2


@rule
def note_approach(w: World, b: Books, e: int, t: int, trust: float) -> int:
    """Write an approach along tie `e` and return its row, -1 if approaches are not kept."""
    scratch, approaches = w.scratch, b.approaches
    count(scratch, FLOW_APPROACHES)
    if scratch.keep[APPROACHES] == 0:
        return NEVER
    row, i, j = scratch.used[APPROACHES], w.ties.source[e], w.ties.target[e]
    scratch.used[APPROACHES] = row + 1
    approaches.run[row], approaches.month[row] = scratch.row[2], t
    approaches.councils[row, 0], approaches.councils[row, 1] = i, j
    for motive in range(scratch.motives.shape[0]):
        approaches.motives[row, motive] = scratch.motives[motive]
    opening = window(w.councils, w.chiefs, i) + window(w.councils, w.chiefs, j)
    approaches.window[row] = min(1, opening)
    approaches.trust[row] = trust
    approaches.accepted[row] = 0
    return row


@step
def approach(p: Parameters, w: World, b: Books, i: int, t: int) -> None:
    """Let council `i` pick a partner and ask; a yes starts soundings, a no closes the tie."""
    if w.councils.talks[i] >= 0 or w.councils.partnership[i] >= 0:
        return
    look_on(p, w, i, t)
    e = choose_partner(p, w, i, t)
    if e < 0:
        return
    weigh_motives(p, w, i, t)
    row = note_approach(w, b, e, t, trust_now(p, w, e, t))
    if not says_yes(p, w, e, t):
        w.ties.closed_until[e] = t + p.approach.refusal_months
        j = w.ties.target[e]
        record_event(w.events, w.scratch, t, APPROACH_REFUSED, i, j, -1, -1, -1, 0.0)
        return
    if row >= 0:
        b.approaches.accepted[row] = 1
    r = start_soundings(p, w, e, t)
    take_motives(w, r, 0)
    weigh_motives(p, w, w.ties.target[e], t)
    take_motives(w, r, 1)
    weigh_reasons(p.motives, w, r)
    if w.talks.began[r] > t:
        record_soundings(w, r, t)
    else:
        hold_soundings(p, w, r, t)
