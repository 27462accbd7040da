"""A finished folder of results, read back: what figures and page are made from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from experiments.figures.chart import charts
from experiments.figures.example import Example
from experiments.runs.pairs import PAIRS
from experiments.store.layout import EXAMPLE, SCENARIO, SUMMARY, TABLES, figure_data
from experiments.store.manifest import read_manifest
from experiments.text.scenario import Setting
from simulation.errors import InputError
from simulation.scenario import Scenario


@dataclass(frozen=True)
class RunResults:
    """What a finished folder holds.

    Parameters
    ----------
    folder : Path
        Where it stands.
    scenario : Scenario
        What was played.
    manifest : dict
        Versions, seed, runs, timings.
    summary : DataFrame
        Outcomes with intervals, as in `summary.csv`.
    data : dict of str to DataFrame
        What each figure shows.
    example : Example or None
        Run 0 in full, if it was kept.
    pairs : DataFrame or None
        The chance of each pair of councils, if it was asked for.
    """

    folder: Path
    scenario: Scenario
    manifest: dict[str, Any]
    summary: pd.DataFrame
    data: dict[str, pd.DataFrame]
    example: Example | None
    pairs: pd.DataFrame | None = None

    @classmethod
    def read(cls, folder: Path) -> RunResults:
        """Read a folder.

        Raises
        ------
        InputError
            If it is none of ours, or something is missing from it.
        """
        manifest = read_manifest(folder)
        scenario = Scenario.load(folder / SCENARIO)
        tables = folder / TABLES
        place = tables / EXAMPLE if (tables / EXAMPLE).is_dir() else tables
        try:
            summary = pd.read_csv(folder / SUMMARY)
            data = {chart.name: pd.read_csv(figure_data(folder, chart.name)) for chart in charts()}
        except (OSError, ValueError) as error:
            raise InputError(
                f"the folder is not whole ({error})", file=str(folder), allowed="run it again"
            ) from None
        single = manifest["runs"] == 1 or place != tables
        example = Example.read(place, scenario.period.start) if single else None
        path = tables / f"{PAIRS}.csv"
        pairs = pd.read_csv(path) if path.is_file() else None
        return cls(folder, scenario, manifest, summary, data, example, pairs)

    @property
    def setting(self) -> Setting:
        """What figures need to know of the runs."""
        return Setting(self.scenario, int(self.manifest["runs"]))

    def value(self, outcome: str) -> dict[str, Any] | None:
        """Return the row of an outcome, or None if no run had it."""
        rows = self.summary[self.summary["outcome"] == outcome]
        return None if rows.empty else {str(k): v for k, v in rows.iloc[0].items()}
