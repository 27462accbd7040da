"""The folder of a study: locked while it is worked in, and only ever continued as the same."""

from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from experiments.statistics.posterior import TABLE
from experiments.store.folder import free_name, is_empty, unwritable
from experiments.store.manifest import (
    DISTRIBUTION,
    MANIFEST,
    SCENARIO,
    packages,
    read_manifest,
    version,
)
from experiments.store.own_map import FOLDER, kept_beside, scenario_hash
from experiments.studies.definition import changed, definition, hash_of, read_definition
from experiments.studies.made_with import made_otherwise, made_with
from experiments.studies.study import DEFINITION, Study
from simulation.errors import InputError
from simulation.scenario import Scenario

LOCK = ".lock"
BEGUN = frozenset({LOCK, DEFINITION, SCENARIO, FOLDER, TABLE})
"""What stands in a folder whose study was killed before it began."""

ANOTHER = "another folder with --out, or --fresh, which moves this one aside"


@contextmanager
def opened(place: Path, study: Study, *, fresh: bool = False) -> Iterator[Study]:
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
    place = place.resolve()
    if not is_empty(place):
        if not fresh:
            _check_ours(place)
        elif (place / DEFINITION).is_file():
            with locked(place):
                place.rename(free_name(place))
        else:
            place.rename(free_name(place))
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(place, error) from None
    with locked(place):
        try:
            yield _begin(place, study)
        except PermissionError as error:
            raise unwritable(place, error) from None


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep other processes out of a folder; a process that is killed lets go of it.

    Raises
    ------
    InputError
        If another process works in it, or it cannot be written.
    """
    lock = FileLock(folder / LOCK)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        raise InputError(
            "another process is working in the folder",
            file=str(folder),
            allowed="wait for it, or another folder with --out",
        ) from None
    except OSError as error:
        raise unwritable(folder, error) from None
    try:
        yield
    finally:
        lock.release()


def _check_ours(place: Path) -> None:
    """Refuse a folder that holds anything but a study of ours."""
    names = {path.name for path in place.iterdir()}
    if names <= BEGUN or (DEFINITION in names and MANIFEST in names):
        return
    what = "a run" if MANIFEST in names else "files that no study of ours left"
    raise InputError(f"the folder holds {what}", field="--out", value=str(place), allowed=ANOTHER)


def _begin(folder: Path, study: Study) -> Study:
    """Write down what the study is, or refuse to go on with another; return it as kept here."""
    with_what = made_with()
    if not (folder / MANIFEST).is_file():
        written(folder / SCENARIO, kept_beside(study.scenario, folder).to_toml())
        kept = replace(study, scenario=Scenario.load(folder / SCENARIO))
        if study.posterior is not None:
            written(folder / TABLE, study.posterior.table().to_csv(index=False))
        written(folder / DEFINITION, json.dumps(definition(kept), indent=1, ensure_ascii=False))
        write_manifest(folder, kept, with_what)
        return kept
    now, manifest, before = definition(study), read_manifest(folder), read_definition(folder)
    differs = [
        *changed(before, now),
        *made_otherwise(manifest.get("made_with", {}), with_what),
    ]
    kept = replace(study, scenario=Scenario.load(folder / SCENARIO))
    if not differs and scenario_hash(kept.scenario) != before["scenario"]:
        differs = [f"the scenario or the tables that the folder keeps ({FOLDER})"]
    if differs:
        raise InputError(
            f"the folder holds a study that cannot go on, because something changed: "
            f"{'; '.join(differs)}",
            field="--out",
            value=str(folder),
            allowed=ANOTHER,
        )
    if study.runs < manifest["runs"]:
        raise InputError(
            "the folder holds more runs at each point already",
            field="--runs",
            value=study.runs,
            allowed=f"{manifest['runs']:,} or more",
        )
    if before != now or study.runs > manifest["runs"]:
        write_manifest(folder, kept, with_what)
        written(folder / DEFINITION, json.dumps(now, indent=1, ensure_ascii=False))
    return kept


def written(path: Path, text: str) -> None:
    """Write a file that is whole or as it was before."""
    new = path.with_name(f".{path.name}.new")
    new.write_text(text, encoding="utf-8")
    new.replace(path)


def write_manifest(
    folder: Path, study: Study, with_what: dict[str, Any], **more: Any
) -> dict[str, Any]:
    """Write the manifest of a study and return it.

    Parameters
    ----------
    folder : Path
        Of the study.
    study : Study
        What is played.
    with_what : dict
        Code, data and libraries (see `made_with`).
    **more
        What is known once it is finished.
    """
    content = {
        "made_by": DISTRIBUTION,
        "version": version(DISTRIBUTION),
        "command": shlex.join(["partnerships", *sys.argv[1:]]),
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "study": study.name,
        "study_hash": hash_of(definition(study)),
        "state": "unfinished",
        "points": len(study.points),
        "runs": study.runs,
        "seed": study.seed,
        "packages": packages(),
        "made_with": with_what,
        **more,
    }
    written(folder / MANIFEST, json.dumps(content, indent=2, ensure_ascii=False) + "\n")
    return content
