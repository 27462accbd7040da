"""Outcomes of a place, made from those of the whole map: what is measured, and what cannot be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np

from experiments.statistics.histories import book_year, nothing, played_month
from experiments.statistics.measures import Measurement, count_by_run, level
from experiments.statistics.outcome import Outcome
from experiments.statistics.places import AT, Locality, councils_here
from simulation.errors import InputError
from simulation.months import date_after
from simulation.result.runs import Runs
from simulation.terms import ALIVE

NATIONAL = ("leader_turnover", "unlike_neighbours", "restructured")
"""What names of outcomes begin with that are known of the whole map alone."""

END, DECEMBER = "end", "_12"
COUNCILS, PARTNERSHIPS = "councils_sharing_", "partnerships_"

Measure = Callable[[Runs], Measurement]


def local_outcome(outcome: Outcome, place: Locality) -> Outcome:
    """Return an outcome of a place.

    Raises
    ------
    InputError
        If it is known of the whole map alone.
    """
    if outcome.name.startswith(NATIONAL):
        raise InputError(
            "is known of the whole map alone",
            field="outcomes",
            value=f"{outcome.name}{AT}{place.text}",
            allowed=f"{outcome.name}, or what talks and partnerships come to, such as "
            f"success_rate{AT}{place.text}",
        )
    measure = _stock(outcome.name) or outcome.measure
    return replace(
        outcome,
        name=f"{outcome.name}{AT}{place.text}",
        meaning=f"{outcome.meaning} – {_words(outcome, place)}",
        measure=measure and partial(measure_locally, measure=measure, place=place),
        place=place,
    )


def _words(outcome: Outcome, place: Locality) -> str:
    return place.councils_words if outcome.unit in ("councils", "posts") else place.words


def measure_locally(runs: Runs, measure: Measure, place: Locality) -> Measurement:
    """Return what is measured in a place."""
    return measure(runs.once(place))


def _stock(name: str) -> Measure | None:
    """Return how a stock of `monthly` is counted by council, None for what is no stock."""
    if name.startswith(PARTNERSHIPS):
        return partial(partnerships_alive, month=name.removeprefix(PARTNERSHIPS))
    if not name.startswith(COUNCILS):
        return None
    month = name.removeprefix(COUNCILS)
    if month != END and not month.endswith(DECEMBER):
        raise InputError(
            "is known of places in a December and in the last month",
            field="outcomes",
            value=name,
            allowed=f"{COUNCILS}{month[:4]}{DECEMBER}, {COUNCILS}{END}",
        )
    return partial(councils_sharing, month=month)


def _month(runs: Runs, month: str) -> int | None:
    last = runs.months - 1
    return last if month == END else played_month(runs, month.replace("_", "-"))


def partnerships_alive(runs: Runs, month: str) -> Measurement:
    """Count the partnerships that are alive at the end of a month."""
    at = _month(runs, month)
    if at is None:
        return nothing(runs)
    rows = runs.raw.partnerships
    alive = (rows["began"] <= at) & ((rows["ended"] < 0) | (rows["ended"] > at))
    return level(count_by_run(runs, rows, alive))


def councils_sharing(runs: Runs, month: str) -> Measurement:
    """Count the councils that share a chief executive in a December or in the last month."""
    at = _month(runs, month)
    if at is None:
        return nothing(runs)
    if month == END:
        return level(_sharing_at_the_end(runs)[:, councils_here(runs)].sum(axis=1))
    year = book_year(runs, date_after(runs.scenario.period.start, at))
    if year is None:
        return nothing(runs)
    return level(runs.raw.council_years["sharing"][:, year, councils_here(runs)].sum(axis=1))


def _sharing_at_the_end(runs: Runs) -> np.ndarray:
    """Tell which councils are in a partnership that is alive, shape (runs, councils)."""
    rows = runs.raw.partnerships
    rows = rows[rows["ending"] == ALIVE]
    members = rows["members"]
    there = np.zeros((len(runs.runs), len(runs.codes) + 1), dtype=bool)
    there[(rows["run"] - runs.runs[0])[:, None], members] = True  # -1 is the last column
    return there[:, :-1]
