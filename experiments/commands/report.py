"""`partnerships report`: draw the figures and the page of a finished folder again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def report(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that a run has left.")],
    *,
    map_dates: Annotated[
        list[str] | None,
        typer.Option(
            "--map-date", metavar="MONTH", help="Month of a map, such as 2012-01; can be repeated."
        ),
    ] = None,
) -> None:
    """Draw the figures and the page of a finished folder again, from its tables."""
    from experiments.commands.redraw import redraw

    page = redraw(folder, tuple(map_dates or ()))
    typer.echo(f"The page is {page}")
