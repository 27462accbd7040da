"""What a folder of results says of itself to repositories: RO-Crate metadata, from its manifest.

RO-Crate (https://w3id.org/ro/crate/1.1) is JSON-LD with the words of schema.org: the folder is a
data set, made by an action, by this software in this version.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from experiments.store.folder import write_whole
from experiments.store.layout import (
    CRATE,
    DEFINITION,
    DIFFERENCES,
    EFFECTS,
    MANIFEST,
    PAGE,
    POINTS,
    SCENARIO,
    SUMMARY,
)

VERSION = "https://w3id.org/ro/crate/1.1"
ROOT = {"@id": "./"}
PARTS = {
    MANIFEST: "application/json",
    DEFINITION: "application/json",
    SCENARIO: "application/toml",
    SUMMARY: "text/csv",
    POINTS: "text/csv",
    DIFFERENCES: "text/csv",
    EFFECTS: "text/csv",
    PAGE: "text/html",
}
"""Files of a folder that are named, if they are there when the manifest is written."""

LICENCE = {
    "@id": "#licence",
    "@type": "CreativeWork",
    "name": "As whoever made these results says",
    "description": "The software is under the MIT licence; data of the map ask for attribution.",
}


def crate_metadata(manifest: Mapping[str, Any], parts: list[str]) -> dict[str, Any]:
    """Return the metadata of a folder.

    Parameters
    ----------
    manifest : mapping
        What the folder was made of, and with.
    parts : list of str
        The files in it that are named, the manifest among them.
    """
    what = manifest.get("study") or manifest.get("scenario") or manifest.get("kind") or "results"
    name = what.get("name", "study") if isinstance(what, Mapping) else str(what)
    software = f"{manifest['made_by']} {manifest['version']}"
    root = {
        **ROOT,
        "@type": "Dataset",
        "name": name,
        "description": f"Results of {software}, made by: {manifest['command']}",
        "datePublished": manifest["date"],
        "license": {"@id": LICENCE["@id"]},
        "hasPart": [{"@id": part} for part in parts],
        "mentions": {"@id": "#made"},
    }
    return {
        "@context": f"{VERSION}/context",
        "@graph": [
            {"@id": CRATE, "@type": "CreativeWork", "conformsTo": {"@id": VERSION}, "about": ROOT},
            root,
            *map(_file, parts),
            _software(manifest),
            _action(manifest),
            LICENCE,
        ],
    }


def _file(part: str) -> dict[str, Any]:
    """Return what a file of the folder is."""
    return {"@id": part, "@type": "File", "name": part, "encodingFormat": PARTS[part]}


def _software(manifest: Mapping[str, Any]) -> dict[str, Any]:
    """Return what made it: the software, its version and the hash of its code."""
    return {
        "@id": "#software",
        "@type": "SoftwareApplication",
        "name": manifest["made_by"],
        "version": manifest["version"],
        "identifier": manifest["code_hash"],
    }


def _action(manifest: Mapping[str, Any]) -> dict[str, Any]:
    """Return how it was made: by which command, and when."""
    return {
        "@id": "#made",
        "@type": "CreateAction",
        "name": manifest["command"],
        "endTime": manifest["date"],
        "instrument": {"@id": "#software"},
        "result": ROOT,
    }


def write_crate(folder: Path, manifest: Mapping[str, Any]) -> None:
    """Write the metadata of a folder beside its manifest, whole or not at all."""
    parts = [name for name in PARTS if (folder / name).is_file()]
    text = json.dumps(crate_metadata(manifest, parts), indent=2, ensure_ascii=False)
    write_whole(folder / CRATE, f"{text}\n")
