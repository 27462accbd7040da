"""The order of a month, and its steps that concern the whole world."""

from __future__ import annotations

from simulation.compiled import compiled
from simulation.draws import fill_month
from simulation.parameters import Parameters
from simulation.rule import rule, step
from simulation.rules.approaches import (
    forget,
    wants_partner,
)
from simulation.rules.books import (
    close_council_year,
    close_partnership_year,
    keep_books,
    mind_services,
)
from simulation.rules.chief_executives import turn_over, window
from simulation.rules.endings import survive
from simulation.rules.money import yearly_saving
from simulation.rules.outside import drop_closed, open_month
from simulation.rules.politics import hold_politics
from simulation.rules.restructuring import restructure
from simulation.rules.search import approach, join_queue, sort_queue
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
)
from simulation.rules.stress import feel_stress
from simulation.rules.talks import hold_talks
from simulation.terms import (
    ALIVE,
    OPEN,
    SOUNDINGS,
)
from simulation.world.books import (
    APPROACHES,
    EVENTS,
    FLOW_AGREED,
    FLOW_APPROACHES,
    FLOW_BEGAN,
    FLOW_ENDED,
    FLOW_FAILED,
    FLOW_LEADERS,
    FLOW_LEFT,
    FLOW_RESTRUCTURED,
    LIVING_NOW,
    OPEN_NOW,
    PARTNERSHIPS,
    QUEUED,
    STOCK_COUNCILS,
    STOCK_LOOKING,
    STOCK_SHARING,
    STOCK_STRESS,
    STOCK_WARINESS,
    STOCK_WINDOWS,
    TALKS,
    YEARS,
    Books,
)
from simulation.world.tables import World

DECEMBER = 12

MOST_EVENTS = 13
"""Events in a month for each council at most, and for the county that is reorganised."""


@step
def room(w: World, b: Books) -> bool:
    """Return whether every table has room for the busiest month there could be."""
    used, n = w.scratch.used, w.councils.key.shape[0]
    pairs = n // 2 + 1
    return (
        used[TALKS] + n <= w.talks.run.shape[0]  # each council may ask, and soundings lapse at once
        and used[PARTNERSHIPS] + pairs <= w.partnerships.run.shape[0]
        and used[APPROACHES] + n <= b.approaches.run.shape[0]
        and used[EVENTS] + MOST_EVENTS * (n + 1) <= w.events.run.shape[0]
        and used[YEARS] + pairs <= b.partnership_years.run.shape[0]
    )


@step
def share_month(p: Parameters, w: World, q: int, t: int) -> None:
    """Live through a month of partnership `q`; a council that ceased has ended some."""
    if w.partnerships.ending[q] != ALIVE or not survive(p, w, q, t):
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
    """Live through a month of soundings or formal talks `r`; some lapsed as soon as they began."""
    if w.talks.outcome[r] == SOUNDINGS:
        hold_soundings(p, w, r, t)
    elif w.talks.outcome[r] == OPEN:
        hold_talks(p, w, r, t)


@rule
def count_in(p: Parameters, w: World, i: int, t: int) -> None:
    """Count council `i` into the stocks of this month and into the books of its year."""
    councils, stock = w.councils, w.scratch.stock
    opening = window(councils, w.chiefs, i)
    stock[STOCK_SHARING] += 1.0 if councils.partnership[i] >= 0 else 0.0
    stock[STOCK_WINDOWS] += float(opening)
    stock[STOCK_STRESS] += councils.stress[i]
    stock[STOCK_WARINESS] += councils.wariness[i]
    stock[STOCK_COUNCILS] += 1.0
    if p.search.retry > 0.0 and councils.looking[i] >= t:
        stock[STOCK_LOOKING] += 1.0
    if w.scratch.keep[YEARS] == 1:
        councils.months_window[i] += opening
        if councils.partnership[i] < 0 and councils.talks[i] < 0:
            councils.months_free[i] += 1
        mind_services(p, w, i, t)


@rule
def take_stock(p: Parameters, w: World, b: Books, i: int, t: int) -> None:
    """Count council `i`, if there is one yet, and close its year in December."""
    if w.councils.control[i] >= 0:
        count_in(p, w, i, t)
    if w.calendar.month[t] == DECEMBER and w.scratch.keep[YEARS] == 1:
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
    existing = max(1.0, stock[STOCK_COUNCILS])
    book.councils_sharing[row] = int(stock[STOCK_SHARING])
    book.partnerships[row] = scratch.used[LIVING_NOW]
    book.talks_open[row] = open_now
    book.windows[row] = int(stock[STOCK_WINDOWS])
    book.mean_stress[row] = stock[STOCK_STRESS] / existing
    book.mean_wariness[row] = stock[STOCK_WARINESS] / existing
    book.gross_saving[row] = saving
    book.approaches[row] = scratch.tally[FLOW_APPROACHES]
    book.talks_began[row] = scratch.tally[FLOW_BEGAN]
    book.talks_agreed[row] = scratch.tally[FLOW_AGREED]
    book.talks_failed[row] = scratch.tally[FLOW_FAILED]
    book.partnerships_ended[row] = scratch.tally[FLOW_ENDED]
    book.leader_changes[row] = scratch.tally[FLOW_LEADERS]
    book.councils_left[row] = scratch.tally[FLOW_LEFT]
    book.restructured[row] = scratch.tally[FLOW_RESTRUCTURED]
    book.looking[row] = int(stock[STOCK_LOOKING])


@step
def restructure_some(p: Parameters, w: World, t: int) -> None:
    """Let councils slim their own top teams instead of sharing one, where they may."""
    if p.restructuring.rate > 0.0:
        for i in range(w.councils.key.shape[0]):
            restructure(p, w, i, t)


@compiled()
def month(p: Parameters, w: World, b: Books, t: int) -> None:
    """Live through month `t`: the order of a month in the compiled driver."""
    scratch, n = w.scratch, w.councils.key.shape[0]
    fill_month(w.draws, b.keys, scratch.seed[0], scratch.seed[1], t)
    open_month(p, w, b, t)
    for i in range(n):
        forget(w, i)
        feel_stress(p, w, i, t)
    for i in range(n):
        hold_politics(p, w, i, t)
    for i in range(n):
        turn_over(p.chief_executives, w, i, t)
    restructure_some(p, w, t)
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
