"""Talks that are arranged from outside: begun between two councils without an approach."""

from __future__ import annotations

from simulation.parameters import Parameters
from simulation.rule import rule, step
from simulation.rules.approaches import weigh_motives
from simulation.rules.motives import take_motives, weigh_reasons
from simulation.rules.soundings import begin_talks, lapse, start_soundings
from simulation.terms import FOREVER, MOTIVE_COUNT, OPEN, RESILIENCE
from simulation.world.tables import World

FREE, GONE, TALKING, SHARING, BARRED = range(5)
"""How a council stands to talks that begin at the end of a month: as `availability` says."""


@rule
def availability(w: World, i: int) -> int:
    """Return whether council `i` is free for talks, is not there, is in formal talks, or shares."""
    if w.councils.control[i] < 0:
        return GONE
    r = w.councils.talks[i]
    if r >= 0 and w.talks.outcome[r] == OPEN:
        return TALKING
    return SHARING if w.councils.partnership[i] >= 0 else FREE


@rule
def pair_standing(w: World, e: int) -> int:
    """Return how the two councils of tie `e` stand; barred is a tie that is closed for good."""
    first = availability(w, w.ties.source[e])
    second = availability(w, w.ties.target[e])
    if first != FREE:
        return first
    if second != FREE:
        return second
    return BARRED if w.ties.closed_until[e] >= FOREVER else FREE


@rule
def break_off(p: Parameters, w: World, i: int, t: int) -> None:
    """Let the soundings of council `i` lapse, if it is in any: it talks with another."""
    r = w.councils.talks[i]
    if r >= 0:
        lapse(p, w, r, t)


@step
def feel_motives(p: Parameters, w: World, r: int, side: int, i: int, t: int) -> None:
    """Write the motives of council `i` into talks `r`; without any it wants resilience."""
    weigh_motives(p, w, i, t)
    total = 0.0
    for motive in range(MOTIVE_COUNT):
        total += w.scratch.motives[motive]
    if total <= 0.0:
        w.scratch.motives[RESILIENCE] = 1.0
    take_motives(w, r, side)


@step
def arrange_talks(p: Parameters, w: World, e: int, t: int) -> int:
    """Begin formal talks along tie `e` at the end of month `t` and return their row.

    The council at the start of the tie counts as the one that asked; soundings that either is in
    lapse. Everything else is as where one has asked, got a yes, and soundings turned into talks at
    once. Both must be free (`pair_standing`), and there must be room for one more row.
    """
    break_off(p, w, w.ties.source[e], t)
    break_off(p, w, w.ties.target[e], t)
    r = start_soundings(p, w, e, t)
    feel_motives(p, w, r, 0, w.ties.source[e], t)
    feel_motives(p, w, r, 1, w.ties.target[e], t)
    weigh_reasons(p.motives, w, r)
    begin_talks(p, w, r, t)
    return r
