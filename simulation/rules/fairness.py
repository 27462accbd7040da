"""Who gains in talks: the split of the expected saving against budgets and posts lost."""

from __future__ import annotations

from simulation.parameters import Parameters
from simulation.parameters.fairness import Fairness
from simulation.rule import rule
from simulation.rules.levers import pulled, pulled_by_both
from simulation.terms import (
    EXPLAINED_SPLIT,
    FROM_ASKED,
    FROM_ASKER,
    GUARANTEE,
    NEVER,
    OUTSIDER,
    SCOPE_CHIEF,
)
from simulation.world.tables import World


@rule
def posts_lost(p: Parameters, w: World, r: int, side: int) -> float:
    """Return how many senior posts one side of talks `r` is to lose.

    A chief executive's post goes on the side whose candidate it is not, and half of one on each
    side while nobody is named or the candidate comes from outside; with a joint team directors
    and heads go in proportion.
    """
    i, candidate = w.talks.councils[r, side], w.talks.candidate[r]
    lost = 0.5
    if candidate != NEVER and candidate != OUTSIDER:
        lost = 0.0 if candidate == (FROM_ASKER if side == 0 else FROM_ASKED) else 1.0
    if w.talks.scope[r] != SCOPE_CHIEF:
        lost += (1.0 - p.money.directors_kept) * w.councils.directors[i]
        lost += (1.0 - p.money.heads_kept) * w.councils.heads[i]
    return lost


@rule
def shortfall(p: Fairness, budget: float, posts: float) -> float:
    """Return how far half of the saving falls short of a fair part, in [0, 1] (SF081).

    Parameters
    ----------
    budget, posts : float
        The side's share of the joint budget and of the posts lost, in [0, 1].
    """
    fair = p.posts * posts + (1.0 - p.posts) * budget
    return max(0.0, 2.0 * fair - 1.0)


@rule
def unfairness(p: Parameters, w: World, r: int, i: int, t: int) -> float:
    """Return how unfair the expected split looks to members of council `i`, in [0, 1]."""
    side = 0 if w.talks.councils[r, 0] == i else 1
    j = w.talks.councils[r, 1 - side]
    own, other = posts_lost(p, w, r, side), posts_lost(p, w, r, 1 - side)
    budget = w.councils.budget[i] / (w.councils.budget[i] + w.councils.budget[j])
    unfair = shortfall(p.fairness, budget, own / (own + other))
    unfair *= 1.0 - p.fairness.explained * pulled(w, EXPLAINED_SPLIT, t, i)
    return unfair * (1.0 - p.fairness.guarantee * pulled_by_both(w, GUARANTEE, t, i, j))
