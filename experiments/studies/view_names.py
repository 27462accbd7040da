"""The figures that a study file can ask for, and what each of them needs."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.studies.factors import Factor
from simulation.errors import InputError, nearest_name

NEEDS: dict[str, tuple[str, ...]] = {
    "actual_length": ("talks",),
    "reasons": ("talks",),
    "hazards": ("talks", "partnerships"),
    "parties": ("talks", "partnerships"),
    "interactions": (),
}
"""Each figure with the tables it counts in."""

FEWEST_CROSSED = 2


def check_views(
    names: Sequence[str], tables: Sequence[str], factors: Sequence[Factor]
) -> Sequence[str]:
    """Return the names of figures if all of them can be drawn.

    Raises
    ------
    InputError
        For a figure that does not exist, lacks a table or crosses what is not there.
    """
    for name in names:
        if name not in NEEDS:
            raise InputError(
                "there is no such figure",
                field="views",
                value=name,
                allowed=", ".join(NEEDS),
                nearest=nearest_name(name, NEEDS),
            )
        missing = [table for table in NEEDS[name] if table not in tables]
        if missing:
            raise InputError(f"the figure {name} counts in {missing[0]}", field="tables")
        if name == "interactions" and len(factors) < FEWEST_CROSSED:
            raise InputError("interactions need two factors or more", field="views")
    return names
