"""Money: posts, pay, savings of the management layer and of services, set-up cost, targets."""

from __future__ import annotations

from simulation.parameters import Parameters
from simulation.parameters.money import Money
from simulation.rule import rule
from simulation.rules.levers import pulled_by_both
from simulation.rules.numbers import clip, half
from simulation.rules.tiers import dearer
from simulation.rules.units import FAR, TEN_THOUSAND
from simulation.terms import GUARANTEE, RED_LINES, SCOPE_CHIEF, VOLUNTARY
from simulation.world.tables import Councils, Partnerships, World


@rule
def saved_chiefs(p: Money, pay: float, size: int, distance: float) -> float:
    """Return the yearly saving of one chief executive for `size` councils (SF144).

    Posts removed, less the pay added for the joint post, less travelling. `pay` is the factor on
    pay of these councils, `distance` in km.
    """
    removed = float(size - 1)
    return p.chief * pay * (removed - p.uplift_chief * removed) - p.travel * distance / FAR


@rule
def saved_team(
    p: Money, pay: float, directors_gone: float, heads_gone: float, left: float
) -> float:
    """Return the yearly saving of a joint team: posts removed less pay added to those left."""
    removed = directors_gone * p.director + heads_gone * p.head
    return pay * (removed - p.uplift_team * min(removed, left))


@rule
def joint_pay(councils: Councils, partnerships: Partnerships, q: int) -> float:
    """Return the mean factor on pay of the partners."""
    total = 0.0
    for place in range(partnerships.partners[q]):
        total += councils.pay[partnerships.members[q, place]]
    return total / float(partnerships.partners[q])


@rule
def joint_budget(councils: Councils, partnerships: Partnerships, q: int) -> float:
    """Return the sum of the partners' net budgets, pounds a year."""
    total = 0.0
    for place in range(partnerships.partners[q]):
        total += councils.budget[partnerships.members[q, place]]
    return total


@rule
def span(w: World, q: int) -> float:
    """Return the mean distance along the partners' ties, in km."""
    total, count = 0.0, 0
    for place in range(w.partnerships.partners[q]):
        tie = w.partnerships.link[q, place]
        if tie >= 0:
            total += w.ties.distance[tie]
            count += 1
    return total / float(count) if count > 0 else 0.0


@rule
def chiefs_saving(p: Parameters, w: World, q: int) -> float:
    """Return the yearly saving of sharing one chief executive, in pounds."""
    pay = joint_pay(w.councils, w.partnerships, q)
    return saved_chiefs(p.money, pay, w.partnerships.partners[q], span(w, q))


@rule
def team_saving(p: Parameters, w: World, q: int) -> float:
    """Return the yearly saving of the joint team as designed, in pounds."""
    s = w.partnerships
    directors = float(s.directors_before[q] - s.directors_after[q])
    heads = float(s.heads_before[q] - s.heads_after[q])
    left = p.money.director * s.directors_after[q] + p.money.head * s.heads_after[q]
    return saved_team(p.money, joint_pay(w.councils, s, q), directors, heads, left)


@rule
def yearly_saving(w: World, q: int) -> float:
    """Return the gross saving a year at this month's rate, in pounds."""
    s = w.partnerships
    return s.saving_chiefs[q] + s.saving_team[q] * s.realised[q] + s.saving_services[q]


@rule
def kept_directors(p: Money, before: int, u: float, spread: float) -> int:
    """Return how many directors a joint team keeps, at least one (SF009)."""
    share = clip(p.directors_kept + spread * (2.0 * u - 1.0), p.kept_least, 1.0)
    return min(before, max(1, int(round(before * share))))


@rule
def kept_heads(p: Money, before: int, u: float, spread: float) -> int:
    """Return how many heads of service a joint team keeps, at least a few (SF009)."""
    share = clip(p.heads_kept + spread * (2.0 * u - 1.0), p.kept_least, 1.0)
    return min(before, max(p.heads_least, int(round(before * share))))


@rule
def severance(p: Money, pay: float, chiefs: float, directors: float, heads: float) -> float:
    """Return the one-off cost of removing posts (SF142)."""
    return p.severance * pay * (chiefs * p.chief + directors * p.director + heads * p.head)


@rule
def planned_setup(p: Parameters, w: World, r: int, t: int) -> float:
    """Return the set-up cost that talks reckon with, in pounds, for their scope.

    A chief executive who is leaving anyway costs no severance; voluntary exits cost more.
    """
    m, councils, talks = p.money, w.councils, w.talks
    a, b = talks.councils[r, 0], talks.councils[r, 1]
    pay = 0.5 * (councils.pay[a] + councils.pay[b])
    chiefs = 0.0 if talks.vacancy[r] >= 0 else 1.0
    directors, heads = 0.0, 0.0
    if talks.scope[r] != SCOPE_CHIEF:
        directors = (1.0 - m.directors_kept) * (councils.directors[a] + councils.directors[b])
        heads = (1.0 - m.heads_kept) * (councils.heads[a] + councils.heads[b])
    cost = m.project + severance(m, pay, chiefs, directors, heads)
    voluntary = pulled_by_both(w, VOLUNTARY, t, a, b)
    return cost * (1.0 + p.effects.voluntary_cost * voluntary) * dearer(p.tiers, w, a, b)


@rule
def kept_apart(p: Parameters, w: World, q: int, t: int) -> float:
    """Return the share of saving left where guarantees and red lines keep things apart (SF119)."""
    a, b = w.partnerships.members[q, 0], w.partnerships.members[q, 1]
    cost = p.effects.guarantee_saving * pulled_by_both(w, GUARANTEE, t, a, b)
    cost += p.effects.red_lines_saving * pulled_by_both(w, RED_LINES, t, a, b)
    return 1.0 - cost


@rule
def effort(p: Money, partnerships: Partnerships, q: int) -> float:
    """Return how hard partners look for savings: less once a target is met (SF139)."""
    return p.met_effort if partnerships.target_met[q] >= 0 else 1.0


@rule
def towards(now: float, level: float, half_life: float, pace: float) -> float:
    """Return what closes half of its gap to `level` every `half_life` months, at a pace."""
    return now + (level - now) * (1.0 - half(pace, half_life))


@rule
def managers_quality(p: Money, managers: float, people: float) -> float:
    """Return the quality of management in [0, 1] (SF154).

    It falls below a floor of managers, the faster the wider the spans.
    """
    needed = p.managers_floor * people / TEN_THOUSAND
    enough = min(1.0, managers / needed) if needed > 0.0 else 1.0
    return enough * enough


@rule
def role_quality(p: Money, days: float) -> float:
    """Return the quality of a role with `days` a week of a specialist, else a generalist.

    Half an expert beats a whole generalist (SF152).
    """
    if days <= 0.0:
        return p.generalist
    return p.generalist + (1.0 - p.generalist) * min(1.0, days / p.expert_days)


@rule
def service_gap(p: Parameters, w: World, i: int, t: int) -> float:
    """Return the yearly grant that council `i` has lost by month `t`, in pounds (SF018, SF148)."""
    lost = p.stress.cut * w.calendar.cash[t]
    return lost * w.councils.grant_share[i] * w.councils.budget[i]
