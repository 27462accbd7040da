"""Figures as files: sketches and figures of Matplotlib alike, always with the same bytes."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.figures.sketch import Sketch
from experiments.figures.style import PRINT_DPI, figure_style, lay_out

if TYPE_CHECKING:
    from matplotlib.figure import Figure

NO_METADATA = {"Date": None, "Creator": None, "Format": None, "Type": None}
NO_DATES: dict[str, Any] = {
    "svg": NO_METADATA,
    "png": {"Software": None},
    "pdf": {"CreationDate": None},
}
"""What is left out of a file of each kind."""


def save_figure(figure: Figure | Sketch, stem: Path, *, png: bool = True) -> None:
    """Save a figure as SVG, and as PNG unless that is not wanted; always with the same bytes."""
    save_as(figure, stem.with_suffix(".svg"))
    if png:
        save_as(figure, stem.with_suffix(".png"))


def save_as(figure: Figure | Sketch, path: Path, dpi: float = PRINT_DPI) -> None:
    """Save a figure into a file of the kind that its ending names: SVG, PNG, PDF."""
    if isinstance(figure, Sketch) and path.suffix == ".svg":
        path.write_text(figure.svg(), encoding="utf-8", newline="\n")
        return
    painted = as_matplotlib(figure)
    with figure_style():
        lay_out(painted)
        painted.savefig(path, dpi=dpi, metadata=NO_DATES.get(path.suffix[1:]))


def as_matplotlib(figure: Figure | Sketch) -> Figure:
    """Return a figure of Matplotlib, which a sketch becomes."""
    if not isinstance(figure, Sketch):
        return figure
    from experiments.figures.printing import painted_figure

    return painted_figure(figure)


def svg_bytes(figure: Figure | Sketch) -> bytes:
    """Return a figure as an SVG file."""
    if isinstance(figure, Sketch):
        return figure.svg().encode("utf-8")
    content = BytesIO()
    with figure_style():
        figure.savefig(content, format="svg", metadata=NO_METADATA)
    return content.getvalue()
