"""The manifest of a run, and whether a folder holds the same run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from experiments.runs.job import Job
from experiments.store.folder import ANOTHER, is_empty
from experiments.store.layout import SCENARIO
from experiments.store.manifest import origin, read_manifest
from experiments.store.own_map import scenario_hash
from simulation.errors import InputError
from simulation.provenance import dependencies
from simulation.scenario import PATH_NAMES, Scenario

MADE_BY = "experiments.runs.play"
"""The module that the numbers of a run come from, with all that it imports."""

KNOWN_BY = ("seed", "runs", "driver")
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
        **origin(dependencies(MADE_BY), timings),
        "scenario": job.scenario.name,
        "scenario_hash": scenario_hash(job.scenario),
        "seed": job.seed,
        "runs": job.runs,
        "driver": job.driver,
        "workers": job.workers,
        "tables": list(job.table_names),
        "posterior": _posterior(job),
    }


def _posterior(job: Job) -> str | None:
    """Return what the posterior of a job is known by."""
    return job.posterior.hash if job.posterior else None


def check_folder(place: Path, job: Job, *, fresh: bool = False) -> None:
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
