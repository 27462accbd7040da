"""Playing a study on this machine, in threads: compiled code lets go of the interpreter."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from itertools import islice

from experiments.studies.batches import Batch
from experiments.studies.play import Played, play_batch, work_of
from experiments.studies.study import Study

AHEAD = 2
"""Batches for each worker that wait or are being played."""


def play_locally(study: Study, batches: Iterator[Batch], workers: int) -> Iterator[Played]:
    """Play batches in threads and yield them as they are ready.

    Parameters
    ----------
    study : Study
        What they belong to.
    batches : iterator of Batch
        What is to be played, in order.
    workers : int
        Threads.
    """

    def play(batch: Batch) -> Played:
        return play_batch(batch, work_of(study, batch.point), study.outcomes)

    pool = ThreadPoolExecutor(workers)
    waiting: set[Future[Played]] = set()
    try:
        while True:
            missing = AHEAD * workers - len(waiting)
            waiting |= {pool.submit(play, batch) for batch in islice(batches, missing)}
            if not waiting:
                return
            ready, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            for future in ready:
                yield future.result()
    finally:
        pool.shutdown(cancel_futures=True)
