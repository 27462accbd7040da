"""`partnerships report`: draw the figures and the page of a finished folder again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from experiments.commands.replies import AsJson, Reply, folder_reply


def report(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that a run has left.")],
    *,
    map_dates: Annotated[
        list[str] | None,
        typer.Option(
            "--map-date", metavar="MONTH", help="Month of a map, such as 2012-01; can be repeated."
        ),
    ] = None,
    _json: AsJson = False,
) -> Reply:
    """Draw the figures and the page of a finished folder again, from its tables."""
    typer.echo(f"The page is {redraw(folder, map_dates or ())}")
    return folder_reply(folder)


def redraw(folder: Path, map_dates: Sequence[str] = ()) -> Path:
    """Draw the figures and the page of a folder again and return the page.

    Raises
    ------
    InputError
        If the folder is none of ours, is not whole or cannot be written.
    """
    from experiments.store.folder import unwritable
    from experiments.store.layout import DEFINITION
    from experiments.store.manifest import read_manifest
    from simulation.months import check_month

    dates = [check_month(date, "--map-date") for date in map_dates]
    try:
        if (folder / DEFINITION).is_file():
            from experiments.studies.finish import finish_again

            return finish_again(folder)
        if read_manifest(folder).get("kind") == "calibration":
            from experiments.calibration import page

            return page.draw_page(folder)
        from experiments.runs.page import draw_page
        from experiments.runs.results import RunResults

        return draw_page(RunResults.read(folder), dates)
    except PermissionError as error:
        raise unwritable(folder, error, field="DIR") from None
