"""Expertise: specialists that councils pool in a joint team, and what that is worth to them."""

from __future__ import annotations

from simulation.parameters import Parameters
from simulation.parameters.pressure import Councils
from simulation.rule import rule
from simulation.rules.money import managers_quality, role_quality
from simulation.terms import DEPTH_TEAM
from simulation.world.tables import ROLES, World


@rule
def pools(w: World, i: int) -> bool:
    """Return whether council `i` shares its specialists in a joint team."""
    q = w.councils.partnership[i]
    return q >= 0 and w.partnerships.depth[q] >= DEPTH_TEAM


@rule
def pooled_days(w: World, i: int, role: int) -> float:
    """Return the days a week of a specialist that council `i` can call on."""
    if not pools(w, i):
        return w.councils.capacity[i, role]
    q, days = w.councils.partnership[i], 0.0
    for place in range(w.partnerships.partners[q]):
        days += w.councils.capacity[w.partnerships.members[q, place], role]
    return days


@rule
def cover(p: Councils, w: World, i: int) -> float:
    """Return the share of roles for which council `i` can call on a specialist (SF145, SF151)."""
    if not pools(w, i):
        return 1.0 - w.councils.thin[i]
    covered = 0.0
    for role in range(ROLES):
        if pooled_days(w, i, role) >= p.covered:
            covered += 1.0
    return covered / float(ROLES)


@rule
def quality(p: Parameters, w: World, q: int) -> float:
    """Return the quality of roles and of management in partnership `q`, in [0, 1]."""
    s, people, managers, roles = w.partnerships, 0.0, 1.0, 0.0
    for place in range(s.partners[q]):
        i = s.members[q, place]
        people += w.councils.population[i]
        managers += w.councils.directors[i] + w.councils.heads[i]
        for role in range(ROLES):
            roles += role_quality(p.money, pooled_days(w, i, role)) / float(ROLES * s.partners[q])
    if s.depth[q] >= DEPTH_TEAM:
        gone = s.directors_before[q] - s.directors_after[q]
        gone += s.heads_before[q] - s.heads_after[q]
        managers -= s.realised[q] * gone
    return roles * managers_quality(p.money, managers, people)


@rule
def cover_gained(p: Parameters, w: World, i: int) -> float:
    """Return the share of roles that council `i` has a specialist for by pooling alone (SF151)."""
    return cover(p.councils, w, i) - (1.0 - w.councils.thin[i])


@rule
def worth_to_members(p: Parameters, w: World, i: int) -> float:
    """Return the support of members that pooled specialists are worth to council `i` (SF021)."""
    weight = p.expertise.members_cover
    return weight * cover_gained(p, w, i) if weight > 0.0 else 0.0


@rule
def worth_to_officers(p: Parameters) -> float:
    """Return the support of officers for the strong directors that sharing keeps (SF022)."""
    return p.expertise.officers_directors * p.chief_executives.directors_kept
