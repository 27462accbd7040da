"""An agent-based model of councils that come to share one chief executive, and of those that fail.

>>> from simulation import Scenario, run
>>> scenario = Scenario().with_changes({"talks.planned_months": 6.0, "period.months": 12})
>>> len(run(scenario, seed=1).monthly)
12
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from simulation.ensemble import run, run_ensemble
    from simulation.model import PartnershipModel
    from simulation.scenario import Scenario

__all__ = ["PartnershipModel", "Scenario", "run", "run_ensemble"]

_HOMES = {
    "PartnershipModel": "simulation.model",
    "Scenario": "simulation.scenario",
    "run": "simulation.ensemble",
    "run_ensemble": "simulation.ensemble",
}


def __dir__() -> list[str]:
    """Return the public names, those that are imported when they are used included."""
    return sorted({*globals(), *__all__} - {"annotations", "import_module", "Any", "TYPE_CHECKING"})


def __getattr__(name: str) -> Any:
    """Import a public name when it is used: numba and Mesa take a while."""
    if name not in _HOMES:
        raise AttributeError(f"module 'simulation' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
