"""Batches: some runs of one point, the unit of work of a study; their order, and playing one."""

from __future__ import annotations

import threading
import traceback
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa

from experiments.statistics.outcome import Outcome
from experiments.statistics.outcomes import measure_outcomes, outcomes_schema
from experiments.statistics.posterior import Posterior
from experiments.studies.study import Study
from experiments.studies.tables import FAILURE_SCHEMA, FAILURES, POINT, kept_table
from simulation.ensemble import Player
from simulation.geography import Geography
from simulation.maps import geography_of
from simulation.result import Result
from simulation.scenario import Scenario

KEEP = frozenset({"talks", "partnerships", "years"})
"""Tables that the driver keeps: the savings after three years are read from the yearly books."""


BATCH = 48
"""Runs of a point that are played before the next point has its turn."""


class Batch(NamedTuple):
    """So many runs of a point, from number `first`."""

    point: int
    first: int
    runs: int


def missing_batches(
    done: Mapping[int, Sequence[tuple[int, int]]], points: int, runs: int
) -> Iterator[Batch]:
    """Yield batches: all points once, then all again, leaving out the runs that are done.

    Parameters
    ----------
    done : mapping of int to sequence of (int, int)
        For each point the first and the last run, with none missing between, of what is done.
    points, runs : int
        How many points, and runs at each.
    """
    for first in range(0, runs, BATCH):
        last = min(first + BATCH, runs)
        for point in range(points):
            for start, stop in gaps(done.get(point, ()), first, last):
                yield Batch(point, start, stop - start)


def gaps(done: Sequence[tuple[int, int]], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield the ranges of runs from `first` up to `last` that are not done, in order."""
    for start, stop in sorted(done):
        if stop < first or start >= last:
            continue
        if start > first:
            yield first, start
        first = max(first, stop + 1)
    if first < last:
        yield first, last


_OWN = threading.local()


@dataclass(frozen=True)
class Work:
    """What has to be known to play a batch of a study, on this machine or another.

    Parameters
    ----------
    scenario : Scenario
        Of the point.
    seed : int
        Of the study.
    tables : sequence of str
        Tables that are kept beside that of runs.
    geography : Geography or None
        The map where it cannot be built from the scenario alone; None builds it.
    posterior : Posterior or None
        What the members are of, with the parameters that are theirs.
    members : array of int or None, shape (runs,)
        The member of each run.
    first_member : int
        The run that the first of `members` is of.
    """

    scenario: Scenario
    seed: int
    tables: Sequence[str]
    geography: Geography | None = None
    posterior: Posterior | None = None
    members: Any = None
    first_member: int = 0


class BatchResult(NamedTuple):
    """What came out of a batch.

    Attributes
    ----------
    batch : Batch
        Which runs.
    tables : dict of str to pyarrow.Table
        Runs, failures, and the tables that are kept, each with the columns point and run.
    failed : int
        How many runs raised an error.
    """

    batch: Batch
    tables: dict[str, Any]
    failed: int

    @property
    def runs(self) -> int:
        """How many runs were played."""
        return self.batch.runs

    @property
    def rows(self) -> int:
        """Rows of all tables."""
        return sum(len(table) for table in self.tables.values())


def work_of(study: Study, point: int) -> Work:
    """Return what has to be known to play a point of a study.

    Parameters
    ----------
    study : Study
        The study.
    point : int
        Number of the point.
    """
    scenario = study.scenario_of(point)
    return Work(scenario, study.seed, study.tables, own_map(study, point),
                study.posterior_at(point), study.members)  # fmt: skip


def own_map(study: Study, point: int) -> Geography | None:
    """Return a user's own map as it was first read for a study; None for any other map.

    It is read once: what happens to its tables while runs are played changes nothing, and another
    machine need not see them.
    """
    changed = any(name.startswith("geography.") for name in study.points[point].changes)
    if study.scenario.geography.map != "own" and not changed:
        return None
    scenario = study.scenario_of(point)
    if scenario.geography.map != "own":
        return None
    known = study.own_maps
    key = scenario.geography, scenario.politics
    if key not in known:
        known[key] = geography_of(scenario)
    return known[key]


def lost_batch(batch: Batch, work: Work, error: Exception) -> BatchResult:
    """Return a batch all of whose runs failed with the same error."""
    runs = range(batch.first, batch.first + batch.runs)
    return _result(batch, work, {}, [(run, error) for run in runs])


def play_batch(batch: Batch, work: Work, outcomes: Sequence[Outcome]) -> BatchResult:
    """Play a batch; runs that raise become rows of failures, and the rest goes on."""
    try:
        tables = _tables(batch, work, outcomes)
        failures: list[tuple[int, Exception]] = []
    except Exception as error:  # noqa: BLE001 -- any error of a run must leave the others alone
        tables, failures = _one_by_one(batch, work, outcomes, error)
    return _result(batch, work, tables, failures)


def _result(
    batch: Batch, work: Work, tables: dict[str, Any], failures: list[tuple[int, Exception]]
) -> BatchResult:
    runs = [run for run, _ in failures]
    failed = {
        "run": runs,
        "seed": [work.seed] * len(runs),
        "error": [f"{type(one).__name__}: {one}" for _, one in failures],
        "traceback": [_trace(one) for _, one in failures],
    }
    tables[FAILURES] = pa.table(failed, schema=FAILURE_SCHEMA.remove(0))
    numbered = {name: _numbered(table, batch.point) for name, table in tables.items()}
    return BatchResult(batch, numbered, len(failures))


def _numbered(table: Any, point: int) -> Any:
    name, kind = POINT
    return table.add_column(0, name, pa.array(np.full(len(table), point), kind))


def _trace(error: BaseException) -> str:
    return "".join(traceback.format_exception(error))


def _tables(batch: Batch, work: Work, outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Return the tables of a batch, all of whose runs end well."""
    parts = [
        {"runs": _columns(measure_outcomes(result, outcomes), outcomes_schema(outcomes))}
        | {name: kept_table(name, result) for name in work.tables}
        for result in _results(batch, work)
    ]
    return _joined(parts)


def _columns(frame: pd.DataFrame, schema: Any) -> Any:
    """Return a frame of numbers as a table; `Table.from_pandas` takes ten times as long."""
    arrays = [pa.array(frame[one.name].to_numpy(), one.type, from_pandas=True) for one in schema]
    return pa.Table.from_arrays(arrays, schema=schema)


def _results(batch: Batch, work: Work) -> Iterator[Result]:
    """Yield the results of a batch in chunks of runs, all of a chunk with the same parameters.

    The next chunk overwrites their tables.
    """
    geography = work.geography or geography_of(work.scenario)
    player = _player(work, geography)
    for first, last, scenario in _stretches(batch, work):
        player = player.with_scenario(scenario, geography)
        for start in range(first, last, player.size):
            yield player.play(start, min(player.size, last - start), lent=True)
    _OWN.player = player  # only after all went well: an error may leave its tables in disorder


def _stretches(batch: Batch, work: Work) -> Iterator[tuple[int, int, Scenario]]:
    """Yield first run, the run after the last, and scenario, wherever the member changes."""
    last = batch.first + batch.runs
    if work.posterior is None or work.members is None:
        yield batch.first, last, work.scenario
        return
    members = work.members[batch.first - work.first_member : last - work.first_member]
    begins = np.flatnonzero(np.diff(members, prepend=-1))
    for begin, end in zip(begins, [*begins[1:], len(members)], strict=True):
        own = work.posterior.scenario(work.scenario, int(members[begin]))
        yield batch.first + int(begin), batch.first + int(end), own


def _player(work: Work, geography: Geography) -> Player:
    """Return a player for a scenario, in the tables that this thread played into last."""
    last: Player | None = getattr(_OWN, "player", None)
    _OWN.player = None
    if last is None or last.seed != work.seed:
        return Player(work.scenario, geography, work.seed, KEEP)
    return last.with_scenario(work.scenario, geography)


def _joined(parts: Sequence[dict[str, Any]]) -> dict[str, Any]:
    names = parts[0] if parts else {}
    return {name: pa.concat_tables([part[name] for part in parts]) for name in names}


def _one_by_one(
    batch: Batch, work: Work, outcomes: Sequence[Outcome], error: Exception
) -> tuple[dict[str, Any], list[tuple[int, Exception]]]:
    """Play the runs of a batch apart, to keep those that end well."""
    if batch.runs == 1:
        return {}, [(batch.first, error)]
    parts: list[dict[str, Any]] = []
    failures: list[tuple[int, Exception]] = []
    for run in range(batch.first, batch.first + batch.runs):
        try:
            parts.append(_tables(Batch(batch.point, run, 1), work, outcomes))
        except Exception as wrong:  # noqa: BLE001 -- as above
            failures.append((run, wrong))
    return _joined(parts), failures
