"""What a study can show beside its outcomes: a file a view, named as study files name it.

A file of this package sets `VIEW`; nothing else lists them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules

import pandas as pd

from experiments.figures.chart import Picture
from experiments.studies.figures.conclusions import Conclusions
from experiments.studies.study import Study, Table
from experiments.studies.summary import StudyTables
from simulation.errors import InputError, nearest_name

EVERY = ("grid", "one_at_a_time", "latin_hypercube", "sobol", "table", "policies")
EACH_ALONE = ("grid", "one_at_a_time")
"""Designs that tell of one factor while the others stay alike."""

CROSSED = ("grid",)
"""Designs that have every value of one factor with every value of another."""


OF_CHOICES = ("policies",)
"""Designs whose points somebody could choose between."""


@dataclass(frozen=True)
class View:
    """A figure over the points of a study, with what it allows to say.

    Parameters
    ----------
    needs : tuple of str
        Tables that it counts in, beside that of runs.
    count : callable
        Takes the `StudyTables` and returns the few numbers that are shown.
    draw : callable
        Takes these numbers and the study and returns the `Picture`.
    conclude : callable
        Takes the same and returns the `Conclusions`.
    fewest_factors : int
        Factors that a study must have.
    asks : tuple of str
        What a study must have: ``posterior`` or ``price``.
    designs : tuple of str
        Designs on which it can be drawn where several factors vary; a sweep of one factor alone
        is drawn whatever its design.
    """

    needs: tuple[Table, ...]
    count: Callable[[StudyTables], pd.DataFrame]
    draw: Callable[[pd.DataFrame, Study], Picture]
    conclude: Callable[[pd.DataFrame, Study], Conclusions]
    fewest_factors: int = 1
    designs: tuple[str, ...] = EACH_ALONE
    asks: tuple[str, ...] = ()


def view_names() -> list[str]:
    """Return the names of all views; none is loaded for it."""
    return [module.name for module in iter_modules(__path__)]


def view_named(name: str) -> View:
    """Return a view.

    Raises
    ------
    InputError
        If there is none of this name, with the nearest.
    """
    names = view_names()
    if name not in names:
        raise InputError(
            "there is no such figure",
            field="views",
            value=name,
            allowed=", ".join(names),
            nearest=nearest_name(name, names),
        )
    view: View = import_module(f"{__name__}.{name}").VIEW
    return view


def check_view(name: str, tables: Sequence[str], factors: int, design: str) -> None:
    """Refuse a view that a study cannot show.

    Raises
    ------
    InputError
        For a view that does not exist, lacks a table, or needs another design.
    """
    view = view_named(name)
    missing = [table for table in view.needs if table not in tables]
    if missing:
        raise InputError(f"the figure {name} counts in {missing[0]}", field="tables")
    if factors < view.fewest_factors:
        raise InputError(f"{name} need {view.fewest_factors} factors or more", field="views")
    alone = factors == 1 and design != "policies" and view.designs != OF_CHOICES
    if design not in view.designs and not alone:
        raise InputError(
            f"{name} cannot be drawn on this design ({design.replace('_', ' ')})",
            field="views",
            value=name,
            allowed=_designs_in_words(view),
        )


NEEDED = {
    "posterior": 'posterior = "packaged", or a file or folder of one',
    "price": "price = … (pounds a year) in one policy or more",
}
"""What a figure may ask a study for, and how it is given."""


def check_asked(names: Sequence[str], there: Sequence[str]) -> None:
    """Refuse a view that needs a posterior or a price where a study has none.

    Raises
    ------
    InputError
        Naming the view and how to give what it needs.
    """
    for name in names:
        for need in view_named(name).asks:
            if need not in there:
                raise InputError(
                    f"needs a {need}, and this study has none",
                    field="views",
                    value=name,
                    allowed=NEEDED[need],
                )


def views_of_choice(there: Sequence[str]) -> list[str]:
    """Return the views that every comparison of policies shows, with what it has."""
    return [
        name
        for name in ("regret", "value_of_information", "prices")
        if set(view_named(name).asks) <= set(there)
    ]


def _designs_in_words(view: View) -> str:
    if view.designs == OF_CHOICES:
        return "a study of [policies]"
    named = ", ".join(f'design.kind = "{one}"' for one in view.designs)
    return named if view.fewest_factors > 1 else f"{named}, or a sweep of one factor alone"
