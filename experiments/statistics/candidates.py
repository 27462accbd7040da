"""Which parameters can be calibrated."""

from __future__ import annotations

from simulation.catalogue import Entry, catalogue

WITH_LEVERS_ONLY = ("effects",)
"""Groups that do nothing where no lever is pulled, so that no number tells of them."""


def candidates() -> dict[str, Entry]:
    """Return every parameter that can be calibrated, by name: the uncertainties with a prior."""
    return {
        entry.name: entry
        for entry in catalogue()
        if entry.kind == "uncertainty" and entry.prior and entry.group not in WITH_LEVERS_ONLY
    }
