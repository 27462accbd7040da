"""Batches on the workers of a cluster: what a task holds, how long it lasts, and what is sent."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from experiments.execution.workers import AHEAD, as_ready, threads_of
from experiments.statistics.outcomes import outcomes_named
from experiments.statistics.posterior import Posterior
from experiments.studies.batch import (
    Batch,
    BatchResult,
    Work,
    lost_batch,
    play_batch,
    work_of,
)
from experiments.studies.folder import depends
from experiments.studies.parts import PackedResult, write_part
from experiments.studies.study import Study
from simulation.errors import InputError

Task = tuple[Batch, ...]
"""Batches that a worker plays one after the other before it answers."""

TASKS_A_SECOND = 100
"""Tasks that a scheduler is asked to hand out in a second: a third of what one was measured to do
(`python -m benchmarks cluster`), since results pass through it as well."""

SHORTEST = 0.5
"""Seconds of a task, below which what goes with it would weigh."""

FIRST = 12
"""Runs of a task before it is known how long a run takes."""

KNOWN = 1_000
"""Points of which is kept what has to be known to play them: each has its turn again and again."""


class TaskLength:
    """How many runs a task holds: as asked, or as many as keep the scheduler below its limit.

    Parameters
    ----------
    asked : int or None
        Runs of a task; None reckons them from what a run takes.
    runs : int
        Runs in all.
    threads : callable
        Returns how many threads the cluster has at the moment.

    Attributes
    ----------
    tasks, played, seconds : int, int, float
        Tasks that have come back, their runs, and the processor time that these took.
    """

    def __init__(self, asked: int | None, runs: int, threads: Callable[[], int]) -> None:
        self.asked, self.threads = asked, threads
        self._all = runs
        self.tasks, self.played, self.seconds = 0, 0, 0.0

    def learn(self, runs: int, seconds: float) -> None:
        """Take how long the runs of a task took on a worker."""
        self.tasks, self.played = self.tasks + 1, self.played + runs
        self.seconds += seconds

    @property
    def runs(self) -> int:
        """Runs of the next task, 1 or more."""
        if self.asked is not None:
            return self.asked
        if not self.played:
            return FIRST
        threads = max(self.threads(), 1)
        seconds = max(SHORTEST, threads / TASKS_A_SECOND)
        cost = max(self.seconds / self.played, 1e-6)
        fair = self._all / (AHEAD * threads)
        return math.ceil(min(seconds / cost, fair))


class TaskResult(NamedTuple):
    """What a worker sends back.

    Attributes
    ----------
    packed : PackedResult
        What came out of its batches.
    seconds : float
        Processor time that the runs took.
    """

    packed: PackedResult
    seconds: float


def tasks_of(batches: Iterator[Batch], length: TaskLength) -> Iterator[Task]:
    """Yield tasks of so many runs as `length` says when each is asked for, in order.

    Examples
    --------
    >>> three = TaskLength(3, 8, lambda: 1)
    >>> list(tasks_of(iter([Batch(0, 0, 4), Batch(1, 0, 4)]), three))[:2]
    [(Batch(point=0, first=0, runs=3),), (Batch(point=0, first=3, runs=1), Batch(point=1, first=0, runs=2))]
    """  # noqa: E501 -- the output of the example
    left = next(batches, None)
    while left is not None:
        task, room = [], length.runs
        while left is not None and room:
            taken = min(left.runs, room)
            task.append(left._replace(runs=taken))
            room -= taken
            rest = left._replace(first=left.first + taken, runs=left.runs - taken)
            left = rest if rest.runs else next(batches, None)
        yield tuple(task)


def play_on_cluster(
    study: Study, batches: Iterator[Batch], client: Any, length: TaskLength | None = None
) -> Iterator[BatchResult | PackedResult]:
    """Play batches on a cluster and yield them as they are ready; a lost worker's are repeated.

    Workers make the files of what they have played, so that here they are only written.

    Parameters
    ----------
    study : Study
        What they belong to.
    batches : iterator of Batch
        What is to be played, in order.
    client : distributed.Client
        Of the cluster.
    length : TaskLength or None
        How many runs a task holds; None for as many as keep the scheduler below its limit.

    Raises
    ------
    InputError
        If a worker holds other code, data or libraries.
    Stopped
        If the cluster does not answer any more.
    """
    names = [outcome.name for outcome in study.outcomes]
    length = length or length_for(study, client)

    known = lru_cache(KNOWN)(partial(work_of, study))

    def submit(task: Task) -> Any:
        works = [part_of(known(batch.point), batch) for batch in task]
        return client.submit(play_remotely, task, works, names, depends().plain(), pure=False)

    for task, result in as_ready(client, submit, tasks_of(batches, length)):
        if isinstance(result, Exception):
            yield from (lost_batch(one, known(one.point), result) for one in task)
            continue
        length.learn(result.packed.runs, result.seconds)
        yield result.packed


def length_for(study: Study, client: Any, asked: int | None = None) -> TaskLength:
    """Return how many runs a task of a study holds on a cluster; `asked` of them, if given."""
    return TaskLength(asked, study.all_runs, lambda: threads_of(client))


def part_of(work: Work, batch: Batch) -> Work:
    """Return what has to be known to play a batch, without the members that none of it takes."""
    if not isinstance(work.posterior, Posterior) or work.members is None:
        return work  # rows of a sensitivity analysis are made where they are played
    members = work.members[batch.first : batch.first + batch.runs]
    taken, places = np.unique(members, return_inverse=True)
    return replace(
        work, posterior=work.posterior.only(taken), members=places, first_member=batch.first
    )


def play_remotely(
    task: Task,
    works: Sequence[Work],
    outcomes: list[str],
    with_what: dict[str, dict[str, str]],
) -> TaskResult:
    """Play a task on a worker, if it has the code, data and libraries of the one that asks.

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
    measured, begun = outcomes_named(outcomes), time.thread_time()
    results = [play_batch(batch, work, measured) for batch, work in zip(task, works, strict=True)]
    seconds = time.thread_time() - begun
    return TaskResult(packed(results), seconds)


def packed(results: Sequence[BatchResult]) -> PackedResult:
    """Return the results of some batches as files."""
    files = {}
    for name in dict.fromkeys(name for one in results for name in one.tables):
        sink = pa.BufferOutputStream()
        tables = [one.tables[name] for one in results if name in one.tables]
        write_part(pa.concat_tables(tables), sink)
        files[name] = sink.getvalue()
    return PackedResult(
        tuple(one.batch for one in results), files,
        sum(one.rows for one in results), sum(one.failed for one in results),
    )  # fmt: skip
