"""A sweep of the page as a study that `partnerships sweep` plays."""

from __future__ import annotations

from collections.abc import Sequence

import tomli_w

from experiments.browser.visit.downloads import KINDS, Download, scenario_files, zipped
from experiments.browser.visit.naming import file_stem
from experiments.store.layout import SCENARIO
from experiments.studies.study_file import ONE_SET
from simulation.catalogue import parameter_entries
from simulation.scenario import Scenario

STUDY = "study.toml"


def study_file(
    scenario: Scenario, name: str, values: Sequence[float], outcome: str, runs: int
) -> Download:
    """Return an archive with the study, the scenario it is over, and tables of an own map.

    Parameters
    ----------
    scenario : Scenario
        All other settings.
    name : str
        The setting that is swept, by its dotted name.
    values : sequence of float
        Which it has.
    outcome : str
        What the page of the study shows.
    runs : int
        At each value.
    """
    group = "levers" if parameter_entries()[name].kind in ("lever", "choice") else "uncertainties"
    study = {
        "name": f"{scenario.name}: {name}",
        "scenario": SCENARIO,
        "posterior": ONE_SET,
        "runs": runs,
        "seed": 0,
        "shown": [outcome],
        group: {name: {"values": list(values)}},
    }
    files = {STUDY: tomli_w.dumps(study).encode(), **scenario_files(scenario)}
    return Download(f"{file_stem(scenario, name)}_study.zip", KINDS["zip"], zipped(files))
