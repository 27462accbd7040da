"""The results of a study, read back from its folder: what figures and page are made from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd

from experiments.figures.chart import Picture, with_notice
from experiments.figures.pictures import with_outcomes
from experiments.figures.style import figure_style
from experiments.store.layout import DIFFERENCES, EFFECTS, SUMMARY, figure_data
from experiments.store.manifest import NOTICE, manifest_facts, read_manifest
from experiments.studies.effects import COLUMNS as EFFECTED
from experiments.studies.figures import answers, effects, forest, lines, three_bars
from experiments.studies.figures.conclusions import Conclusions
from experiments.studies.folder import nest_of
from experiments.studies.identity import read_study
from experiments.studies.rankings import COLUMNS, RANKINGS
from experiments.studies.study import Study
from experiments.studies.views import view_named
from simulation.described import Described
from simulation.frames import read_csv_frame

AT_ONE_SET = (
    "This study is at one parameter set: its intervals hold what is left to luck, and nothing of "
    "what is not known of the parameters."
)

LINES = 2
"""Factors of a grid up to which every value of every factor can be seen in one panel."""


@dataclass(frozen=True)
class StudyResults(Described):
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
    effects : DataFrame
        As in `effects.csv`; empty where the study is not nested.
    rankings : DataFrame
        What can be said of highest, lowest and largest (see `rankings_table`); empty in a folder
        that was made before there were any.
    """

    folder: Path
    study: Study
    manifest: dict[str, Any]
    summary: pd.DataFrame
    differences: pd.DataFrame
    data: dict[str, pd.DataFrame]
    effects: pd.DataFrame
    rankings: pd.DataFrame

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {str(self.folder)!r}: {self.study.scenario.name!r}>"

    def _facts(self) -> dict[str, Any]:
        """Return where it stands, and what its manifest says of it."""
        return manifest_facts(self.folder, self.manifest)

    def _repr_html_(self) -> str:
        """Return its facts, what it says, outcomes and first figure, as a notebook shows them."""
        said = "".join(f"<p>{escape(one)}</p>" for one in self.conclusions().sentences)
        shown = self.summary[self.summary["outcome"].isin(self.study.shown)]
        return with_outcomes(super()._repr_html_() + said, shown, self.pictures()[0])

    @classmethod
    def read(cls, folder: Path) -> StudyResults:
        """Read a folder.

        Raises
        ------
        InputError
            If it is not that of a study, or not whole.
        """
        manifest = read_manifest(folder)
        study = read_study(folder, int(manifest["runs"]), nest_of(manifest))
        if manifest.get("state") != "finished":
            study = replace(study, played=manifest.get("played"))
        summary = read_csv_frame(folder / SUMMARY, "summary")
        differences = read_csv_frame(folder / DIFFERENCES)
        data = {name: read_csv_frame(figure_data(folder, name)) for name in study.views}
        path = figure_data(folder, RANKINGS)
        rankings = read_csv_frame(path) if path.is_file() else pd.DataFrame(columns=COLUMNS)
        found = _effects(folder) if study.nest is not None else pd.DataFrame(columns=EFFECTED)
        return cls(folder, study, manifest, summary, differences, data, found, rankings)

    def pictures(self) -> list[Picture]:
        """Return every figure, drawn, in the order of the page."""
        study = self.study
        with figure_style():
            views = [view_named(name).draw(self.data[name], study) for name in study.views]
            return with_notice([*self._outcomes(), *views], self.manifest.get(NOTICE))

    def _outcomes(self) -> list[Picture]:
        """Return the figures of the outcomes, as the design allows."""
        study = self.study
        if study.nest is not None and len(self.effects):
            lined = [lines.draw(self.summary, study)] if is_drawn_as_lines(study) else []
            return [*three_bars.pictures(self.effects, study), *lined]
        if study.compares:
            return forest.pictures(self.differences, study)
        if is_drawn_as_lines(study):
            return [lines.draw(self.summary, study)]
        if study.design == "one_at_a_time":
            return [effects.draw_tornado(self.summary, study)]
        return [effects.draw(self.summary, study)]

    def conclusions(self) -> Conclusions:
        """Return what all figures allow to say."""
        study = self.study
        if study.nest is not None and len(self.effects):
            first = answers.conclude(self.effects, self.summary, study)
        elif study.compares:
            first = forest.conclude(self.differences, study, self.rankings)
        elif is_drawn_as_lines(study):
            first = lines.conclude(self.summary, study, self.rankings)
        else:
            first = effects.conclude(self.summary, study, self.rankings)
        views = [view_named(name).conclude(self.data[name], study) for name in study.views]
        sentences = [sentence for one in (first, *views) for sentence in one.sentences]
        sentences = sentences if study.nest else [AT_ONE_SET, *sentences]
        own = [headline for one in views for headline in one.headlines]
        return Conclusions(sentences, [*own, *first.headlines] if own else first.headlines)


def _effects(folder: Path) -> pd.DataFrame:
    """Return the effects of a nested study; what assumes nothing of its own has an empty word."""
    table = read_csv_frame(folder / EFFECTS)
    words = table["structure"].astype(object)
    return table.assign(structure=words.where(words.notna(), ""))


def is_drawn_as_lines(study: Study) -> bool:
    """Return whether the outcomes are drawn as lines over one factor or two."""
    if study.compares:
        return False
    crossed = study.design == "grid" and len(study.factors) <= LINES
    return crossed or len(study.factors) == 1
