"""What partnerships save, later pounds counting less, and whose saving it is.

The books of a run hold the net saving of each partnership (of its set-up cost) so far, each
December and at the end. What it grew by between two of these dates counts as of the middle between
them. The cost of talks, in cash and officers' time, is taken off in the month in which they ended.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from experiments.statistics.measures import Measurement, count_by_run, level
from experiments.statistics.outcome import Outcome
from experiments.statistics.survival import MONTHS
from simulation.result.runs import Runs

WHO = {
    "_asker": "of the council that asked first",
    "_asked": "of the council that it asked",
    "_joined": "of councils that joined later",
}
"""Whose saving it is. The books give each member the same part of what its partnership saves."""


def discounted_name(rate: float) -> str:
    """Return the name of the discounted saving at a rate a year.

    Examples
    --------
    >>> discounted_name(0.035)
    'discounted_saving_3_5_percent'
    """
    return f"discounted_saving_{100.0 * rate:.4g}_percent".replace(".", "_")


def discounted_outcome(percent: str, who: str = "") -> Outcome:
    """Return the outcome for what all partnerships save at a rate, less the cost of talks."""
    number = percent.replace("_", ".")
    words = f"saving of all partnerships, less set-up and talks, discounted at {number}% a year"
    measure = partial(discounted_saving, rate=float(number) / 100.0, who=who)
    meaning = f"{words}: the part {WHO[who]}" if who else words
    name = f"discounted_saving_{percent}_percent{who}"
    return Outcome(name, "pounds", meaning, "level", measure, signed=True)


def discounted_saving(runs: Runs, rate: float, who: str = "") -> Measurement:
    """Return the discounted saving of all partnerships, or the part of some of their members."""
    rows = runs.raw.partnerships
    saved = count_by_run(runs, rows, partnership_savings(runs, rate) * _part(rows, who))
    return level(saved - _talks(runs, rate, who))


def _part(rows: Any, who: str) -> Any:
    """Return the part of a partnership's saving that is of the asker, the asked or the others."""
    if not who:
        return np.ones(len(rows))
    ever = rows["largest"].astype(float)
    return (ever - 2.0) / ever if who == "_joined" else 1.0 / ever


def _talks(runs: Runs, rate: float, who: str) -> Any:
    """Return the discounted cost of talks that ended; each side bears half."""
    if who == "_joined":
        return np.zeros(len(runs.runs))
    rows = runs.talk_rows
    cost = rows["cash"] + runs.scenario.costs.hourly * rows["hours"]
    cost = cost * (rows["ended"] >= 0) * factor(rows["ended"], rate)
    return count_by_run(runs, rows, cost) * (0.5 if who else 1.0)


def factor(month: Any, rate: float) -> Any:
    """Return what a pound of a month is worth in the first month."""
    return (1.0 + rate) ** (-np.asarray(month, dtype=float) / MONTHS)


def partnership_savings(runs: Runs, rate: float) -> Any:
    """Return the discounted net saving of each partnership, shape (partnerships,)."""
    rows, years = runs.raw.partnerships, runs.raw.partnership_years
    owner = np.searchsorted(rows["run"], years["run"], side="left") + years["partnership"]
    order = np.lexsort((years["month"], owner))
    owner, month, net = owner[order], years["month"][order], years["net"][order]
    first = np.diff(owner, prepend=-1) != 0
    before = np.where(first, 0.0, np.roll(net, 1))
    since = np.where(first, rows["began"][owner], np.roll(month, 1))
    grown = (net - before) * factor((since + month) / 2.0, rate)
    total = np.bincount(owner, grown, minlength=len(rows))
    last = np.append(np.diff(owner) != 0, True)[: len(owner)]
    known, until = np.zeros(len(rows)), rows["began"].astype(float)
    known[owner[last]], until[owner[last]] = net[last], month[last]
    end = np.where(rows["ended"] < 0, runs.months - 1, rows["ended"])
    return total + (rows["net"] - known) * factor((until + end) / 2.0, rate)
