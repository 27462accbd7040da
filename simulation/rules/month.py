"""The order of a month, and its steps that concern the whole world."""

from __future__ import annotations

from simulation.draws import QUEUE, fill_month
from simulation.parameters import Parameters
from simulation.rule import rule
from simulation.rules.approaches import (
    choose_partner,
    forget,
    says_yes,
    wants_partner,
    weigh_motives,
)
from simulation.rules.books import close_council_year, close_partnership_year, keep_books
from simulation.rules.books import mind_services
from simulation.rules.chief_executives import turn_over, window
from simulation.rules.endings import reorganise, survive
from simulation.rules.numbers import draw
from simulation.rules.politics import hold_politics
from simulation.rules.record import count, tell
from simulation.rules.sharing import (
    carry_burden,
    deepen,
    embed,
    keep_trust,
    move_support,
    split_time,
    yearly_saving,
)
from simulation.rules.soundings import (
    hold_soundings,
    start_soundings,
    take_motives,
    tell_soundings,
)
from simulation.rules.stress import feel_stress
from simulation.rules.talks import fail, hold_talks
from simulation.rules.trust import shake, trust_now
from simulation.terms import (
    ALIVE,
    APPROACH_REFUSED,
    COUNTY_REORGANISED,
    FOREVER,
    NEVER,
    OPEN,
    OTHER,
    SOUNDINGS,
    STAGE_TALKS,
)
from simulation.world.tables import (
    APPROACHES,
    EVENTS,
    FLOW_APPROACHES,
    LIVING_NOW,
    OPEN_NOW,
    PARTNERSHIP_YEARS,
    PARTNERSHIPS,
    QUEUED,
    TALKS,
    World,
)

DECEMBER = 12


@rule
def room(w: World) -> bool:
    """Return whether every table has room for the busiest month there could be."""
    used, n = w.scratch.used, w.councils.key.shape[0]
    pairs = n // 2 + 1
    return bool(
        used[TALKS] + pairs <= w.talks.run.shape[0]
        and used[PARTNERSHIPS] + pairs <= w.partnerships.run.shape[0]
        and used[APPROACHES] + n <= w.approaches.run.shape[0]
        and used[EVENTS] + 8 * n + 8 <= w.events.run.shape[0]
        and used[PARTNERSHIP_YEARS] + pairs <= w.yearly.partnerships.shape[0]
    )


@rule
def open_month(p: Parameters, w: World, t: int) -> None:
    """Fill the month's draws, empty the tallies, and let shocks from outside happen."""
    for flow in range(w.scratch.tally.shape[0]):
        w.scratch.tally[flow] = 0
    for stock in range(w.scratch.stock.shape[0]):
        w.scratch.stock[stock] = 0.0
    loss = w.calendar.trust_shock[t]
    if loss > 0.0:
        for e in range(w.ties.source.shape[0]):
            shake(p, w, e, t, loss)
    if w.calendar.reorganised[t] >= 0:
        reorganise_county(p, w, t, w.calendar.reorganised[t])


@rule
def reorganise_county(p: Parameters, w: World, t: int, county: int) -> None:
    """End what crosses the county, and keep its councils to partners inside it (SF172)."""
    councils, ties = w.councils, w.ties
    tell(w.events, w.scratch, t, COUNTY_REORGANISED, -1, -1, -1, -1, county, 0.0)
    for place in range(w.scratch.used[LIVING_NOW]):
        reorganise(p, w, w.scratch.living[place], t, county)
    for place in range(w.scratch.used[OPEN_NOW]):
        r = w.scratch.open_talks[place]
        a, b = w.talks.councils[r, 0], w.talks.councils[r, 1]
        crossing = (councils.county[a] == county) != (councils.county[b] == county)
        if crossing and w.talks.outcome[r] == OPEN:
            fail(p, w, r, t, STAGE_TALKS, OTHER)
    for e in range(ties.source.shape[0]):
        source, target = councils.county[ties.source[e]], councils.county[ties.target[e]]
        if (source == county) != (target == county):
            ties.closed_until[e] = FOREVER
    drop_closed(w)


@rule
def drop_closed(w: World) -> None:
    """Take ended partnerships and talks from the lists of those under way."""
    scratch, left = w.scratch, 0
    for place in range(scratch.used[LIVING_NOW]):
        q = scratch.living[place]
        if w.partnerships.ending[q] == ALIVE:
            scratch.living[left] = q
            left += 1
    scratch.used[LIVING_NOW] = left
    left = 0
    for place in range(scratch.used[OPEN_NOW]):
        r = scratch.open_talks[place]
        if w.talks.outcome[r] <= OPEN:
            scratch.open_talks[left] = r
            left += 1
    scratch.used[OPEN_NOW] = left


@rule
def share_month(p: Parameters, w: World, q: int, t: int) -> None:
    """Live through a month of partnership `q`."""
    if not survive(p, w, q, t):
        return
    keep_trust(p, w, q, t)
    carry_burden(p, w, q, t)
    split_time(p, w, q, t)
    move_support(p, w, q, t)
    embed(p, w, q)
    deepen(p, w, q, t)
    keep_books(p, w, q, t)


@rule
def talk_month(p: Parameters, w: World, r: int, t: int) -> None:
    """Live through a month of soundings or formal talks `r`."""
    if w.talks.outcome[r] == SOUNDINGS:
        hold_soundings(p, w, r, t)
    else:
        hold_talks(p, w, r, t)


@rule
def join_queue(w: World, i: int, t: int) -> None:
    """Put council `i` into the queue of those that look for a partner, by a keyed draw."""
    scratch = w.scratch
    place = scratch.used[QUEUED]
    scratch.queue[place] = i
    scratch.priority[place] = draw(scratch.seed, w.councils.key[i], t, QUEUE)
    scratch.used[QUEUED] = place + 1


@rule
def sort_queue(w: World) -> None:
    """Sort the queue by its draws, so that low rows are not favoured (Shell, 1959)."""
    queue, priority, n = w.scratch.queue, w.scratch.priority, w.scratch.used[QUEUED]
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
def note_approach(p: Parameters, w: World, e: int, t: int, trust: float) -> int:
    """Write an approach along tie `e` and return its row, -1 if approaches are not kept."""
    scratch, approaches = w.scratch, w.approaches
    count(scratch, FLOW_APPROACHES)
    if scratch.keep[APPROACHES] == 0:
        return NEVER
    row, i, j = scratch.used[APPROACHES], w.ties.source[e], w.ties.target[e]
    scratch.used[APPROACHES] = row + 1
    approaches.run[row], approaches.month[row] = scratch.row[2], t
    approaches.councils[row, 0], approaches.councils[row, 1] = i, j
    for motive in range(6):
        approaches.motives[row, motive] = scratch.motives[motive]
    opening = window(w.councils, w.chiefs, i) + window(w.councils, w.chiefs, j)
    approaches.window[row] = min(1, opening)
    approaches.trust[row] = trust
    approaches.accepted[row] = 0
    return row


@rule
def approach(p: Parameters, w: World, i: int, t: int) -> None:
    """Let council `i` pick a partner and ask; a yes starts soundings, a no closes the tie."""
    if w.councils.talks[i] >= 0 or w.councils.partnership[i] >= 0:
        return
    e = choose_partner(p, w, i, t)
    if e < 0:
        return
    weigh_motives(p, w, i, t)
    row = note_approach(p, w, e, t, trust_now(p, w, e, t))
    if not says_yes(p, w, e, t):
        w.ties.closed_until[e] = t + p.approach.refusal_months
        j = w.ties.target[e]
        tell(w.events, w.scratch, t, APPROACH_REFUSED, i, j, -1, -1, -1, 0.0)
        return
    if row >= 0:
        w.approaches.accepted[row] = 1
    r = start_soundings(p, w, e, t)
    take_motives(w, r)
    if w.talks.began[r] > t:
        tell_soundings(w, r, t)
    else:
        hold_soundings(p, w, r, t)


@rule
def take_stock(p: Parameters, w: World, i: int, t: int) -> None:
    """Count council `i` into the stocks of this month and into the books of its year."""
    councils, yearly, stock = w.councils, w.yearly, w.scratch.stock
    if councils.control[i] < 0:
        return
    opening = window(councils, w.chiefs, i)
    stock[0] += 1.0 if councils.partnership[i] >= 0 else 0.0
    stock[1] += float(opening)
    stock[2] += councils.stress[i]
    stock[3] += councils.wariness[i]
    stock[4] += 1.0
    if w.scratch.keep[PARTNERSHIP_YEARS] == 1:
        yearly.window[i] += opening
        if councils.partnership[i] < 0 and councils.talks[i] < 0:
            yearly.free[i] += 1
        mind_services(p, w, i, t)
        if w.calendar.month[t] == DECEMBER:
            close_council_year(p, w, i, t)


@rule
def close_month(p: Parameters, w: World, t: int) -> None:
    """Write the month: stocks, means and flows; in December close the books of the year."""
    scratch, stock = w.scratch, w.scratch.stock
    row, book = scratch.row[0] + t, scratch.monthly
    open_now, saving = 0, 0.0
    for place in range(scratch.used[OPEN_NOW]):
        open_now += int(w.talks.outcome[scratch.open_talks[place]] == OPEN)
    december = w.calendar.month[t] == DECEMBER and scratch.keep[PARTNERSHIP_YEARS] == 1
    for place in range(scratch.used[LIVING_NOW]):
        saving += yearly_saving(w, scratch.living[place])
        if december:
            close_partnership_year(p, w, scratch.living[place], t)
    existing = max(1.0, stock[4])
    book[row, 0], book[row, 1] = stock[0], float(scratch.used[LIVING_NOW])
    book[row, 2], book[row, 3] = float(open_now), stock[1]
    book[row, 4], book[row, 5] = stock[2] / existing, stock[3] / existing
    book[row, 6] = saving
    for flow in range(scratch.tally.shape[0]):
        book[row, 7 + flow] = float(scratch.tally[flow])


@rule
def month(p: Parameters, w: World, t: int) -> None:
    """Live through month `t`: the order of a month in the compiled driver."""
    scratch, n = w.scratch, w.councils.key.shape[0]
    fill_month(scratch.monthly_draws, w.councils.key, scratch.seed[0], scratch.seed[1], t)
    open_month(p, w, t)
    for i in range(n):
        forget(p, w, i)
        feel_stress(p.stress, w, i, t)
    for i in range(n):
        hold_politics(p, w, i, t)
    for i in range(n):
        turn_over(p.chief_executives, w, i, t)
    for place in range(scratch.used[LIVING_NOW]):
        share_month(p, w, scratch.living[place], t)
    for place in range(scratch.used[OPEN_NOW]):
        talk_month(p, w, scratch.open_talks[place], t)
    drop_closed(w)
    scratch.used[QUEUED] = 0
    for i in range(n):
        if wants_partner(p, w, i, t):
            join_queue(w, i, t)
    sort_queue(w)
    for place in range(scratch.used[QUEUED]):
        approach(p, w, scratch.queue[place], t)
    for i in range(n):
        take_stock(p, w, i, t)
    close_month(p, w, t)
