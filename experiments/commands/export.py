"""`partnerships export`: the tables of a folder of results for Excel, Stata and others."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from experiments.commands.replies import AsJson, Reply


def word_list(text: str) -> list[str]:
    """Return the words of a list with commas.

    Examples
    --------
    >>> word_list("xlsx, dta")
    ['xlsx', 'dta']
    """
    return [word.strip() for word in text.split(",") if word.strip()]


def checked_formats(text: str) -> str:
    """Return a list of formats with commas as it is, if all of them are known: before any run."""
    from experiments.store.export import check_formats
    from simulation.errors import InputError

    try:
        check_formats(word_list(text))
    except InputError as error:
        raise typer.BadParameter(str(error)) from None
    return text


Formats = Annotated[
    str | None,
    typer.Option(
        "--format",
        parser=checked_formats,
        metavar="LIST",
        help="Write the tables for other programs too: xlsx, dta, csv, parquet; several with "
        "commas.",
        show_default=False,
    ),
]
"""An option of every command that leaves tables."""


def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder of results.")],
    *,
    formats: Formats = None,
    tables: Annotated[
        str,
        typer.Option(
            metavar="LIST",
            help="Which tables, such as talks,runs; all of them without it.",
            show_default=False,
        ),
    ] = "",
    out: Annotated[
        Path | None,
        typer.Option(
            help="Folder to write into; without it `export` in DIR. It is replaced.",
            show_default=False,
        ),
    ] = None,
    _json: AsJson = False,
) -> Reply:
    """Write the tables of a folder for Excel (xlsx), Stata (dta), or as CSV or Parquet."""
    return Reply([], take_along(folder, formats or "xlsx", tables, out))


def take_along(
    folder: Path,
    formats: str | None,
    tables: str = "",
    out: Path | None = None,
) -> dict[str, Path]:
    """Write tables in some formats, if any, say where they stand, and return them by name.

    Raises
    ------
    InputError
        For a table that there is not, or one too long for a format.
    """
    if not formats:
        return {}
    from experiments.store.export import export_tables

    paths = export_tables(folder, word_list(formats), word_list(tables), out)
    typer.echo(f"\nWritten to {paths[0].parent}: {', '.join(path.name for path in paths)}")
    return {path.name: path for path in paths}
