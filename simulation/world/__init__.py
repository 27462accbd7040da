"""The world of a run: tables of state and how they are filled."""

from __future__ import annotations

from simulation.world.build import build_world
from simulation.world.grow import grown, viewed
from simulation.world.tables import World

__all__ = ["World", "build_world", "grown", "viewed"]
