"""Steps of an exploration, the guesses they ask for, and when a step counts as done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from experiments.browser.visit.presets import PRESETS
from experiments.browser.visit.visit import Visit
from simulation.errors import InputError
from simulation.terms import FAILED

ENOUGH_RUNS = 100
"""Runs from which an ensemble counts as looked at."""


@dataclass(frozen=True)
class Guess:
    """What a step asks before it shows.

    Attributes
    ----------
    name : str
        Its own within the page.
    question : str
        What is asked.
    answer : str
        Where the answer comes from, as `answers.answer_to` reads it.
    options : tuple of str
        What can be chosen; empty for a number.
    reasons : tuple of tuple of str
        Of a guess at the reason of talks: which reasons each option stands for.
    unit : str
        Of a number, or of the heights of a line.
    top : float
        Of a line: the height of its chart, 0 where no line is asked for.
    at : tuple of float
        Of a line over lengths: these.
    after : str
        Of a line over months: the month up to which the run is shown before.
    """

    name: str
    question: str
    answer: str
    options: tuple[str, ...] = ()
    reasons: tuple[tuple[str, ...], ...] = ()
    unit: str = ""
    top: float = 0.0
    at: tuple[float, ...] = ()
    after: str = ""


@dataclass(frozen=True)
class Step:
    """A numbered step of an exploration.

    Attributes
    ----------
    title, html : str
        What to do, and how.
    when : str
        When it is done, as `is_done` reads it.
    at : str
        What is meant on the page, as a selector.
    guess : Guess or None
        What it asks.
    """

    title: str
    html: str
    when: str
    at: str
    guess: Guess | None = None


def _at_month(visit: Visit, date: str) -> bool:
    session = visit.session
    return session.month >= 0 and session.recording.date(session.month) >= date


def _failed_talks(visit: Visit, _: str) -> bool:
    return failed_talks(visit) is not None


def failed_talks(visit: Visit) -> Any | None:
    """Return the row of the talks that are looked at, if they have failed by the month shown."""
    session = visit.session
    if session.talks < 0:
        return None
    row = session.recording.talks.table.rows[session.talks]
    ended = row["outcome"] == FAILED and row["ended"] <= session.month
    return row if ended else None


def _ensemble(visit: Visit, preset: str) -> bool:
    return visit.summary is not None and visit.summary.done >= ENOUGH_RUNS and is_of(visit, preset)


def is_of(visit: Visit, preset: str) -> bool:
    """Return whether the visitor's ensemble is of a preset."""
    if visit.compared is None:
        return False
    return visit.compared[0] == PRESETS[preset].scenario_on(visit.session.base)


CONDITIONS: Mapping[str, Callable[[Visit, str], bool]] = {
    "month": _at_month,
    "failed talks": _failed_talks,
    "tab": lambda visit, name: visit.tab == name,
    "council": lambda visit, _: visit.session.council >= 0,
    "ensemble": _ensemble,
    "what if": lambda visit, _: "what if" in visit.deeds,
    "sweep": lambda visit, name: f"sweep {name}" in visit.deeds,
}
"""What a step can wait for; what follows the word is given to it."""


def condition(when: str) -> tuple[str, str]:
    """Return a condition and what is given to it.

    Raises
    ------
    InputError
        If there is no such condition.

    Examples
    --------
    >>> condition("month 2010-12"), condition("failed talks")
    (('month', '2010-12'), ('failed talks', ''))
    """
    for name in CONDITIONS:
        if when == name or when.startswith(f"{name} "):
            return name, when[len(name) :].strip()
    raise InputError("is no condition of a step", value=when, allowed=", ".join(CONDITIONS))


def is_done(visit: Visit, step: Step) -> bool:
    """Return whether what a step asks has been done; one that asks for a guess waits for that."""
    if step.guess is not None:
        return False
    name, given = condition(step.when)
    return CONDITIONS[name](visit, given)
