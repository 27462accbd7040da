"""What a month brings from outside: its draws and tallies, elections, shocks, reorganisation."""

from __future__ import annotations

from simulation.event_kinds import COUNTY_REORGANISED
from simulation.parameters import Parameters
from simulation.rule import step
from simulation.rules.numbers import half
from simulation.rules.parting import reorganise
from simulation.rules.politics import MAY
from simulation.rules.record import record_event
from simulation.rules.trust import pace_trust, shake
from simulation.terms import ALIVE, FOREVER, OPEN
from simulation.world.books import (
    FADE_NEWS,
    FADE_SLIM,
    FADE_STRESS,
    FADE_WARINESS,
    LIVING_NOW,
    OPEN_NOW,
    Books,
)
from simulation.world.tables import World


@step
def open_month(p: Parameters, w: World, b: Books, t: int) -> None:
    """Fill the month's draws, empty the tallies, and let shocks from outside happen."""
    for flow in range(w.scratch.tally.shape[0]):
        w.scratch.tally[flow] = 0
    for stock in range(w.scratch.stock.shape[0]):
        w.scratch.stock[stock] = 0.0
    fade = w.scratch.fade
    fade[FADE_STRESS] = half(1.0, p.stress.months_to_adjust)
    fade[FADE_NEWS] = half(1.0, p.approach.fashion_half_life)
    fade[FADE_WARINESS] = half(1.0, p.aftermath.wary_half_life)
    fade[FADE_SLIM] = half(1.0, p.restructuring.half_life)
    pace_trust(p.trust, w.scratch)
    if w.calendar.month[t] == MAY:
        open_election(w, b, t)
    loss = w.calendar.trust_shock[t]
    if loss > 0.0:
        for e in range(w.ties.source.shape[0]):
            shake(p, w, e, t, loss)
    if w.calendar.reorganised[t] >= 0:
        reorganise_county(p, w, t, w.calendar.reorganised[t])


@step
def open_election(w: World, b: Books, t: int) -> None:
    """Tell every council whether an election is due this May, and what the record says."""
    year, councils = w.calendar.year[t], w.councils
    for i in range(b.keys.shape[0]):
        councils.election[i] = b.archive.election[year, i]
        councils.recorded_control[i] = b.archive.control[year, i]
        councils.recorded_party[i] = b.archive.lead_party[year, i]


@step
def reorganise_county(p: Parameters, w: World, t: int, county: int) -> None:
    """End partnerships that reach into the county, and close the ties that cross it (SF172).

    Talks and soundings across it end as they find their tie closed.
    """
    councils, ties = w.councils, w.ties
    record_event(w.events, w.scratch, t, COUNTY_REORGANISED, -1, -1, -1, -1, county, 0.0)
    for place in range(w.scratch.used[LIVING_NOW]):
        reorganise(p, w, w.lists.living[place], t, county)
    for e in range(ties.source.shape[0]):
        source, target = councils.county[ties.source[e]], councils.county[ties.target[e]]
        if (source == county) != (target == county):
            ties.closed_until[e] = FOREVER
    drop_closed(w)


@step
def drop_closed(w: World) -> None:
    """Take ended partnerships and talks from the lists of those under way."""
    scratch, left = w.scratch, 0
    for place in range(scratch.used[LIVING_NOW]):
        q = w.lists.living[place]
        if w.partnerships.ending[q] == ALIVE:
            w.lists.living[left] = q
            left += 1
    scratch.used[LIVING_NOW] = left
    left = 0
    for place in range(scratch.used[OPEN_NOW]):
        r = w.lists.open_talks[place]
        if w.talks.outcome[r] <= OPEN:
            w.lists.open_talks[left] = r
            left += 1
    scratch.used[OPEN_NOW] = left
