"""The folder in which a page of a decision stands: its own, or none."""

from __future__ import annotations

from pathlib import Path

from experiments.store.folder import is_empty
from experiments.store.manifest import read_manifest
from simulation.errors import InputError


def check_kind(place: Path, kind: str) -> None:
    """Refuse a place for a page that holds anything but an older page of its kind.

    Raises
    ------
    InputError
        Saying so.
    """
    if is_empty(place):
        return
    try:
        same = read_manifest(place).get("kind") == kind
    except InputError:
        same = False
    if not same:
        raise InputError(
            f"the folder holds something else than a {kind}",
            field="--out",
            value=str(place),
            allowed="another folder with --out",
        )
