"""Views of a world as memoryviews, and making room in the tables that grow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from simulation.world.tables import World


def mapped(tables: Any, change: Callable[[Any], Any]) -> Any:
    """Return the same tree of NamedTuples with `change` applied to every array."""
    if isinstance(tables, tuple):
        return type(tables)(*(mapped(part, change) for part in tables))
    return change(tables)


def _longer(column: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    room = np.zeros((2 * column.shape[0], *column.shape[1:]), dtype=column.dtype)
    room[: column.shape[0]] = column
    return room


def grown(world: World) -> World:
    """Return the world with twice the room in every table that grows; rows in use stay."""
    yearly = world.yearly
    return world._replace(
        talks=mapped(world.talks, _longer),
        partnerships=mapped(world.partnerships, _longer),
        approaches=mapped(world.approaches, _longer),
        events=mapped(world.events, _longer),
        yearly=yearly._replace(partnerships=_longer(yearly.partnerships)),
    )
