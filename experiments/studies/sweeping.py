"""Playing what is still to be played of a study, so that nothing is lost however it ends."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from experiments.execution.progress import progress_of, tidy_when_ended
from experiments.execution.stopping import Stopped
from experiments.studies.batches import Batch, order
from experiments.studies.parts import Parts
from experiments.studies.study import Study

if TYPE_CHECKING:
    from experiments.studies.play import Played

INTERRUPTED = 130
DISK_FULL = (errno.ENOSPC, errno.EDQUOT)
CHECKED = 100
"""Points whose world is built before anything is played, to see that it can be."""

BUILT_FROM = ("levers.", "shocks.", "geography.")
"""Beginnings of names that a world has to be built to check."""


def play_rest(study: Study, folder: Path, *, workers: int = 1, cluster: str | None = None) -> None:
    """Play the runs of a study that are not in its folder yet, into parts.

    Parameters
    ----------
    study : Study
        What is played.
    folder : Path
        Its folder, in which nobody else works.
    workers : int
        Threads, if there is no cluster.
    cluster : str or None
        Address of a Dask scheduler.

    Raises
    ------
    Stopped
        If it ended early; what was played stands.
    """
    parts = Parts(folder)
    parts.tidy()
    done = parts.done()
    ready = sum(last - first + 1 for known in done.values() for first, last in known)
    if ready >= study.all_runs:
        return
    batches = order(done, len(study.points), study.runs)
    with (
        tidy_when_ended(),
        told_what_stands(parts, study),
        _player(study, workers, cluster) as play,
    ):
        with progress_of(study.all_runs, ready, parts.failed()) as advance:
            for played in play(batches):
                parts.add(played)
                advance(played.batch.runs, played.failed)
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

    points = [
        point.number
        for point in study.points
        if not point.number or any(name.startswith(BUILT_FROM) for name in point.changes)
    ]
    for number in points[:CHECKED]:
        scenario = study.scenario_of(number)
        build_world(scenario, geography_of(scenario), seed=study.seed, keep=frozenset())


@contextmanager
def _player(
    study: Study, workers: int, cluster: str | None
) -> Iterator[Callable[[Iterator[Batch]], Iterator[Played]]]:
    """Give what plays batches: threads here, or the workers of a cluster."""
    if cluster is not None:
        from experiments.studies.cluster import connected, play_on_cluster

        with connected(cluster) as client:
            yield lambda batches: play_on_cluster(study, batches, client)
        return
    from experiments.studies.local import play_locally
    from simulation.ensemble import prepare

    prepare()
    yield lambda batches: play_locally(study, batches, workers)


@contextmanager
def told_what_stands(parts: Parts, study: Study) -> Iterator[None]:
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
        raise Stopped(f"Stopped: {_standing(parts, study)}", INTERRUPTED) from None
    except OSError as error:
        if error.errno not in DISK_FULL:
            raise
        parts.tidy()
        raise Stopped(f"Error: the disk is full. Make room: {_standing(parts, study)}") from None


def _standing(parts: Parts, study: Study) -> str:
    done = parts.done().values()
    played = sum(last - first + 1 for known in done for first, last in known)
    return (
        f"{played:,} of {study.all_runs:,} runs stand in {parts.folder.parent}; "
        "the same command goes on, `partnerships report` shows them as they are."
    )
