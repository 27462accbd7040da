"""`partnerships power`: a pilot taken or played, its table, and what it comes to in words."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Unpack

import pandas as pd
import typer

from experiments.decisions.pilot import pilot_study, play_pilot, played_tables
from experiments.decisions.power import Wanted, check_compared, power_table
from experiments.decisions.sensitivity.outcomes import check_outcome
from experiments.execution.workers import Playing
from experiments.statistics.outcome import Outcome
from experiments.store.spreadsheet import save_csv
from experiments.studies.study import Study
from experiments.studies.study_file import load_study
from experiments.text.numbers import change_interval_text, change_text, percent, plural, wrap
from simulation.code_cache import check_compiling
from simulation.errors import InputError

TABLE = "power.csv"
POINTS = 100.0
"""Points of a share."""

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


def run_power(
    file: Path,
    place: Path,
    asked: Mapping[str, Any],
    *,
    pilot: int | None,
    seed: int | None,
    many: bool,
    **play: Unpack[Playing],
) -> Path:
    """Say how many runs find a difference, write the table, and return its folder.

    Parameters
    ----------
    file, place : Path
        The study, and where it would stand if it were played.
    asked : mapping of str to object
        difference, outcome, power and level.
    pilot : int or None
        Runs or members of a pilot that is played; None takes what is played, if it is.
    seed, many, play
        As other studies take them.
    """
    study = load_study(file, seed=seed)
    outcome = check_outcome(asked["outcome"] or study.shown[0])
    wanted = _wanted(asked, outcome)
    with errors_within(file):
        check_compared(study)
        tables = None if pilot else played_tables(study, place, outcome)
        if tables is None:
            check_compiling()
            beside = place.with_name(f"{place.name}_pilot_{outcome.name}")
            tables = play_pilot(pilot_study(study, pilot, outcome), beside, many=many, **play)
        table = power_table(tables, outcome, wanted)
    save_csv(table, tables.folder / TABLE, "%.7g")
    lines = power_sentences(table, tables.study, outcome, wanted)
    typer.echo("\n".join([*map(wrap, lines), f"\nTable    {tables.folder / TABLE}"]))
    return tables.folder


@contextmanager
def errors_within(file: Path) -> Iterator[None]:
    """Say of what is wrong with a study in which file it stands.

    Raises
    ------
    InputError
        What was raised, with the file where it is about something in it.
    """
    try:
        yield
    except InputError as error:
        of_study = not error.file and not (error.field or "--").startswith("--")
        raise (error.within(str(file)) if of_study else error) from None


def _wanted(asked: Mapping[str, Any], outcome: Outcome) -> Wanted:
    size = float(asked["difference"])
    most = POINTS if outcome.unit == "share" else math.inf
    if not 0 < size < math.inf or size > most:
        allowed = "more than 0, up to 100 points" if most == POINTS else "a number above 0"
        raise InputError("is no size of a difference", field="--difference", value=size,
                         allowed=allowed)  # fmt: skip
    size = size / POINTS if outcome.unit == "share" else size
    return Wanted(size, float(asked["power"]), float(asked["level"]))


def power_sentences(
    table: pd.DataFrame, study: Study, outcome: Outcome, wanted: Wanted
) -> list[str]:
    """Return how many runs it takes: for the pair that takes most, then pair by pair."""
    pilot = plural(study.runs, "run")
    if study.nest is not None:
        pilot += f", {plural(study.nest.members, 'member')} of {study.nest.each}"
    known = table.dropna(subset=["paired"])
    size = change_text(wanted.size, outcome.unit).removeprefix("+")
    if known.empty:
        return [NOTHING.format(pilot)]
    most: Any = known.iloc[int(known["paired"].argmax())]
    sure = f"a power of {percent(wanted.power)}, at a level of {wanted.level:.3g}"
    first = (
        f"A difference of {size} in “{outcome.meaning}” takes {_runs(most, 'paired')} of each "
        f"point on common draws to be found with {sure}, and {_runs(most, 'unpaired')} without: "
        f"that is the pair that takes most ({most['label']})."
    )
    found = [first, OPEN.format(pilot)]
    rows = known.head(NAMED)
    lines = [_line(row, outcome) for _, row in rows.iterrows()] if len(known) > 1 else []
    more = [f"… and {len(known) - NAMED} more in the table."] if len(known) > NAMED else []
    return [*found, *lines, *more]


def _line(row: Any, outcome: Outcome) -> str:
    ends = change_interval_text(row["low"], row["high"], outcome.unit)
    there = change_text(row["difference"], outcome.unit) + (f", {ends}" if ends else "")
    return (
        f"{row['label']}: {_runs(row, 'paired')} paired, {_runs(row, 'unpaired')} unpaired (in the "
        f"pilot it differs by {there})."
    )


def _runs(row: Any, name: str) -> str:
    low, high = row[f"{name}_low"], row[f"{name}_high"]
    return f"{plural(row[name], 'run')} ({low:,.0f} to {high:,.0f})"
