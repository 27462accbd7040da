"""Trust between leaders: it relaxes to affinity and is worked out only when it is needed."""

from __future__ import annotations

import math

from simulation.parameters import Parameters
from simulation.parameters.contact import Affinity, Trust
from simulation.rule import rule
from simulation.rules.levers import pulled_by_both
from simulation.rules.numbers import half, unit
from simulation.rules.units import FAR
from simulation.terms import GUARANTEE, IND, NOC, REMOTE_WORKING
from simulation.world.books import PACED_MONTHS, Scratch
from simulation.world.tables import Councils, World


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
def bid_together(councils: Councils, i: int, j: int, same_county: int, t: int) -> bool:
    """Return whether two councils have bid jointly by month `t`: in one county, both of them."""
    return same_county == 1 and councils.bid_month[i] <= t and councils.bid_month[j] <= t


@rule
def history(p: Affinity, councils: Councils, i: int, j: int, same_county: int, t: int) -> float:
    """Return what is left of the gain from a joint bid of the two councils (SF031)."""
    if not bid_together(councils, i, j, same_county, t):
        return 0.0
    weight = min(councils.bid_weight[i], councils.bid_weight[j])
    return weight * p.joint_bid * half(float(t - councils.bid_month[i]), p.bid_half_life)


@rule
def circumstances(p: Parameters, w: World, e: int, t: int) -> float:
    """Return what affinity along tie `e` owes to all but the two leaders' own styles.

    Like concerns weigh more than like culture (SF093); distance costs and never forbids (SF102);
    councils fear a larger partner unless their independence is guaranteed (SF069, SF119).
    """
    i, j = w.ties.source[e], w.ties.target[e]
    a, councils = p.affinity, w.councils
    value = (
        w.ties.base[e]
        - a.stress * abs(councils.stress[i] - councils.stress[j])
        - a.mismatch * mismatch(councils.control[i], councils.control[j])
        + a.services * w.ties.services[e]
        + history(a, councils, i, j, w.ties.same_county[e], t)
    )
    guarantee = pulled_by_both(w, GUARANTEE, t, i, j)
    if guarantee > 0.0:
        value += a.size * guarantee * w.ties.larger[e]
    remote = pulled_by_both(w, REMOTE_WORKING, t, i, j)
    if remote > 0.0:
        value += a.distance * p.effects.remote_distance * remote * w.ties.distance[e] / FAR
    return value


@rule
def liking(p: Affinity, around: float, style: float, other: float) -> float:
    """Return the trust in [0, 1] that two leaders settle at, from what is around them and style."""
    return unit(around + p.chemistry * chemistry(style, other))


@rule
def affinity(p: Parameters, w: World, e: int, t: int) -> float:
    """Return the trust that the leader at the start of tie `e` settles at, in [0, 1]."""
    style, other = w.leaders.style[w.ties.source[e]], w.leaders.style[w.ties.target[e]]
    return liking(p.affinity, circumstances(p, w, e, t), style, other)


@rule
def settled(level: float, before: float, left: float) -> float:
    """Return trust after some months: the gap to its level closes by a share each month.

    Parameters
    ----------
    level, before : float
        The level it settles at, and trust when it was last exact; in [0, 1].
    left : float
        Share of the gap that these months leave (see `gap_left`).
    """
    return level + (before - level) * left


@rule
def pace_trust(p: Trust, scratch: Scratch) -> None:
    """Work out the logs of what a month leaves of a gap in trust; forget what another pace left."""
    far, near = math.log1p(-p.closing_far), math.log1p(-p.closing_near)
    if scratch.closing[0] != far or scratch.closing[1] != near:
        scratch.closing[0], scratch.closing[1] = far, near
        for place in range(scratch.gap_left.shape[0]):
            scratch.gap_left[place] = 0.0


@rule
def gap_left(w: World, e: int, months: int) -> float:
    """Return the share of a gap in trust along tie `e` that so many months leave.

    It is worked out once and looked up from then on: it depends on nothing else.
    """
    near, known = w.ties.contiguous[e], w.scratch.gap_left
    if months < 0 or months >= PACED_MONTHS:
        return math.exp(w.scratch.closing[near] * float(months))
    place = near * PACED_MONTHS + months
    if known[place] == 0.0:
        known[place] = math.exp(w.scratch.closing[near] * float(months))
    return known[place]


@rule
def trust_now(p: Parameters, w: World, e: int, t: int) -> float:
    """Return trust along tie `e` in month `t`, and write it down as exact."""
    since = w.ties.exact[e]
    if since < t:
        level = affinity(p, w, e, t)
        w.ties.trust[e] = settled(level, w.ties.trust[e], gap_left(w, e, t - since))
        w.ties.exact[e] = t
    return w.ties.trust[e]


@rule
def shake(p: Parameters, w: World, e: int, t: int, loss: float) -> None:
    """Take `loss` from trust along tie `e`."""
    w.ties.trust[e] = unit(trust_now(p, w, e, t) - loss)


@rule
def familiarity(p: Trust, w: World, e: int, t: int) -> float:
    """Return how well the two leaders know each other, from the months both have been in post."""
    since, ties = w.leaders.since, w.ties
    strange = gap_left(w, e, t - max(since[ties.source[e]], since[ties.target[e]]))
    return unit(1.0 - strange + p.familiar_services * ties.services[e])


@rule
def meet_as_strangers(p: Parameters, w: World, e: int, t: int) -> None:
    """Let trust along tie `e` be that of a leader in one never met before."""
    w.ties.trust[e] = unit(affinity(p, w, e, t) - p.trust.stranger)
    w.ties.exact[e] = t


@rule
def inherit(p: Parameters, w: World, e: int, t: int, style: float, other: float) -> None:
    """Give a successor the part of the trust along tie `e` that outlives the change (SF060).

    Parameters
    ----------
    style, other : float
        Of the two leaders at the start and end of the tie before the change.
    """
    ties, kept = w.ties, p.leaders.inherited
    around = circumstances(p, w, e, t)
    before, since = ties.trust[e], ties.exact[e]
    if since < t:
        level = liking(p.affinity, around, style, other)
        before = settled(level, before, gap_left(w, e, t - since))
    source, target = w.leaders.style[ties.source[e]], w.leaders.style[ties.target[e]]
    new = liking(p.affinity, around, source, target) - p.trust.stranger
    ties.trust[e] = unit(kept * before + (1.0 - kept) * new)
    ties.exact[e] = t
