"""Some figures together: by name, and shown one below the other in a notebook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pandas as pd

from experiments.figures.chart import Picture
from experiments.figures.saving import save_as
from experiments.figures.style import PRINT_DPI
from simulation.errors import InputError, nearest_name


class Pictures:
    """Figures, by name; each has `figure`, `title`, `caption`, `alt` and `method`.

    The figure of runs is a `Sketch`, that of a study one of Matplotlib.

    Parameters
    ----------
    pictures : sequence of Picture
        In the order of the page.
    """

    def __init__(self, pictures: Sequence[Picture]) -> None:
        self._pictures = {one.name: one for one in pictures}

    def __getitem__(self, name: str) -> Picture:
        """Return a figure by name.

        Raises
        ------
        InputError
            If there is none of that name, with the nearest.
        """
        if name not in self._pictures:
            raise InputError(
                "there is no such figure",
                value=name,
                allowed=", ".join(self.names),
                nearest=nearest_name(name, self.names),
            )
        return self._pictures[name]

    def __iter__(self) -> Iterator[Picture]:
        return iter(self._pictures.values())

    def __len__(self) -> int:
        return len(self._pictures)

    @property
    def names(self) -> list[str]:
        """What the figures are called, in their order."""
        return list(self._pictures)

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {', '.join(self.names)}>"

    def _repr_html_(self) -> str:
        """Return all of them with titles and captions, as a notebook shows them."""
        return "".join(one._repr_html_() for one in self)

    def save(self, folder: str | Path, kind: str = "svg", dpi: float = PRINT_DPI) -> list[Path]:
        """Write each into a file of its name, such as SVG, PNG or PDF, and return the files."""
        place = Path(folder)
        place.mkdir(parents=True, exist_ok=True)
        paths = [place / f"{name}.{kind}" for name in self.names]
        for path, one in zip(paths, self, strict=True):
            save_as(one.figure, path, dpi)
        return paths


def with_outcomes(heading: str, outcomes: pd.DataFrame, picture: Picture) -> str:
    """Return what a notebook shows of results: a heading in HTML, a table and a figure."""
    table = outcomes.to_html(index=False, na_rep="–", float_format="{:.4g}".format, border=0)
    return f"{heading}{table}{picture._repr_html_()}"
