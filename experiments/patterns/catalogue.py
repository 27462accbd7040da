"""The catalogue: every pattern of the two studies, in the order of the evidence."""

from __future__ import annotations

from collections.abc import Iterable

from experiments.patterns.evidence import (
    afterwards,
    appointment,
    compatibility,
    initiation,
    interventions,
    money,
    people,
    prevalence,
    process,
)
from experiments.patterns.evidence import interests as standing
from experiments.patterns.pattern import Pattern
from simulation.errors import InputError, nearest_name

PARTS = (
    prevalence,
    initiation,
    process,
    people,
    standing,
    compatibility,
    appointment,
    interventions,
    money,
    afterwards,
)

CATALOGUE: dict[str, Pattern] = {
    pattern.row: pattern for part in PARTS for pattern in part.PATTERNS
}
"""Every pattern by its row, ``SF001`` to ``SF172``."""


def patterns_named(rows: Iterable[str]) -> list[Pattern]:
    """Return patterns by row.

    Raises
    ------
    InputError
        For a row that has no pattern, with the nearest that has.
    """
    chosen = []
    for row in rows:
        if row not in CATALOGUE:
            raise InputError(
                "there is no pattern of this row",
                field="--only",
                value=row,
                allowed="rows of type Q, D or S, SF001 to SF172",
                nearest=nearest_name(row, CATALOGUE),
            )
        chosen.append(CATALOGUE[row])
    return chosen
