"""Looking on: a council that has begun to look, or is free again, asks the next best."""

from __future__ import annotations

from simulation.event_kinds import LOOKS_AGAIN
from simulation.parameters import Parameters
from simulation.rule import rule
from simulation.rules.record import record_council
from simulation.terms import NEVER
from simulation.world.tables import World


@rule
def stop_looking(w: World, i: int) -> None:
    """End the search of council `i`."""
    w.councils.looking[i] = w.councils.quick[i] = NEVER


@rule
def look_on(p: Parameters, w: World, i: int, t: int) -> None:
    """Let council `i`, which looks for a partner, look on, unless it does so already."""
    if p.search.retry > 0.0 and w.councils.looking[i] < t:
        w.councils.looking[i] = t + p.search.look_months


@rule
def look_again(p: Parameters, w: World, i: int, t: int) -> None:
    """Let council `i`, whose soundings have lapsed, look for the next best if it is alone."""
    if p.search.retry > 0.0 and w.councils.partnership[i] < 0 and w.councils.control[i] >= 0:
        w.councils.looking[i] = t + p.search.look_months
        record_council(w.events, w.scratch, t, LOOKS_AGAIN, i, -1, float(p.search.look_months))


@rule
def look_quickly(p: Parameters, w: World, i: int, t: int) -> None:
    """Let council `i` look again after a failure or a parting: its soundings are short by then."""
    look_again(p, w, i, t)
    w.councils.quick[i] = w.councils.looking[i]


@rule
def retry(p: Parameters, w: World, i: int, t: int) -> float:
    """Return what looking on adds to the hazard of asking: less where a council is wary."""
    if w.councils.looking[i] < t:
        return 0.0
    return p.search.retry * (1.0 - w.councils.wariness[i])


@rule
def mean_soundings(p: Parameters, w: World, i: int, t: int, usual: float) -> float:
    """Return how long soundings of asker `i` last on average, in months: shorter a second time."""
    return min(usual, p.search.soundings_again) if w.councils.quick[i] >= t else usual
