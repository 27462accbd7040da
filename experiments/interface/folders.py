"""Folders of results, read back."""

from __future__ import annotations

from pathlib import Path

from experiments.runs.results import RunResults
from experiments.store.layout import DEFINITION
from experiments.store.manifest import read_manifest
from experiments.studies.results import StudyResults
from simulation.errors import InputError
from simulation.files import resolved


def read_results(folder: str | Path) -> RunResults | StudyResults:
    """Return what a folder of `partnerships run`, `sweep` or `compare` holds.

    Raises
    ------
    InputError
        If it is none of ours, or something is missing from it.
    """
    place = resolved(folder, "folder")
    kind = read_manifest(place).get("kind")
    if kind is not None:
        raise InputError(
            f"holds {kind}, not runs",
            field="folder",
            value=str(place),
            allowed="a folder of `partnerships run`, `sweep` or `compare`",
        )
    return StudyResults.read(place) if (place / DEFINITION).is_file() else RunResults.read(place)
