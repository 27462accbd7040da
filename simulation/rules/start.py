"""What a run starts from: everything about councils, people and ties that is not in the data."""

from __future__ import annotations

import math

from simulation.draws import (
    BID,
    BID_MONTH,
    CAPACITY,
    CULTURE_DRAW,
    DIRECTORS,
    FIRST_SERVICE,
    HEADS,
    HOSTILE,
    OPPOSITION,
    PAIR_NOISE,
    RESERVES_ONE,
    RESERVES_TWO,
    SYSTEMS,
    TENURE_CHIEF,
    TENURE_LEADER,
)
from simulation.parameters import Parameters
from simulation.parameters.pressure import Councils
from simulation.rule import rule, step
from simulation.rules.chief_executives import draw_chief
from simulation.rules.numbers import around, clip, draw, normal, unit
from simulation.rules.politics import draw_leader
from simulation.rules.tiers import size_power
from simulation.rules.trust import affinity, gap_left, pace_trust, settled
from simulation.rules.units import FAR, MANY, WORKING_WEEK
from simulation.terms import BID_UNITARY, FOREVER, NEVER
from simulation.world.books import LIVING_NOW, OPEN_NOW
from simulation.world.tables import ROLES, World

BEFORE = -1
"""The month before the first, for which all of this is drawn."""


@rule
def start_resources(p: Parameters, w: World, i: int) -> None:
    """Draw what council `i` has: weight of the case, pay and reserves."""
    councils, seed, key = w.councils, w.scratch.seed, w.councils.key[i]
    people = councils.population[i] / MANY
    case = (w.facts.median_budget / councils.budget[i]) ** size_power(p, councils.tier[i])
    rural = math.exp(p.sparsity.case * councils.rurality[i])
    councils.size_factor[i] = rural * clip(case, p.approach.size_least, p.approach.size_most)
    councils.pay[i] = people**p.money.pay_size
    deviation = normal(draw(seed, key, BEFORE, RESERVES_ONE), draw(seed, key, BEFORE, RESERVES_TWO))
    reserves = p.councils.reserves * math.exp(p.councils.reserves_spread * deviation)
    councils.reserves[i] = councils.budget[i] * reserves


@rule
def start_posts(p: Councils, w: World, i: int) -> None:
    """Draw how many directors and heads of service council `i` has."""
    councils, seed, key = w.councils, w.scratch.seed, w.councils.key[i]
    size = (councils.population[i] / MANY) ** p.posts_size
    directors = around(p.directors * size, p.directors_spread, draw(seed, key, BEFORE, DIRECTORS))
    councils.directors[i] = int(clip(float(round(directors)), 1.0, float(p.directors_most)))
    heads = around(p.heads * size, p.heads_spread, draw(seed, key, BEFORE, HEADS))
    least, most = float(p.heads_least), float(p.heads_most)
    councils.heads[i] = int(clip(float(round(heads)), least, most))


@rule
def start_capacity(p: Councils, rural: float, w: World, i: int) -> None:
    """Draw specialist cover, whole days a week in each role, and how thin it is (SF021, SF151).

    `rural` is what more of it is missing where a district is more rural than others.
    """
    councils, seed, key = w.councils, w.scratch.seed, w.councils.key[i]
    people, thin = councils.population[i] / MANY, 0.0
    for role in range(ROLES):
        u = draw(seed, key, BEFORE - role, CAPACITY)
        days = p.days_per_100k * people * (p.days_low + p.days_gain * u)
        councils.capacity[i, role] = clip(float(round(days)), 0.0, WORKING_WEEK)
        if councils.capacity[i, role] < p.covered:
            thin += 1.0
    councils.thin[i] = unit(thin / float(ROLES) + rural * councils.rurality[i])


@rule
def start_character(p: Parameters, w: World, i: int) -> None:
    """Draw culture, a hostile insider, computer systems and the hostility of the opposition."""
    councils, seed, key = w.councils, w.scratch.seed, w.councils.key[i]
    culture = draw(seed, key, BEFORE, CULTURE_DRAW)
    councils.culture[i] = unit(around(p.councils.culture_mean, p.councils.culture_spread, culture))
    councils.hostile[i] = int(draw(seed, key, BEFORE, HOSTILE) < p.councils.hostile_share)
    kinds = float(p.councils.systems)
    councils.systems[i] = int(draw(seed, key, BEFORE, SYSTEMS) * kinds)
    against, spread = p.politics.hostility, p.politics.hostility_spread
    councils.opposition[i] = unit(around(against, spread, draw(seed, key, BEFORE, OPPOSITION)))


@rule
def start_bid(p: Councils, unitary: float, w: World, i: int) -> None:
    """Take the joint bid of council `i` from the record, or draw when its county made one (SF031).

    `unitary` is the weight of a recorded bid for unitary status.
    """
    seed, county, first = w.scratch.seed, w.councils.county_key[i], w.facts.first_bid
    w.councils.bid_month[i] = w.councils.recorded_bid[i]
    w.councils.bid_weight[i] = unitary if w.councils.bid_kind[i] == BID_UNITARY else 1.0
    if first < FOREVER and draw(seed, county, BEFORE, BID) < p.bid_share:
        after = int(p.bid_months * draw(seed, county, BEFORE, BID_MONTH))
        w.councils.bid_month[i] = first + after


@rule
def start_people(p: Parameters, w: World, i: int) -> None:
    """Draw the leader and the chief executive of council `i` and how long they have served."""
    seed, key = w.scratch.seed, w.councils.key[i]
    draw_leader(p.leaders, w, i, BEFORE)
    w.leaders.since[i] = -1 - int(p.leaders.tenure * draw(seed, key, BEFORE, TENURE_LEADER))
    w.leaders.number[i] = 0
    draw_chief(p.chief_executives, w, i, BEFORE)
    w.chiefs.since[i] = -1 - int(p.chief_executives.tenure * draw(seed, key, BEFORE, TENURE_CHIEF))
    w.chiefs.seat[i] = i
    w.chiefs.leaves[i] = w.chiefs.vacant[i] = w.chiefs.way_out[i] = NEVER


@rule
def start_state(w: World, i: int) -> None:
    """Set what changes in a run to its first value."""
    councils = w.councils
    councils.control[i] = w.councils.first_control[i]
    councils.lead_party[i] = w.councils.first_party[i]
    councils.control_since[i] = NEVER
    councils.stress[i] = councils.wariness[i] = councils.recent[i] = 0.0
    councils.talks[i] = councils.partnership[i] = NEVER
    councils.looking[i] = councils.quick[i] = NEVER
    councils.slim[i] = 0.0
    councils.restructured[i] = 0
    councils.months_free[i] = councils.months_window[i] = councils.leader_changes[i] = 0
    councils.service_cuts[i] = councils.stress_sum[i] = 0.0


@rule
def start_council(p: Parameters, w: World, i: int) -> None:
    """Draw council `i` for this run."""
    start_resources(p, w, i)
    start_posts(p.councils, w, i)
    start_capacity(p.councils, p.sparsity.thin, w, i)
    start_character(p, w, i)
    start_bid(p.councils, p.bids.unitary, w, i)
    start_people(p, w, i)
    start_state(w, i)


@rule
def steady_affinity(p: Parameters, w: World, e: int) -> float:
    """Return the part of affinity along tie `e` that does not change in a run."""
    a, councils, ties = p.affinity, w.councils, w.ties
    i, j = ties.source[e], ties.target[e]
    value = a.level - a.profile * abs(councils.profile[i] - councils.profile[j])
    value -= a.culture * abs(councils.culture[i] - councils.culture[j])
    value -= a.distance * ties.distance[e] / FAR + a.size * ties.larger[e]
    if ties.same_county[e]:
        value += a.same_county
    if ties.contiguous[e]:
        value -= a.rivalry
    if ties.same_tier[e] == 0:
        value -= a.cross_tier
    return around(value, a.noise, draw(w.scratch.seed, ties.key[e], BEFORE, PAIR_NOISE))


@rule
def start_service(p: Parameters, w: World, e: int) -> int:
    """Return 1 if the two councils of tie `e` share a service from the start (SF159)."""
    ties = w.ties
    if ties.contiguous[e] == 0 or ties.same_county[e] == 0:
        return 0
    control = w.councils.first_control
    if control[ties.source[e]] < 0 or control[ties.target[e]] < 0:
        return 0
    back = ties.reverse[e]
    key = min(ties.key[e], ties.key[back])
    return int(draw(w.scratch.seed, key, BEFORE, FIRST_SERVICE) < p.councils.services_share)


@rule
def start_tie(p: Parameters, w: World, e: int) -> None:
    """Set tie `e`: what its leaders have built since both have been in office."""
    ties, leaders = w.ties, w.leaders
    ties.base[e] = steady_affinity(p, w, e)
    ties.services[e] = start_service(p, w, e)
    ties.closed_until[e] = NEVER
    known = -max(leaders.since[ties.source[e]], leaders.since[ties.target[e]])
    level = affinity(p, w, e, 0)
    ties.trust[e] = unit(settled(level, level - p.trust.stranger, gap_left(w, e, known)))
    ties.exact[e] = 0


@step
def start_run(p: Parameters, w: World, run: int, number: int, months: int, years: int) -> None:
    """Set the world for run `run`, the `number`-th whose tables are kept in these arrays."""
    scratch, n = w.scratch, w.councils.key.shape[0]
    scratch.seed[1] = run
    scratch.row[0], scratch.row[1], scratch.row[2] = number * months, number * years * n, run
    scratch.used[OPEN_NOW] = scratch.used[LIVING_NOW] = 0
    pace_trust(p.trust, scratch)
    for i in range(n):
        start_council(p, w, i)
    for e in range(w.ties.source.shape[0]):
        start_tie(p, w, e)
