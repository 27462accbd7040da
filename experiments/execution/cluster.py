"""A Dask cluster: a scheduler, and workers that may come and go."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any, TypeVar

from experiments.execution.stopping import Stopped
from simulation.errors import InputError

T = TypeVar("T")

SECONDS_TO_ANSWER = 8

AHEAD = 3
"""Jobs for each thread of the cluster that wait or are being played."""

TIMES = 2
"""How often a job is handed to the scheduler, which itself tries four workers each time."""


@contextmanager
def connect(address: str, *, needs_workers: bool = False) -> Iterator[Any]:
    """Give a client of the scheduler at an address such as ``tcp://10.0.0.5:8786``.

    Raises
    ------
    InputError
        If none answers there, or it has no workers where some are needed.
    """
    import distributed

    start: Any = distributed.Client
    try:
        client = start(address, timeout=SECONDS_TO_ANSWER, set_as_default=False)
    except (OSError, ValueError) as error:
        raise _refusal(address, "no cluster answers there") from error
    with client:
        if needs_workers and not client.nthreads():
            raise _refusal(address, "the cluster has no workers")
        yield client


def _refusal(address: str, problem: str) -> InputError:
    return InputError(
        problem,
        field="--cluster",
        value=address,
        allowed="the address of a Dask scheduler, such as tcp://127.0.0.1:8786",
    )


def as_ready(
    client: Any, submit: Callable[[T], Any], items: Iterable[T]
) -> Iterator[tuple[T, Any]]:
    """Yield items, each with what came of it, as they are ready; a lost worker's are repeated.

    Parameters
    ----------
    client : distributed.Client
        Of the cluster.
    submit : callable
        Hands an item to the client and returns its future.
    items : iterable
        What is to be played, in order.

    Yields
    ------
    tuple
        The item, and its result; the error `distributed.KilledWorker` instead where all workers
        that took it died.

    Raises
    ------
    Stopped
        If the cluster does not answer any more.
    """
    import distributed

    completed: Any = distributed.as_completed
    ready, left = completed(loop=client.loop), iter(items)
    handed: dict[Any, tuple[T, int]] = {}

    def hand(item: T, time: int = 1) -> None:
        future = submit(item)
        handed[future] = item, time
        ready.add(future)

    while True:
        missing = max(AHEAD * sum(client.nthreads().values()), 1) - len(handed)
        for item in islice(left, max(missing, 0)):
            hand(item)
        if not handed:
            return
        future = next(ready)
        item, time = handed.pop(future)
        result = _result(future)
        if isinstance(result, distributed.KilledWorker) and time < TIMES:
            hand(item, time + 1)
        else:
            yield item, result


def _result(future: Any) -> Any:
    """Return what came of a job, or the error that says that its workers died."""
    from concurrent.futures import CancelledError

    from distributed import KilledWorker

    try:
        return future.result()
    except KilledWorker as error:
        return error
    except (CancelledError, OSError) as error:
        raise Stopped(
            f"The cluster does not answer any more ({type(error).__name__}). What was played "
            "stands, and the same command goes on."
        ) from None
    finally:
        future.release()
