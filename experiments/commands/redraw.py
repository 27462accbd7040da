"""Drawing the figures and the page of a finished folder, and putting them in place."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from experiments.report.page import put_in_place
from experiments.runs.page import page_of
from experiments.runs.pictures import pictures
from experiments.runs.results import Finished
from experiments.store.folder import unwritable
from experiments.store.manifest import is_calibration
from experiments.studies.study import DEFINITION
from simulation.months import checked_month


def redraw(folder: Path, map_dates: Sequence[str] = ()) -> Path:
    """Draw the figures and the page of a finished folder again and return the page.

    Raises
    ------
    InputError
        If the folder is none of ours, is not whole or cannot be written.
    """
    dates = [checked_month(date, "--map-date") for date in map_dates]
    if (folder / DEFINITION).is_file():
        from experiments.studies.finish import drawn_again

        return drawn_again(folder)
    try:
        if is_calibration(folder):
            from experiments.calibration.page import draw_page

            return draw_page(folder)
        return draw_into(Finished.read(folder), dates)
    except PermissionError as error:
        raise unwritable(folder, error, field="DIR") from None


def draw_into(finished: Finished, map_dates: Sequence[str] = ()) -> Path:
    """Draw everything beside its place, then put it there; return the page."""
    return put_in_place(
        finished.folder,
        pictures(finished, map_dates),
        lambda drawn, svg: page_of(finished, drawn, svg),
    )
