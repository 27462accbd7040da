"""Making room in the tables that grow, and views of a world for Python."""

from __future__ import annotations

from typing import Any, get_type_hints

import numpy as np

from simulation.world.books import Archive, Books
from simulation.world.outside import Facts
from simulation.world.schema import views
from simulation.world.tables import World

STATE: dict[str, Any] = get_type_hints(World)
BOOKS: dict[str, Any] = get_type_hints(Books)
"""The class that names the columns of each part."""


def _longer(tables: Any, names: tuple[str, ...]) -> Any:
    made = {}
    for name in names:
        table = getattr(tables, name)
        made[name] = np.concatenate([table, np.zeros_like(table)])
    return tables._replace(**made)


def grown(world: World, books: Books) -> tuple[World, Books]:
    """Return both with twice the room in every table that grows; rows in use stay."""
    return (
        _longer(world, ("talks", "partnerships", "events")),
        _longer(books, ("approaches", "partnership_years")),
    )


def _view(array: Any) -> Any:
    return memoryview(array)


def viewed(world: World, books: Books) -> tuple[World, Books]:
    """Return the same world and books as memoryviews, for rules that run as Python.

    The views share memory with the arrays; they must be made anew after `grown`.
    """
    facts: Any = world.facts
    state = {
        name: views(kind, getattr(world, name))
        for name, kind in STATE.items()
        if name not in ("facts", "draws")
    }
    kept = ("archive", "keys")
    written = {
        name: views(kind, getattr(books, name)) for name, kind in BOOKS.items() if name not in kept
    }
    return (
        World(
            **state,
            draws=_view(world.draws),
            facts=Facts(*(facts[name].item() for name in Facts._fields)),
        ),
        Books(
            **written,
            archive=Archive(*(_view(grid) for grid in books.archive)),
            keys=books.keys,
        ),
    )
