"""Rows of talks and partnerships with the stress of their councils as talks began."""

from __future__ import annotations

from typing import Any

import numpy as np

from experiments.patterns.rows.tables import ended_talks, partnership_lives, per_result
from experiments.statistics.measures import run_positions
from simulation.months import calendar_years, year_of
from simulation.result import Result

FIVE_YEARS = 60


@per_result
def talks_at_stress(result: Result) -> Any:
    """Return ended talks with `stress`: the mean of both councils' in the year they began."""
    table = result.talks.assign(
        stress=_stress(result, result.talks, result.raw.talks["councils"][result.are_talks])
    )
    return table.loc[ended_talks(result).index]


@per_result
def partnerships_at_stress(result: Result) -> Any:
    """Return partnerships begun five years before the end, with `stress` and `parted_early`.

    The stress is that of the first two councils in the year in which sharing began; `parted_early`
    says that they parted within five years.
    """
    table = partnership_lives(result)
    table = table.assign(stress=_stress(result, table, result.raw.partnerships["founders"]))
    table = table[table["began"] + FIVE_YEARS < result.months]
    return table.assign(parted_early=table["parted"] & (table["lived"] <= FIVE_YEARS))


def _stress(result: Result, table: Any, councils: Any) -> Any:
    """Return the mean stress of the first two councils of each row in the year it began."""
    start, stress = result.scenario.period.start, result.raw.council_years["stress"]
    year = np.asarray(calendar_years(start, table["began"])) - year_of(start)
    run = run_positions(result, table)
    return (stress[run, year, councils[:, 0]] + stress[run, year, councils[:, 1]]) / 2.0
