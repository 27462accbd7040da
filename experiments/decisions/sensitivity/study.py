"""A sensitivity study: rows times points times runs, as a study that plays each point many times.

The points of the study are the points of a row (A, B, A with each group from B, …), its members are
the rows. So everything that plays studies, stops, goes on and grows plays these too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from experiments.decisions.sensitivity.design import MORRIS, RowDesign, RowSets
from experiments.decisions.sensitivity.groups import groups_of
from experiments.decisions.sensitivity.outcomes import single_run_outcomes
from experiments.decisions.sensitivity.settings import Settings, read_settings
from experiments.studies.designs import Point
from experiments.studies.nest import Nest
from experiments.studies.structures import moved
from experiments.studies.study import Study
from experiments.studies.study_file import load_study
from simulation.errors import InputError, check_once, nearest_name
from simulation.files import read_toml

SECTION = "sensitivity"
DESIGN = "sensitivity"
"""The kind of design, with the method behind it."""

ONE_POINT = {"design": {"kind": "latin_hypercube", "points": 1}, "views": [], "tables": []}
"""In the place of the points of a study that are not played."""

FIXED = ("geography.", "period.")
"""Beginnings of names that change the map or the months, which all rows have in common."""


@dataclass(frozen=True)
class SensitivityStudy(Study):
    """A study whose members are the rows of a design.

    Parameters
    ----------
    settings : Settings
        What was asked for.
    """

    settings: Settings = field(default_factory=Settings)

    @cached_property
    def members(self) -> Any:
        """The row that each run of a point belongs to."""
        return self.nest.member if self.nest else None

    @cached_property
    def row_design(self) -> RowDesign:
        """What the parameters of each row are."""
        factors, given = tuple(self.factors), self.settings
        left = self.free_posterior
        if left is not None:
            left = left.without(name for one in factors for name in moved(one))
            left = left if left.names else None
        drawn = left.names if left is not None and given.method != MORRIS else []
        groups = groups_of(factors, given.groups, drawn=drawn, topics=given.topics)
        return RowDesign(factors, groups, left, given.method, self.seed, given.shapley)

    def posterior_at(self, point: int) -> Any:
        """Return the parameters of all rows at a point."""
        return RowSets(self.row_design, point, self.nest.members if self.nest else 0)

    def label(self, point: int) -> str:
        """Return what a point of a row is called."""
        return self.row_design.points[point]


def load_sensitivity(
    path: Path, options: Mapping[str, Any], *, seed: int | None = None, outcome: str | None = None
) -> SensitivityStudy:
    """Return the sensitivity study of a file: what varies in it, in a design of our own.

    Parameters
    ----------
    path : Path
        The study file.
    options : mapping of str to object
        Settings in place of those under `[sensitivity]`.
    seed, outcome : int, str, optional
        Instead of those of the file; an outcome is shown before the others.

    Raises
    ------
    InputError
        For anything that is wrong, naming file and field.
    """
    content = read_toml(path, "study")
    study = load_study(path, _instead(content), seed=seed)
    try:
        settings = read_settings(content.get(SECTION, {}), options)
        study = _without(study, settings.without)
        _check_factors(study)
        _check_names(
            settings.shown, [one.name for one in study.outcomes], "shown", "is not measured"
        )
        study = replace(study, shown=settings.shown or study.shown)
        measured = single_run_outcomes(study, outcome, named=content.get("outcomes") is not None)
        found = replace(study, outcomes=measured)
        return sensitivity_study(found, settings, outcome)
    except InputError as error:
        ours = (error.field or "").startswith("--")
        raise (error if ours or error.file else error.within(str(path))) from None


def _instead(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is read in place of a study's points, which need not be as few as are played."""
    return {} if content.get("policies") else ONE_POINT


def sensitivity_study(
    study: Study, settings: Settings, outcome: str | None = None
) -> SensitivityStudy:
    """Return a study as one of rows.

    Parameters
    ----------
    study : Study
        Whose scenario, factors, outcomes, posterior and seed are taken.
    settings : Settings
        Method, rows, runs and groups.
    outcome : str or None
        What is shown first.
    """
    names = [one.name for one in study.outcomes]
    shown = [one for one in study.shown if one in names]
    shown = list(dict.fromkeys([outcome, *shown] if outcome else shown)) or names[:1]
    nest = Nest(((settings.all_rows, settings.runs),))
    words = {name: getattr(study, name) for name in Study.__dataclass_fields__}
    words |= {"nest": nest, "runs": nest.runs, "shown": shown, "tables": [], "views": []}
    words |= {"design": f"{DESIGN} {settings.method}", "points": ()}
    empty = SensitivityStudy(**words, settings=settings)
    unset = dict.fromkeys(one.name for one in study.factors)
    points = tuple(Point(place, unset, {}) for place in range(len(empty.row_design.points)))
    return replace(empty, points=points)


def _check_names(names: Sequence[str], known: Sequence[str], field: str, wrong: str) -> None:
    """Refuse a name that is none of those known."""
    for name in names:
        if name not in known:
            raise InputError(
                wrong,
                field=f"{SECTION}.{field}",
                value=name,
                allowed=", ".join(known),
                nearest=nearest_name(name, known),
            )


def _without(study: Study, names: Sequence[str]) -> Study:
    """Return a study in which some factors do not vary."""
    known = [one.name for one in study.factors]
    _check_names(names, known, "without", "does not vary in this study")
    left = [one for one in study.factors if one.name not in names]
    if not left:
        raise InputError("leaves nothing that varies", field=f"{SECTION}.without",
                         allowed=f"some of {', '.join(known)}")  # fmt: skip
    return replace(study, factors=left)


def _check_factors(study: Study) -> None:
    """Refuse a study that compares policies, or varies what all rows must have in common."""
    if study.compares:
        raise InputError(
            "compares policies, and has no ranges to draw from",
            field="policies",
            allowed="factors under [uncertainties], [levers] or [structures]",
        )
    check_once((one for factor in study.factors for one in moved(factor)), "what varies")
    for factor in study.factors:
        for name in moved(factor):
            if name.startswith(FIXED):
                raise InputError("changes the map or the period, which all rows have in common",
                                 field=name, allowed="a study of its own for each")  # fmt: skip
