"""A study as an object: read from a file or built here, played, and read back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import redirect_stdout
from dataclasses import replace
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd

from experiments.statistics.posterior import PACKAGED, Posterior
from experiments.store.spreadsheet import save_csv
from experiments.studies.results import StudyResults
from experiments.studies.run import run_study
from experiments.studies.study import Study as Definition
from experiments.studies.study_file import ONE_SET, load_study, study_from
from simulation.configs import config_path
from simulation.described import Described
from simulation.errors import InputError
from simulation.scenario import Scenario

TABLE = "points.csv"
NAMED = (PACKAGED, ONE_SET)


class Study(Described):
    """A design of points, runs at each, and what is measured.

    Parameters
    ----------
    name : str
        Its title.
    base : Scenario, optional
        What every point has in common; without it England, 2005 to 2018.
    policies : mapping of str to mapping, optional
        Changes by dotted name, of each policy that is compared with the base.
    posterior : str, Path or Posterior, optional
        What runs draw their parameters from: ``packaged``, a file or folder of a calibration, or
        ``none`` for the parameters of the base alone.
    points : DataFrame, optional
        A row a point, a column a parameter by its dotted name.
    **content
        What else a study file may say: `question`, `levers`, `uncertainties`, `structures`,
        `design`, `outcomes`, `shown`, `runs`, `members`, `seed`, `tables`, `views`.

    Raises
    ------
    InputError
        For the first thing that cannot be used, with what is allowed.

    Examples
    --------
    >>> study = Study("Guarantees", policies={"guaranteed": {"levers.sovereignty_guarantee": 1.0}},
    ...               posterior="none", runs=10, outcomes=["success_rate"])
    >>> study
    <Study 'Guarantees': 2 points, 10 runs each>
    """

    def __init__(
        self,
        name: str,
        *,
        base: Scenario | None = None,
        policies: Mapping[str, Mapping[str, Any]] | None = None,
        posterior: str | Path | Posterior = PACKAGED,
        points: pd.DataFrame | None = None,
        **content: Any,
    ) -> None:
        content = {"name": name, "policies": dict(policies or {}), **content}
        content["posterior"] = str(posterior) if posterior in NAMED else PACKAGED
        found = _defined(content, points, base)
        if isinstance(posterior, str | Path) and posterior not in NAMED:
            posterior = Posterior.read(posterior, field="posterior")
        if isinstance(posterior, Posterior):
            found = replace(found, posterior=posterior)
        self.definition = found

    @classmethod
    def load(
        cls,
        path: str | Path,
        *,
        runs: int | None = None,
        members: int | None = None,
        seed: int | None = None,
    ) -> Study:
        """Return a study with other numbers of runs or members, or another seed.

        It is that of a TOML file, or of a name that `partnerships configs` lists.

        Raises
        ------
        InputError
            For the first thing that is wrong, naming file and field.
        """
        return cls._of(
            load_study(config_path(path, "study"), runs=runs, members=members, seed=seed)
        )

    @classmethod
    def _of(cls, definition: Definition) -> Study:
        study = cls.__new__(cls)
        study.definition = definition
        return study

    def __repr__(self) -> str:
        one = self.definition
        number = len(one.points)
        points = "1 point" if number == 1 else f"{number:,} points"
        return f"<{type(self).__name__} {one.name!r}: {points}, {one.runs:,} runs each>"

    def _facts(self) -> dict[str, Any]:
        """Return what varies, how often it is played, and what is measured."""
        one = self.definition
        return {
            "question": one.question,
            "scenario": one.scenario.name,
            "varies": ", ".join(factor.name for factor in one.factors),
            "points": len(one.points),
            "runs": f"{one.all_runs:,} in all",
            "members": one.nest.members if one.nest else None,
            "seed": one.seed,
            "outcomes": ", ".join(outcome.name for outcome in one.outcomes),
        }

    @property
    def points(self) -> pd.DataFrame:
        """The design: a row a point, a column for each thing that varies."""
        return pd.DataFrame([dict(point.values) for point in self.definition.points])

    def run(
        self,
        folder: str | Path | None = None,
        *,
        workers: int = 1,
        cluster: str | None = None,
        batch: int | None = None,
        fresh: bool = False,
        figures: bool = True,
    ) -> StudyResults:
        """Play what is missing of it, with signs of progress, and return what came out.

        Parameters
        ----------
        folder : str or Path, optional
            Where its results stand, or will; without it ``results/`` and its name. A run that was
            stopped goes on there.
        workers, cluster, batch : int, str or None, int or None
            Threads of this machine, or the address of a Dask scheduler and runs of its tasks.
        fresh, figures : bool
            Whether to start over, keeping an older folder, and whether the page is drawn.

        Raises
        ------
        InputError
            If the folder holds something else.
        """
        place = Path(folder) if folder is not None else Path("results") / file_name(self)
        with redirect_stdout(StringIO()):  # the results show themselves
            run_study(self.definition, place, workers=workers, cluster=cluster, batch=batch,
                      fresh=fresh, figures=figures)  # fmt: skip
        return StudyResults.read(place)


def file_name(study: Study) -> str:
    """Return the name of a study as that of a folder.

    Examples
    --------
    >>> file_name(Study("Plans: 6 or 9?", levers={"talks.planned_months": [6, 9]}))
    'plans_6_or_9'
    """
    return re.sub(r"\W+", "_", study.definition.name.lower()).strip("_") or "study"


def _defined(
    content: dict[str, Any], points: pd.DataFrame | None, base: Scenario | None
) -> Definition:
    """Return a study from what a file of it would say, and points that stand in no file."""
    if points is None:
        return study_from(content, base=base)
    with TemporaryDirectory() as folder:
        save_csv(points, Path(folder) / TABLE)
        content["design"] = {"kind": "table", "table": TABLE}
        try:
            return study_from(content, Path(folder), base=base)
        except InputError as error:
            raise (error.within("points") if error.file else error) from None
