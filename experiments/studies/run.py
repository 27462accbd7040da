"""`partnerships sweep` and `compare`: a study from its file to its page."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import typer

from experiments.execution.stopping import Stopped
from experiments.runs.results import PAGE, TABLES
from experiments.store.manifest import MANIFEST, read_manifest
from experiments.studies.folder import opened
from experiments.studies.parts import Parts
from experiments.studies.study import DEFINITION, FAILURES, MANY_RUNS, Study
from experiments.studies.sweeping import check_points, play_rest, told_what_stands
from experiments.text.numbers import paragraph
from simulation.errors import InputError


def run_study(
    study: Study,
    out: Path,
    *,
    workers: int = 1,
    cluster: str | None = None,
    fresh: bool = False,
    figures: bool = True,
    many: bool = False,
) -> None:
    """Play what is missing of a study, write its tables and page, and say what came out.

    Parameters
    ----------
    study : Study
        What is played.
    out : Path
        Its folder: new, empty, or the same study that was stopped.
    workers : int
        Threads of this machine.
    cluster : str or None
        Address of a Dask scheduler to use instead.
    fresh : bool
        Whether to start over, keeping an older folder under another name.
    figures : bool
        Whether figures and page are drawn.
    many : bool
        Whether more than a million runs are meant.

    Raises
    ------
    InputError
        If anything that was given cannot be used.
    Stopped
        If it ended early, or runs failed.
    """
    check_number(study, many=many)
    if fresh or not is_finished(out, study):
        check_points(study)
    with opened(out, study, fresh=fresh) as kept:
        begun = time.perf_counter()
        if not is_finished(out, kept):
            play_rest(kept, out, workers=workers, cluster=cluster)
            _finish(kept, out, time.perf_counter() - begun, figures=figures)
        elif figures and not (out / PAGE).is_file():
            _finish(kept, out, 0.0, figures=True)
    _say(out, figures=figures)


def _finish(study: Study, folder: Path, seconds: float, *, figures: bool) -> None:
    """Write everything that is made from the parts, and draw it."""
    from experiments.studies.finish import draw, finish

    with told_what_stands(Parts(folder), study):
        finish(study, folder, {"play": seconds})
        if figures:
            draw(folder)


def check_number(study: Study, *, many: bool) -> None:
    """Refuse more runs than are likely to be meant.

    Raises
    ------
    InputError
        Naming how many there would be.
    """
    if study.all_runs > MANY_RUNS and not many:
        raise InputError(
            f"the study has {study.all_runs:,} runs ({len(study.points):,} points, "
            f"{study.runs:,} runs each)",
            allowed=f"up to {MANY_RUNS:,}, or --yes if that is meant",
        )


def is_finished(folder: Path, study: Study) -> bool:
    """Return whether a folder has all runs of a study in its tables."""
    if not (folder / MANIFEST).is_file():
        return False
    manifest = read_manifest(folder)
    return manifest.get("state") == "finished" and manifest["runs"] == study.runs


def as_played(study: Study, out: Path) -> Study:
    """Return a study with as many runs as its folder has, if these are more."""
    if not ((out / MANIFEST).is_file() and (out / DEFINITION).is_file()):
        return study
    return replace(study, runs=max(study.runs, int(read_manifest(out)["runs"])))


def _say(out: Path, *, figures: bool) -> None:
    manifest = read_manifest(out)
    for sentence in manifest["answer"]:
        typer.echo(paragraph(sentence))
    typer.echo(f"\nTables   {out / TABLES}")
    if figures:
        typer.echo(f"Report   {out / PAGE}")
    failed = manifest["failed"]
    if failed:
        raise Stopped(f"{failed:,} runs failed: {out / FAILURES} says which, and why.")
