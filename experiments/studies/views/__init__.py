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
    """

    needs: tuple[Table, ...]
    count: Callable[[StudyTables], pd.DataFrame]
    draw: Callable[[pd.DataFrame, Study], Picture]
    conclude: Callable[[pd.DataFrame, Study], Conclusions]
    fewest_factors: int = 1


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


def check_view(name: str, tables: Sequence[str], factors: int) -> None:
    """Refuse a view that a study cannot show.

    Raises
    ------
    InputError
        For a view that does not exist, lacks a table or crosses what is not there.
    """
    view = view_named(name)
    missing = [table for table in view.needs if table not in tables]
    if missing:
        raise InputError(f"the figure {name} counts in {missing[0]}", field="tables")
    if factors < view.fewest_factors:
        raise InputError(f"{name} need {view.fewest_factors} factors or more", field="views")
