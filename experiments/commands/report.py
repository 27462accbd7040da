"""`partnerships report`: draw the figures and the page of a finished folder again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from experiments.commands.png import Png, save_pngs
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
    png: Png = False,
    _json: AsJson = False,
) -> Reply:
    """Draw the figures and the page of a finished folder again, from its tables."""
    typer.echo(f"The page is {redraw(folder, map_dates or ())}")
    save_pngs(folder, wanted=png)
    return folder_reply(folder)


def redraw(folder: Path, map_dates: Sequence[str] = ()) -> Path:
    """Draw the figures and the page of a folder again and return the page.

    Raises
    ------
    InputError
        If the folder is none of ours, is not whole or cannot be written.
    """
    from experiments.store.folder import unwritable
    from simulation.errors import InputError
    from simulation.files import resolved
    from simulation.months import check_month

    dates = [check_month(date, "--map-date") for date in map_dates]
    resolved(folder, "DIR")
    try:
        return _drawn_again(folder, dates)
    except PermissionError as error:
        raise unwritable(folder, error, field="DIR") from None
    except NOT_OURS as error:
        if isinstance(error, InputError):
            raise
        raise InputError(
            f"the tables are not as they were written ({type(error).__name__}: {error})",
            file=_latest(folder),
            allowed="a folder as the command left it; make it again",
        ) from None


def _drawn_again(folder: Path, dates: Sequence[str]) -> Path:
    """Draw what a folder holds, whichever command left it."""
    from experiments.store.layout import DEFINITION, ROW_DESIGN
    from experiments.store.manifest import read_manifest
    from simulation.errors import InputError

    if (folder / ROW_DESIGN).is_file():
        from experiments.decisions.sensitivity.run import finish_again as reckon_again

        return reckon_again(folder)
    if (folder / DEFINITION).is_file():
        from experiments.studies.finish import finish_again

        return finish_again(folder)
    kind = read_manifest(folder).get("kind")
    if kind == "calibration":
        from experiments.calibration import page

        return page.draw_page(folder)
    if kind == "histories":
        from experiments.calibration import bank_page

        return bank_page.draw_page(folder)
    if kind == "facts":
        from experiments.facts import validation

        return validation.draw_page(folder)
    if kind is not None:  # a page of decisions, which is made from the folders it names
        raise InputError(
            f"is the page of a {kind}", file=str(folder),
            allowed=f"its command once more: {read_manifest(folder)['command']}",
        )  # fmt: skip
    from experiments.runs.page import draw_page
    from experiments.runs.results import RunResults

    return draw_page(RunResults.read(folder), dates)


def _latest(folder: Path) -> str:
    """Return the file of a folder that was written last, which is the one that was edited."""
    from experiments.store.layout import FIGURES, MANIFEST

    files = [path for path in folder.rglob("*") if path.suffix in (".csv", ".json", ".parquet")]
    made = (folder / MANIFEST).stat().st_mtime_ns
    later = [path for path in files if path.stat().st_mtime_ns > made or FIGURES in path.parts]
    return str(max(later or files, key=lambda path: path.stat().st_mtime_ns, default=folder))


NOT_OURS = (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, MemoryError)
"""What reading and drawing stumbles over where a table is no longer what was written."""
