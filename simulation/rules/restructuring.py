"""The outside option: a council in money trouble slims its own top team instead of sharing one."""

from __future__ import annotations

from simulation.draws import TROUBLE
from simulation.event_kinds import POST_FILLED, RESTRUCTURED
from simulation.parameters import Parameters
from simulation.parameters.entry import Restructuring
from simulation.rule import rule, step
from simulation.rules.chief_executives import fill_post, window
from simulation.rules.numbers import chance, unit
from simulation.rules.record import count, record_council
from simulation.terms import DEPTH_TEAM, NEVER
from simulation.world.books import FADE_SLIM, FLOW_RESTRUCTURED
from simulation.world.tables import World


@rule
def case_left(p: Restructuring, slim: float) -> float:
    """Return the share of the case for sharing that a top team slimmed so far leaves, 0 to 1."""
    return 1.0 - p.posts * slim


@rule
def case_of(p: Parameters, w: World, i: int) -> float:
    """Return the weight of the case for sharing of council `i`: its size, and what is left."""
    factor = w.councils.size_factor[i]
    if p.restructuring.rate > 0.0:
        factor *= case_left(p.restructuring, w.councils.slim[i])
    return factor


@rule
def posts_after(before: int, share: float, least: int) -> int:
    """Return how many of `before` posts are left when a share goes; never below `least`."""
    return min(before, max(least, int(round(before * (1.0 - share)))))


@rule
def restructures(p: Parameters, w: World, i: int) -> bool:
    """Return whether council `i`, alone and not in talks, slims its top team this month.

    The same number tells of trouble of its own when it is small and of this when it is large, so
    that no further one is drawn.
    """
    councils = w.councils
    if councils.control[i] < 0 or councils.talks[i] >= 0 or councils.partnership[i] >= 0:
        return False
    hazard = p.restructuring.rate * councils.stress[i] * (1.0 - councils.slim[i])
    u = 1.0 - w.draws[TROUBLE, i]
    return u < hazard and u < chance(hazard)


@step
def slim_team(p: Parameters, w: World, i: int, t: int) -> None:
    """Slim the top team of council `i`; an opening post is filled and the search dropped."""
    councils, share = w.councils, 0.5 * p.restructuring.posts * (1.0 - w.councils.slim[i])
    directors = posts_after(councils.directors[i], share, 1)
    heads = posts_after(councils.heads[i], share, p.councils.heads_least)
    gone = councils.directors[i] - directors + councils.heads[i] - heads
    councils.directors[i], councils.heads[i] = directors, heads
    councils.slim[i] = 1.0
    councils.stress[i] = unit(councils.stress[i] * (1.0 - p.restructuring.relief))
    councils.looking[i] = councils.quick[i] = NEVER
    councils.restructured[i] += 1
    count(w.scratch, FLOW_RESTRUCTURED)
    record_council(w.events, w.scratch, t, RESTRUCTURED, i, -1, float(gone))
    if window(councils, w.chiefs, i) == 1:
        fill_post(p.chief_executives, w, i, t)
        record_council(w.events, w.scratch, t, POST_FILLED, i, -1, 0.0)


@rule
def restructure(p: Parameters, w: World, i: int, t: int) -> None:
    """Let a slimmed team of council `i` grow by a month, or one be slimmed (V18, V19)."""
    if p.restructuring.rate > 0.0:
        w.councils.slim[i] *= w.scratch.fade[FADE_SLIM]
        if restructures(p, w, i):
            slim_team(p, w, i, t)


@rule
def senior_posts(w: World, i: int) -> float:
    """Return the full-time posts at the top of council `i`; of shared ones its even share."""
    councils, q = w.councils, w.councils.partnership[i]
    own = float(councils.directors[i] + councils.heads[i])
    if q < 0:
        return 1.0 + own
    s = w.partnerships
    partners = float(s.partners[q])
    if s.depth[q] < DEPTH_TEAM:
        return 1.0 / partners + own
    before = float(s.directors_before[q] + s.heads_before[q])
    after = float(s.directors_after[q] + s.heads_after[q])
    return (1.0 + before - s.realised[q] * (before - after)) / partners
