"""The cause of an end: what decided, whose number it was, and what it was held against."""

from __future__ import annotations

from simulation.rule import rule
from simulation.terms import NEVER
from simulation.world.books import EVENTS
from simulation.world.tables import World


@rule
def note_cause(
    w: World,
    q: int,
    cause: int,
    council: int,
    number: float,
    threshold: float,
    likely: float,
    u: float,
) -> None:
    """Write what ends partnership `q`, or lets a council leave it.

    Parameters
    ----------
    cause, council : int
        Of `simulation.end_causes.END_CAUSES`; the council that decided, -1 if none did.
    number, threshold : float
        What decided, and what it was held against; the cause says what they are.
    likely, u : float
        The chance of the end in its month, and the draw, which is at most that.
    """
    s = w.partnerships
    s.cause[q], s.cause_council[q] = cause, council
    s.cause_number[q], s.cause_threshold[q] = number, threshold
    s.cause_chance[q], s.cause_draw[q] = likely, u


@rule
def note_undecided(w: World, q: int, cause: int, council: int) -> None:
    """Write a cause that no number and no draw decided."""
    note_cause(w, q, cause, council, 0.0, 0.0, 1.0, 0.0)


@rule
def clear_cause(w: World, q: int) -> None:
    """Let partnership `q` have no cause of an end: it goes on."""
    note_undecided(w, q, NEVER, NEVER)


@rule
def stamp_cause(w: World, q: int) -> None:
    """Write the cause into the event of the end or the leaving, the last that was recorded."""
    if w.scratch.keep[EVENTS] == 1:
        row = w.scratch.used[EVENTS] - 1
        w.events.cause[row] = w.partnerships.cause[q]
        w.events.decider[row] = w.partnerships.cause_council[q]


@rule
def drop_review(w: World, q: int) -> None:
    """Let no review of partnership `q` be to come."""
    s = w.partnerships
    s.review_month[q] = s.review_council[q] = s.review_kind[q] = NEVER
