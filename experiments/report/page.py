"""Figures and the page that shows them, put into a folder all at once."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from experiments.figures.picture import Picture
from experiments.figures.style import save
from experiments.runs.results import FIGURES, PAGE

DRAWN = (".svg", ".png")


def put_in_place(
    folder: Path,
    drawn: Sequence[Picture],
    page: Callable[[Sequence[Picture], Mapping[str, str]], str],
) -> Path:
    """Save figures and the page that shows them in a folder, all at once; return the page.

    Parameters
    ----------
    folder : Path
        A finished folder.
    drawn : sequence of Picture
        The figures.
    page : callable
        Takes the figures and their drawings by name, and returns the page.
    """
    part = Path(tempfile.mkdtemp(prefix=".report.", dir=folder))
    try:
        for picture in drawn:
            save(picture.figure, part / picture.name)
        svg = {one.name: (part / f"{one.name}.svg").read_text(encoding="utf-8") for one in drawn}
        (part / PAGE).write_text(page(drawn, svg), encoding="utf-8")
        _move(part, folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return folder / PAGE


def _move(part: Path, folder: Path) -> None:
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
