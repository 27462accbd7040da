"""The manifest: what a folder of results was made of, and with."""

from __future__ import annotations

import json
import platform
import shlex
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from experiments.store.crate import write_crate
from experiments.store.folder import write_whole
from experiments.store.layout import MANIFEST
from simulation.counts import is_whole
from simulation.errors import InputError
from simulation.files import read_json, resolved
from simulation.provenance import Dependencies, version

DISTRIBUTION = "council-partnerships"
NOTICE = "notice"
"""What a reader must know before all numbers, such as a period beyond the record; None mostly."""


def origin(depends: Dependencies, timings: Mapping[str, float]) -> dict[str, Any]:
    """Return by what and with what anything was made.

    Parameters
    ----------
    depends : Dependencies
        What its numbers depend on.
    timings : mapping of str to float
        Seconds, by what they were spent on.
    """
    return {
        "made_by": DISTRIBUTION,
        "version": version(DISTRIBUTION),
        "command": shlex.join(["partnerships", *sys.argv[1:]]),
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "platform": platform.platform(),
        "code_hash": depends.hash,
        "made_with": depends.plain(),
        "timings": {name: round(seconds, 3) for name, seconds in timings.items()},
    }


def other_version(made_by: str | None) -> str | None:
    """Return in words that another version made a folder; None where this one did, or none said."""
    ours = version(DISTRIBUTION)
    if made_by in (None, ours):
        return None
    return f"it was made by version {made_by}, which can finish it, and this is {ours}"


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest of a folder.

    Raises
    ------
    InputError
        If the folder has none of ours.
    """
    path = resolved(folder) / MANIFEST
    content = read_json(path, "manifest") if path.is_file() else {}
    if content.get("made_by") != DISTRIBUTION:
        raise InputError(
            "is not a folder that a run has left",
            file=str(folder),
            allowed=f"a folder with a {MANIFEST} of ours",
        )
    for name in ("seed", "runs"):
        if name in content and not is_whole(content[name]):
            raise InputError(
                "must be a whole number", file=str(path), field=name, value=content[name]
            )
    return content


def notices(manifest: Mapping[str, Any]) -> list[str]:
    """Return what a reader must know before all numbers, for the page."""
    return [str(manifest[NOTICE])] if manifest.get(NOTICE) else []


def write_manifest(folder: Path, content: Mapping[str, Any]) -> None:
    """Write a manifest, whole or not at all, and beside it what it says for repositories."""
    write_whole(folder / MANIFEST, json.dumps(content, indent=2, ensure_ascii=False) + "\n")
    write_crate(folder, content)


def manifest_facts(folder: Path, manifest: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a person wants to know of a folder first, as far as its manifest says it."""
    wanted = ("state", "runs", "seed", "version", "date", "command")
    return {"folder": folder, **{name: manifest[name] for name in wanted if name in manifest}}
