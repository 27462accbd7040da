"""Parts: what has been played so far, whole or not there at all; and the tables made of them."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from experiments.store.layout import TABLES, table_file
from experiments.studies.study import Study
from experiments.studies.tables import FAILURES, ORDER, table_schema

if TYPE_CHECKING:
    from experiments.studies.batch import BatchResult


PARTS = "parts"
UNFINISHED = ".new"
MOST_ROWS = 200_000
"""Rows in all tables of a part."""

SECONDS = (1.0, 10.0)
SHARE = 0.03
"""A part is written after this share of the time so far, between these bounds."""

GROUP = 20_000
"""Rows of a row group; readers skip those of points that they do not look for."""


ROWS_SORTED = 400_000
"""Rows that are sorted at once, so that memory does not grow with the runs."""

ROW_GROUP = 100_000


class Parts:
    """The parts of a study.

    Parameters
    ----------
    folder : Path
        Of the study.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder / PARTS
        self._waiting: list[BatchResult] = []
        self._begun = self._written = time.monotonic()

    def all(self) -> list[Path]:
        """Return the folders of the parts, in the order in which they were written."""
        return sorted(path for path in self.folder.glob("[0-9]*") if path.suffix != UNFINISHED)

    def tidy(self) -> None:
        """Remove what a killed process was writing."""
        for path in self.folder.glob(f"*{UNFINISHED}"):
            shutil.rmtree(path, ignore_errors=True)

    def done(self) -> dict[int, list[tuple[int, int]]]:
        """Return, for each point, the first and last runs of what has been played."""
        return ranges(self.numbers("runs") + self.numbers("failures"))

    def failed(self) -> int:
        """Return how many runs raised an error."""
        return sum(len(one) for one in self.numbers("failures"))

    def numbers(self, table: str) -> list[Any]:
        """Return the points and runs of a table, an array of rows x 2 a part."""
        return [
            _numbers(path) for part in self.all() if (path := table_file(part, table)).is_file()
        ]

    def add(self, result: BatchResult) -> None:
        """Take what came out of a batch; write a part if it is time."""
        self._waiting.append(result)
        rows = sum(len(table) for one in self._waiting for table in one.tables.values())
        now = time.monotonic()
        pause = min(max(SHARE * (now - self._begun), SECONDS[0]), SECONDS[1])
        first = self._written == self._begun
        if rows >= MOST_ROWS or first or now - self._written >= pause:
            self.write()

    def write(self) -> None:
        """Write what is waiting as a part: beside its place, then renamed."""
        if not self._waiting:
            return
        self.folder.mkdir(exist_ok=True)
        known = self.all()
        number = int(known[-1].name) + 1 if known else 0
        new = self.folder / f"{number:06d}{UNFINISHED}"
        new.mkdir(exist_ok=True)
        waiting = sorted(self._waiting, key=lambda one: one.batch)
        for name in dict.fromkeys(name for one in waiting for name in one.tables):
            tables = [one.tables[name] for one in waiting if name in one.tables]
            pq.write_table(pa.concat_tables(tables), table_file(new, name), row_group_size=GROUP)
        new.rename(self.folder / f"{number:06d}")
        self._waiting = []
        self._written = time.monotonic()


def _numbers(path: Path) -> Any:
    table = pq.read_table(path, columns=list(ORDER["runs"]))
    return np.column_stack([column.to_numpy() for column in table.columns])


def ranges(numbers: Sequence[Any]) -> dict[int, list[tuple[int, int]]]:
    """Return, for each point, the first and last of runs without a gap.

    Parameters
    ----------
    numbers : sequence of array of int, shape (rows, 2)
        Point and run.

    Examples
    --------
    >>> ranges([np.array([[0, 0], [0, 1], [0, 5], [2, 3]])])
    {0: [(0, 1), (5, 5)], 2: [(3, 3)]}
    """
    if not sum(len(one) for one in numbers):
        return {}
    known = np.unique(np.concatenate(numbers), axis=0)
    point, run = known[:, 0], known[:, 1]
    cut = np.flatnonzero((np.diff(point) != 0) | (np.diff(run) != 1)) + 1
    found: dict[int, list[tuple[int, int]]] = {}
    for part in np.split(known, cut):
        found.setdefault(int(part[0, 0]), []).append((int(part[0, 1]), int(part[-1, 1])))
    return found


class Block(NamedTuple):
    """Points from `first` up to `last`, and of them the runs from `low` up to `high`."""

    first: int
    last: int
    low: int
    high: int


def write_tables(study: Study, folder: Path) -> None:
    """Write the tables of a study from the parts in its folder, each whole or not at all.

    Column types are the declared ones, whatever any part contains: of a part whose runs have no
    partnership an earlier version guessed others.
    """
    points, runs, tables = len(study.points), study.runs, ("runs", *study.tables)
    parts = Parts(folder).all()
    new = folder / f".{TABLES}"
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir()
    for name in (*tables, FAILURES):
        files = [path for part in parts if (path := table_file(part, name)).is_file()]
        if files:
            schema = table_schema(name, study.outcomes)
            _write(table_file(new, name), files, schema, ORDER[name], points, runs)
    (folder / TABLES).mkdir(exist_ok=True)
    for path in new.iterdir():
        path.replace(folder / TABLES / path.name)
    new.rmdir()


def _write(
    path: Path, files: Sequence[Path], schema: Any, order: Sequence[str], points: int, runs: int
) -> None:
    rows = sum(pq.read_metadata(file).num_rows for file in files)
    with pq.ParquetWriter(path, schema) as writer:
        for block in blocks(rows, points, runs):
            table = _read(files, block, schema)
            table = table.sort_by([(name, "ascending") for name in order])
            writer.write_table(table, row_group_size=ROW_GROUP)


def blocks(rows: int, points: int, runs: int) -> Iterator[Block]:
    """Yield blocks of a design, in its order, of some `ROWS_SORTED` of all `rows` rows each."""
    each = max(1, rows) / points
    if each <= ROWS_SORTED:
        step = min(points, int(ROWS_SORTED / each))
        for first in range(0, points, step):
            yield Block(first, min(first + step, points), 0, runs)
        return
    step = max(1, int(runs * ROWS_SORTED / each))
    for point in range(points):
        for low in range(0, runs, step):
            yield Block(point, point + 1, low, min(low + step, runs))


def _read(files: Sequence[Path], block: Block, schema: Any) -> Any:
    chosen = [
        ("point", ">=", block.first),
        ("point", "<", block.last),
        ("run", ">=", block.low),
        ("run", "<", block.high),
    ]
    return pa.concat_tables([pq.read_table(file, filters=chosen).cast(schema) for file in files])
