"""`partnerships parameters`: what can be set, in what range, and why."""

from __future__ import annotations

from typing import Annotated

import typer

from experiments.commands import SHOWN
from experiments.commands.replies import AsJson, Reply

NOTHING_FOUND = 1


def parameters(
    word: Annotated[
        str | None,
        typer.Argument(
            help="Only what has this in its name, meaning or source.", show_default=False
        ),
    ] = None,
    *,
    group: Annotated[
        str | None, typer.Option(help="Only one group, such as talks.", show_default=False)
    ] = None,
    csv: Annotated[bool, typer.Option("--csv", help="As comma-separated text.")] = False,
    _json: AsJson = False,
) -> Reply:
    """List what can be set, with its default, range, unit, meaning, source and kind."""
    from experiments.commands.listing import as_rows, as_table, matching_entries, nearest_word
    from experiments.store.spreadsheet import csv_bytes
    from simulation.errors import value_shown

    entries = matching_entries(word, group)
    if not entries:
        near = nearest_word(word or "")
        hint = f"; the nearest word is {near!r}" if near else "; try a shorter word"
        typer.echo(f"Nothing that can be set has {value_shown(word, SHOWN)} in it{hint}.", err=True)
        raise typer.Exit(NOTHING_FOUND)
    rows = as_rows(entries)
    if csv:
        typer.echo(csv_bytes(rows), nl=False)
    else:
        as_table(entries)
    return Reply(rows)
