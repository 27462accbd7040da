"""Soundings: from a yes to formal talks, short when a post is opening and long when none is."""

from __future__ import annotations

import math

from simulation.draws import (
    CASH_ONE,
    CASH_TWO,
    CONSULTANTS,
    INITIATOR,
    LEADER_BREAKS,
    PLAN_ONE,
    PLAN_TWO,
    RESIDENTS,
    SCOPE_DRAW,
    SOUNDING,
    START_MEMBERS,
    START_MEMBERS_OTHER,
    START_OFFICERS,
    START_OFFICERS_OTHER,
)
from simulation.event_kinds import SOUNDINGS_BEGAN, SOUNDINGS_LAPSED, TALKS_BEGAN
from simulation.parameters import Parameters
from simulation.parameters.effects import Effects
from simulation.rule import rule, step
from simulation.rules.chief_executives import window
from simulation.rules.levers import pulled_by_both
from simulation.rules.numbers import around, clip, draw, normal, unit
from simulation.rules.reasons import note
from simulation.rules.record import count, record_talks
from simulation.rules.retry import look_again, mean_soundings, stop_looking
from simulation.rules.trust import bid_together, familiarity, mismatch, trust_now
from simulation.terms import (
    CHIEF_EXECUTIVE,
    DETAIL_FIRST,
    FASHION,
    FOREVER,
    GOVERNMENT,
    LAPSED,
    LEADER,
    LEADERS_FIRST,
    NEVER,
    OFF_THE_SHELF,
    OPEN,
    OPEN_RECRUITMENT,
    SCOPE_CHIEF,
    SCOPE_MIXED,
    SCOPE_TEAM,
    SCOPE_WHOLE,
    SOUNDINGS,
    VISION_FIRST,
)
from simulation.world.books import FLOW_BEGAN, OPEN_NOW, TALKS
from simulation.world.tables import World

BOTH = 2
"""Sides whose post is opening, when it is both; also how the table of talks says so."""


@rule
def open_window(w: World, r: int) -> bool:
    """Return whether a post is opening on either side of talks `r`."""
    a, b = w.talks.councils[r, 0], w.talks.councils[r, 1]
    return window(w.councils, w.chiefs, a) + window(w.councils, w.chiefs, b) > 0


@step
def start_soundings(p: Parameters, w: World, e: int, t: int) -> int:
    """Start soundings along tie `e` and return their row in the table of talks (SF016)."""
    talks, r = w.talks, w.scratch.used[TALKS]
    w.scratch.used[TALKS] = r + 1
    i, j, key = w.ties.source[e], w.ties.target[e], w.ties.key[e]
    talks.run[r] = w.scratch.row[2]
    talks.councils[r, 0], talks.councils[r, 1] = i, j
    talks.tie[r], talks.first_contact[r] = e, t
    talks.outcome[r] = SOUNDINGS
    talks.partnership[r] = talks.ended[r] = NEVER
    talks.joins[r] = w.councils.partnership[j]
    w.councils.talks[i] = r
    w.councils.talks[j] = r
    mean = p.approach.soundings_window if open_window(w, r) else p.approach.soundings
    mean = mean_soundings(p, w, i, t, mean)
    months = int(-math.log(draw(w.scratch.seed, key, t, SOUNDING)) * mean)
    stop_looking(w, i)
    stop_looking(w, j)
    talks.began[r] = t + months
    by_chief = draw(w.scratch.seed, key, t, INITIATOR) < p.approach.chief_share
    talks.initiator[r] = CHIEF_EXECUTIVE if by_chief else LEADER
    w.lists.open_talks[w.scratch.used[OPEN_NOW]] = r
    w.scratch.used[OPEN_NOW] += 1
    return r


@rule
def plan(p: Parameters, w: World, r: int, t: int) -> int:
    """Return the planned months, log-normal about `talks.planned_months` (SF036, SF037)."""
    seed, key = w.scratch.seed, w.ties.key[w.talks.tie[r]]
    a, b, effects = w.talks.councils[r, 0], w.talks.councils[r, 1], p.effects
    deviation = normal(draw(seed, key, t, PLAN_ONE), draw(seed, key, t, PLAN_TWO))
    months = p.talks.planned_months * math.exp(p.talks.planned_spread * deviation)
    if p.choices.protocol == VISION_FIRST:
        months *= 1.0 - effects.vision_length
    elif p.choices.protocol == DETAIL_FIRST:
        months *= 1.0 + effects.detail_length
    if w.talks.initiator[r] == CHIEF_EXECUTIVE:
        months *= 1.0 + p.talks.chief_length
    months *= 1.0 + effects.open_length * pulled_by_both(w, OPEN_RECRUITMENT, t, a, b)
    months *= 1.0 - effects.shelf_length * pulled_by_both(w, OFF_THE_SHELF, t, a, b)
    return max(1, int(round(months)))


@rule
def chosen_scope(p: Effects, choice: int, u: float) -> int:
    """Return how much the plan shares from the start; mixed is mostly the chief (SF052)."""
    if choice != SCOPE_MIXED:
        return choice
    if u < p.scope_whole:
        return SCOPE_WHOLE
    return SCOPE_TEAM if u < p.scope_whole + p.scope_team else SCOPE_CHIEF


@rule
def first_vision(p: Parameters, w: World, r: int, t: int) -> float:
    """Return the vision shared at the start: more with rapport or a window, less for fashion."""
    talks, e = w.talks, w.talks.tie[r]
    known = familiarity(p.trust, w, e, t)
    outside = talks.motives[r, FASHION] + talks.motives[r, GOVERNMENT]
    vision = p.talks.vision_start + p.talks.vision_rapport * known
    vision += p.motives.first * talks.rationale[r]
    vision -= p.talks.vision_fashion * outside
    if talks.vacancy[r] >= 0:
        vision += p.talks.vision_window
    return clip(vision, p.talks.vision_least, p.talks.vision_most)


@rule
def first_support(p: Parameters, w: World, r: int, t: int) -> None:
    """Draw the support of members and officers on both sides (SF036, SF050, SF051)."""
    seed, key, talks = w.scratch.seed, w.ties.key[w.talks.tie[r]], w.talks
    s = p.support
    members, officers = s.members_start, s.officers_start
    if talks.initiator[r] == CHIEF_EXECUTIVE:
        members -= s.chief_began
    if p.choices.order == LEADERS_FIRST:
        members += p.effects.order_gain
        officers -= p.effects.order_loss
    else:
        officers += p.effects.order_gain
        members -= p.effects.order_loss
    spread = s.start_spread
    talks.members[r, 0] = unit(around(members, spread, draw(seed, key, t, START_MEMBERS)))
    talks.members[r, 1] = unit(around(members, spread, draw(seed, key, t, START_MEMBERS_OTHER)))
    talks.officers[r, 0] = unit(around(officers, spread, draw(seed, key, t, START_OFFICERS)))
    talks.officers[r, 1] = unit(around(officers, spread, draw(seed, key, t, START_OFFICERS_OTHER)))


@rule
def note_vacancy(w: World, r: int) -> None:
    """Write down whose post is opening as formal talks begin, and by which way out."""
    a, b, talks = w.talks.councils[r, 0], w.talks.councils[r, 1], w.talks
    first = window(w.councils, w.chiefs, a)
    second = window(w.councils, w.chiefs, b)
    talks.vacancy[r] = (
        BOTH if first + second == BOTH else (0 if first else (1 if second else NEVER))
    )
    leaver = a if first == 1 else b
    talks.vacancy_kind[r] = w.chiefs.way_out[leaver] if first + second > 0 else NEVER


@rule
def clear(w: World, r: int) -> None:
    """Set what formal talks start from."""
    talks = w.talks
    talks.groundwork[r] = talks.evidence[r] = 0.0
    talks.candidate[r] = talks.refused[r] = talks.leaked[r] = talks.reason[r] = NEVER
    talks.deadlocked[r] = talks.stalled[r] = talks.stalled_months[r] = talks.repaired[r] = 0
    talks.leader_changes[r] = talks.services_kept[r] = 0
    talks.stage[r] = talks.ended[r] = NEVER
    talks.hours[r] = talks.trust_after[r] = talks.missing[r] = 0.0
    talks.extensions[r] = talks.hurried[r] = 0
    note(talks, r, NEVER, NEVER, math.nan, math.nan, math.nan)
    talks.trust_third[r] = -1.0
    for side in range(2):
        talks.fear[r, side] = 0.0
    for cause in range(talks.causes.shape[1]):
        talks.causes[r, cause] = NEVER


@rule
def first_cost(p: Parameters, w: World, r: int, t: int) -> None:
    """Draw the cash that a month of these talks costs, and consultants if any (SF054)."""
    seed, key, talks = w.scratch.seed, w.ties.key[w.talks.tie[r]], w.talks
    deviation = normal(draw(seed, key, t, CASH_ONE), draw(seed, key, t, CASH_TWO))
    rate = p.costs.month * math.exp(p.costs.spread * deviation)
    if talks.initiator[r] == CHIEF_EXECUTIVE:
        rate *= 1.0 + p.costs.chief_began
    talks.cash_rate[r] = rate
    u = draw(seed, key, t, CONSULTANTS)
    hired = u < p.costs.consultants_chance
    talks.cash[r] = p.costs.consultants * (0.5 + u / p.costs.consultants_chance) if hired else 0.0


@step
def begin_talks(p: Parameters, w: World, r: int, t: int) -> None:
    """Turn soundings into formal talks."""
    talks, e = w.talks, w.talks.tie[r]
    seed, key = w.scratch.seed, w.ties.key[e]
    a, b = talks.councils[r, 0], talks.councils[r, 1]
    clear(w, r)
    talks.outcome[r] = OPEN
    talks.began[r] = t
    note_vacancy(w, r)
    talks.planned[r] = talks.due[r] = plan(p, w, r, t)
    talks.scope[r] = chosen_scope(p.effects, p.choices.scope, draw(seed, key, t, SCOPE_DRAW))
    talks.vision[r] = talks.vision_start[r] = first_vision(p, w, r, t)
    talks.residents[r] = around(0.0, 0.5, draw(seed, key, t, RESIDENTS))
    first_support(p, w, r, t)
    first_cost(p, w, r, t)
    talks.trust[r, 0] = trust_now(p, w, e, t)
    talks.trust[r, 1] = trust_now(p, w, w.ties.reverse[e], t)
    talks.trust_start[r] = min(talks.trust[r, 0], talks.trust[r, 1])
    talks.mismatch[r] = mismatch(w.councils.control[a], w.councils.control[b])
    talks.stress_gap[r] = w.councils.stress[a] - w.councils.stress[b]
    talks.culture_gap[r] = abs(w.councils.culture[a] - w.councils.culture[b])
    talks.joint_bid[r] = int(bid_together(w.councils, a, b, w.ties.same_county[e], t))
    count(w.scratch, FLOW_BEGAN)
    record_talks(
        w.events, w.scratch, talks, r, t, TALKS_BEGAN, talks.scope[r], talks.trust_start[r]
    )


@rule
def closed_for_good(w: World, r: int) -> bool:
    """Return whether talks `r` have lost their ground: a merger, or a county reorganised."""
    return w.ties.closed_until[w.talks.tie[r]] >= FOREVER


@rule
def lapse(p: Parameters, w: World, r: int, t: int) -> None:
    """Let soundings come to nothing; the two councils are free again and look on."""
    w.talks.outcome[r], w.talks.ended[r] = LAPSED, t
    w.councils.talks[w.talks.councils[r, 0]] = NEVER
    w.councils.talks[w.talks.councils[r, 1]] = NEVER
    record_talks(w.events, w.scratch, w.talks, r, t, SOUNDINGS_LAPSED, -1, 0.0)
    look_again(p, w, w.talks.councils[r, 0], t)
    look_again(p, w, w.talks.councils[r, 1], t)


@rule
def leader_lapses(p: Parameters, w: World, r: int, t: int) -> bool:
    """Return whether a change of leader this month ends soundings (SF061, SF097)."""
    a, b = w.talks.councils[r, 0], w.talks.councils[r, 1]
    if w.leaders.since[a] != t and w.leaders.since[b] != t:
        return False
    apart = mismatch(w.councils.control[a], w.councils.control[b])
    likely = p.breakdown.leader_base + p.breakdown.leader_mismatch * apart
    return draw(w.scratch.seed, w.ties.key[w.talks.tie[r]], t, LEADER_BREAKS) < likely


@step
def hold_soundings(p: Parameters, w: World, r: int, t: int) -> None:
    """Let soundings lapse when a leader goes, or turn into talks when time or a post says so."""
    if closed_for_good(w, r) or leader_lapses(p, w, r, t):
        lapse(p, w, r, t)
    elif w.talks.began[r] <= t or open_window(w, r):
        begin_talks(p, w, r, t)


@rule
def record_soundings(w: World, r: int, t: int) -> None:
    """Write the event of soundings that do not turn into talks at once."""
    record_talks(w.events, w.scratch, w.talks, r, t, SOUNDINGS_BEGAN, -1, 0.0)
