"""Parts: what has been played so far, whole or not there at all; and the tables made of them."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from experiments.store.disk import damage, seal, signals_held, write_through
from experiments.store.folder import free_name
from experiments.store.layout import TABLES, table_file
from experiments.studies.added import as_declared, in_order
from experiments.studies.designs import Point
from experiments.studies.known_points import KnownPoints
from experiments.studies.study import Study
from experiments.studies.tables import FAILURES, ORDER, POINT, table_schema

if TYPE_CHECKING:
    from experiments.studies.batch import BatchResult

PARTS = "parts"
UNFINISHED = ".new"
DAMAGED = "damaged"
MOST_ROWS = 200_000
"""Rows in all tables of a part."""

SECONDS = (1.0, 10.0)
SHARE = 0.03
"""A part is written after this share of the time so far, between these bounds."""

GROUP = 20_000
"""Rows of a row group of a part; readers skip those of points that they do not look for."""

ROWS_SORTED = 400_000
"""Rows that are sorted at once, so that memory does not grow with the runs."""

ROW_GROUP = 100_000
"""Rows of a row group of the tables in design order."""


def part_folders(folder: Path) -> list[Path]:
    """Return the parts in the folder of a study, in the order in which they were written."""
    return sorted(path for path in (folder / PARTS).glob("[0-9]*") if path.suffix != UNFINISHED)


class Parts:
    """The parts of a study.

    Parameters
    ----------
    folder : Path
        Of the study.
    points : sequence of Point
        The design, in whose numbers points are given and returned.
    """

    def __init__(self, folder: Path, points: Sequence[Point]) -> None:
        self.folder = folder / PARTS
        self.points = KnownPoints(self.folder, points)
        self._waiting: list[BatchResult] = []
        self._begun = self._written = time.monotonic()

    def all(self) -> list[Path]:
        """Return the folders of the parts, in the order in which they were written."""
        return part_folders(self.folder.parent)

    def tidy(self, *, sealed: bool = True) -> list[str]:
        """Remove what a killed process was writing, set aside what is damaged, and say what was.

        A part is damaged if it is not as it was written, or holds runs that another holds too.
        Earlier versions have not `sealed` their parts with checksums.
        """
        for path in self.folder.glob(f"*{UNFINISHED}"):
            shutil.rmtree(path, ignore_errors=True)
        held: set[tuple[int, int]] = set()
        found = []
        for part in self.all():
            wrong = damage(part) if sealed else ""
            numbers = set() if wrong else {tuple(one) for one in _part_numbers(part).tolist()}
            wrong = wrong or ("it holds runs that an earlier part holds" if numbers & held else "")
            held |= numbers
            if wrong:
                aside = part.rename(free_name(part.with_name(f"{DAMAGED}-{part.name}")))
                found.append(
                    f"Part {part.name} is damaged ({wrong}): it was set aside as {aside}, and its "
                    "runs are played again."
                )
        return found

    def done(self) -> dict[int, list[tuple[int, int]]]:
        """Return, for each point, the first and last runs of what has been played."""
        return ranges(self.numbers("runs") + self.numbers("failures"))

    def most_runs(self) -> int:
        """Return how many runs a point has at most, those between them counted."""
        return 1 + max((known[-1][1] for known in self.done().values()), default=-1)

    def failed(self) -> int:
        """Return how many runs raised an error."""
        return sum(len(one) for one in self.numbers("failures"))

    def numbers(self, table: str) -> list[Any]:
        """Return the points and runs of a table, an array of rows x 2 a part."""
        return [
            self._in_design(_numbers(path))
            for part in self.all()
            if (path := table_file(part, table)).is_file()
        ]

    def _in_design(self, numbers: Any) -> Any:
        point = self.points.in_design(numbers[:, 0])
        return np.column_stack([point, numbers[:, 1]])[point >= 0]

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
        self.points.write()
        known = self.all()
        number = int(known[-1].name) + 1 if known else 0
        new = self.folder / f"{number:06d}{UNFINISHED}"
        new.mkdir(exist_ok=True)
        waiting = sorted(self._waiting, key=lambda one: one.batch)
        for name in dict.fromkeys(name for one in waiting for name in one.tables):
            table = pa.concat_tables([one.tables[name] for one in waiting if name in one.tables])
            table = _numbered(table, self.points.in_parts(table["point"].to_numpy()))
            pq.write_table(table, table_file(new, name), row_group_size=GROUP)
        seal(new)
        with signals_held():  # else a part could stand and be written once more
            new.rename(self.folder / f"{number:06d}")
            self._waiting = []
        write_through(self.folder)
        self._written = time.monotonic()


def _numbered(table: Any, points: Any) -> Any:
    """Return a table with other numbers of points, its first column."""
    return table.set_column(0, pa.field(*POINT), pa.array(points, POINT[1]))


def _part_numbers(part: Path) -> Any:
    paths = (table_file(part, name) for name in ("runs", FAILURES))
    there = [_numbers(path) for path in paths if path.is_file()]
    return np.concatenate([np.empty((0, 2), int), *there])


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
    tables, parts = ("runs", *study.tables), Parts(folder, study.points)
    new = folder / f".{TABLES}"
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir()
    for name in (*tables, FAILURES):
        files = [path for part in parts.all() if (path := table_file(part, name)).is_file()]
        if files:
            schema = table_schema(name, study.outcomes)
            rows = _sorted(files, schema, ORDER[name], parts.points, study)
            _write(table_file(new, name), schema, rows)
    (folder / TABLES).mkdir(exist_ok=True)
    for path in new.iterdir():
        path.replace(folder / TABLES / path.name)
    new.rmdir()


def _write(path: Path, schema: Any, tables: Iterable[Any]) -> None:
    with pq.ParquetWriter(path, schema) as writer:
        for table in tables:
            writer.write_table(table, row_group_size=ROW_GROUP)
    write_through(path)


def _sorted(
    files: Sequence[Path], schema: Any, order: Sequence[str], known: KnownPoints, study: Study
) -> Iterator[Any]:
    """Yield the rows of some files in the order of the design, not too many at once."""
    rows = sum(pq.read_metadata(file).num_rows for file in files)
    for block in blocks(rows, len(study.points), study.runs):
        table = _read(files, block, schema, known)
        yield in_order(table.sort_by([(name, "ascending") for name in order]))


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


def _read(files: Sequence[Path], block: Block, schema: Any, known: KnownPoints) -> Any:
    chosen = [
        ("point", "in", known.in_parts(np.arange(block.first, block.last)).tolist()),
        ("run", ">=", block.low),
        ("run", "<", block.high),
    ]
    table = pa.concat_tables(
        [as_declared(pq.read_table(file, filters=chosen), schema) for file in files]
    )
    return _numbered(table, known.in_design(table["point"].to_numpy()))
