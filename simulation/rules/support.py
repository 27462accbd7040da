"""Members and officers during talks: what they fear, what they want, and how fast they move."""

from __future__ import annotations

import math

from simulation.parameters import Parameters
from simulation.parameters.effects import Effects
from simulation.parameters.talks import Support
from simulation.rule import rule, step
from simulation.rules.fairness import unfairness
from simulation.rules.levers import pulled, pulled_by_both, saturating
from simulation.rules.numbers import unit
from simulation.rules.restructuring import case_of
from simulation.rules.tiers import need
from simulation.rules.trust import mismatch
from simulation.rules.units import FAR
from simulation.terms import (
    ANNOUNCE_EARLY,
    BULLETINS,
    COUNCILLOR_MEETINGS,
    FROM_ASKED,
    FROM_ASKER,
    GUARANTEE,
    HONEST_JOBS,
    MANDATE,
    NEVER,
    OFF_THE_SHELF,
    OPEN_RECRUITMENT,
    QUIET,
    RED_LINES,
    REMOTE_WORKING,
    SCOPE_CHIEF,
    SCOPE_TEAM,
    TARGET_HIGH,
    VISITS,
    VOLUNTARY,
)
from simulation.world.tables import World


@rule
def posts_at_risk(p: Effects, scope: int) -> float:
    """Return the share of senior posts that a plan puts at risk (SF074)."""
    if scope == SCOPE_CHIEF:
        return p.risk_chief
    return p.risk_team if scope == SCOPE_TEAM else p.risk_whole


@rule
def people(w: World, r: int, side: int) -> float:
    """Return the population behind one side: all partners of a council that already shares."""
    i = w.talks.councils[r, side]
    q = w.councils.partnership[i]
    if q < 0:
        return w.councils.population[i]
    total = 0.0
    for place in range(w.partnerships.partners[q]):
        total += w.councils.population[w.partnerships.members[q, place]]
    return total


@rule
def takeover_fear(
    p: Support, size_gap: float, poorer: float, other_candidate: bool, absorbed: float, tiers: float
) -> float:
    """Return the fear of a takeover in [0, 1] before anything calms it (SF069, SF071, SF109).

    Parameters
    ----------
    size_gap : float
        Log of the other side's population over the own, at least 0.
    poorer : float
        How much more stress the other side has, at least 0.
    other_candidate : bool
        Whether the joint chief executive would come from the other side.
    absorbed : float
        Salience of reorganisation in [0, 1] between two parties, else 0.
    tiers : float
        1 between a county and a district, else 0.
    """
    fear = p.fear_base + p.fear_size * size_gap + p.fear_poorer * poorer
    fear += p.fear_party * absorbed + p.fear_tier * tiers
    return unit(fear + p.fear_candidate if other_candidate else fear)


@rule
def calmed(p: Parameters, w: World, t: int, i: int, j: int) -> float:
    """Return the share of fear left by guarantee, red lines and councillors' meetings."""
    effects = p.effects
    left = 1.0 - effects.guarantee_fear * pulled_by_both(w, GUARANTEE, t, i, j)
    left *= 1.0 - effects.red_lines_fear * pulled_by_both(w, RED_LINES, t, i, j)
    met = saturating(pulled_by_both(w, COUNCILLOR_MEETINGS, t, i, j), effects.saturation)
    return left * (1.0 - effects.meetings_fear * met)


@rule
def fear_of(p: Parameters, w: World, r: int, side: int, t: int) -> float:
    """Return the takeover fear on one side of talks `r` this month."""
    talks, councils = w.talks, w.councils
    i, j = talks.councils[r, side], talks.councils[r, 1 - side]
    size_gap = max(0.0, math.log(people(w, r, 1 - side) / people(w, r, side)))
    poorer = max(0.0, councils.stress[j] - councils.stress[i])
    theirs = talks.candidate[r] == (FROM_ASKED if side == 0 else FROM_ASKER)
    absorbed = 0.0
    if mismatch(councils.control[i], councils.control[j]) == 1.0:
        absorbed = unit(p.politics.salience + w.calendar.salience[t])
        trusted = unit(2.0 * (talks.trust[r, side] - 0.5))
        absorbed *= 1.0 - p.support.fear_trusted * trusted
    tiers = 0.0 if w.ties.same_tier[talks.tie[r]] else 1.0
    fear = takeover_fear(p.support, size_gap, poorer, theirs, absorbed, tiers)
    fear += p.effects.announce_fear * pulled_by_both(w, ANNOUNCE_EARLY, t, i, j)
    return unit(fear * calmed(p, w, t, i, j))


@rule
def members_target(
    p: Support,
    vision: float,
    trust: float,
    persuasion: float,
    evidence: float,
    fear: float,
    momentum: float,
    opposition: float,
) -> float:
    """Return the support of members that talks as they stand would settle at (SF067).

    All arguments are in [0, 1]. A persuasive leader needs evidence (SF066).
    """
    convinced = persuasion * (1.0 - p.evidence_needed + p.evidence_needed * evidence)
    return (
        p.members_base
        + p.members_vision * vision
        + p.members_trust * (trust - 0.5)
        + p.members_persuasion * convinced
        - p.members_fear * fear
        - p.members_momentum * (1.0 - momentum)
        - p.members_opposition * opposition
    )


@rule
def promised(p: Parameters) -> float:
    """Return by how much the business case outbids a prudent one, as a share of it (SF138)."""
    if p.choices.savings_target != TARGET_HIGH:
        return 0.0
    return p.money.high_target - 0.5 * (p.money.prudence_low + p.money.prudence_high)


@rule
def members_extra(p: Parameters, w: World, r: int, i: int, t: int) -> float:
    """Return what levers, numbers, need and residents add to the members' target of `i`.

    Need is money trouble, which a saving eases the more the smaller the budget (SF004, SF020).
    """
    effects, level = p.effects, 0.0
    met = saturating(pulled(w, COUNCILLOR_MEETINGS, t, i), effects.saturation)
    told = saturating(pulled(w, BULLETINS, t, i), effects.saturation)
    level += effects.meetings_members * met + effects.bulletins_members * told
    level -= effects.mandate_members * pulled(w, MANDATE, t, i)
    level -= effects.shelf_fit * pulled(w, OFF_THE_SHELF, t, i)
    level += p.support.members_numbers * promised(p)
    needed = p.support.members_need * w.councils.stress[i] * math.sqrt(case_of(p, w, i))
    level += needed * need(p.tiers, w.councils.tier[i])
    if p.fairness.weight > 0.0:
        level -= p.fairness.weight * unfairness(p, w, r, i, t)
    return level + p.support.residents * w.talks.residents[r]


@rule
def officers_target(
    p: Support,
    vision: float,
    members: float,
    career: float,
    culture_gap: float,
    distance: float,
    at_risk: float,
    hostile: float,
    unfair: float,
) -> float:
    """Return the support of officers that talks would settle at (SF068, SF074, SF090, SF094).

    Parameters
    ----------
    vision, members, career, culture_gap, at_risk : float
        In [0, 1]; `members` is last month's support, `at_risk` the share of posts.
    distance : float
        Between the councils, km.
    hostile, unfair : float
        1 for a hostile insider, for a choice of candidate that looks made in advance.
    """
    return (
        p.officers_base
        + p.officers_vision * vision
        + p.officers_members * (members - 0.5)
        + p.officers_career * career * (1.0 - at_risk)
        - p.officers_culture * culture_gap
        - p.officers_distance * distance / FAR
        - p.officers_posts * at_risk
        - p.officers_hostile * hostile
        - p.officers_unfair * unfair
    )


@rule
def officers_extra(p: Parameters, w: World, i: int, t: int) -> float:
    """Return what levers add to the officers' target on council `i`'s side."""
    effects = p.effects
    told = saturating(pulled(w, BULLETINS, t, i), effects.saturation)
    seen = saturating(pulled(w, VISITS, t, i), effects.saturation)
    level = effects.bulletins_officers * told + effects.visits_officers * seen
    level -= effects.quiet_officers * pulled(w, QUIET, t, i)
    level -= effects.shelf_fit * pulled(w, OFF_THE_SHELF, t, i)
    return level - effects.honest_cost * pulled(w, HONEST_JOBS, t, i)


@rule
def culture_gap(w: World, i: int, j: int) -> float:
    """Return how far apart two councils are between member-led and officer-led (SF094)."""
    return abs(w.councils.culture[i] - w.councils.culture[j])


@step
def move_members(p: Parameters, w: World, r: int, side: int, t: int, momentum: float) -> None:
    """Move the members of one side towards their target, and write down what they fear."""
    talks = w.talks
    i = talks.councils[r, side]
    talks.fear[r, side] = fear_of(p, w, r, side, t)
    target = members_target(
        p.support, talks.vision[r], talks.trust[r, side], w.leaders.persuasion[i],
        talks.evidence[r], talks.fear[r, side], momentum, w.councils.opposition[i],
    )  # fmt: skip
    target = unit(target + members_extra(p, w, r, i, t))
    talks.members[r, side] += p.support.pace * (target - talks.members[r, side])


@step
def move_officers(p: Parameters, w: World, r: int, side: int, t: int) -> None:
    """Move the officers of one side towards their target; members reach them a month late."""
    talks = w.talks
    i, j = talks.councils[r, side], talks.councils[r, 1 - side]
    risk = posts_at_risk(p.effects, talks.scope[r])
    risk *= 1.0 - p.effects.voluntary_posts * pulled_by_both(w, VOLUNTARY, t, i, j)
    remote = p.effects.remote_distance * pulled_by_both(w, REMOTE_WORKING, t, i, j)
    unfair = 0.0
    if talks.candidate[r] == FROM_ASKER or talks.candidate[r] == FROM_ASKED:
        unfair = 1.0 - pulled_by_both(w, OPEN_RECRUITMENT, t, i, j)
        unfair = unfair if talks.vacancy[r] == NEVER else p.support.unfair_vacancy * unfair
    target = officers_target(
        p.support, talks.vision[r], talks.members[r, side], w.chiefs.ambition[i],
        culture_gap(w, i, j), w.ties.distance[talks.tie[r]] * (1.0 - remote), risk,
        float(w.councils.hostile[i]), unfair,
    )  # fmt: skip
    target = unit(target + officers_extra(p, w, i, t))
    talks.officers[r, side] += p.support.pace * (target - talks.officers[r, side])
