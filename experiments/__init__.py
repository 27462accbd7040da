"""What is done with many runs: the command, tables, outcomes, figures and the report.

>>> from experiments import summarise
>>> from simulation import Scenario, run_ensemble
>>> short = Scenario().with_changes({"period.months": 12})
>>> list(summarise(run_ensemble(short, runs=3, seed=1), ["talks_begun"])["runs"])
[3]
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from experiments.interface.ensembles import compare, summarise, survival
    from experiments.interface.folders import read_results
    from experiments.interface.inference_data import inference_data
    from experiments.interface.study import Study
    from experiments.statistics.posterior import Posterior
    from experiments.store.export import export_tables

__all__ = [
    "Posterior",
    "Study",
    "compare",
    "export_tables",
    "figures",
    "inference_data",
    "read_results",
    "summarise",
    "survival",
]

_HOMES = {
    "Posterior": "experiments.statistics.posterior",
    "Study": "experiments.interface.study",
    "compare": "experiments.interface.ensembles",
    "export_tables": "experiments.store.export",
    "inference_data": "experiments.interface.inference_data",
    "read_results": "experiments.interface.folders",
    "summarise": "experiments.interface.ensembles",
    "survival": "experiments.interface.ensembles",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is used: the command answers at once without them."""
    if name not in _HOMES:
        raise AttributeError(f"module 'experiments' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
