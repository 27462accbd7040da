"""Who plays: this process, threads or processes of this machine, or the workers of a cluster."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    Executor,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
    wait,
)
from contextlib import contextmanager
from itertools import islice
from typing import Any, Protocol

from experiments.execution.cluster import connect

WAITING = 2
"""Jobs handed out for each worker, so that none waits for the next."""


class Client(Protocol):
    """What plays jobs: an executor of Python, or a client of Dask."""

    def submit(self, work: Callable[..., Any], /, *given: Any) -> Any:
        """Hand out a job and return its future."""
        ...


class Here(Executor):
    """Plays each job at once, in this process."""

    def submit(self, work: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:
        """Play a job and return its finished future."""
        future: Future[Any] = Future()
        future.set_result(work(*given, **named))
        return future


class Workers:
    """Workers and how many there are.

    Parameters
    ----------
    client : Client
        What plays jobs.
    number : int
        How many jobs it plays at once.
    """

    def __init__(self, client: Client, number: int) -> None:
        self.client, self.number = client, number

    def in_order(
        self,
        work: Callable[[Any], Any],
        items: Iterable[Any],
        advance: Callable[[int], None] = lambda _: None,
    ) -> Iterator[Any]:
        """Yield what `work` makes of each item, in their order; `advance` hears of each."""
        waiting: list[Any] = []
        for item in items:
            waiting.append(self.client.submit(work, item))
            if len(waiting) > WAITING * self.number:
                yield waiting.pop(0).result()
                advance(1)
        for future in waiting:
            yield future.result()
            advance(1)

    def as_ready(self, work: Callable[[Any], Any], items: Iterable[Any]) -> Iterator[Any]:
        """Yield what `work` makes of each item as it is ready; for executors of this machine."""
        left, waiting = iter(items), set[Future[Any]]()
        while True:
            missing = WAITING * self.number - len(waiting)
            waiting |= {self.client.submit(work, item) for item in islice(left, missing)}
            if not waiting:
                return
            ready, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            for future in ready:
                yield future.result()


@contextmanager
def threads(number: int) -> Iterator[Workers]:
    """Give threads, enough for compiled code, which lets go of the interpreter."""
    with _ended(Here() if number == 1 else ThreadPoolExecutor(number)) as pool:
        yield Workers(pool, number)


@contextmanager
def processes(number: int, cluster: str | None = None) -> Iterator[Workers]:
    """Give processes: of a Dask cluster if one is named, else of this machine.

    Parameters
    ----------
    number : int
        Processes of this machine; 1 plays everything in this one.
    cluster : str or None
        Address of a Dask scheduler.

    Raises
    ------
    InputError
        If no cluster answers at the address, or it has no workers.
    """
    if cluster:
        with connect(cluster, needs_workers=True) as client:
            yield Workers(client, sum(client.ncores().values()))
        return
    spawn = multiprocessing.get_context("spawn")  # a fork would copy the threads of this process
    pool = (
        Here()
        if number == 1
        else ProcessPoolExecutor(number, mp_context=spawn, initializer=_undisturbed)
    )
    with _ended(pool):
        yield Workers(pool, number)


@contextmanager
def _ended(pool: Executor) -> Iterator[Executor]:
    """Let go of a pool without playing what it has not begun."""
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _undisturbed() -> None:
    """Leave Ctrl-C to the process that waits for the workers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
