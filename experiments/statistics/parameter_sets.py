"""The table of parameter sets that runs drew from a posterior."""

from __future__ import annotations

from experiments.statistics.candidates import candidates

SETS = "parameter_sets"
"""Its name: one row a run."""

DRAWN = (
    "Each run drew its parameters from a posterior, so that differences between runs hold what "
    "is not known of the parameters beside what is left to chance."
)
"""What a page says of it."""


def columns() -> list[tuple[str, str, str, str]]:
    """Return what its columns mean: table, column, unit, meaning."""
    numbers = [
        (SETS, "run", "number", "of the run"),
        (SETS, "member", "number", "of the posterior"),
    ]
    return numbers + [(SETS, one.name, one.unit, one.meaning) for one in candidates().values()]
