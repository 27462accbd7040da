"""The books of a partnership: what it saves this month, and what each year shows."""

from __future__ import annotations

from simulation.draws import DIRECTOR_LEAVES, OBSERVED_ONE, OBSERVED_TWO
from simulation.event_kinds import TARGET_MET
from simulation.parameters import Parameters
from simulation.rule import rule, step
from simulation.rules.expertise import cover, quality
from simulation.rules.levers import pulled_by_both
from simulation.rules.money import (
    effort,
    joint_budget,
    kept_apart,
    service_gap,
    towards,
    yearly_saving,
)
from simulation.rules.numbers import draw, normal
from simulation.rules.record import record_partnership
from simulation.rules.restructuring import senior_posts
from simulation.rules.sharing import least_support, unlike_systems
from simulation.terms import DEPTH_SERVICES, DEPTH_TEAM, VOLUNTARY
from simulation.world.books import YEARS, Books
from simulation.world.tables import World

JANUARY = 1


@rule
def reported(p: Parameters, w: World, q: int, t: int) -> float:
    """Return the factor between what is saved and what people report this year (SF153)."""
    year = w.calendar.year[t]
    key = w.councils.key[w.partnerships.members[q, 0]]
    u = draw(w.scratch.seed, key, year, OBSERVED_ONE)
    v = draw(w.scratch.seed, key, year, OBSERVED_TWO)
    return max(0.0, 1.0 + p.money.observed_bias + p.money.observed_noise * normal(u, v))


@rule
def notice(p: Parameters, w: World, q: int, t: int) -> None:
    """Draw what people report of the saving: in the first month, and each January."""
    if w.calendar.month[t] == JANUARY or w.partnerships.noticed[q] < 0.0:
        w.partnerships.noticed[q] = reported(p, w, q, t)


@rule
def find_savings(p: Parameters, w: World, q: int, t: int) -> None:
    """Remove posts and streamline services a little further (SF116, SF132, SF139, SF140)."""
    s, m = w.partnerships, p.money
    pace = effort(m, s, q)
    voluntary = pulled_by_both(w, VOLUNTARY, t, s.members[q, 0], s.members[q, 1])
    if s.depth[q] >= DEPTH_TEAM:
        rate = m.realised_rate * pace * (1.0 - p.effects.voluntary_pace * voluntary)
        s.realised[q] += rate * (1.0 - s.realised[q])
    if s.depth[q] == DEPTH_SERVICES:
        level = m.services * joint_budget(w.councils, s, q) * kept_apart(p, w, q, t)
        pace *= 1.0 - p.partnership.systems_delay * float(unlike_systems(w, q))
        s.saving_services[q] = towards(s.saving_services[q], level, m.services_half, pace)


@rule
def keep_books(p: Parameters, w: World, q: int, t: int) -> None:
    """Add this month's savings to the books: gross, observed and net apart (SF144, SF153)."""
    s = w.partnerships
    find_savings(p, w, q, t)
    notice(p, w, q, t)
    management = s.saving_chiefs[q] + s.saving_team[q] * s.realised[q]
    month = yearly_saving(w, q) / 12.0
    s.gross[q] += month
    s.gross_management[q] += management / 12.0
    s.observed[q] += month * s.noticed[q]
    s.net[q] += month
    s.owed[q] -= (yearly_saving(w, q) - s.owed_base[q]) / 12.0
    if s.payback[q] < 0 and s.owed[q] <= 0.0:
        s.payback[q] = t - s.owed_since[q]
    if s.target[q] >= 0.0 and s.target_met[q] < 0 and management >= s.target[q]:
        s.target_met[q] = t
        record_partnership(w.events, w.scratch, s, q, t, TARGET_MET, -1, management)


@rule
def mind_services(p: Parameters, w: World, i: int, t: int) -> None:
    """Count this month for council `i`: what it must cut in services, stress, windows (SF148)."""
    gap = service_gap(p, w, i, t)
    q = w.councils.partnership[i]
    if q >= 0:
        gap -= yearly_saving(w, q) / float(w.partnerships.partners[q])
    w.councils.service_cuts[i] += max(0.0, gap)
    w.councils.stress_sum[i] += w.councils.stress[i]


@rule
def directors_lost(p: Parameters, w: World, i: int, t: int) -> int:
    """Return how many strong directors council `i` lost this year; sharing keeps some (SF022)."""
    if w.councils.control[i] < 0:
        return 0
    rate = p.chief_executives.directors_leave
    if w.councils.partnership[i] >= 0:
        rate *= 1.0 - p.chief_executives.directors_kept
    lost = 0
    u = draw(w.scratch.seed, w.councils.key[i], t, DIRECTOR_LEAVES)
    likely = rate
    for _ in range(w.councils.directors[i]):
        if u < likely:
            lost += 1
        likely *= rate
    return lost


@step
def close_council_year(p: Parameters, w: World, b: Books, i: int, t: int) -> None:
    """Write the year of council `i` and start the next."""
    councils, book = w.councils, b.council_years
    row = w.scratch.row[1] + w.calendar.year[t] * b.keys.shape[0] + i
    book.control[row] = councils.control[i]
    book.sharing[row] = 1 if councils.partnership[i] >= 0 else 0
    book.leader_changes[row] = councils.leader_changes[i]
    book.months_free[row] = councils.months_free[i]
    book.months_window[row] = councils.months_window[i]
    book.wariness[row] = councils.wariness[i]
    book.stress[row] = councils.stress_sum[i] / 12.0
    book.service_cuts[row] = councils.service_cuts[i] / 12.0
    book.cover[row] = cover(p.councils, w, i)
    book.directors_lost[row] = directors_lost(p, w, i, t)
    book.restructured[row], book.slim[row] = councils.restructured[i], councils.slim[i]
    book.senior_posts[row] = senior_posts(w, i)
    councils.months_free[i] = councils.months_window[i] = councils.leader_changes[i] = 0
    councils.restructured[i] = 0
    councils.service_cuts[i] = councils.stress_sum[i] = 0.0


@step
def close_partnership_year(p: Parameters, w: World, b: Books, q: int, t: int) -> None:
    """Write the year of partnership `q` at this month's rates."""
    row = w.scratch.used[YEARS]
    w.scratch.used[YEARS] = row + 1
    s, book = w.partnerships, b.partnership_years
    notice(p, w, q, t)
    equity, officers, covered = 1.0, 1.0, 0.0
    for place in range(s.partners[q]):
        equity = min(equity, s.equity[q, place])
        officers = min(officers, s.officers[q, place])
        covered += cover(p.councils, w, s.members[q, place]) / float(s.partners[q])
    book.run[row], book.partnership[row], book.month[row] = w.scratch.row[2], q, t
    book.partners[row], book.depth[row] = s.partners[q], s.depth[q]
    book.embedding[row], book.burden[row] = s.embedding[q], s.burden[q]
    book.equity[row], book.officers[row] = equity, officers
    book.members[row] = least_support(w, q)
    book.gross_management[row] = s.saving_chiefs[q] + s.saving_team[q] * s.realised[q]
    book.gross_services[row] = s.saving_services[q]
    book.observed[row] = yearly_saving(w, q) * s.noticed[q]
    book.net[row] = s.net[q]
    book.cover[row], book.quality[row] = covered, quality(p, w, q)
