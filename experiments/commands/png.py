"""The option `--png`: the figures of a folder for documents that take no SVG."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Png = Annotated[
    bool, typer.Option("--png", help="Save the figures as PNG too, 200 dots an inch, for print.")
]
"""The option, of every command that draws a page of runs or of a study."""


def save_pngs(folder: Path, *, wanted: bool) -> None:
    """Save the figures of a folder of runs or a study as PNG beside the SVG, if that is wanted."""
    if not wanted:
        return
    from experiments.figures import draw
    from experiments.interface.folders import read_results
    from experiments.store.layout import FIGURES

    files = draw(read_results(folder)).save(folder / FIGURES, kind="png")
    typer.echo(f"Pictures {files[0].parent}")
