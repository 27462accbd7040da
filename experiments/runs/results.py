"""A finished folder of a run: its manifest, and all of it read back for figures and page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from experiments.figures import council_map, pairs
from experiments.figures.chart import Picture, charts, with_notice
from experiments.figures.example import Example
from experiments.figures.pictures import with_outcomes
from experiments.figures.style import figure_style
from experiments.runs.job import Job
from experiments.runs.pairs import PAIRS
from experiments.store.folder import ANOTHER, is_empty
from experiments.store.layout import EXAMPLE, SCENARIO, SUMMARY, TABLES, figure_data, scenario_hash
from experiments.store.manifest import NOTICE, manifest_facts, origin, read_manifest
from experiments.text.scenario import Setting
from simulation.described import Described
from simulation.errors import InputError
from simulation.frames import read_csv_frame
from simulation.provenance import dependencies
from simulation.scenario import PATH_NAMES, Scenario

MADE_BY = "experiments.runs.play"
"""The module that the numbers of a run come from, with all that it imports."""

KNOWN_BY = ("seed", "runs")
"""What a run is known by beside its scenario; which driver played makes no difference."""

MOST_NAMED = 4


@dataclass(frozen=True)
class RunResults(Described):
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

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {str(self.folder)!r}: {self.scenario.name!r}>"

    def _facts(self) -> dict[str, Any]:
        """Return where it stands, and what its manifest says of it."""
        return manifest_facts(self.folder, self.manifest)

    def _repr_html_(self) -> str:
        """Return its facts, outcomes and first figure, as a notebook shows them."""
        return with_outcomes(super()._repr_html_(), self.summary, self.pictures()[0])

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
        summary = read_csv_frame(folder / SUMMARY, "summary")
        data = {one.name: read_csv_frame(figure_data(folder, one.name)) for one in charts()}
        single = manifest["runs"] == 1 or place != tables
        example = Example.read(place, scenario.period.start) if single else None
        path = tables / f"{PAIRS}.csv"
        pairs = read_csv_frame(path) if path.is_file() else None
        return cls(folder, scenario, manifest, summary, data, example, pairs)

    @property
    def setting(self) -> Setting:
        """What figures need to know of the runs."""
        return Setting(self.scenario, int(self.manifest["runs"]))

    def pictures(self, map_dates: Sequence[str] = ()) -> list[Picture]:
        """Return every figure, drawn, in the order of the page; no `map_dates` are the usual."""
        setting = self.setting
        dates = council_map.map_dates(setting, map_dates)
        with figure_style():
            drawn = [chart.draw(self.data[chart.name], setting) for chart in charts()]
            shown = self.example and council_map.draw(self.example, setting, dates)
            drawn += [shown] if shown else []
            if self.pairs is not None:
                drawn.append(pairs.draw(self.pairs, setting))
            return with_notice(drawn, self.manifest.get(NOTICE))

    def value(self, outcome: str) -> dict[str, Any] | None:
        """Return the row of an outcome, or None if no run had it."""
        rows = self.summary[self.summary["outcome"] == outcome]
        return None if rows.empty else {str(k): v for k, v in rows.iloc[0].items()}


def manifest_of(job: Job, timings: dict[str, float]) -> dict[str, Any]:
    """Return the manifest of a job that was just played.

    Parameters
    ----------
    job : Job
        What was played.
    timings : dict of str to float
        Seconds, by what they were spent on.
    """
    return {
        **origin(dependencies(MADE_BY), timings),
        "scenario": job.scenario.name,
        "scenario_hash": scenario_hash(job.scenario),
        "seed": job.seed,
        "runs": job.runs,
        "driver": job.driver_words,
        "workers": job.workers,
        "tables": list(job.table_names),
        "posterior": _posterior(job),
        NOTICE: job.notice,
    }


def _posterior(job: Job) -> str | None:
    """Return what the posterior of a job is known by."""
    return job.posterior.hash if job.posterior else None


def check_folder(place: Path, job: Job, *, fresh: bool = False) -> None:
    """Refuse a place for results that holds anything but the same run.

    Raises
    ------
    InputError
        Naming the folder, what differs and what to do.
    """
    if is_empty(place) or fresh:
        return
    try:
        manifest = read_manifest(place)
    except InputError:
        wrong = "holds files that no run of ours left"
    else:
        named = differences(place, manifest, job)
        if not named:
            return
        wrong = f"holds another run ({'; '.join(named)})"
    raise InputError(f"the folder {wrong}", field="--out", value=str(place), allowed=ANOTHER)


def differences(folder: Path, manifest: dict[str, Any], job: Job) -> list[str]:
    """Return in words how the run of a folder differs from a job."""
    words = [
        f"{name} {manifest.get(name)}, not {getattr(job, name)}"
        for name in KNOWN_BY
        if manifest.get(name) != getattr(job, name)
    ]
    if manifest.get("posterior") != _posterior(job):
        words.append("parameters of another posterior" if job.posterior else "drawn parameters")
    if manifest.get("scenario_hash") != scenario_hash(job.scenario):
        words.append(_other_scenario(folder, job))
    return words


def _other_scenario(folder: Path, job: Job) -> str:
    """Return where two scenarios differ, as far as the older one can be read."""
    try:
        before = Scenario.load(folder / SCENARIO).changed()
    except InputError:
        return "another scenario"
    now = job.scenario.changed()
    names = [
        name
        for name in {**before, **now}
        if before.get(name) != now.get(name) and name not in PATH_NAMES
    ]
    if not names:
        return "the same scenario on other tables of the map"
    more = ", …" if len(names) > MOST_NAMED else ""
    return f"a scenario with another {', '.join(names[:MOST_NAMED])}{more}"
