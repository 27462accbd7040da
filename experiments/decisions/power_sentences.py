"""What a power calculation comes to in words."""

from __future__ import annotations

from typing import Any

import pandas as pd

from experiments.decisions.power import Wanted, hardest_pair
from experiments.statistics.outcome import Outcome
from experiments.studies.study import Study
from experiments.text.numbers import (
    amount_text,
    change_interval_text,
    change_text,
    plural,
    significant,
)

SIDES = {"paired": "paired, on common draws", "unpaired": "unpaired"}
"""How runs of two points may be compared, in words."""

NAMED = 12
"""Pairs that have a line on the screen; all are in the table."""

NOTHING = (
    "No run of the pilot ({} of each point) differs from point to point: it says nothing of how "
    "many runs find a difference."
)
OPEN = (
    "The pilot has {} of each point: the ranges in brackets are what it leaves open (95%). One "
    "comparison is meant; more at once take more."
)


def size_text(wanted: Wanted, outcome: Outcome) -> str:
    """Return the difference that was asked for, in points or in the outcome's unit.

    Examples
    --------
    >>> from experiments.statistics.outcomes import outcomes_named
    >>> size_text(Wanted(0.0025, 0.8, 0.05), outcomes_named(["success_rate"])[0])
    '0.25 points'
    """
    if outcome.unit == "share":
        return f"{significant(100 * wanted.size)} points"
    pounds = outcome.unit.startswith("pounds")
    return amount_text(wanted.size, outcome.unit) if pounds else significant(wanted.size)


def chance_text(value: float) -> str:
    """Return a chance that was asked for, such as ``99.9%``."""
    return f"{100 * value:.3g}%"


def power_sentences(
    table: pd.DataFrame, study: Study, outcome: Outcome, wanted: Wanted
) -> list[str]:
    """Return how many runs it takes: for the pair that takes most, then pair by pair."""
    known = table.dropna(subset=["paired"])
    rows = known.head(NAMED)
    lines = [_line(row, outcome) for _, row in rows.iterrows()] if len(known) > 1 else []
    more = [f"… and {len(known) - NAMED} more in the table."] if len(known) > NAMED else []
    return [*first_sentences(table, study, outcome, wanted), *lines, *more]


def first_sentences(
    table: pd.DataFrame, study: Study, outcome: Outcome, wanted: Wanted
) -> list[str]:
    """Return how many runs the pair takes that takes most, and what the pilot leaves open."""
    pilot = plural(study.runs, "run")
    if study.nest is not None:
        pilot += f", {plural(study.nest.members, 'member')} of {study.nest.each}"
    most = hardest_pair(table)
    if most is None:
        return [NOTHING.format(pilot)]
    size = size_text(wanted, outcome)
    paired, unpaired = (runs_range(most, name) for name in SIDES)
    sure = f"a power of {chance_text(wanted.power)}, at a level of {wanted.level:.3g}"
    first = (
        f"A difference of {size} in “{outcome.meaning}” takes {paired} of each point on common "
        f"draws to be found with {sure}, and {unpaired} without: that is the pair that takes "
        f"most ({most['label']})."
    )
    return [first, OPEN.format(pilot)]


def _line(row: Any, outcome: Outcome) -> str:
    ends = change_interval_text(row["low"], row["high"], outcome.unit)
    there = change_text(row["difference"], outcome.unit) + (f", {ends}" if ends else "")
    numbers = ", ".join(f"{runs_range(row, name)} {name}" for name in SIDES)
    return f"{row['label']}: {numbers} (in the pilot it differs by {there})."


def runs_range(row: Any, name: str) -> str:
    """Return how many runs a pair takes, ``paired`` or ``unpaired``, with the ends of that."""
    return f"{plural(row[name], 'run')} ({runs_ends(row, name)})"


def runs_ends(row: Any, name: str) -> str:
    """Return between which numbers of runs the pilot leaves it."""
    return f"{row[f'{name}_low']:,.0f} to {row[f'{name}_high']:,.0f}"
