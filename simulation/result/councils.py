"""The tables of councils as drawn, of their years, and of the months."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from simulation.result.columns import dates, label
from simulation.rules.start import start_council
from simulation.terms import PARTIES
from simulation.world import build_world, viewed

if TYPE_CHECKING:
    from simulation.result.result import Result

DRAWN = ("culture", "hostile", "systems", "reserves", "directors", "heads", "thin", "size_factor")
"""Columns that are drawn or worked out for each run."""


def councils_table(result: Result) -> pd.DataFrame:
    """Return one row a run and council: the data of the map and what was drawn for the run."""
    arrays: Any = build_world(result.scenario, result.geography, seed=result.seed, keep=frozenset())
    world, _ = viewed(*arrays)
    frames = []
    for run in result.runs:
        world.scratch.seed[1] = run
        for row in range(len(result.codes)):
            start_council(result.scenario.parameters, world, row)
        given = result.geography.councils.copy()
        for name in DRAWN:
            given[name] = arrays[0].councils[name]
        for name in ("style", "boldness", "persuasion"):
            given[f"leader_{name}"] = arrays[0].leaders[name]
        for name in ("ambition", "strength", "skill", "delegation"):
            given[f"chief_{name}"] = arrays[0].chiefs[name]
        frames.append(given)
    runs = np.repeat(np.array(result.runs), len(result.codes))
    table = pd.concat(frames, ignore_index=True)
    return result.to_frame({name: table[name] for name in table.columns}, runs)


def council_years_table(result: Result) -> pd.DataFrame:
    """Return one row a run, year and council; only years that were played to December."""
    book = result.raw.council_years
    first = int(result.scenario.period.start[:4])
    full = _full_years(result)
    book = book[:, full, :]
    runs, years, councils = book.shape
    columns: dict[str, Any] = {
        "year": np.tile(np.repeat(first + np.flatnonzero(full), councils), runs),
        "code": np.tile(result.codes, runs * years),
        "control": label(book["control"].ravel(), PARTIES),
        "sharing": book["sharing"].ravel().astype(bool),
    }
    for name in book.dtype.names:
        if name not in columns:
            columns[name] = book[name].ravel()
    return result.to_frame(columns, np.repeat(np.array(result.runs), years * councils))


def _full_years(result: Result) -> Any:
    """Return which years of the books have been closed by a December."""
    months = np.arange(result.raw.monthly.shape[1])
    names = dates(result.scenario.period.start, months)
    closed = {int(name[:4]) for name in names if name.endswith("-12")}
    first = int(result.scenario.period.start[:4])
    years = result.raw.council_years.shape[1]
    return np.array([first + year in closed for year in range(years)], dtype=bool)


def monthly_table(result: Result) -> pd.DataFrame:
    """Return one row a run and month: stocks, means and flows."""
    book = result.raw.monthly
    runs, months = book.shape
    columns: dict[str, Any] = {
        "month": np.tile(np.arange(months), runs),
        "date": np.tile(dates(result.scenario.period.start, np.arange(months)), runs),
    }
    for name in book.dtype.names:
        columns[name] = book[name].ravel()
    return result.to_frame(columns, np.repeat(np.array(result.runs), months))
