"""The tables of a study, made of its parts: the rows in the order of the design."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from experiments.store.disk import write_through
from experiments.store.layout import TABLES, table_file
from experiments.studies.added import as_declared, in_order
from experiments.studies.known_points import KnownPoints
from experiments.studies.parts import Parts, part_files, with_points
from experiments.studies.study import Study
from experiments.studies.tables import FAILURES, ORDER, table_schema

ROWS_SORTED = 400_000
"""Rows that are sorted at once, so that memory does not grow with the runs."""

LARGEST = 2**31 - 1
"""Number of a point, where a file does not say."""

ROW_GROUP = 100_000
"""Rows of a row group of the tables in design order."""


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
        files = [path for part in parts.all() for path in part_files(part, name)]
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
    held = [_held(file) for file in files]
    for block in blocks(sum(one.rows for one in held), len(study.points), study.runs):
        table = _read(held, block, schema, known)
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


class _Held(NamedTuple):
    """A file of a part: its rows, and its least and greatest point."""

    file: Path
    rows: int
    first: int
    last: int


def _held(file: Path) -> _Held:
    found = pq.read_metadata(file)
    groups = [found.row_group(place).column(0) for place in range(found.num_row_groups)]
    known = [one.statistics for one in groups if one.num_values]
    if not all(one and one.has_min_max for one in known):
        return _Held(file, found.num_rows, 0, LARGEST)
    first, last = ([one.min for one in known], [one.max for one in known])
    return _Held(file, found.num_rows, min(first, default=0), max(last, default=-1))


def _read(held: Sequence[_Held], block: Block, schema: Any, known: KnownPoints) -> Any:
    points = np.sort(known.in_parts(np.arange(block.first, block.last)))
    chosen = [
        ("point", "in", points.tolist()),
        ("run", ">=", block.low),
        ("run", "<", block.high),
    ]
    files = [one.file for one in held if np.any((points >= one.first) & (points <= one.last))]
    tables = [as_declared(pq.read_table(file, filters=chosen), schema) for file in files]
    table = pa.concat_tables(tables) if tables else schema.empty_table()
    return with_points(table, known.in_design(table["point"].to_numpy()))
