"""Playing a study on a Dask cluster: a scheduler, and workers that may come and go."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from itertools import islice
from typing import Any

from experiments.execution.stopping import Stopped
from experiments.statistics.outcomes import outcomes_named
from experiments.studies.batches import Batch
from experiments.studies.made_with import made_otherwise, made_with
from experiments.studies.play import Played, Work, lost, play_batch, work_of
from experiments.studies.study import Study
from simulation.errors import InputError

ANSWER_SECONDS = 8
"""How long a scheduler may take to answer."""

AHEAD = 3
"""Batches for each thread of the cluster that wait or are being played."""

TIMES = 2
"""How often a batch is handed to the scheduler, which itself tries four workers each time."""


@contextmanager
def connected(address: str) -> Iterator[Any]:
    """Give a client of the scheduler at an address such as ``tcp://10.0.0.5:8786``.

    Raises
    ------
    InputError
        If none answers there.
    """
    import distributed

    start: Any = distributed.Client
    try:
        client = start(address, timeout=ANSWER_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise InputError(
            "no cluster answers there",
            field="--cluster",
            value=address,
            allowed="the address of a Dask scheduler, such as tcp://127.0.0.1:8786",
        ) from error
    with client:
        yield client


def play_on_cluster(study: Study, batches: Iterator[Batch], client: Any) -> Iterator[Played]:
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
    import distributed

    completed: Any = distributed.as_completed
    ready = completed(loop=client.loop)
    handed: dict[Any, tuple[Batch, int]] = {}

    def hand(batch: Batch, time: int = 1) -> None:
        future = _submitted(client, study, batch)
        handed[future] = batch, time
        ready.add(future)

    while True:
        missing = max(AHEAD * _threads(client), 1) - len(handed)
        for batch in islice(batches, max(missing, 0)):
            hand(batch)
        if not handed:
            return
        future = next(ready)
        batch, time = handed.pop(future)
        played = _result(study, batch, future, last=time >= TIMES)
        if played is None:
            hand(batch, time + 1)
        else:
            yield played


def _threads(client: Any) -> int:
    return sum(client.nthreads().values())


def _submitted(client: Any, study: Study, batch: Batch) -> Any:
    names = [outcome.name for outcome in study.outcomes]
    work = work_of(study, batch.point, away=True)
    return client.submit(play_remotely, batch, work, names, made_with(), pure=False)


def _result(study: Study, batch: Batch, future: Any, *, last: bool) -> Played | None:
    """Return what came out of a batch, or None if its workers died and it may be tried again."""
    from concurrent.futures import CancelledError

    from distributed import KilledWorker

    try:
        played: Played = future.result()
    except KilledWorker as error:
        return lost(batch, work_of(study, batch.point), error) if last else None
    except (CancelledError, OSError) as error:
        raise Stopped(
            f"The cluster does not answer any more ({type(error).__name__}). What was played "
            "stands, and the same command goes on."
        ) from None
    finally:
        future.release()
    return played


@lru_cache(maxsize=1)
def _own() -> dict[str, dict[str, str]]:
    return made_with()


def play_remotely(
    batch: Batch, work: Work, outcomes: list[str], with_what: dict[str, dict[str, str]]
) -> Played:
    """Play a batch on a worker, if it has the code, data and libraries of the one that asks.

    Raises
    ------
    InputError
        Naming what differs.
    """
    from simulation.ensemble import prepare

    differs = made_otherwise(with_what, _own())
    if differs:
        raise InputError(
            f"a worker of the cluster is made otherwise than this machine: {'; '.join(differs)}",
            field="--cluster",
        )
    prepare()
    return play_batch(batch, work, outcomes_named(outcomes))
