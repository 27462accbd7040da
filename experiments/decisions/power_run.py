"""`partnerships power`: a pilot taken or played, its table and page, and what it comes to."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Unpack

import typer

from experiments.decisions.page_folder import check_kind
from experiments.decisions.pilot import pilot_study, play_pilot, played_tables
from experiments.decisions.power import Wanted, check_compared, power_table
from experiments.decisions.power_page import KIND, Power, page_folder, save_power
from experiments.decisions.power_sentences import power_sentences
from experiments.decisions.sensitivity.outcomes import check_outcome
from experiments.execution.workers import Playing
from experiments.statistics.outcome import Outcome
from experiments.store.layout import PAGE
from experiments.store.spreadsheet import save_csv
from experiments.studies.study_file import load_study
from experiments.text.numbers import wrap
from simulation.code_cache import check_compiling
from simulation.errors import InputError

TABLE = "power.csv"
POINTS = 100.0
"""Points of a share."""


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
    """Say how many runs find a difference, write table and page, and return the table's folder.

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
        beside = place.with_name(f"{place.name}_pilot_{outcome.name}")
        check_kind(page_folder(tables.folder if tables else beside), KIND)
        if tables is None:
            check_compiling()
            tables = play_pilot(pilot_study(study, pilot, outcome), beside, many=many, **play)
        table = power_table(tables, outcome, wanted)
    power = Power(table, tables.study, outcome, wanted)
    save_csv(table, tables.folder / TABLE, "%.7g")
    save_power(power, tables.folder)
    _report(power, tables.folder)
    return tables.folder


def _report(power: Power, folder: Path) -> None:
    """Say what was found, and where it stands."""
    lines = [wrap(line) for line in power_sentences(*power)]
    files = [f"\nTable    {folder / TABLE}", f"Report   {page_folder(folder) / PAGE}"]
    typer.echo("\n".join([*lines, *files]))


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
