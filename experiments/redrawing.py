"""Drawing the figures and the page of a finished folder, and putting them in place."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from experiments.figures.style import save
from experiments.finished import FIGURES, PAGE, Finished
from experiments.folder import unwritable
from experiments.months import checked_month
from experiments.pictures import pictures
from experiments.report import page_of

DRAWN = (".svg", ".png")


def redraw(folder: Path, map_dates: Sequence[str] = ()) -> Path:
    """Draw the figures and the page of a finished folder again and return the page.

    Raises
    ------
    InputError
        If the folder is none of ours, is not whole or cannot be written.
    """
    dates = [checked_month(date, "--map-date") for date in map_dates]
    finished = Finished.read(folder)
    try:
        return draw_into(finished, dates)
    except PermissionError as error:
        raise unwritable(folder, error, field="DIR") from None


def draw_into(finished: Finished, map_dates: Sequence[str] = ()) -> Path:
    """Draw everything beside its place, then put it there; return the page."""
    folder = finished.folder
    drawn = pictures(finished, map_dates)
    part = Path(tempfile.mkdtemp(prefix=".report.", dir=folder))
    try:
        for picture in drawn:
            save(picture.figure, part / picture.name)
        svg = {one.name: (part / f"{one.name}.svg").read_text(encoding="utf-8") for one in drawn}
        (part / PAGE).write_text(page_of(finished, drawn, svg), encoding="utf-8")
        _put_in_place(part, folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return folder / PAGE


def _put_in_place(part: Path, folder: Path) -> None:
    """Replace figures and page; figures of before that are not drawn any more go."""
    figures = folder / FIGURES
    figures.mkdir(exist_ok=True)
    new = sorted(path for path in part.iterdir() if path.suffix in DRAWN)
    for path in new:
        path.replace(figures / path.name)
    names = {path.name for path in new}
    for path in figures.iterdir():
        if path.suffix in DRAWN and path.name not in names:
            path.unlink()
    (part / PAGE).replace(folder / PAGE)
