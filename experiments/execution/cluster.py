"""A Dask cluster: a scheduler, and workers that may come and go."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any, Generic, TypeVar

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
    client, submit : distributed.Client, callable
        Of the cluster, and what hands an item to it and returns its future.
    items : iterable
        What is to be played, in order.

    Yields
    ------
    tuple
        The item and its result: the error `KilledWorker` where all workers that took it died.

    Raises
    ------
    Stopped
        If the cluster does not answer any more.
    """
    import distributed

    jobs, left = _Jobs(client, submit), iter(items)
    while True:
        for item in islice(left, max(jobs.room, 0)):
            jobs.hand(item)
        if not jobs.handed:
            return
        item, time, result = jobs.next()
        if isinstance(result, distributed.KilledWorker) and time < TIMES:
            jobs.hand(item, time + 1)
        else:
            yield item, result


class _Jobs(Generic[T]):
    """Jobs that a cluster has in hand, each with how often it was handed over."""

    def __init__(self, client: Any, submit: Callable[[T], Any]) -> None:
        import distributed

        completed: Any = distributed.as_completed
        self._client, self._submit = client, submit
        self._ready = completed(loop=client.loop)
        self.handed: dict[Any, tuple[T, int]] = {}

    @property
    def room(self) -> int:
        """How many more jobs the cluster should have in hand."""
        threads = sum(int(number) for number in self._client.nthreads().values())
        return max(AHEAD * threads, 1) - len(self.handed)

    def hand(self, item: T, time: int = 1) -> None:
        """Hand a job to the cluster."""
        future = self._submit(item)
        self.handed[future] = item, time
        self._ready.add(future)

    def next(self) -> tuple[T, int, Any]:
        """Wait for a job: what it was, how often it was handed over, and what came of it."""
        future = next(self._ready)
        item, time = self.handed.pop(future)
        return item, time, _result(future)


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
