"""`partnerships sweep` and `compare`: a study from its file to its page, however often it stops."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Unpack

import typer

from experiments.execution import INTERRUPTED, Stopped, terminated_as_interrupted
from experiments.execution.progress import sign_of_life, study_bar
from experiments.execution.workers import Playing, check_answers
from experiments.store.disk import FULL, full_words
from experiments.store.layout import DEFINITION, FAILURES, MANIFEST, PAGE, TABLES
from experiments.store.manifest import read_manifest
from experiments.studies.acting import check_places
from experiments.studies.designs import SAMPLED
from experiments.studies.folder import nest_of, open_study
from experiments.studies.identity import definition, hash_of
from experiments.studies.known_points import point_keys
from experiments.studies.nest import Nest
from experiments.studies.parts import Parts
from experiments.studies.study import MANY_RUNS, Study
from experiments.text.maps import say_of_map
from experiments.text.numbers import wrap
from simulation.errors import InputError
from simulation.scenario import PATH_NAMES

CHECKED = 100
"""Points whose world is built before anything is played, to see that it can be."""

BUILT_FROM = ("levers.", "shocks.", "geography.")
"""Beginnings of names that a world has to be built to check."""


def run_study(
    study: Study,
    out: Path,
    *,
    fresh: bool = False,
    figures: bool = True,
    many: bool = False,
    **play: Unpack[Playing],
) -> None:
    """Play what is missing of a study, write its tables and page, and say what came out.

    Parameters
    ----------
    study, out : Study, Path
        What is played, and its folder: new, empty, or the same study that was stopped.
    fresh, figures : bool
        Whether to start over, keeping an older folder, and whether figures and page are drawn.
    many : bool
        Whether more than a million runs are meant.
    **play
        Who plays.

    Raises
    ------
    InputError, Stopped
        If anything that was given cannot be used; if it ended early, or runs failed.
    """
    check_number(study, many=many)
    if fresh or not _stands(study, out):
        with sign_of_life("Checking the study", len(study.points)):
            check_points(study)
            check_answers(play.get("cluster"), play.get("batch"))
    with terminated_as_interrupted(), open_study(out, study, fresh=fresh) as kept:
        finished, begun = _stands(kept, out), time.perf_counter()
        if not finished:
            play_rest(kept, out, **play)
        if not finished or (figures and not (out / PAGE).is_file()):
            _finish(kept, out, 0.0 if finished else time.perf_counter() - begun, figures=figures)
    _say(out, figures=figures)


def _stands(study: Study, folder: Path) -> bool:
    """Return whether all runs of a study stand in its folder; a large study takes long to tell."""
    with sign_of_life("Looking at the folder", len(study.points)):
        return is_finished(folder, study)


def _finish(study: Study, folder: Path, seconds: float, *, figures: bool) -> None:
    """Write everything that is made from the parts, and draw it."""
    from experiments.studies.finish import finish
    from experiments.studies.page import draw_page
    from experiments.studies.results import StudyResults

    with report_what_stands(Parts(folder, study.points), study):
        with sign_of_life("Writing the tables", study.all_runs):
            finish(study, folder, {"play": seconds})
        if figures:
            with sign_of_life("Drawing the page", study.all_runs):
                draw_page(StudyResults.read(folder))


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
    same = manifest.get("study_hash") == hash_of(definition(study))
    before, asked = nest_of(manifest), study.nest
    alike = before is None or asked is None or before.steps[-1] == asked.steps[-1]
    finished = manifest.get("state") == "finished" and manifest["runs"] == study.runs
    return bool(same and alike and finished)


def with_played_runs(study: Study, out: Path, *, members: bool, runs: bool) -> Study:
    """Return a study with as many members and runs as its folder has, if these are more.

    Parameters
    ----------
    study, out : Study, Path
        What is asked for, and its folder.
    members, runs : bool
        Whether so many members, or runs, are asked for and no others.
    """
    if not ((out / MANIFEST).is_file() and (out / DEFINITION).is_file()):
        return study
    manifest = read_manifest(out)
    before = nest_of(manifest)
    if study.nest is None or before is None:
        return study if runs else replace(study, runs=max(study.runs, int(manifest["runs"])))
    wide = study.nest.members if members else max(study.nest.members, before.members)
    each = study.nest.each if runs else max(study.nest.each, before.each)
    nest = Nest(((wide, each),))
    return replace(study, nest=nest, runs=nest.runs)


def _say(out: Path, *, figures: bool) -> None:
    manifest = read_manifest(out)
    for sentence in manifest["answer"]:
        typer.echo(wrap(sentence))
    typer.echo(f"\nTables   {out / TABLES}")
    if figures:
        typer.echo(f"Report   {out / PAGE}")
    failed = manifest["failed"]
    if failed:
        raise Stopped(f"{failed:,} runs failed: {out / FAILURES} says which, and why.")


def play_rest(study: Study, folder: Path, **play: Unpack[Playing]) -> None:
    """Play the runs of a study that are not in its folder yet, into parts.

    Parameters
    ----------
    study : Study
        What is played.
    folder : Path
        Its folder, in which nobody else works.
    **play
        Who plays.

    Raises
    ------
    Stopped
        If it ended early; what was played stands.
    """
    from experiments.studies.batch import missing_batches
    from experiments.studies.players import player

    with sign_of_life("Looking for what is played", len(study.points)):
        parts = Parts(folder, study.points)
        done = parts.done()
        ready = sum(last - first + 1 for known in done.values() for first, last in known)
        if ready >= study.all_runs:
            return
        left = missing_batches(done, len(study.points), study.runs)
    with (
        report_what_stands(parts, study),
        player(study, play.get("workers", 1), play.get("cluster"), play.get("batch")) as plays,
    ):
        with study_bar(study.all_runs, ready, parts.failed()) as advance:
            for result in plays(left):
                parts.add(result)
                advance(result.runs, result.failed)
        parts.write()


def check_points(study: Study) -> None:
    """Refuse a study whose worlds cannot be built, before anything is written.

    Raises
    ------
    InputError
        If a council, a county or a user's own table cannot be used.
    """
    from simulation.maps import geography_of
    from simulation.world import build_world

    check_twice(study)
    check_places(study)
    named = {name for point in study.points for name in point.changes} & {*PATH_NAMES}
    if named:
        raise InputError(
            "is one for all points", field=min(named), allowed="[base], or two studies"
        )
    points = [
        point.number
        for point in study.points
        if not point.number or any(name.startswith(BUILT_FROM) for name in point.changes)
    ]
    for number in points[:CHECKED]:
        scenario = study.scenario_of(number)
        build_world(scenario, geography_of(scenario), seed=study.seed, keep=frozenset())
    say_of_map(study.scenario, geography_of(study.scenario))


def check_twice(study: Study) -> None:
    """Refuse a design of named points that names one twice.

    A sample may hit one twice, and policies may come to the same: that is theirs to show.

    Raises
    ------
    InputError
        Naming both rows.
    """
    if study.compares or study.design in SAMPLED:
        return
    first: dict[str, int] = {}
    for row, key in enumerate(point_keys(point.changes for point in study.points), 1):
        changes, _, time = key.rpartition(" ")
        if time != "0":
            raise InputError(
                f"rows {first[changes]} and {row} of the design are the same point",
                field="design.table"
                if study.design == "table"
                else ", ".join(factor.name for factor in study.factors),
                value=study.label(row - 1),
                allowed="each point once",
            )
        first[changes] = row


@contextmanager
def report_what_stands(parts: Parts, study: Study) -> Iterator[None]:
    """Write what waits when a study is stopped, and say what stands.

    Raises
    ------
    Stopped
        Instead of an interruption or a full disk.
    """
    try:
        yield
    except KeyboardInterrupt:
        parts.write()
        raise Stopped(f"Stopped: {_what_is_kept(parts, study)}", INTERRUPTED) from None
    except OSError as error:
        if error.errno not in FULL:
            raise
        parts.tidy()
        raise Stopped(
            f"Error: {full_words(error)}. Make room: {_what_is_kept(parts, study)}"
        ) from None


def _what_is_kept(parts: Parts, study: Study) -> str:
    done = parts.done().values()
    played = sum(last - first + 1 for known in done for first, last in known)
    return (
        f"{played:,} of {study.all_runs:,} runs stand in {parts.folder.parent}; "
        "the same command goes on, `partnerships report` shows them as they are."
    )
