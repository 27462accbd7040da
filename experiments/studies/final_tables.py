"""The tables of a study in design order, from the parts that came as they came."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from experiments.store.layout import TABLES, table_file
from experiments.studies.parts import Parts
from experiments.studies.study import Study
from experiments.studies.tables import FAILURES, ORDER, table_schema

MOST_ROWS = 400_000
"""Rows that are sorted at once, so that memory does not grow with the runs."""

GROUP = 100_000


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
            writer.write_table(table, row_group_size=GROUP)


def blocks(rows: int, points: int, runs: int) -> Iterator[Block]:
    """Yield blocks of a design, in its order, of some `MOST_ROWS` of all `rows` rows each."""
    each = max(1, rows) / points
    if each <= MOST_ROWS:
        step = min(points, int(MOST_ROWS / each))
        for first in range(0, points, step):
            yield Block(first, min(first + step, points), 0, runs)
        return
    step = max(1, int(runs * MOST_ROWS / each))
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
