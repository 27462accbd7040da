"""Forming a partnership, joining one, and adding up what it plans to save."""

from __future__ import annotations

from simulation.draws import KEPT_DIRECTORS, KEPT_HEADS, PRUDENCE, SURPRISE, TARGET_DRAW
from simulation.event_kinds import COUNCIL_JOINED, PARTNERSHIP_AGREED, TEAM_SHARED
from simulation.parameters import Parameters
from simulation.rule import rule, step
from simulation.rules.approaches import spread_news
from simulation.rules.causes import clear_cause, drop_review
from simulation.rules.chief_executives import fill_post
from simulation.rules.clock import starting_support
from simulation.rules.levers import pulled_by_both
from simulation.rules.money import (
    chiefs_saving,
    joint_pay,
    kept_apart,
    kept_directors,
    kept_heads,
    severance,
    team_saving,
    yearly_saving,
)
from simulation.rules.numbers import around, draw
from simulation.rules.record import record_move, record_partnership
from simulation.rules.retry import stop_looking
from simulation.rules.tiers import beyond_districts
from simulation.terms import (
    ALIVE,
    DEPTH_CHIEF,
    DEPTH_TEAM,
    FROM_ASKED,
    FROM_ASKER,
    NEVER,
    OUTSIDER,
    SCOPE_CHIEF,
    SETUP_GRANT,
    TARGET_HIGH,
    TARGET_MIXED,
    TARGET_NONE,
    TARGET_PRUDENT,
    VOLUNTARY,
)
from simulation.world.books import LIVING_NOW, PARTNERSHIPS
from simulation.world.tables import World


@rule
def blank(w: World, q: int, t: int) -> None:
    """Set what every partnership starts from."""
    s = w.partnerships
    s.run[q] = w.scratch.row[2]
    s.began[q], s.ended[q], s.ending[q], s.reason[q] = t, NEVER, ALIVE, NEVER
    s.partners[q] = s.largest[q] = s.reviews[q] = 0
    s.depth[q] = DEPTH_CHIEF
    s.team_month[q] = s.services_month[q] = s.target_met[q] = s.payback[q] = NEVER
    s.owed_since[q] = t
    s.embedding[q] = s.burden[q] = s.realised[q] = s.saving_services[q] = 0.0
    s.directors_before[q] = s.directors_after[q] = s.heads_before[q] = s.heads_after[q] = 0
    s.posts_removed[q] = s.leavers[q] = s.services_kept[q] = 0
    s.saving_chiefs[q] = s.saving_team[q] = s.expected[q] = s.setup[q] = s.owed[q] = s.owed_base[
        q
    ] = 0.0
    s.gross[q] = s.gross_management[q] = s.observed[q] = s.net[q] = 0.0
    s.target[q] = s.noticed[q] = -1.0
    for place in range(s.members.shape[1]):
        s.members[q, place] = s.link[q, place] = s.founders[q, place] = NEVER
        s.share[q, place] = s.support[q, place] = s.officers[q, place] = 0.0
        s.equity[q, place] = 1.0


@rule
def take_seat(p: Parameters, w: World, r: int, t: int) -> int:
    """Return the seat of the joint chief executive; an outsider takes the asker's."""
    a, b = w.talks.councils[r, 0], w.talks.councils[r, 1]
    seat = w.chiefs.seat[b] if w.talks.candidate[r] == FROM_ASKED else a
    if w.talks.candidate[r] == OUTSIDER or w.chiefs.vacant[seat] >= 0:
        fill_post(p.chief_executives, w, seat, t)
    return seat


@rule
def add_member(p: Parameters, w: World, q: int, r: int, side: int, tie: int) -> None:
    """Add a side of talks `r`, whose leader deals with the others along `tie`."""
    s, talks, i = w.partnerships, w.talks, w.talks.councils[r, side]
    place = s.partners[q]
    s.members[q, place], s.link[q, place], s.equity[q, place] = i, tie, 1.0
    s.support[q, place] = starting_support(p.clock, talks.members[r, side], talks.missing[r])
    s.officers[q, place] = starting_support(p.clock, talks.officers[r, side], talks.missing[r])
    s.partners[q] = place + 1
    w.councils.partnership[i] = q
    stop_looking(w, i)
    list_member(w, q, i)
    spread_news(w, i)


@rule
def list_member(w: World, q: int, i: int) -> None:
    """List council `i`, unless it was in the partnership before, with its control on entry."""
    s = w.partnerships
    listed = s.largest[q]
    for place in range(listed):
        if s.founders[q, place] == i:
            return
    if listed < s.founders.shape[1]:
        s.founders[q, listed] = i
        s.controls[q, listed] = w.councils.control[i]
        s.lead_parties[q, listed] = w.councils.lead_party[i]
        s.largest[q] = listed + 1


@rule
def seat_all(w: World, q: int, seat: int) -> None:
    """Let the chief executive in `seat` serve every partner; other seats are laid aside."""
    w.partnerships.seat[q] = seat
    for place in range(w.partnerships.partners[q]):
        i = w.partnerships.members[q, place]
        w.chiefs.seat[i] = seat
        if i != seat:
            w.chiefs.leaves[i] = w.chiefs.vacant[i] = NEVER


@rule
def promise(p: Parameters, w: World, q: int, honest: float) -> None:
    """Add a stage to the business case: what is honestly expected, and what is promised.

    Targets are the expectation times a prudence below 1, or higher, or not given (SF136-SF139).
    """
    s, m, key = w.partnerships, p.money, w.councils.key[w.partnerships.members[q, 0]]
    s.expected[q] += honest
    kind = p.choices.savings_target
    began = s.began[q]
    if kind == TARGET_MIXED:
        none = draw(w.scratch.seed, key, began, TARGET_DRAW) < m.no_target_share
        kind = TARGET_NONE if none else TARGET_PRUDENT
    if kind == TARGET_NONE:
        return
    u = draw(w.scratch.seed, key, began, PRUDENCE)
    factor = m.prudence_low + u * (m.prudence_high - m.prudence_low)
    if kind == TARGET_HIGH:
        factor = m.high_target
    s.target[q] = max(0.0, s.target[q]) + factor * honest
    s.target_met[q] = NEVER


@rule
def pay_setup(p: Parameters, w: World, q: int, t: int, cost: float, saved_before: float) -> None:
    """Pay the one-off cost of a stage; a grant bears part of it (SF030, SF142).

    Payback is reckoned stage by stage: the cost against what is saved above `saved_before`, the
    yearly saving until then (SF143).
    """
    a, b = w.partnerships.members[q, 0], w.partnerships.members[q, 1]
    voluntary = pulled_by_both(w, VOLUNTARY, t, a, b)
    grant = max(w.calendar.grant[t], pulled_by_both(w, SETUP_GRANT, t, a, b))
    paid = cost * (1.0 + p.effects.voluntary_cost * voluntary)
    paid *= 1.0 - p.effects.grant_share * grant
    if beyond_districts(w, q):
        paid *= 1.0 + p.tiers.setup
    s = w.partnerships
    s.setup[q] += paid
    s.net[q] -= paid
    s.owed[q], s.owed_since[q], s.payback[q] = paid, t, NEVER
    s.owed_base[q] = saved_before


@rule
def design_team(p: Parameters, w: World, q: int) -> None:
    """Design the joint management team: who stays of directors and heads (SF009, SF143)."""
    s, m, seed = w.partnerships, p.money, w.scratch.seed
    key, spread = w.councils.key[s.members[q, 0]], p.money.kept_spread
    directors, heads = 0, 0
    for place in range(s.partners[q]):
        directors += w.councils.directors[s.members[q, place]]
        heads += w.councils.heads[s.members[q, place]]
    s.directors_before[q], s.heads_before[q] = directors, heads
    u = draw(seed, key, s.began[q], KEPT_DIRECTORS)
    s.directors_after[q] = kept_directors(m, directors, u, spread)
    s.heads_after[q] = kept_heads(m, heads, draw(seed, key, s.began[q], KEPT_HEADS), spread)


@step
def share_team(p: Parameters, w: World, q: int, t: int) -> None:
    """Move from one chief executive to one management team (SF156)."""
    s, seed = w.partnerships, w.scratch.seed
    design_team(p, w, q)
    s.depth[q], s.team_month[q] = DEPTH_TEAM, t
    honest = team_saving(p, w, q)
    u = draw(seed, w.councils.key[s.members[q, 0]], s.began[q], SURPRISE)
    s.saving_team[q] = honest * around(1.0, p.money.surprise, u) * kept_apart(p, w, q, t)
    promise(p, w, q, honest)
    directors = float(s.directors_before[q] - s.directors_after[q])
    heads = float(s.heads_before[q] - s.heads_after[q])
    pay = joint_pay(w.councils, s, q)
    pay_setup(p, w, q, t, severance(p.money, pay, 0.0, directors, heads), s.saving_chiefs[q])
    s.posts_removed[q] += int(directors + heads)
    record_partnership(w.events, w.scratch, s, q, t, TEAM_SHARED, -1, directors + heads)


@step
def open_books(p: Parameters, w: World, q: int, r: int, t: int) -> None:
    """Start the books: the chief executive's post, the project, and the team if planned."""
    pay = joint_pay(w.councils, w.partnerships, q)
    forced = 0.0 if w.talks.vacancy[r] >= 0 else 1.0
    w.partnerships.saving_chiefs[q] = chiefs_saving(p, w, q)
    promise(p, w, q, w.partnerships.saving_chiefs[q])
    pay_setup(p, w, q, t, p.money.project + severance(p.money, pay, forced, 0.0, 0.0), 0.0)
    w.partnerships.posts_removed[q] = w.partnerships.partners[q] - 1
    w.partnerships.leavers[q] = int(forced)
    if w.talks.scope[r] != SCOPE_CHIEF:
        share_team(p, w, q, t)


@step
def form(p: Parameters, w: World, r: int, t: int) -> int:
    """Form a partnership of the two councils of talks `r` and return its row."""
    talks, s, q = w.talks, w.partnerships, w.scratch.used[PARTNERSHIPS]
    w.scratch.used[PARTNERSHIPS] = q + 1
    blank(w, q, t)
    clear_cause(w, q)
    drop_review(w, q)
    s.talks[q], s.scope[q] = r, talks.scope[r]
    s.purpose[q], s.vision[q], s.mismatch[q] = talks.purpose[r], talks.vision[r], talks.mismatch[r]
    seat = take_seat(p, w, r, t)
    tie = talks.tie[r]
    for side in range(2):
        link = tie if side == 0 else w.ties.reverse[tie]
        add_member(p, w, q, r, side, link)
    s.buy_in[q] = min(talks.officers[r, 0], talks.officers[r, 1])
    seat_all(w, q, seat)
    record_partnership(
        w.events, w.scratch, s, q, t, PARTNERSHIP_AGREED, -1, float(t - talks.began[r])
    )
    open_books(p, w, q, r, t)
    w.lists.living[w.scratch.used[LIVING_NOW]] = q
    w.scratch.used[LIVING_NOW] += 1
    return q


@step
def join(p: Parameters, w: World, r: int, t: int) -> int:
    """Let the asker of talks `r` join the partnership it asked, and return that row."""
    talks, s, q = w.talks, w.partnerships, w.talks.joins[r]
    a = talks.councils[r, 0]
    before, saved_before = s.saving_chiefs[q], yearly_saving(w, q)
    add_member(p, w, q, r, 0, talks.tie[r])
    seat = a if talks.candidate[r] == FROM_ASKER else s.seat[q]
    if talks.candidate[r] == OUTSIDER or w.chiefs.vacant[seat] >= 0:
        fill_post(p.chief_executives, w, seat, t)
    seat_all(w, q, seat)
    s.saving_chiefs[q] = chiefs_saving(p, w, q)
    promise(p, w, q, s.saving_chiefs[q] - before)
    pay = w.councils.pay[a]
    pay_setup(p, w, q, t, p.money.project + severance(p.money, pay, 1.0, 0.0, 0.0), saved_before)
    s.posts_removed[q] += 1
    s.mismatch[q] = max(s.mismatch[q], talks.mismatch[r])
    if s.depth[q] >= DEPTH_TEAM:
        enlarge_team(p, w, q)
    record_move(w.events, w.scratch, s, q, t, COUNCIL_JOINED, a, 0.0)
    return q


@step
def enlarge_team(p: Parameters, w: World, q: int) -> None:
    """Redesign the joint team for one more council: its posts come in, the caps stay."""
    s = w.partnerships
    planned = team_saving(p, w, q)
    scale = s.saving_team[q] / planned if planned > 0.0 else 1.0
    removed = s.directors_before[q] - s.directors_after[q] + s.heads_before[q] - s.heads_after[q]
    design_team(p, w, q)
    more = team_saving(p, w, q)
    s.saving_team[q] = more * scale
    if more > planned:
        promise(p, w, q, more - planned)
    now = s.directors_before[q] - s.directors_after[q] + s.heads_before[q] - s.heads_after[q]
    s.posts_removed[q] += max(0, now - removed)
