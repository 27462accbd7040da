"""A Dask cluster on this machine: what of its processor time goes into runs, and where it ends.

`python -m benchmarks cluster` makes the figures of `docs/cluster.md` anew.
"""

from __future__ import annotations

import os
import pickle
import re
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time, sleep
from typing import IO, Any

import psutil

from benchmarks.measured import Measured
from benchmarks.studies import STUDY
from experiments.execution.workers import connect
from experiments.studies.batch import Batch, missing_batches, work_of
from experiments.studies.folder import depends, open_study
from experiments.studies.parts import Parts
from experiments.studies.remote import (
    SHORTEST,
    TASKS_A_SECOND,
    length_for,
    part_of,
    play_on_cluster,
    play_remotely,
)
from experiments.studies.study import Study
from experiments.studies.study_file import load_study

WORKERS = (1, 2, 4)
FULL, QUICK, EMPTY = 40_000, 800, 2_000
"""Runs, and tasks that do nothing, from which is known what the scheduler spends on each."""

AT_ONCE = 20
IDLE = 10.0
"""Seconds in which a cluster with nothing to do is watched."""

QUIET = {"DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False"}
"""Dask looks a hundred times a second at what a worker does, unless told not to."""

LARGE = 100
"""Workers of the cluster that is reckoned."""

EARLIER = 48
"""Runs of a task before they were reckoned."""


@dataclass(frozen=True)
class Cluster:
    """A scheduler and workers of one thread each, processes of this machine."""

    address: str
    scheduler: psutil.Process
    workers: list[psutil.Process]


@dataclass(frozen=True)
class Spent:
    """What some runs of a study took on a cluster.

    Attributes
    ----------
    runs, tasks : int
        Runs, and the tasks they were played in.
    wall, first : float
        Seconds to the last, and to the first result.
    playing, workers, scheduler, client : float
        Processor time in seconds: in runs, of the workers with that, and of the other two.
    idle : float
        Processor time that scheduler and workers take in a second with nothing to do.
    """

    runs: int
    tasks: int
    wall: float
    first: float
    playing: float
    workers: float
    scheduler: float
    client: float
    idle: float

    @property
    def all(self) -> float:
        """All processor time, in seconds."""
        return self.workers + self.scheduler + self.client

    @property
    def efficiency(self) -> float:
        """The share of all processor time that went into runs."""
        return self.playing / self.all

    @property
    def when_alone(self) -> float:
        """The same without what goes by the clock: others on the machine make that last longer."""
        return self.playing / (self.all - self.idle * self.wall)


def measure(*, quick: bool) -> list[Measured]:
    """Return efficiency, bytes, the first result, and where a larger cluster has its limit.

    Parameters
    ----------
    quick : bool
        Fewer runs, and no more than two workers.
    """
    study = load_study(STUDY)
    runs = QUICK if quick else FULL
    spent: dict[int, Spent] = {}
    there, back = sent(study)
    for number in WORKERS[: 2 if quick else 3]:
        with started(number) as cluster:
            spent[number] = played(study, cluster, runs)
            tasks, one = EMPTY // (10 if quick else 1), spent[number]
            sizes_of = {tasks: 0, tasks // 4: int(back * one.runs / one.tasks)}
            handing = [of_idle_tasks(cluster, *each) for each in sizes_of.items()]
    return [*efficiencies(spent), *limits(spent, *handing), *sizes(there, back)]


@contextmanager
def started(workers: int) -> Iterator[Cluster]:
    """Give a scheduler and workers, and end them; they are started as `docs/cluster.md` says."""
    with tempfile.TemporaryDirectory() as place:
        begun = [dask("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")]
        try:
            address = address_of(begun[0])
            begun += [
                dask("worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard",
                     "--local-directory", str(Path(place) / str(one)))
                for one in range(workers)
            ]  # fmt: skip
            with connect(address) as client:
                client.wait_for_workers(workers, timeout=120)
            scheduler, *rest = [psutil.Process(one.pid) for one in begun]
            yield Cluster(address, scheduler, rest)
        finally:
            for process in reversed(begun):
                process.kill()
                process.wait()


def dask(*words: str) -> subprocess.Popen[str]:
    """Start a process of Dask's command."""
    return subprocess.Popen(  # noqa: S603 -- Dask's command
        [sys.executable, "-m", "dask", *words],
        env=os.environ | QUIET, stdout=subprocess.DEVNULL, text=True,
        stderr=subprocess.PIPE if words[0] == "scheduler" else subprocess.DEVNULL,
    )  # fmt: skip


def address_of(scheduler: subprocess.Popen[str]) -> str:
    """Return the address that a scheduler says it listens at, and let it talk on unheard."""
    lines: IO[str] = scheduler.stderr  # type: ignore[assignment] # it is a pipe
    for line in lines:
        found = re.search(r"Scheduler at:\s+(tcp://\S+)", line)
        if found:
            threading.Thread(target=lines.read, daemon=True).start()
            return found.group(1)
    raise RuntimeError("the scheduler did not start")


def cpu(*processes: psutil.Process) -> float:
    """Return the processor time of some processes so far, in seconds."""
    return sum(sum(one.cpu_times()[:2]) for one in processes)


def played(study: Study, cluster: Cluster, runs: int) -> Spent:
    """Play the first runs of a study on a cluster into parts, once it is warm."""
    each = max(1, runs // len(study.points))
    with connect(cluster.address) as client:
        client.run(warm, study)
        with tempfile.TemporaryDirectory() as place, open_study(Path(place) / "out", study) as kept:
            parts = Parts(Path(place) / "out", kept.points)
            batches = missing_batches({}, len(kept.points), each)
            length = length_for(kept, client)
            before = cpu(cluster.scheduler), cpu(*cluster.workers), process_time()
            begun, first = perf_counter(), 0.0
            for result in play_on_cluster(kept, batches, client, length):
                first = first or perf_counter() - begun
                parts.add(result)
            parts.write()
            wall = perf_counter() - begun
            scheduler, workers, own = (
                now - then for now, then in
                zip((cpu(cluster.scheduler), cpu(*cluster.workers), process_time()), before,
                    strict=True)
            )  # fmt: skip
    idle = in_idle_second(cluster)
    return Spent(length.played, length.tasks, wall, first, length.seconds, workers, scheduler, own,
                 idle)  # fmt: skip


def in_idle_second(cluster: Cluster) -> float:
    """Return the processor time that a cluster takes in a second with nothing to do."""
    before, begun = cpu(cluster.scheduler, *cluster.workers), perf_counter()
    sleep(IDLE)
    return (cpu(cluster.scheduler, *cluster.workers) - before) / (perf_counter() - begun)


def warm(study: Study) -> None:
    """Load and compile on a worker what plays a study, and play a few runs of it."""
    task, works = one_task(study, 2)
    play_remotely(task, works, [one.name for one in study.outcomes], depends().plain())


def one_task(study: Study, runs: int) -> tuple[tuple[Batch, ...], list[Any]]:
    """Return a task of some runs, and what goes with it."""
    task = tuple(
        Batch(place, 0, min(EARLIER, runs - first))
        for place, first in enumerate(range(0, runs, EARLIER))
    )
    return task, [part_of(work_of(study, one.point), one) for one in task]


def of_idle_tasks(cluster: Cluster, tasks: int, size: int) -> float:
    """Return the processor time that the scheduler spends on a task that sends so many bytes."""
    with connect(cluster.address) as client:
        before = cpu(cluster.scheduler)
        for _ in range(tasks // AT_ONCE):
            for future in [client.submit(bytes, size, pure=False) for _ in range(AT_ONCE)]:
                future.result()
                future.release()
        return (cpu(cluster.scheduler) - before) / tasks


def sent(study: Study) -> tuple[float, float]:
    """Return the bytes that go to workers and come back, per run, as they are pickled."""
    runs = 3 * EARLIER
    task, works = one_task(study, runs)
    names = [one.name for one in study.outcomes]
    there = len(pickle.dumps((task, works, names, depends().plain()), 5))
    back = play_remotely(task, works, names, depends().plain())
    files = {name: one.to_pybytes() for name, one in back.packed.files.items()}
    plain = back._replace(packed=back.packed._replace(files=files))
    return there / runs, len(pickle.dumps(plain, 5)) / runs


def efficiencies(spent: dict[int, Spent]) -> list[Measured]:
    """Return for each number of workers what of the processor time went into runs."""
    rows, cores = [], os.cpu_count() or 1
    single = spent[1].runs / spent[1].wall
    for number, one in spent.items():
        workers = f"{number} worker" + "s" * (number > 1)
        note = f"processor time in runs, of that of all processes; {one.runs:,} runs"
        rate = one.runs / one.wall
        wall = rate / (single * min(number, cores))
        rows += [
            Measured(f"Dask, {workers}: efficiency", one.efficiency, "x", least=0.9, note=note),
            Measured(f"Dask, {workers}: efficiency, alone on its machine", one.when_alone, "x",
                     note=f"the same, less {one.idle:.2g} s a second that an idle cluster takes"),
            Measured(f"Dask, {workers}: against one, for each of its cores", wall, "x",
                     note=f"by the clock, {cores} cores; says little on a machine that others use"),
            Measured(f"Dask, {workers}: speed", rate, "runs/s", note=f"{one.tasks:,} tasks"),
            Measured(f"Dask, {workers}: first result", one.first, "s", note="warm workers"),
        ]  # fmt: skip
    return rows


def limits(spent: dict[int, Spent], empty: float, a_task: float) -> list[Measured]:
    """Return what scheduler and client spend, and how many workers they can keep busy."""
    last = spent[max(spent)]
    a_run = last.playing / last.runs
    client = last.client / last.runs
    length = max(SHORTEST, LARGE / TASKS_A_SECOND)
    return [
        Measured("Dask: a run on a worker", 1e3 * a_run, "ms", note="processor time, tables in it"),
        Measured("Dask: scheduler, an empty task", 1e3 * empty, "ms", note="processor time"),
        Measured("Dask: scheduler, a task with results", 1e3 * a_task, "ms",
                 note=f"as large as those of {last.runs / last.tasks:.0f} runs"),
        Measured("Dask: the command, 1,000 runs", 1e6 * client, "ms",
                 note="processor time: tasks made, and what comes written"),
        Measured("Dask: limit of the scheduler", 1 / a_task, "tasks/s", note="one core"),
        Measured(f"Dask: {LARGE} workers ask for", LARGE / length, "tasks/s",
                 most=1 / a_task, note="as --batch is reckoned"),
        Measured(f"Dask: the same in tasks of {EARLIER} runs", LARGE / (EARLIER * a_run),
                 "tasks/s"),
        Measured("Dask: workers the scheduler keeps busy", length / a_task, "workers",
                 least=LARGE, note=f"in the tasks of {LARGE} workers"),
        Measured("Dask: workers the command keeps up with", a_run / client, "workers",
                 least=LARGE, note="it writes what they send"),
    ]  # fmt: skip


def sizes(there: float, back: float) -> list[Measured]:
    """Return the bytes that go and come with 1,000 runs."""
    found = {"sent to workers": there, "sent back": back}
    note = f"pickled, in tasks of {3 * EARLIER} runs"
    return [Measured(f"Dask: {name}, 1,000 runs", one / 1e3, "MB", note=note)
            for name, one in found.items()]  # fmt: skip
