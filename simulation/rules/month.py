"""The order of a month, and its steps that concern the whole world."""

from __future__ import annotations

from simulation.compiled import compiled
from simulation.draws import QUEUE, fill_month
from simulation.parameters import Parameters
from simulation.rule import rule, step
from simulation.rules.approaches import (
    choose_partner,
    forget,
    says_yes,
    wants_partner,
    weigh_motives,
)
from simulation.rules.books import (
    close_council_year,
    close_partnership_year,
    keep_books,
    mind_services,
)
from simulation.rules.chief_executives import turn_over, window
from simulation.rules.endings import reorganise, survive
from simulation.rules.money import yearly_saving
from simulation.rules.numbers import draw, half
from simulation.rules.politics import hold_politics
from simulation.rules.record import count, tell
from simulation.rules.sharing import (
    carry_burden,
    deepen,
    embed,
    keep_trust,
    move_support,
    split_time,
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
from simulation.world.books import (
    APPROACHES,
    EVENTS,
    FADE_NEWS,
    FADE_STRESS,
    FADE_WARINESS,
    FLOW_AGREED,
    FLOW_APPROACHES,
    FLOW_BEGAN,
    FLOW_ENDED,
    FLOW_FAILED,
    FLOW_LEADERS,
    FLOW_LEFT,
    LIVING_NOW,
    OPEN_NOW,
    PARTNERSHIPS,
    QUEUED,
    TALKS,
    YEARS,
    Books,
)
from simulation.world.tables import World

MAY, DECEMBER = 5, 12


@step
def room(w: World, b: Books) -> bool:
    """Return whether every table has room for the busiest month there could be."""
    used, n = w.scratch.used, w.councils.key.shape[0]
    pairs = n // 2 + 1
    return bool(
        used[TALKS] + pairs <= w.talks.run.shape[0]
        and used[PARTNERSHIPS] + pairs <= w.partnerships.run.shape[0]
        and used[APPROACHES] + n <= b.approaches.run.shape[0]
        and used[EVENTS] + 8 * n + 8 <= w.events.run.shape[0]
        and used[YEARS] + pairs <= b.partnership_years.partners.shape[0]
    )


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
    """End what crosses the county, and keep its councils to partners inside it (SF172)."""
    councils, ties = w.councils, w.ties
    tell(w.events, w.scratch, t, COUNTY_REORGANISED, -1, -1, -1, -1, county, 0.0)
    for place in range(w.scratch.used[LIVING_NOW]):
        reorganise(p, w, w.lists.living[place], t, county)
    for place in range(w.scratch.used[OPEN_NOW]):
        r = w.lists.open_talks[place]
        a, b = w.talks.councils[r, 0], w.talks.councils[r, 1]
        crossing = (councils.county[a] == county) != (councils.county[b] == county)
        if crossing and w.talks.outcome[r] == OPEN:
            fail(p, w, r, t, STAGE_TALKS, OTHER)
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


@step
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
    for motive in range(6):
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
    e = choose_partner(p, w, i, t)
    if e < 0:
        return
    weigh_motives(p, w, i, t)
    row = note_approach(w, b, e, t, trust_now(p, w, e, t))
    if not says_yes(p, w, e, t):
        w.ties.closed_until[e] = t + p.approach.refusal_months
        j = w.ties.target[e]
        tell(w.events, w.scratch, t, APPROACH_REFUSED, i, j, -1, -1, -1, 0.0)
        return
    if row >= 0:
        b.approaches.accepted[row] = 1
    r = start_soundings(p, w, e, t)
    take_motives(w, r)
    if w.talks.began[r] > t:
        tell_soundings(w, r, t)
    else:
        hold_soundings(p, w, r, t)


@rule
def take_stock(p: Parameters, w: World, b: Books, i: int, t: int) -> None:
    """Count council `i` into the stocks of this month and into the books of its year."""
    councils, stock = w.councils, w.scratch.stock
    if councils.control[i] < 0:
        return
    opening = window(councils, w.chiefs, i)
    stock[0] += 1.0 if councils.partnership[i] >= 0 else 0.0
    stock[1] += float(opening)
    stock[2] += councils.stress[i]
    stock[3] += councils.wariness[i]
    stock[4] += 1.0
    if w.scratch.keep[YEARS] == 1:
        councils.months_window[i] += opening
        if councils.partnership[i] < 0 and councils.talks[i] < 0:
            councils.months_free[i] += 1
        mind_services(p, w, i, t)
        if w.calendar.month[t] == DECEMBER:
            close_council_year(p, w, b, i, t)


@step
def close_month(p: Parameters, w: World, b: Books, t: int) -> None:
    """Write the month: stocks, means and flows; in December close the books of the year."""
    scratch, stock, book = w.scratch, w.scratch.stock, b.monthly
    row, open_now, saving = scratch.row[0] + t, 0, 0.0
    for place in range(scratch.used[OPEN_NOW]):
        open_now += int(w.talks.outcome[w.lists.open_talks[place]] == OPEN)
    december = w.calendar.month[t] == DECEMBER and scratch.keep[YEARS] == 1
    for place in range(scratch.used[LIVING_NOW]):
        saving += yearly_saving(w, w.lists.living[place])
        if december:
            close_partnership_year(p, w, b, w.lists.living[place], t)
    existing = max(1.0, stock[4])
    book.councils_sharing[row] = int(stock[0])
    book.partnerships[row] = scratch.used[LIVING_NOW]
    book.talks_open[row] = open_now
    book.windows[row] = int(stock[1])
    book.mean_stress[row] = stock[2] / existing
    book.mean_wariness[row] = stock[3] / existing
    book.gross_saving[row] = saving
    book.approaches[row] = scratch.tally[FLOW_APPROACHES]
    book.talks_began[row] = scratch.tally[FLOW_BEGAN]
    book.talks_agreed[row] = scratch.tally[FLOW_AGREED]
    book.talks_failed[row] = scratch.tally[FLOW_FAILED]
    book.partnerships_ended[row] = scratch.tally[FLOW_ENDED]
    book.leader_changes[row] = scratch.tally[FLOW_LEADERS]
    book.councils_left[row] = scratch.tally[FLOW_LEFT]


@compiled()
def month(p: Parameters, w: World, b: Books, t: int) -> None:
    """Live through month `t`: the order of a month in the compiled driver."""
    scratch, n = w.scratch, w.councils.key.shape[0]
    fill_month(w.councils.draws, b.keys, scratch.seed[0], scratch.seed[1], t)
    open_month(p, w, b, t)
    for i in range(n):
        forget(w, i)
        feel_stress(p.stress, w, i, t)
    for i in range(n):
        hold_politics(p, w, i, t)
    for i in range(n):
        turn_over(p.chief_executives, w, i, t)
    for place in range(scratch.used[LIVING_NOW]):
        share_month(p, w, w.lists.living[place], t)
    for place in range(scratch.used[OPEN_NOW]):
        talk_month(p, w, w.lists.open_talks[place], t)
    drop_closed(w)
    scratch.used[QUEUED] = 0
    for i in range(n):
        if wants_partner(p, w, i, t):
            join_queue(w, i, t)
    sort_queue(w)
    for place in range(scratch.used[QUEUED]):
        approach(p, w, b, w.lists.queue[place], t)
    for i in range(n):
        take_stock(p, w, b, i, t)
    close_month(p, w, b, t)
