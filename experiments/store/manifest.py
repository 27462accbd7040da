"""The manifest: what a folder of results was made of, and with."""

from __future__ import annotations

import hashlib
import json
import platform
import shlex
import sys
from datetime import UTC, datetime
from importlib import metadata
from importlib.resources import files
from pathlib import Path
from typing import Any

from experiments.runs.job import Job
from experiments.store.folder import is_empty
from experiments.store.own_map import scenario_hash
from simulation.errors import InputError
from simulation.scenario import PATH_NAMES, Scenario

MANIFEST = "manifest.json"
CALIBRATION = "calibration"
"""The kind that the manifest of a calibration names."""

SCENARIO = "scenario.toml"
DISTRIBUTION = "council-partnerships"
PACKAGES = (
    "numpy",
    "numba",
    "pandas",
    "pyarrow",
    "scipy",
    "mesa",
    "matplotlib",
    "networkx",
    "pyabc",
    "salib",
)
KNOWN_BY = ("seed", "runs", "driver")
ANOTHER = "another folder with --out, or --fresh, which moves this one aside"
MOST_NAMED = 4


def manifest_of(job: Job, timings: dict[str, float]) -> dict[str, Any]:
    """Return the manifest of a job that was just played.

    Parameters
    ----------
    job : Job
        What was played.
    timings : dict of str to float
        Seconds, by what they were spent on.
    """
    return {
        **made_with(job.scenario, timings),
        "seed": job.seed,
        "runs": job.runs,
        "driver": job.driver,
        "workers": job.workers,
        "tables": list(job.written),
        "posterior": _posterior(job),
    }


def made_with(scenario: Scenario, timings: dict[str, float]) -> dict[str, Any]:
    """Return what anything that was played was made of and with.

    Parameters
    ----------
    scenario : Scenario
        What was played.
    timings : dict of str to float
        Seconds, by what they were spent on.
    """
    from simulation.compiled import source_hash

    return {
        "made_by": DISTRIBUTION,
        "version": version(DISTRIBUTION),
        "command": shlex.join(["partnerships", *sys.argv[1:]]),
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "scenario": scenario.name,
        "scenario_hash": scenario_hash(scenario),
        "code_hash": source_hash(),
        "data_hash": data_hash(),
        "python": platform.python_version(),
        "platform": platform.platform(),
        "packages": packages(),
        "timings": {name: round(seconds, 3) for name, seconds in timings.items()},
    }


def _posterior(job: Job) -> str | None:
    """Return what the posterior of a job is known by."""
    return job.posterior.hash if job.posterior else None


def packages() -> dict[str, str]:
    """Return the versions of the libraries that matter most."""
    return {name: version(name) for name in PACKAGES}


def version(name: str) -> str:
    """Return the version of an installed distribution."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "not installed"


def data_hash() -> str:
    """Return the SHA-256 of England's packaged tables."""
    digest = hashlib.sha256()
    tables = files("simulation.geography") / "data"
    for table in sorted(tables.iterdir(), key=lambda one: one.name):
        digest.update(table.name.encode())
        digest.update(table.read_bytes())
    return digest.hexdigest()


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest of a finished folder.

    Raises
    ------
    InputError
        If the folder has none of ours.
    """
    try:
        content = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        content = None
    if not isinstance(content, dict) or content.get("made_by") != DISTRIBUTION:
        raise InputError(
            "is not a folder that a run has left",
            file=str(folder),
            allowed=f"a folder with a {MANIFEST} of ours",
        )
    return content


def check_place(place: Path, job: Job, *, fresh: bool = False) -> None:
    """Refuse a place for results that holds anything but the same run.

    Raises
    ------
    InputError
        Naming the folder, what differs and what to do.
    """
    if is_empty(place) or fresh:
        return
    try:
        manifest = read_manifest(place)
    except InputError:
        wrong = "holds files that no run of ours left"
    else:
        named = differences(place, manifest, job)
        if not named:
            return
        wrong = f"holds another run ({'; '.join(named)})"
    raise InputError(f"the folder {wrong}", field="--out", value=str(place), allowed=ANOTHER)


def differences(folder: Path, manifest: dict[str, Any], job: Job) -> list[str]:
    """Return in words how the run of a folder differs from a job."""
    words = [
        f"{name} {manifest.get(name)}, not {getattr(job, name)}"
        for name in KNOWN_BY
        if manifest.get(name) != getattr(job, name)
    ]
    if manifest.get("posterior") != _posterior(job):
        words.append("parameters of another posterior" if job.posterior else "drawn parameters")
    if manifest.get("scenario_hash") != scenario_hash(job.scenario):
        words.append(_other_scenario(folder, job))
    return words


def _other_scenario(folder: Path, job: Job) -> str:
    """Return where two scenarios differ, as far as the older one can be read."""
    try:
        before = Scenario.load(folder / SCENARIO).changed()
    except InputError:
        return "another scenario"
    now = job.scenario.changed()
    names = [
        name
        for name in {**before, **now}
        if before.get(name) != now.get(name) and name not in PATH_NAMES
    ]
    if not names:
        return "the same scenario on other tables of the map"
    more = ", …" if len(names) > MOST_NAMED else ""
    return f"a scenario with another {', '.join(names[:MOST_NAMED])}{more}"


def is_calibration(folder: Path) -> bool:
    """Return whether a calibration left this folder."""
    return read_manifest(folder).get("kind") == CALIBRATION
