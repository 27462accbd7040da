"""Approaches: a council looks for a partner, picks one, and gets a yes or a no."""

from __future__ import annotations

import math

from simulation.draws import ACCEPTS, LOOKS, SEEK
from simulation.parameters import Parameters
from simulation.parameters.contact import Approach, Trust
from simulation.parameters.entry import Bids
from simulation.rule import rule
from simulation.rules.chief_executives import window
from simulation.rules.levers import pulled, pulled_by_both
from simulation.rules.numbers import around, chance, draw, half, unit
from simulation.rules.restructuring import case_of
from simulation.rules.retry import retry
from simulation.rules.tiers import case_of_asked, vacancy_pull
from simulation.rules.trust import familiarity, mismatch, trust_now
from simulation.terms import (
    BROKER,
    DISTRESS,
    FASHION,
    FINANCE,
    GOVERNMENT,
    MANDATE,
    MOTIVE_COUNT,
    NEIGHBOURS,
    NEVER,
    RESILIENCE,
    SAME_PARTY,
    SETUP_GRANT,
    VACANCY,
)
from simulation.world.books import FADE_NEWS, FADE_WARINESS
from simulation.world.tables import Councils, World


@rule
def best_known(p: Trust, w: World, i: int, t: int) -> float:
    """Return how well council `i`'s leader knows the neighbour known for longest (SF015)."""
    longest, known = t + 1, NEVER
    for e in range(w.councils.first_tie[i], w.councils.last_tie[i]):
        if w.ties.contiguous[e] and w.councils.control[w.ties.target[e]] >= 0:
            since = w.leaders.since[w.ties.target[e]]
            if since < longest:
                longest, known = since, e
    return familiarity(p, w, known, t) if known >= 0 else 0.0


@rule
def short_of_money(p: Approach, reserves: float, budget: float) -> float:
    """Return how little a council could pay itself: 2 without reserves, 1 at usual ones (SF142)."""
    return 2.0 / (1.0 + reserves / (p.grant_reserves * budget))


@rule
def bid_pull(p: Bids, councils: Councils, i: int, t: int) -> float:
    """Return what a joint bid adds to the hazard of looking: a pulse that halves (SF031)."""
    if p.pulse <= 0.0 or councils.bid_month[i] > t:
        return 0.0
    return p.pulse * councils.bid_weight[i] * half(float(t - councils.bid_month[i]), p.half_life)


@rule
def government_pull(p: Parameters, w: World, i: int, t: int) -> float:
    """Return what signal, grants and a mandate add to the hazard of looking (SF028-SF032)."""
    a, calendar = p.approach, w.calendar
    pull = a.signal * calendar.signal[t] + p.effects.mandate_approach * pulled(w, MANDATE, t, i)
    pull += bid_pull(p.bids, w.councils, i, t)
    grant = a.grant * calendar.grant[t]
    grant += p.effects.grant_approach * pulled(w, SETUP_GRANT, t, i)
    if grant > 0.0:
        pull += grant * short_of_money(a, w.councils.reserves[i], w.councils.budget[i])
    return pull


@rule
def motives_where_known(p: Parameters, w: World, i: int, t: int, best: float) -> float:
    """Return the hazard of looking for a partner; the motives stand in `scratch.motives`.

    A post that opens is an occasion for all of them, the more the better the leader knows a
    neighbour, which is `best`, in [0, 1] (SF013, SF015).
    """
    a, councils, motives = p.approach, w.councils, w.scratch.motives
    opening, occasion = 0.0, 1.0
    if window(councils, w.chiefs, i) == 1:
        known = 1.0 + best
        opening, occasion = a.window * known, 1.0 + p.motives.occasion * known
    stress = councils.stress[i]
    motives[VACANCY] = opening
    motives[FINANCE] = occasion * (a.finance * stress)
    motives[RESILIENCE] = occasion * (a.base + a.resilience * councils.thin[i])
    motives[FASHION] = occasion * (a.fashion * councils.recent[i])
    motives[GOVERNMENT] = occasion * government_pull(p, w, i, t)
    motives[DISTRESS] = a.distress if stress >= a.intervention_stress else 0.0
    total = 0.0
    for motive in range(MOTIVE_COUNT):
        if motive != DISTRESS:
            total += motives[motive]
    waits = 1.0 - a.grant_waiting * w.calendar.grant_announced[t]
    bold = a.boldness_low + a.boldness_gain * w.leaders.boldness[i]
    usual = total * waits * case_of(p, w, i) * bold * (1.0 - councils.wariness[i])
    return usual + motives[DISTRESS]


@rule
def weigh_motives(p: Parameters, w: World, i: int, t: int) -> float:
    """Return the hazard of looking for a partner, and write the motives, as things are."""
    opening = window(w.councils, w.chiefs, i) == 1
    return motives_where_known(p, w, i, t, best_known(p.trust, w, i, t) if opening else 0.0)


@rule
def with_retry(p: Parameters, w: World, i: int, t: int, hazard: float) -> float:
    """Return the hazard with what looking on adds; it needs a motive all the same."""
    return hazard + retry(p, w, i, t) if p.search.retry > 0.0 and hazard > 0.0 else hazard


@rule
def wants_partner(p: Parameters, w: World, i: int, t: int) -> bool:
    """Return whether council `i` looks for a partner this month (SF003, SF013, SF017).

    Whom its leader knows is looked up only where it can matter: mostly not even the best
    acquaintance would be enough.
    """
    councils = w.councils
    if councils.control[i] < 0 or councils.talks[i] >= 0 or councils.partnership[i] >= 0:
        return False
    u = w.draws[LOOKS, i]
    if u >= with_retry(p, w, i, t, motives_where_known(p, w, i, t, 1.0)):
        return False
    hazard = with_retry(p, w, i, t, weigh_motives(p, w, i, t))
    return u < hazard and u < chance(hazard)


@rule
def may_ask(p: Parameters, w: World, e: int, t: int, rule_: int, waiting: int) -> bool:
    """Return whether the council at the end of tie `e` can be asked at all."""
    i, j, councils = w.ties.source[e], w.ties.target[e], w.councils
    if councils.control[j] < 0 or councils.talks[j] >= 0 or w.ties.closed_until[e] > t:
        return False
    if rule_ == NEIGHBOURS and w.ties.contiguous[e] == 0:
        return False
    if rule_ == SAME_PARTY and councils.control[i] != councils.control[j]:
        return False
    q = councils.partnership[j]
    if q >= 0 and w.partnerships.partners[q] >= p.partnership.max_size:
        return False
    if waiting == 1 and window(councils, w.chiefs, i) == 0:
        return window(councils, w.chiefs, j) == 1
    return True


@rule
def appeal(p: Parameters, w: World, e: int, t: int, trust: float, luck: float) -> float:
    """Return how attractive a partner is: trust, an opening post, need, party fears and luck."""
    i, j, a = w.ties.source[e], w.ties.target[e], p.approach
    value = trust + a.seek_window * window(w.councils, w.chiefs, j) + luck
    value += a.seek_need * w.councils.stress[j] + vacancy_pull(p.tiers, w, i, j)
    if mismatch(w.councils.control[i], w.councils.control[j]) == 1.0:
        value -= a.seek_salience * unit(p.politics.salience + w.calendar.salience[t])
    return value - a.join_cost if w.councils.partnership[j] >= 0 else value


@rule
def choose_partner(p: Parameters, w: World, i: int, t: int) -> int:
    """Return the tie to the council that `i` asks, or -1; one in distress asks anyone (SF023)."""
    desperate = w.councils.stress[i] >= p.approach.intervention_stress
    best, chosen = 0.0, NEVER
    for e in range(w.councils.first_tie[i], w.councils.last_tie[i]):
        if may_ask(p, w, e, t, p.choices.partner_rule, p.choices.wait_for_vacancy):
            trust = trust_now(p, w, e, t)
            if desperate or trust >= p.approach.least_trust:
                most = appeal(p, w, e, t, trust, p.approach.seek_noise)
                if chosen == NEVER or most > best:  # luck is drawn where it can matter
                    u = draw(w.scratch.seed, w.ties.key[e], t, SEEK)
                    value = appeal(p, w, e, t, trust, around(0.0, p.approach.seek_noise, u))
                    if chosen == NEVER or value > best:
                        best, chosen = value, e
    return chosen


@rule
def acceptance(
    p: Approach, trust: float, opening: float, stress: float, factor: float, bold: float
) -> float:
    """Return the chance, not yet clipped, that a council says yes to the one that asks.

    Parameters
    ----------
    trust : float
        Of the council asked in the one that asks.
    opening : float
        1 while its own chief executive's post is opening, else 0.
    stress : float
        Its own.
    factor : float
        Weight of the case for sharing at its size.
    bold : float
        Boldness of its leader.
    """
    inclined = p.accept_base + p.accept_trust * (trust - p.accept_neutral) + p.accept_residents
    inclined += p.accept_window * opening + p.accept_stress * stress
    return inclined * math.sqrt(factor) * (0.5 + bold)


@rule
def says_yes(p: Parameters, w: World, e: int, t: int) -> bool:
    """Return whether the council at the end of tie `e` agrees to talk."""
    i, j, councils = w.ties.source[e], w.ties.target[e], w.councils
    trust = trust_now(p, w, w.ties.reverse[e], t)
    opening = float(window(councils, w.chiefs, j))
    inclined = acceptance(
        p.approach, trust, opening, councils.stress[j], case_of_asked(p, w, i, j),
        w.leaders.boldness[j],
    )  # fmt: skip
    inclined += p.effects.broker_accept * pulled_by_both(w, BROKER, t, i, j)
    likely = unit(inclined * (1.0 - councils.wariness[j]))
    return draw(w.scratch.seed, w.ties.key[e], t, ACCEPTS) < likely


@rule
def spread_news(w: World, i: int) -> None:
    """Let the councils tied to `i` hear that it has begun sharing (SF024)."""
    for e in range(w.councils.first_tie[i], w.councils.last_tie[i]):
        j = w.ties.target[e]
        if w.councils.control[j] >= 0:
            w.councils.recent[j] += 1.0 / float(w.councils.last_tie[j] - w.councils.first_tie[j])


@rule
def forget(w: World, i: int) -> None:
    """Let news of sharing and wariness fade by a month (SF026, SF164)."""
    w.councils.recent[i] *= w.scratch.fade[FADE_NEWS]
    w.councils.wariness[i] *= w.scratch.fade[FADE_WARINESS]
