"""The folder of a study: only ever continued as the same study."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import typer

from experiments.execution.progress import sign_of_life
from experiments.statistics.posterior import POSTERIOR
from experiments.store import manifest
from experiments.store.folder import ANOTHER, LOCK, growing_folder, write_whole
from experiments.store.layout import (
    DEFINITION,
    FOLDER,
    MANIFEST,
    SCENARIO,
    copy_tables,
    scenario_hash,
)
from experiments.store.spreadsheet import save_csv
from experiments.studies.identity import changed_parts, definition, hash_of, read_definition
from experiments.studies.nest import Nest
from experiments.studies.parts import Parts
from experiments.studies.study import Study
from simulation.errors import InputError
from simulation.maps import beyond_record, geography_of
from simulation.provenance import Dependencies, dependencies
from simulation.scenario import Scenario

MADE_BY = ("experiments.studies.batch", "experiments.studies.tables")
"""The modules that the numbers of a study come from, with all that they import."""

SEALED = "sealed"
"""In the manifest, that parts carry checksums."""

NEST = "nest"
"""In the manifest, members and runs of each, as they grew."""

BEGUN = frozenset({LOCK, DEFINITION, SCENARIO, FOLDER, POSTERIOR})
"""What stands in a folder whose study was killed before it began."""


def depends() -> Dependencies:
    """Return what the numbers of a study depend on beside the study itself."""
    return dependencies(*MADE_BY)


@contextmanager
def open_study(place: Path, study: Study, *, fresh: bool = False) -> Iterator[Study]:
    """Give a study as its folder keeps it, new or to be continued; nobody else works in it.

    A user's own tables are read from the copies in the folder from here on, so that what happens
    to the originals while runs are played changes nothing.

    Parameters
    ----------
    place : Path
        Where it stands or is to stand.
    study : Study
        What is played.
    fresh : bool
        Whether to start over, keeping an older folder under another name.

    Raises
    ------
    InputError
        If the folder is another study's, is worked in, or cannot be written.
    """
    with growing_folder(place, _check_ours, fresh=fresh) as folder:
        with sign_of_life("Opening the folder", len(study.points)):
            goes_on = (folder / MANIFEST).is_file()
            kept = _continued(folder, study) if goes_on else _begun(folder, study)
        yield kept


def _check_ours(place: Path) -> None:
    """Refuse a folder that holds anything but a study of ours."""
    names = {path.name for path in place.iterdir()}
    if names <= BEGUN or (DEFINITION in names and MANIFEST in names):
        return
    what = "a run" if MANIFEST in names else "files that no study of ours left"
    raise InputError(f"the folder holds {what}", field="--out", value=str(place), allowed=ANOTHER)


def _begun(folder: Path, study: Study) -> Study:
    """Write down what the study is, and return it as it is kept here."""
    write_whole(folder / SCENARIO, copy_tables(study.scenario, folder).to_toml())
    kept = replace(study, scenario=Scenario.load(folder / SCENARIO))
    if study.posterior is not None:
        save_csv(study.posterior.table(), folder / POSTERIOR)
    _write_definition(folder, kept)
    write_manifest(folder, kept)
    return kept


def _continued(folder: Path, study: Study) -> Study:
    """Return the study as it is kept here, or refuse to go on with another."""
    before, then = read_definition(folder), manifest.read_manifest(folder)
    _check_version(folder, then)
    kept = grown(replace(study, scenario=Scenario.load(folder / SCENARIO)), then)
    _check_same(folder, study, before, then)
    if scenario_hash(kept.scenario) != before["scenario"]:
        raise _changed(folder, [f"the scenario or the tables that the folder keeps ({FOLDER})"])
    if then.get("state") == "finished" and (before, then["runs"]) == (definition(kept), kept.runs):
        return kept
    parts = Parts(folder, study.points)
    for line in parts.tidy(sealed=SEALED in then):
        typer.echo(line, err=True)
    most = parts.most_runs()
    if kept.runs < most:
        raise InputError(
            "the folder holds more runs of a point already",
            field="--runs",
            value=study.runs,
            allowed=f"{most:,} or more",
        )
    if before != definition(study) or kept.runs != then["runs"]:
        write_manifest(folder, kept)
        _write_definition(folder, study)
    return kept


def grown(study: Study, manifest: Mapping[str, Any]) -> Study:
    """Return a study whose nest has grown from the one that its folder holds.

    Raises
    ------
    InputError
        If there would be fewer members or runs of each.
    """
    before = nest_of(manifest)
    if study.nest is None or before is None:
        return study
    nest = before.grown(*study.nest.steps[-1])
    return replace(study, nest=nest, runs=nest.runs)


def nest_of(manifest: Mapping[str, Any]) -> Nest | None:
    """Return the nest that a manifest of a study tells of, or None where it has none."""
    steps = manifest.get(NEST)
    return Nest(tuple((int(one), int(other)) for one, other in steps)) if steps else None


def goes_on(folder: Path, study: Study) -> bool:
    """Return whether a folder holds this study, played so far with what it would go on with."""
    try:
        then = manifest.read_manifest(folder)
        _check_same(folder, grown(study, then), read_definition(folder), then)
    except InputError:
        return False
    return True


def _check_version(folder: Path, then: Mapping[str, Any]) -> None:
    """Refuse what another version made with other code, before anything in it is read as ours."""
    other = manifest.other_version(then.get("version"))
    if other and depends().differences(then.get("made_with", {})):
        raise _changed(folder, [other])


def _check_same(
    folder: Path, study: Study, before: dict[str, Any], then: Mapping[str, Any]
) -> None:
    """Refuse to go on where the study or what its numbers depend on has changed."""
    differs = [
        *changed_parts(before, definition(study)),
        *depends().differences(then.get("made_with", {})),
    ]
    if differs:
        raise _changed(folder, differs)


def _changed(folder: Path, differs: list[str]) -> InputError:
    return InputError(
        f"the folder holds a study that cannot go on, because something changed: "
        f"{'; '.join(differs)}",
        field="--out",
        value=str(folder),
        allowed=ANOTHER,
    )


def _write_definition(folder: Path, study: Study) -> None:
    write_whole(folder / DEFINITION, json.dumps(definition(study), indent=1, ensure_ascii=False))


def write_manifest(folder: Path, study: Study, **more: Any) -> None:
    """Write the manifest of a study.

    Parameters
    ----------
    folder : Path
        Of the study.
    study : Study
        What is played.
    **more
        What is known once it is finished; it takes the place of what is known now.
    """
    content = {
        **manifest.origin(depends(), {}),
        "study": study.name,
        SEALED: True,
        "study_hash": hash_of(definition(study)),
        "state": "unfinished",
        "points": len(study.points),
        "runs": study.runs,
        NEST: study.nest and study.nest.steps,
        "seed": study.seed,
        manifest.NOTICE: beyond_record(study.scenario, geography_of(study.scenario)),
    }
    manifest.write_manifest(folder, content | more)
