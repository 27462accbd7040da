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
from typing import Any, Generic, Protocol, TypedDict, TypeVar

from experiments.execution import Stopped
from simulation.errors import InputError

WAITING = 2
"""Jobs handed out for each worker, so that none waits for the next."""

T = TypeVar("T")
SECONDS_TO_ANSWER = 8
AHEAD = 3
"""Jobs for each thread of the cluster that wait or are being played."""

TIMES = 2
"""How often a job is handed to the scheduler, which itself tries four workers each time."""


class Playing(TypedDict, total=False):
    """Who plays, as every command that plays studies takes it.

    Attributes
    ----------
    workers : int
        Threads of this machine, if there is no cluster.
    cluster : str or None
        Address of a Dask scheduler to use instead.
    batch : int or None
        Runs of a task of the cluster; None for as many as keep its scheduler below its limit.
    """

    workers: int
    cluster: str | None
    batch: int | None


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


def threads_of(client: Any) -> int:
    """Return how many threads the workers of a cluster have at the moment."""
    return sum(int(number) for number in client.nthreads().values())


def check_answers(address: str | None, batch: int | None = None) -> None:
    """Refuse a cluster that does not answer, before anything is written; None asks for none.

    Raises
    ------
    InputError
        If none answers at the address, or runs of its tasks are given and no cluster.
    """
    if address is None and batch is not None:
        allowed = "together with --cluster ADDRESS"
        raise InputError("is for tasks of a cluster", field="--batch", value=batch, allowed=allowed)
    if address is not None:
        with connect(address):
            pass


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
        return max(AHEAD * threads_of(self._client), 1) - len(self.handed)

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
