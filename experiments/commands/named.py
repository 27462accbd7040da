"""Scenarios and studies on the command line: a path, or the name of what comes with the package.

What a command gets is always a path; it is found here, for every command alike.
"""

from __future__ import annotations

from pathlib import Path

NAMED = "a TOML file, or a name that `partnerships configs` lists"
"""What an argument of these may be, for its help."""


def scenario_path(given: Path | None) -> Path | None:
    """Return the file of a scenario, if one is given."""
    return _found(given, "scenario")


def study_path(given: Path | None) -> Path | None:
    """Return the file of a study."""
    return _found(given, "study")


def played_path(given: Path | None) -> Path | None:
    """Return the folder of a study, or its file."""
    return _found(given, "study", folders=True)


def _found(given: Path | None, what: str, *, folders: bool = False) -> Path | None:
    from simulation.configs import config_path

    return None if given is None else config_path(given, what, folders=folders)
