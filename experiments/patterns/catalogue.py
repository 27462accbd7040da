"""The catalogue: every pattern of the two studies, in the order of the evidence."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pkgutil import iter_modules

import experiments.patterns.evidence
from experiments.patterns.pattern import Pattern
from simulation.errors import InputError, check_once, nearest_name


def _declared() -> Iterable[Pattern]:
    """Return what each file of the evidence declares as its `PATTERNS`."""
    for part in iter_modules(experiments.patterns.evidence.__path__):
        yield from import_module(f"experiments.patterns.evidence.{part.name}").PATTERNS


CATALOGUE: dict[str, Pattern] = {
    pattern.row: pattern for pattern in sorted(_declared(), key=lambda pattern: pattern.row)
}
"""Every pattern by its row, ``SF001`` to ``SF172``."""


def patterns_named(rows: Iterable[str]) -> list[Pattern]:
    """Return patterns by row.

    Raises
    ------
    InputError
        For a row that has no pattern, with the nearest that has, and for one that is named twice.
    """
    rows = list(rows)
    check_once(rows, "--only")
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
