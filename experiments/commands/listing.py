"""The list of what can be set, as a table on the screen or as comma-separated text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import typer

from experiments.commands.screen import print_table
from experiments.text.numbers import wrap
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
HEADINGS = ("name", "default", "allowed", "meaning", "source", "kind")
"""What of it a person sees on the screen."""


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


def as_rows(entries: Sequence[Entry]) -> list[dict[str, Any]]:
    """Return entries as rows of the columns that there are, each value as a person writes it."""
    rows = []
    for entry in entries:
        row = {name: getattr(entry, name) for name in COLUMNS}
        row["choices"] = ";".join(entry.choices)
        row["prior"] = entry.prior.words if entry.prior else ""
        rows.append({name: value_text(value) for name, value in row.items()})
    return rows


def as_table(entries: Sequence[Entry]) -> None:
    """Print entries on the screen, as wide as it is."""
    cells = [_cells(entry) for entry in entries]
    texts = [
        (name, f"{default}; {allowed}. {meaning} ({source}; {kind})")
        for name, default, allowed, meaning, source, kind in cells
    ]
    print_table(HEADINGS, cells, texts)
    if any(entry.group == "levers" for entry in entries):
        words = "A lever can also have .start, .end (months) and .councils, with .level."
        typer.echo(f"\n{wrap(words)}")


def _cells(entry: Entry) -> list[str]:
    unit = entry.unit if entry.unit not in ("", "1", "month") else ""
    allowed = f"{entry.allowed} {unit}".strip()
    default = value_text(entry.default) or "-"
    return [entry.name, default, allowed, entry.meaning, entry.source, entry.kind]
