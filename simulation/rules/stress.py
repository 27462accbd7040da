"""Stress: money trouble that news of cuts brings and service cuts take away."""

from __future__ import annotations

from simulation.draws import TROUBLE
from simulation.event_kinds import MONEY_TROUBLE
from simulation.parameters import Parameters
from simulation.parameters.pressure import Stress
from simulation.rule import rule
from simulation.rules.numbers import unit
from simulation.rules.record import record_council
from simulation.world.books import FADE_STRESS
from simulation.world.tables import World


@rule
def stress(p: Stress, before: float, left: float, exposure: float, news: float) -> float:
    """Return stress after a month: what is left of the old plus the share of the news (SF017).

    Parameters
    ----------
    before : float
        Stress in [0, 1].
    left : float
        Share of it that a month leaves.
    exposure : float
        To grant cuts; 1 is the mean of the council's tier.
    news : float
        Share of the whole cut announced in this month.
    """
    return unit(before * left + p.weight * p.cut * exposure * news)


@rule
def trouble(p: Stress, u: float) -> float:
    """Return the stress that trouble of a council's own brings this month, mostly 0 (SF023)."""
    return p.trouble_size * (0.5 + 12.0 * u / p.trouble_rate) if 12.0 * u < p.trouble_rate else 0.0


@rule
def feel_stress(p: Parameters, w: World, i: int, t: int) -> None:
    """Bring the month's news, restored grants and its own trouble to council `i`.

    News of cuts weighs less where the top team has been slimmed. Nothing happens to one that is
    not there.
    """
    if w.councils.control[i] < 0:
        return
    before = w.councils.stress[i] * (1.0 - w.calendar.restored[t])
    own = trouble(p.stress, w.draws[TROUBLE, i])
    if own > 0.0:
        record_council(w.events, w.scratch, t, MONEY_TROUBLE, i, -1, own)
    news = w.calendar.news[t]
    if news > 0.0:
        news *= 1.0 - p.restructuring.relief * w.councils.slim[i]
    now = stress(p.stress, before, w.scratch.fade[FADE_STRESS], w.councils.exposure[i], news)
    w.councils.stress[i] = unit(now + own)
