"""What a task of a cluster holds and sends, and that the tables do not depend on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.execution.workers import AHEAD
from experiments.studies.batch import Batch, missing_batches, play_batch, work_of
from experiments.studies.design_order import write_tables
from experiments.studies.known_points import KnownPoints
from experiments.studies.parts import Parts
from experiments.studies.remote import (
    FIRST,
    SHORTEST,
    TASKS_A_SECOND,
    TaskLength,
    packed,
    part_of,
    tasks_of,
)
from experiments.studies.run import run_study
from experiments.studies.study import Study
from experiments.studies.study_file import load_study
from simulation.errors import InputError
from tests.experiments.studies.conftest import Write, tables

MANY = 10**9


@given(st.lists(st.integers(1, 60), max_size=8), st.integers(1, 200))
def test_tasks_hold_every_run_once(sizes: list[int], asked: int) -> None:
    """Tasks hold all runs of all batches, in their order, and as many as asked but for the last."""
    batches = [Batch(place, 5, runs) for place, runs in enumerate(sizes)]
    found = list(tasks_of(iter(batches), TaskLength(asked, sum(sizes), lambda: 1)))
    assert [
        (one.point, run)
        for task in found
        for one in task
        for run in range(one.first, one.first + one.runs)
    ] == [(one.point, run) for one in batches for run in range(5, 5 + one.runs)]
    numbers = [sum(one.runs for one in task) for task in found]
    assert all(number == asked for number in numbers[:-1])
    assert all(number <= asked for number in numbers)


@pytest.mark.parametrize("threads", [1, 8, 100, 3000])
@pytest.mark.parametrize("cost", [0.0005, 0.004, 0.1])
def test_tasks_keep_the_scheduler_below_its_limit(threads: int, cost: float) -> None:
    """A cluster of any size asks for no more tasks a second than are allowed, and for no short."""
    length = TaskLength(None, MANY, lambda: threads)
    assert length.runs == FIRST
    length.learn(48, 48 * cost)
    seconds = length.runs * cost
    assert threads / seconds <= TASKS_A_SECOND * (1 + 1e-9)
    assert SHORTEST * (1 - 1e-9) <= seconds <= max(SHORTEST, threads / TASKS_A_SECOND) + cost


def test_a_costly_run_is_a_task_of_its_own() -> None:
    """A run that takes a minute is handed out alone, and comes back as soon as it is played."""
    length = TaskLength(None, MANY, lambda: 4)
    length.learn(2, 120.0)
    assert length.runs == 1


def test_a_small_study_is_shared_out() -> None:
    """A study that all threads could play at once is not left to a few of them."""
    length = TaskLength(None, 900, lambda: 100)
    length.learn(48, 0.2)
    assert length.runs == 900 // (100 * AHEAD)


def test_a_task_takes_along_its_members_only(write: Write) -> None:
    """A batch is sent with the members it takes and no others, and gives the same tables."""
    study = load_study(write(posterior="packaged", members=6, runs=12))
    whole, batch = work_of(study, 1), Batch(1, 14, 15)
    part = part_of(whole, batch)
    assert part.posterior is not None
    assert whole.posterior is not None
    assert len(part.posterior.sets) == 2
    assert part.posterior.weight.sum() == pytest.approx(1.0)
    ours, theirs = (play_batch(batch, work, study.outcomes) for work in (part, whole))
    for name, one in theirs.tables.items():
        assert repr(ours.tables[name].to_pylist()) == repr(one.to_pylist())


def tables_of(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every table."""
    return {path.name: path.read_bytes() for path in (folder / "tables").iterdir()}


def test_what_is_packed_is_written_as_it_comes(small: Study, tmp_path: Path) -> None:
    """Batches played elsewhere, all or some, give the same tables, however points are kept."""
    batches = list(missing_batches({}, len(small.points), 30))
    made = [play_batch(one, work_of(small, one.point), small.outcomes) for one in batches]
    names = ("here", "away", "mixed", "turned")
    for name in names:
        (tmp_path / name / "parts").mkdir(parents=True)
    KnownPoints(tmp_path / "turned" / "parts", small.points[::-1]).write()
    here, away, mixed, turned = (Parts(tmp_path / name, small.points) for name in names)
    for result in made:
        here.add(result)
    away.add(packed(made))
    turned.add(packed(made))
    mixed.add(made[0])
    mixed.add(packed(made[1:3]))
    mixed.add(packed(made[3:]))
    study = replace(small, runs=30)
    for parts in (here, away, mixed, turned):
        parts.write()
        write_tables(study, parts.folder.parent)
    assert all(tables_of(tmp_path / name) == tables_of(tmp_path / "here") for name in names)
    assert here.done() == away.done() == mixed.done() == turned.done()


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Give the address of a scheduler with two workers in this process."""
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=2, protocol="tcp://", threads_per_worker=1, processes=False,
        dashboard_address=None, host="127.0.0.1",
    ) as cluster:  # fmt: skip
        yield cluster.scheduler_address


@pytest.mark.parametrize("batch", [None, 7, 1000])
def test_tables_are_the_same_whatever_a_task_holds(
    batch: int | None, address: str, small: Study, tmp_path: Path
) -> None:
    """In tasks of 7 runs, of 1,000, or as reckoned, a study gives the tables of one machine."""
    run_study(small, tmp_path / "here", figures=False)
    run_study(small, tmp_path / "away", cluster=address, batch=batch, figures=False)
    assert tables(tmp_path / "here") == tables(tmp_path / "away")


def test_runs_of_a_task_without_a_cluster_are_refused(small: Study, tmp_path: Path) -> None:
    """`--batch` where no cluster is named is refused, and says what it goes with."""
    with pytest.raises(InputError, match=r"--batch.*--cluster"):
        run_study(small, tmp_path / "out", batch=48)
    assert not (tmp_path / "out").exists()


def test_no_batch_is_longer_than_a_task(small: Study) -> None:
    """Tasks of fewer runs than a batch cut it, without a run that is lost or played twice."""
    batches = missing_batches({}, len(small.points), small.runs)
    found = [one for task in tasks_of(batches, TaskLength(5, 240, lambda: 1)) for one in task]
    runs = {(one.point, one.first + place) for one in found for place in range(one.runs)}
    assert len(runs) == sum(one.runs for one in found) == small.all_runs
    assert max(one.runs for one in found) <= 5
