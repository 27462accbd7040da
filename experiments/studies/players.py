"""Who plays the batches of a study: threads of this machine, or the workers of a cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from experiments.execution.workers import as_ready, connect, threads
from experiments.statistics.outcomes import outcomes_named
from experiments.studies.batch import (
    Batch,
    BatchResult,
    Work,
    lost_batch,
    own_map,
    play_batch,
    work_of,
)
from experiments.studies.folder import depends
from experiments.studies.study import Study
from simulation.errors import InputError

Play = Callable[[Iterator[Batch]], Iterator[BatchResult]]
"""Takes batches in order and yields their results as they are ready."""


@contextmanager
def player(study: Study, workers: int, cluster: str | None) -> Iterator[Play]:
    """Give what plays batches: threads here, or the cluster whose scheduler is at an address."""
    for point in study.points:
        own_map(study, point.number)
    if cluster is not None:
        with connect(cluster) as client:
            yield lambda batches: play_on_cluster(study, batches, client)
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


def play_on_cluster(study: Study, batches: Iterator[Batch], client: Any) -> Iterator[BatchResult]:
    """Play batches on a cluster and yield them as they are ready; a lost worker's are repeated.

    Parameters
    ----------
    study : Study
        What they belong to.
    batches : iterator of Batch
        What is to be played, in order.
    client : distributed.Client
        Of the cluster.

    Raises
    ------
    InputError
        If a worker holds other code, data or libraries.
    Stopped
        If the cluster does not answer any more.
    """
    names = [outcome.name for outcome in study.outcomes]

    def submit(batch: Batch) -> Any:
        work = work_of(study, batch.point)
        return client.submit(play_remotely, batch, work, names, depends().plain(), pure=False)

    for batch, result in as_ready(client, submit, batches):
        if isinstance(result, Exception):
            yield lost_batch(batch, work_of(study, batch.point), result)
        else:
            yield result


def play_remotely(
    batch: Batch, work: Work, outcomes: list[str], with_what: dict[str, dict[str, str]]
) -> BatchResult:
    """Play a batch on a worker, if it has the code, data and libraries of the one that asks.

    Raises
    ------
    InputError
        Naming what differs.
    """
    from simulation.ensemble import prepare

    differs = depends().differences(with_what)
    if differs:
        raise InputError(
            f"a worker of the cluster is made otherwise than this machine: {'; '.join(differs)}",
            field="--cluster",
        )
    prepare()
    return play_batch(batch, work, outcomes_named(outcomes))
