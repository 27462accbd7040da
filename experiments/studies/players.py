"""Who plays the batches of a study: threads of this machine, or the workers of a cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from experiments.execution.workers import connect, threads
from experiments.studies.batch import (
    Batch,
    BatchResult,
    own_map,
    play_batch,
    work_of,
)
from experiments.studies.parts import PackedResult
from experiments.studies.remote import length_for, play_on_cluster
from experiments.studies.study import Study

Play = Callable[[Iterator[Batch]], Iterator[BatchResult | PackedResult]]
"""Takes batches in order and yields their results as they are ready."""


@contextmanager
def player(
    study: Study, workers: int, cluster: str | None, batch: int | None = None
) -> Iterator[Play]:
    """Give what plays batches: threads here, or the cluster whose scheduler is at an address.

    Parameters
    ----------
    study : Study
        What they belong to.
    workers, cluster : int, str or None
        Threads of this machine, or the address of a Dask scheduler to use instead.
    batch : int or None
        Runs of a task of the cluster; None reckons them.
    """
    for point in study.points:
        own_map(study, point.number)
    if cluster is not None:
        with connect(cluster) as client:
            yield lambda batches: play_on_cluster(
                study, batches, client, length_for(study, client, batch)
            )
        return
    from simulation.ensemble import prepare

    prepare()
    yield lambda batches: play_locally(study, batches, workers)


def play_locally(study: Study, batches: Iterator[Batch], workers: int) -> Iterator[BatchResult]:
    """Play batches in threads and yield them as they are ready."""

    def play(batch: Batch) -> BatchResult:
        return play_batch(batch, work_of(study, batch.point), study.outcomes)

    with threads(workers) as pool:
        yield from pool.as_ready(play, batches)
