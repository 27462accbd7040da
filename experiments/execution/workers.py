"""Who plays the particles: processes of this machine, or a Dask cluster.

The parameter sets that are tried are drawn from numbers that follow from the seed, the generation
and the place in it, and not from who draws them: one worker and many give the same posterior.
"""

from __future__ import annotations

import multiprocessing
import random
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any, Protocol

import numpy as np

from simulation.errors import InputError

WAITING = 2
"""Jobs handed out for each worker, so that none waits for the next."""

SECONDS_TO_ANSWER = 10
_one_at_a_time = threading.Lock()


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

    def each(self, work: Callable[[Any], Any], items: Sequence[Any]) -> Iterator[Any]:
        """Return what `work` makes of each item, in their order."""
        waiting: list[Any] = []
        for item in items:
            waiting.append(self.client.submit(work, item))
            if len(waiting) > WAITING * self.number:
                yield waiting.pop(0).result()
        for future in waiting:
            yield future.result()


@contextmanager
def workers_of(number: int, cluster: str | None = None) -> Iterator[Workers]:
    """Give workers: of a Dask cluster if one is named, else processes of this machine.

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
        yield from _cluster(cluster)
        return
    if number == 1:
        yield Workers(Here(), 1)
        return
    spawn = multiprocessing.get_context("spawn")  # a fork would copy the threads of this process
    pool = ProcessPoolExecutor(number, mp_context=spawn, initializer=_undisturbed)
    try:
        yield Workers(pool, number)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _undisturbed() -> None:
    """Leave Ctrl-C to the process that waits for the workers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _cluster(address: str) -> Iterator[Workers]:
    import distributed

    def wrong(problem: str) -> InputError:
        return InputError(
            problem, field="--cluster", value=address, allowed="such as tcp://127.0.0.1:8786"
        )

    connect: Any = distributed.Client
    try:
        client = connect(address, timeout=SECONDS_TO_ANSWER)
    except (OSError, ValueError, TimeoutError):
        raise wrong("no Dask scheduler answers there") from None
    with client:
        number = sum(client.ncores().values())
        if not number:
            raise wrong("the cluster has no workers")
        yield Workers(client, number)


def tried(packed: bytes, seeds: Iterable[tuple[int, int, int]]) -> list[tuple[Any, bool, int]]:
    """Try some parameter sets, each drawn from its own numbers.

    Parameters
    ----------
    packed : bytes
        The function of pyABC that draws, plays and judges a particle, as cloudpickle packs it.
    seeds : iterable of (int, int, int)
        For each particle the seed of the study, the generation and its place in it.

    Returns
    -------
    list of (object, bool, int)
        Particle of pyABC, whether it was accepted, and its place.
    """
    import cloudpickle

    simulate: Any = cloudpickle.loads(packed)
    with _one_at_a_time, _numbers_kept():
        found = []
        for seed, generation, place in seeds:
            mixed = np.random.SeedSequence([seed, generation + 1, place]).generate_state(8)
            random.seed(mixed.tobytes())
            np.random.seed(mixed)  # noqa: NPY002 -- pyABC and SciPy draw from it
            particle = simulate()
            found.append((particle, particle.accepted, place))
    return found


@contextmanager
def _numbers_kept() -> Iterator[None]:
    """Put Python's and NumPy's common random numbers back as they were."""
    before = random.getstate(), np.random.get_state()  # noqa: NPY002 -- as in `tried`
    try:
        yield
    finally:
        random.setstate(before[0])
        np.random.set_state(before[1])  # noqa: NPY002 -- as in `tried`
