"""RO-Crate metadata beside a manifest: what it says is what the manifest says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from experiments.store.crate import PARTS
from experiments.store.layout import CRATE, MANIFEST, SCENARIO
from experiments.store.manifest import origin, write_manifest
from simulation.provenance import dependencies

MORE: list[dict[str, Any]] = [
    {"scenario": "England", "seed": 1},
    {"study": "How long talks last"},
    {"study": {"name": "Histories"}, "kind": "histories"},
    {"kind": "facts"},
    {},
]


def crate(folder: Path, more: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Write a manifest and return the entities of the metadata beside it, by their id."""
    manifest = origin(dependencies("simulation.months"), {}) | more
    write_manifest(folder, manifest)
    found = json.loads((folder / CRATE).read_text(encoding="utf-8"))
    assert found["@context"] == "https://w3id.org/ro/crate/1.1/context"
    return {one["@id"]: one for one in found["@graph"]}


@pytest.mark.parametrize("more", MORE)
def test_every_kind_of_manifest_is_described(tmp_path: Path, more: dict[str, Any]) -> None:
    """The root data set has what RO-Crate asks for, and names the manifest."""
    entities = crate(tmp_path, more)
    root = entities["./"]
    assert all(root[name] for name in ("name", "description", "datePublished", "license"))
    assert isinstance(root["name"], str)
    assert root["hasPart"] == [{"@id": MANIFEST}]
    assert entities[CRATE]["about"] == {"@id": "./"}


def test_what_is_named_is_there_and_described(tmp_path: Path) -> None:
    """Files are named if they are there, and every id that is named is described."""
    (tmp_path / SCENARIO).write_text("", encoding="utf-8")
    entities = crate(tmp_path, MORE[0])
    named = {part["@id"] for part in entities["./"]["hasPart"]}
    assert named == {MANIFEST, SCENARIO} <= set(PARTS)
    text = json.dumps([*entities.values()])
    assert {one for one in ("#software", "#made", "#licence", *named) if one in text} <= set(
        entities
    )


def test_it_names_the_software_as_the_manifest_does(tmp_path: Path) -> None:
    """Version, hash of the code, command and date are those of the manifest."""
    entities = crate(tmp_path, MORE[1])
    manifest = json.loads((tmp_path / MANIFEST).read_text(encoding="utf-8"))
    assert entities["#software"]["version"] == manifest["version"]
    assert entities["#software"]["identifier"] == manifest["code_hash"]
    assert entities["#made"]["name"] == manifest["command"]
    assert entities["#made"]["endTime"] == manifest["date"]
