"""Trust between leaders: it relaxes to affinity and is worked out only when it is needed."""

from __future__ import annotations

import math

from simulation.parameters import Parameters
from simulation.parameters.contact import Affinity, Trust
from simulation.rule import rule
from simulation.rules.levers import pulled_by_both
from simulation.rules.numbers import half, unit
from simulation.terms import GUARANTEE, IND, NOC, REMOTE_WORKING
from simulation.world.tables import Councils, Leaders, Ties, World


@rule
def chemistry(style: float, other: float) -> float:
    """Return how well two styles, points on a circle of length 1, go together: -0.5 to 0.5."""
    apart = abs(style - other)
    return 0.5 - 2.0 * min(apart, 1.0 - apart)


@rule
def mismatch(control: int, other: int) -> float:
    """Return the mismatch of control: 0 one party, 0.5 none in control, 1 two parties (SF096)."""
    if control == NOC or other == NOC or control == IND or other == IND:
        return 0.5
    return 0.0 if control == other else 1.0


@rule
def larger(councils: Councils, i: int, j: int) -> float:
    """Return by how many log units of population `j` is larger than `i`, at least 0."""
    return max(0.0, math.log(councils.population[j] / councils.population[i]))


@rule
def history(p: Affinity, councils: Councils, i: int, same_county: int, t: int) -> float:
    """Return what is left of the gain from a joint bid of the county (SF031)."""
    bid = councils.bid_month[i]
    if same_county == 0 or bid > t:
        return 0.0
    return p.joint_bid * half(float(t - bid), p.bid_half_life)


@rule
def affinity(p: Parameters, w: World, e: int, t: int) -> float:
    """Return the trust that the leader at the start of tie `e` settles at, in [0, 1].

    Like concerns weigh more than like culture (SF093); distance costs and never forbids (SF102);
    councils fear a larger partner unless their independence is guaranteed (SF069, SF119).
    """
    i, j = w.ties.source[e], w.ties.target[e]
    a, councils = p.affinity, w.councils
    value = (
        w.ties.base[e]
        + a.chemistry * chemistry(w.leaders.style[i], w.leaders.style[j])
        - a.stress * abs(councils.stress[i] - councils.stress[j])
        - a.mismatch * mismatch(councils.control[i], councils.control[j])
        + a.services * w.ties.services[e]
        + history(a, councils, i, w.ties.same_county[e], t)
    )
    guarantee = pulled_by_both(w, GUARANTEE, t, i, j)
    if guarantee > 0.0:
        value += a.size * guarantee * larger(councils, i, j)
    remote = pulled_by_both(w, REMOTE_WORKING, t, i, j)
    if remote > 0.0:
        value += a.distance * p.effects.remote_distance * remote * w.ties.distance[e] / 60.0
    return unit(value)


@rule
def settled(level: float, before: float, closing: float, months: float) -> float:
    """Return trust after `months`: the gap to its level closes by a share each month.

    Parameters
    ----------
    level, before : float
        The level it settles at, and trust when it was last exact; in [0, 1].
    closing : float
        Log of the share of the gap that a month leaves.
    """
    return level + (before - level) * math.exp(closing * months)


@rule
def trust_now(p: Parameters, w: World, e: int, t: int) -> float:
    """Return trust along tie `e` in month `t`, and write it down as exact."""
    since = w.ties.exact[e]
    if since < t:
        level, closing = affinity(p, w, e, t), w.scratch.closing[w.ties.contiguous[e]]
        w.ties.trust[e] = settled(level, w.ties.trust[e], closing, float(t - since))
        w.ties.exact[e] = t
    trust: float = w.ties.trust[e]
    return trust


@rule
def shake(p: Parameters, w: World, e: int, t: int, loss: float) -> None:
    """Take `loss` from trust along tie `e`."""
    w.ties.trust[e] = unit(trust_now(p, w, e, t) - loss)


@rule
def familiarity(p: Trust, leaders: Leaders, ties: Ties, e: int, t: int) -> float:
    """Return how well the two leaders know each other, from the months both have been in post."""
    known = float(t - max(leaders.since[ties.source[e]], leaders.since[ties.target[e]]))
    pace = p.closing_near if ties.contiguous[e] else p.closing_far
    return unit(1.0 - (1.0 - pace) ** known + 0.1 * ties.services[e])


@rule
def inherit(p: Parameters, w: World, e: int, t: int) -> None:
    """Give a successor the part of the trust along tie `e` that outlives the change (SF060)."""
    new = affinity(p, w, e, t) - p.trust.stranger
    kept = p.leaders.inherited
    w.ties.trust[e] = unit(kept * w.ties.trust[e] + (1.0 - kept) * new)
