"""A month of a partnership: trust, equity, burden, support, embedding and deepening."""

from __future__ import annotations

import math

from simulation.draws import DEEPENS
from simulation.event_kinds import SERVICES_SHARED
from simulation.parameters import Parameters
from simulation.parameters.sharing import Partnership
from simulation.rule import rule
from simulation.rules.expertise import worth_to_members, worth_to_officers
from simulation.rules.levers import pulled, pulled_by_both, saturating
from simulation.rules.money import span, yearly_saving
from simulation.rules.numbers import draw, half, unit
from simulation.rules.partnerships import share_team
from simulation.rules.record import record_partnership
from simulation.rules.support import culture_gap
from simulation.rules.trust import affinity, mismatch
from simulation.rules.units import FAR, TWO_PERCENT
from simulation.terms import (
    BULLETINS,
    DEPTH_CHIEF,
    DEPTH_SERVICES,
    DEPTH_TEAM,
    EXPLAINED_SPLIT,
    HONEST_JOBS,
    OFF_THE_SHELF,
    PUBLISH_RESULTS,
    REMOTE_WORKING,
    SCOPE_WHOLE,
    VISITS,
)
from simulation.world.tables import PAIR, World


@rule
def least_trust(w: World, q: int) -> float:
    """Return the smallest trust of a partner's leader in the partner it deals with."""
    least = 1.0
    for place in range(w.partnerships.partners[q]):
        least = min(least, w.ties.trust[w.partnerships.link[q, place]])
    return least


@rule
def keep_trust(p: Parameters, w: World, q: int, t: int) -> None:
    """Move partners' trust towards affinity, raised by working together (SF059, SF110)."""
    for place in range(w.partnerships.partners[q]):
        e = w.partnerships.link[q, place]
        level = affinity(p, w, e, t) + p.partnership.trust_gain
        before = w.ties.trust[e]
        w.ties.trust[e] = unit(before + p.partnership.trust_pace * (level - before))
        w.ties.exact[e] = t


@rule
def policy_distance(p: Partnership, w: World, q: int) -> float:
    """Return how far the partners' politics and concerns are apart, in [0, 1] (SF171)."""
    furthest = 0.0
    for place in range(w.partnerships.partners[q]):
        e = w.partnerships.link[q, place]
        i, j = w.ties.source[e], w.ties.target[e]
        apart = p.policy_party * mismatch(w.councils.control[i], w.councils.control[j])
        apart += p.policy_profile * abs(w.councils.profile[i] - w.councils.profile[j])
        furthest = max(furthest, apart)
    return furthest


@rule
def burden(
    p: Partnership,
    depth: int,
    policy: float,
    distance: float,
    size: int,
    skill: float,
    hands: float,
) -> float:
    """Return the burden of coordination: 0 and up, about 0.25 for a plain pair.

    It grows with depth (SF141), policy distance (SF171) and travelling, and convexly with the
    number of councils (SF107); skill and delegation (`hands`) take part of it away (SF087, SF088).
    Far away, a chief executive who does not delegate leaves a vacuum (SF087).
    """
    load = p.burden_base + p.burden_depth * float(depth - 1)
    vacuum = 1.0 + p.burden_vacuum * (1.0 - 2.0 * hands)
    load += p.burden_policy * policy + p.burden_distance * vacuum * distance / FAR
    if size > PAIR:
        load *= float(size - 1) ** p.burden_size
    load *= 1.0 - p.burden_effort * (p.effort - 0.5)
    return (
        load * (1.0 - p.burden_skill * (skill - 0.5)) * (1.0 - p.burden_delegation * (hands - 0.5))
    )


@rule
def carry_burden(p: Parameters, w: World, q: int, t: int) -> None:
    """Work out this month's burden of partnership `q`."""
    s = w.partnerships
    seat = s.seat[q]
    remote = pulled_by_both(w, REMOTE_WORKING, t, s.members[q, 0], s.members[q, 1])
    distance = span(w, q) * (1.0 - p.effects.remote_distance * remote)
    s.burden[q] = burden(
        p.partnership, s.depth[q], policy_distance(p.partnership, w, q), distance, s.partners[q],
        w.chiefs.skill[seat], w.chiefs.delegation[seat],
    )  # fmt: skip


@rule
def split_time(p: Parameters, w: World, q: int, t: int) -> None:
    """Split the chief executive's time by stress, and let perceived equity follow (SF081-SF084).

    Unexplained unevenness lowers equity for whoever gets less; a hostile opposition amplifies it.
    """
    s, n = w.partnerships, w.partnerships.partners[q]
    total = 0.0
    for place in range(n):
        total += w.councils.stress[s.members[q, place]]
    mean = total / float(n)
    for place in range(n):
        i = s.members[q, place]
        s.share[q, place] = (1.0 + p.partnership.share_stress * (w.councils.stress[i] - mean)) / n
        missing = max(0.0, 1.0 / n - s.share[q, place])
        told = p.effects.explained_equity * pulled(w, EXPLAINED_SPLIT, t, i)
        harm = p.partnership.equity_harm * n * missing * (1.0 - told)
        harm *= 1.0 + p.partnership.equity_opposition * w.councils.opposition[i]
        s.equity[q, place] += p.partnership.equity_pace * (unit(1.0 - harm) - s.equity[q, place])


@rule
def dip(p: Parameters, w: World, i: int, months: int, t: int) -> float:
    """Return how much of the first dip in support is left, in [0, 1] (SF086, SF126, SF130)."""
    told = saturating(pulled(w, BULLETINS, t, i), p.effects.saturation)
    seen = saturating(pulled(w, VISITS, t, i), p.effects.saturation)
    half_life = p.partnership.dip_half_life * (1.0 - p.effects.bulletins_dip * told)
    return half(float(months), half_life) * (1.0 - p.effects.visits_dip * seen)


@rule
def results(p: Partnership, w: World, q: int) -> float:
    """Return yearly savings as a multiple of 2 % of the joint budget, up to a most (SF128)."""
    s, total = w.partnerships, 0.0
    for place in range(s.partners[q]):
        total += w.councils.budget[s.members[q, place]]
    return min(p.results_most, yearly_saving(w, q) / (TWO_PERCENT * total))


@rule
def disappointed(p: Partnership, w: World, q: int, t: int) -> bool:
    """Return whether a target is still not met long after the stage that set it (SF138)."""
    s = w.partnerships
    waited = t - s.owed_since[q]
    return s.target[q] >= 0.0 and s.target_met[q] < 0 and waited > p.target_months


@rule
def partner_members(p: Parameters, w: World, q: int, place: int, dipped: float, t: int) -> float:
    """Return the support at which one partner's members would settle (SF081, SF086, SF128)."""
    s, m, effects = w.partnerships, p.partnership, p.effects
    i = s.members[q, place]
    published = pulled(w, PUBLISH_RESULTS, t, i)
    target = m.members_base + m.members_vision * (s.vision[q] - 0.5)
    target += m.members_trust * (w.ties.trust[s.link[q, place]] - 0.5)
    target -= m.members_burden * s.burden[q] + m.members_equity * (1.0 - s.equity[q, place])
    if published > 0.0:
        target += effects.publish_members * published * results(m, w, q)
    target -= effects.shelf_fit * pulled(w, OFF_THE_SHELF, t, i)
    target += effects.bulletins_members * saturating(pulled(w, BULLETINS, t, i), effects.saturation)
    if disappointed(m, w, q, t):
        target -= m.members_disappointed
    target += worth_to_members(p, w, i)
    return unit(target - m.dip_members * dipped)


@rule
def partner_officers(p: Parameters, w: World, q: int, place: int, dipped: float, t: int) -> float:
    """Return the support at which one partner's officers would settle (SF095, SF106, SF130)."""
    s, m = w.partnerships, p.partnership
    i, e = s.members[q, place], s.link[q, place]
    remote = p.effects.remote_distance * pulled(w, REMOTE_WORKING, t, i)
    hidden = m.skills_hidden * (1.0 - pulled(w, HONEST_JOBS, t, i))
    first = hidden + m.dip_officers * (1.0 - s.buy_in[q])
    first += m.officers_distance * w.ties.distance[e] / FAR * (1.0 - remote)
    target = m.officers_base + m.officers_career * w.chiefs.ambition[s.seat[q]]
    target -= m.officers_culture * culture_gap(w, i, w.ties.target[e])
    target -= p.effects.shelf_fit * pulled(w, OFF_THE_SHELF, t, i)
    told = saturating(pulled(w, BULLETINS, t, i), p.effects.saturation)
    target += p.effects.bulletins_officers * told
    target += p.support.officers_members * (s.support[q, place] - 0.5)
    target -= m.officers_equity * (1.0 - s.equity[q, place])
    target += worth_to_officers(p)
    return unit(target - first * dipped)


@rule
def move_support(p: Parameters, w: World, q: int, t: int) -> None:
    """Move members and officers of every partner towards what they now make of it."""
    s = w.partnerships
    for place in range(s.partners[q]):
        dipped = dip(p, w, s.members[q, place], t - s.began[q], t)
        members = partner_members(p, w, q, place, dipped, t)
        s.support[q, place] += p.support.pace * (members - s.support[q, place])
        officers = partner_officers(p, w, q, place, dipped, t)
        s.officers[q, place] += p.support.pace * (officers - s.officers[q, place])


@rule
def embed(p: Parameters, w: World, q: int) -> None:
    """Let sharing become habit: nearly full after two years (SF060, SF131)."""
    s = w.partnerships
    able = 0.5 + w.chiefs.skill[s.seat[q]]
    s.embedding[q] += p.partnership.embedding_rate * able * (1.0 - s.embedding[q])


@rule
def unlike_systems(w: World, q: int) -> int:
    """Return 1 if any two partners run different computer systems (SF132)."""
    s = w.partnerships
    first = w.councils.systems[s.members[q, 0]]
    for place in range(1, s.partners[q]):
        if w.councils.systems[s.members[q, place]] != first:
            return 1
    return 0


@rule
def deepening_chance(p: Parameters, w: World, q: int, t: int) -> float:
    """Return the monthly chance of the next step of depth (SF105, SF132, SF156, SF157)."""
    s, m = w.partnerships, p.partnership
    keen = s.embedding[q] * 2.0 * max(0.0, least_support(w, q) - m.deepen_floor)
    if s.depth[q] == DEPTH_CHIEF:
        return unit(m.team_rate * keen)
    link = s.link[q, s.partners[q] - 1]
    remote = pulled_by_both(w, REMOTE_WORKING, t, s.members[q, 0], s.members[q, 1])
    distance = span(w, q) * (1.0 - p.effects.remote_distance * remote)
    rate = m.services_rate * math.exp(-m.services_distance * distance / FAR)
    rate *= 1.0 if w.ties.contiguous[link] else m.services_apart
    delay = m.systems_delay * float(unlike_systems(w, q))
    if w.ties.services[link] > 0:
        delay *= 1.0 - m.systems_eased
    rate *= 1.0 - delay
    rate *= 1.0 if w.ties.same_tier[link] else p.talks.overlap_cross_tier
    return unit((m.services_whole if s.scope[q] == SCOPE_WHOLE else 1.0) * rate * keen)


@rule
def least_support(w: World, q: int) -> float:
    """Return the support of the least willing members."""
    least = 1.0
    for place in range(w.partnerships.partners[q]):
        least = min(least, w.partnerships.support[q, place])
    return least


@rule
def share_services(p: Partnership, w: World, q: int, t: int) -> None:
    """Begin to share services between all partners."""
    s = w.partnerships
    s.depth[q], s.services_month[q] = DEPTH_SERVICES, t
    for place in range(1, s.partners[q]):
        e = s.link[q, place]
        w.ties.services[e] = min(p.services_most, w.ties.services[e] + 1)
        w.ties.services[w.ties.reverse[e]] = w.ties.services[e]
    record_partnership(w.events, w.scratch, s, q, t, SERVICES_SHARED, -1, 0.0)


@rule
def deepen(p: Parameters, w: World, q: int, t: int) -> None:
    """Take the next step of depth if this is the month."""
    s = w.partnerships
    if s.depth[q] == DEPTH_SERVICES:
        return
    key = w.councils.key[s.members[q, 0]]
    if draw(w.scratch.seed, key, t, DEEPENS) < deepening_chance(p, w, q, t):
        if s.depth[q] == DEPTH_CHIEF:
            share_team(p, w, q, t)
        elif s.depth[q] == DEPTH_TEAM:
            share_services(p.partnership, w, q, t)
