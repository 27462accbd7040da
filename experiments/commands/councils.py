"""`partnerships councils`: the councils of England's map, as scenarios name them."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from experiments.commands.replies import AsJson, Reply

COLUMNS = ("code", "name", "county", "tier", "region")
NOTHING_FOUND = 1


def councils(
    word: Annotated[
        str | None,
        typer.Argument(
            help="Only those with this in code, name, county, tier or region.", show_default=False
        ),
    ] = None,
    *,
    csv: Annotated[bool, typer.Option("--csv", help="As comma-separated text.")] = False,
    _json: AsJson = False,
) -> Reply:
    """List the councils that there are, with code, name, county, tier and region."""
    from experiments.commands.screen import print_table
    from experiments.store.spreadsheet import csv_bytes

    table = _matching(word)
    rows: list[dict[str, Any]] = table.to_dict("records")
    if not rows:
        typer.echo(f"No council has {word!r} in it{_hint(word or '')}.", err=True)
        raise typer.Exit(NOTHING_FOUND)
    if csv:
        typer.echo(csv_bytes(table), nl=False)
    else:
        cells = [[row[name] for name in COLUMNS] for row in rows]
        texts = [(f"{row[0]}  {row[1]}", ", ".join(filter(None, row[2:]))) for row in cells]
        print_table(COLUMNS, cells, texts)
    return Reply(rows)


def _matching(word: str | None) -> Any:
    """Return the councils that have a word in them, by name."""
    from simulation.geography import TIERS, england

    table = england(TIERS).councils[list(COLUMNS)].astype(str)
    table["tier"] = table["tier"].str.replace("_", " ")
    text = table.agg("\n".join, axis=1).str.casefold()
    found = text.str.contains((word or "").casefold().replace("_", " "), regex=False)
    return table[found].sort_values("name", ignore_index=True)


def _hint(word: str) -> str:
    """Return the nearest name of a council or county, as an end of a sentence."""
    from simulation.errors import nearest_name

    everything = _matching(None)
    near = nearest_name(word, sorted({*everything["name"], *everything["county"]} - {""}))
    return f"; the nearest name is {near!r}" if near else "; try a shorter word"
