"""Parts: what has been played so far, whole or not there at all."""

from __future__ import annotations

import shutil
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from experiments.store.disk import damage, seal, signals_held, write_through
from experiments.store.folder import free_name
from experiments.store.layout import table_file
from experiments.studies.designs import Point
from experiments.studies.known_points import KnownPoints
from experiments.studies.tables import FAILURES, ORDER, POINT

if TYPE_CHECKING:
    from experiments.studies.batch import Batch, BatchResult

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


def part_folders(folder: Path) -> list[Path]:
    """Return the parts in the folder of a study, in the order in which they were written."""
    return sorted(path for path in (folder / PARTS).glob("[0-9]*") if path.suffix != UNFINISHED)


def part_files(part: Path, table: str) -> list[Path]:
    """Return the files of a table in a part: one of runs played here, one for each task away."""
    whole = table_file(part, table)
    return [*([whole] if whole.is_file() else []), *sorted(part.glob(f"{table}.*{whole.suffix}"))]


def write_part(table: Any, where: Any) -> None:
    """Write rows as a file of a part, into a path or a stream."""
    pq.write_table(table, where, row_group_size=GROUP)


class PackedResult(NamedTuple):
    """What came out of some batches on another machine, as files that need only be written.

    Attributes
    ----------
    batches : tuple of Batch
        Which runs.
    files : dict of str to pyarrow.Buffer
        Of each table its rows of all these batches, as a Parquet file.
    rows, failed : int
        Rows of all tables, and how many runs raised an error.
    """

    batches: tuple[Batch, ...]
    files: dict[str, Any]
    rows: int
    failed: int

    @property
    def runs(self) -> int:
        """How many runs were played."""
        return sum(batch.runs for batch in self.batches)


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
        self._waiting: list[BatchResult | PackedResult] = []
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
            for path in part_files(part, table)
        ]

    def _in_design(self, numbers: Any) -> Any:
        point = self.points.in_design(numbers[:, 0])
        return np.column_stack([point, numbers[:, 1]])[point >= 0]

    def add(self, result: BatchResult | PackedResult) -> None:
        """Take what came out of one batch or several; write a part if it is time."""
        self._waiting.append(result)
        rows = sum(one.rows for one in self._waiting)
        now = time.monotonic()
        pause = min(max(SHARE * (now - self._begun), SECONDS[0]), SECONDS[1])
        first = self._written == self._begun
        if rows >= MOST_ROWS or first or now - self._written >= pause:
            self.write()

    def write(self) -> None:
        """Write what is waiting as a part: beside its place, then renamed."""
        if not self._waiting:
            return
        from experiments.studies.batch import BatchResult  # loaded by whoever has played

        self.folder.mkdir(exist_ok=True)
        self.points.write()
        known = self.all()
        number = int(known[-1].name) + 1 if known else 0
        new = self.folder / f"{number:06d}{UNFINISHED}"
        new.mkdir(exist_ok=True)
        played = [one for one in self._waiting if isinstance(one, BatchResult)]
        waiting = sorted(played, key=lambda one: one.batch)
        for name in dict.fromkeys(name for one in waiting for name in one.tables):
            table = pa.concat_tables([one.tables[name] for one in waiting if name in one.tables])
            table = with_points(table, self.points.in_parts(table["point"].to_numpy()))
            write_part(table, table_file(new, name))
        packed = [one for one in self._waiting if not isinstance(one, BatchResult)]
        for place, each in enumerate(packed):
            self._write_packed(each, new, place)
        seal(new)
        with signals_held():  # else a part could stand and be written once more
            new.rename(self.folder / f"{number:06d}")
            self._waiting = []
        write_through(self.folder)
        self._written = time.monotonic()

    def _write_packed(self, result: PackedResult, part: Path, place: int) -> None:
        """Write files as they came; they are read only where points have other numbers here."""
        points = np.array([batch.point for batch in result.batches])
        alike = np.array_equal(self.points.in_parts(points), points)
        for name, content in result.files.items():
            path = table_file(part, f"{name}.{place:06d}")
            if alike:
                path.write_bytes(content)
                continue
            table = pq.read_table(pa.BufferReader(content))
            write_part(with_points(table, self.points.in_parts(table["point"].to_numpy())), path)


def with_points(table: Any, points: Any) -> Any:
    """Return a table with other numbers of points, its first column."""
    return table.set_column(0, pa.field(*POINT), pa.array(points, POINT[1]))


def _part_numbers(part: Path) -> Any:
    there = [_numbers(path) for name in ("runs", FAILURES) for path in part_files(part, name)]
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
