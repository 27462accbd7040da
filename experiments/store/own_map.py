"""A user's own tables of a map: kept with the results, so that a folder stands by itself."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from simulation.scenario import PATH_NAMES, PATHS, Scenario

FOLDER = "own_map"


def table_paths(scenario: Scenario) -> dict[str, Path]:
    """Return the tables that a scenario names, by what they hold."""
    named = {name: getattr(scenario.geography, name) for name in PATHS}
    return {name: Path(path) for name, path in named.items() if path}


def scenario_hash(scenario: Scenario) -> str:
    """Return the SHA-256 of a scenario and its own tables, wherever these lie."""
    placeless = scenario.with_changes(dict.fromkeys(PATH_NAMES, ""))
    digest = hashlib.sha256(placeless.to_toml().encode())
    for name, path in table_paths(scenario).items():
        digest.update(name.encode())
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()


def copy_tables(scenario: Scenario, folder: Path) -> Scenario:
    """Copy the tables of a scenario into a folder and return it as it reads from there."""
    changes = {}
    for name, path in table_paths(scenario).items():
        (folder / FOLDER).mkdir(exist_ok=True)
        shutil.copyfile(path, folder / FOLDER / f"{name}.csv")
        changes[f"geography.{name}"] = f"{FOLDER}/{name}.csv"
    return scenario.with_changes(changes) if changes else scenario
