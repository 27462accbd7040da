"""Chief executives: departures are announced, posts fall vacant and are filled."""

from __future__ import annotations

from simulation.draws import AMBITION, CHIEF_GOES, DELEGATION, SKILL, STRENGTH, WAY_OUT
from simulation.event_kinds import DEPARTURE_ANNOUNCED, POST_FILLED, POST_VACANT
from simulation.parameters.pressure import ChiefExecutives
from simulation.rule import rule
from simulation.rules.numbers import around, draw, unit
from simulation.rules.record import record_council
from simulation.terms import JOB_MOVE, NEVER, RETIREMENT
from simulation.world.tables import Chiefs, Councils, World


@rule
def window(councils: Councils, chiefs: Chiefs, i: int) -> int:
    """Return 1 while the post of council `i` alone is opening: a departure told, or vacant."""
    if councils.partnership[i] >= 0:
        return 0
    return 1 if chiefs.leaves[i] >= 0 or chiefs.vacant[i] >= 0 else 0


@rule
def draw_chief(p: ChiefExecutives, w: World, i: int, t: int) -> None:
    """Draw the traits of a chief executive who takes seat `i` in month `t`."""
    seed, key, chiefs = w.scratch.seed, w.councils.key[i], w.chiefs
    chiefs.ambition[i] = unit(around(p.ambition, p.spread, draw(seed, key, t, AMBITION)))
    chiefs.strength[i] = unit(around(p.strength, p.spread, draw(seed, key, t, STRENGTH)))
    chiefs.skill[i] = unit(around(p.skill, p.spread, draw(seed, key, t, SKILL)))
    chiefs.delegation[i] = unit(around(p.delegation, p.spread, draw(seed, key, t, DELEGATION)))


@rule
def fill_post(p: ChiefExecutives, w: World, i: int, t: int) -> None:
    """Put a new chief executive into seat `i`."""
    draw_chief(p, w, i, t)
    w.chiefs.since[i] = t
    w.chiefs.leaves[i] = NEVER
    w.chiefs.vacant[i] = NEVER


@rule
def announce(p: ChiefExecutives, w: World, i: int, t: int) -> None:
    """Announce a departure: a retirement early, a move to another job late (SF014)."""
    retires = draw(w.scratch.seed, w.councils.key[i], t, WAY_OUT) < p.retirement_share
    notice = p.notice_retirement if retires else p.notice_move
    w.chiefs.way_out[i] = RETIREMENT if retires else JOB_MOVE
    w.chiefs.leaves[i] = t + max(1, int(round(notice)))
    record_council(w.events, w.scratch, t, DEPARTURE_ANNOUNCED, i, w.chiefs.way_out[i], notice)


@rule
def turn_over(p: ChiefExecutives, w: World, i: int, t: int) -> None:
    """Let the chief executive in seat `i` announce, leave, or be followed (SF013).

    A council in talks keeps an interim: its post is filled only when they are over. The post of a
    partnership is filled by the partners (see `sharing`).
    """
    chiefs = w.chiefs
    if w.councils.control[i] < 0 or chiefs.seat[i] != i:
        return
    u = w.draws[CHIEF_GOES, i]
    if chiefs.vacant[i] >= 0:
        alone = w.councils.talks[i] < 0 and w.councils.partnership[i] < 0
        if alone and u < 1.0 / p.months_to_fill:
            fill_post(p, w, i, t)
            record_council(w.events, w.scratch, t, POST_FILLED, i, -1, 0.0)
    elif chiefs.leaves[i] >= 0:
        if chiefs.leaves[i] <= t:
            chiefs.vacant[i] = t
            chiefs.leaves[i] = NEVER
            record_council(w.events, w.scratch, t, POST_VACANT, i, chiefs.way_out[i], 0.0)
    elif 12.0 * u < p.leave_rate:
        announce(p, w, i, t)
