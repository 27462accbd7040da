"""The results of a study, read back from its folder: what figures and page are made from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from experiments.figures.picture import Picture
from experiments.figures.style import styled
from experiments.runs.results import DATA, FIGURES, SUMMARY
from experiments.store.manifest import read_manifest
from experiments.studies.definition import study_of
from experiments.studies.study import Study
from experiments.studies.views import effects, forest, lines
from experiments.studies.views.every_view import VIEWS, is_drawn_as_lines
from experiments.studies.views.view import Said
from simulation.errors import InputError

DIFFERENCES = "differences.csv"


@dataclass(frozen=True)
class Results:
    """What the folder of a study holds, apart from its large tables.

    Parameters
    ----------
    folder : Path
        Where it stands.
    study : Study
        What was played.
    manifest : dict
        Versions, seed, timings.
    summary, differences : DataFrame
        As in `summary.csv` and `differences.csv`.
    data : dict of str to DataFrame
        What each further figure shows.
    """

    folder: Path
    study: Study
    manifest: dict[str, Any]
    summary: pd.DataFrame
    differences: pd.DataFrame
    data: dict[str, pd.DataFrame]

    @classmethod
    def read(cls, folder: Path) -> Results:
        """Read a folder.

        Raises
        ------
        InputError
            If it is not that of a study, or not whole.
        """
        manifest = read_manifest(folder)
        study = study_of(folder, int(manifest["runs"]))
        try:
            summary = pd.read_csv(folder / SUMMARY)
            differences = pd.read_csv(folder / DIFFERENCES)
            data = {name: pd.read_csv(data_file(folder, name)) for name in study.views}
        except (OSError, ValueError) as error:
            raise InputError(
                f"the folder is not whole ({error})", file=str(folder), allowed="run it again"
            ) from None
        return cls(folder, study, manifest, summary, differences, data)

    def pictures(self) -> list[Picture]:
        """Return every figure, drawn, in the order of the page."""
        with styled():
            views = [VIEWS[name].draw(self.data[name], self.study) for name in self.study.views]
            return [*self._outcomes(), *views]

    def _outcomes(self) -> list[Picture]:
        if self.study.compares:
            return forest.pictures(self.differences, self.study)
        if is_drawn_as_lines(self.study):
            return [lines.draw(self.summary, self.study)]
        if self.study.design == "one_at_a_time":
            return [effects.draw_tornado(self.summary, self.study)]
        return [effects.draw(self.summary, self.study)]

    def said(self) -> Said:
        """Return what all figures allow to say."""
        if self.study.compares:
            first = forest.said(self.differences, self.study)
        elif is_drawn_as_lines(self.study):
            first = lines.said(self.summary, self.study)
        else:
            first = effects.said(self.summary, self.study)
        views = [VIEWS[name].said(self.data[name], self.study) for name in self.study.views]
        sentences = [one for said in (first, *views) for one in said.sentences]
        own = [one for said in views for one in said.headlines]
        return Said(sentences, [*own, *first.headlines] if own else first.headlines)


def data_file(folder: Path, name: str) -> Path:
    """Return the file of the numbers that a figure shows."""
    return folder / FIGURES / DATA / f"{name}.csv"
