"""The list of what can be set, as a table on the screen or as comma-separated text."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from simulation.catalogue import Entry, catalogue, value_text
from simulation.errors import InputError, nearest_name
from simulation.scenario import GROUPS

COLUMNS = (
    "name",
    "default",
    "low",
    "high",
    "choices",
    "unit",
    "kind",
    "meaning",
    "source",
    "prior",
    "words",
)
LEAST_WIDTH = 100
"""Columns of text at which kind and source have columns of their own."""


def matching_entries(word: str | None = None, group: str | None = None) -> list[Entry]:
    """Return the entries that have `word` in name, meaning or source, in one group or in all.

    Raises
    ------
    InputError
        If there is no such group.
    """
    if group is not None and group not in GROUPS:
        raise InputError(
            "there is no such group",
            field="--group",
            value=group,
            allowed=", ".join(GROUPS),
            nearest=nearest_name(group, GROUPS),
        )
    wanted = (word or "").casefold()
    return [
        entry
        for entry in catalogue()
        if group in (None, entry.group) and wanted in _searched(entry).casefold()
    ]


def _searched(entry: Entry) -> str:
    words = f"{entry.words}\n{entry.unit}"
    return f"{entry.name}\n{entry.meaning}\n{entry.source}\n{entry.kind}\n{words}"


def nearest_word(word: str) -> str | None:
    """Return the nearest word in any name, meaning or source."""
    words = {one for entry in catalogue() for one in re.findall(r"\w+", _searched(entry))}
    parts = {one for word in words for one in word.split("_")}
    return nearest_name(word, sorted(words | parts))


def as_csv(entries: Sequence[Entry]) -> str:
    """Return entries as comma-separated text with a header."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(COLUMNS)
    for entry in entries:
        row = {name: getattr(entry, name) for name in COLUMNS}
        row["choices"] = ";".join(entry.choices)
        row["prior"] = entry.prior.words if entry.prior else ""
        rows.writerow([value_text(row[name]) for name in COLUMNS])
    return text.getvalue()


def as_table(entries: Sequence[Entry]) -> None:
    """Print entries as a table on the screen, as wide as it is."""
    console = Console()
    wide = console.width >= LEAST_WIDTH
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("name", "default", "allowed", "meaning"):
        table.add_column(heading, overflow="fold", no_wrap=heading == "name")
    if wide:
        table.add_column("source", overflow="fold")
        table.add_column("kind")
    for entry in entries:
        table.add_row(*_cells(entry, wide=wide))
    console.print(table)
    if any(entry.group == "levers" for entry in entries):
        console.print("A lever can also have .start, .end (months) and .councils, with .level.")


def _cells(entry: Entry, *, wide: bool) -> list[str]:
    unit = entry.unit if entry.unit not in ("", "1", "month") else ""
    allowed = f"{entry.allowed} {unit}".strip()
    cells = [entry.name, value_text(entry.default) or "-", allowed]
    if wide:
        return [*cells, entry.meaning, entry.source, entry.kind]
    return [*cells, f"{entry.meaning} ({entry.source}; {entry.kind})"]
