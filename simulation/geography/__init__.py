"""The maps a run lives on: England's, a user's own, and synthetic ones."""

from __future__ import annotations

from simulation.geography.absent import absent_council
from simulation.geography.england import england
from simulation.geography.geography import Geography
from simulation.geography.history import History, flat, history
from simulation.geography.own import own
from simulation.geography.parties import LABELS, Party
from simulation.geography.synthetic import hexagonal, random_planar
from simulation.geography.tiers import CYCLES, TIERS

__all__ = [
    "CYCLES",
    "LABELS",
    "TIERS",
    "Geography",
    "History",
    "Party",
    "absent_council",
    "england",
    "flat",
    "hexagonal",
    "history",
    "own",
    "random_planar",
]
