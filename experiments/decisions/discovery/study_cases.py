"""The cases of a study: single runs, members of a posterior, or talks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from experiments.decisions.discovery.cases import Cases, Column, Rows
from experiments.decisions.discovery.condition import FIELD, Condition
from experiments.statistics.outcome import Outcome
from experiments.statistics.posterior import candidates
from experiments.studies.designs import SAMPLED
from experiments.studies.factors import Factor, is_number
from experiments.studies.figures.axes import outcome_in_sentence
from experiments.studies.parameter_words import goes_on, parameter_words
from experiments.studies.study import Study, plain_value
from experiments.studies.summary import StudyTables
from simulation.catalogue import Entry
from simulation.errors import InputError, nearest_name

RUNS, MEMBERS, TALKS = "runs", "members", "talks"
SHOWN = ("months", "a month", "a year", "an election", "days a week", "posts", "pounds",
         "pounds a year", "pounds a month", "hours a month", "trust per 60 km")  # fmt: skip
"""Units that say something beside a number."""

UNITS = (RUNS, MEMBERS, TALKS)
"""What a case may be."""


class CaseSet(NamedTuple):
    """Cases of a study, and how the condition reads on one.

    Attributes
    ----------
    cases : Cases
        The cases, those without the outcome left out.
    unit : str
        What a case is.
    clause : str
        The condition in words, as a clause.
    without : int
        Cases that have no such number, and so are none.
    """

    cases: Cases
    unit: str
    clause: str
    without: int


class Grid(NamedTuple):
    """What varies over the points and the groups of a study.

    Attributes
    ----------
    columns : list of Column
        Factors, then parameters.
    of_point, of_group : array of float
        Their values.
    group : array of int, shape (runs,)
        The group of each run of a point.
    """

    columns: list[Column]
    of_point: Any
    of_group: Any
    group: Any


def study_grid(study: Study) -> Grid:
    """Return the factors at the points and the parameters of the members of a study."""
    factors = [_factor_column(factor, study) for factor in study.factors]
    shape = (len(factors), len(study.points))
    of_point = np.array([values for _, values in factors], dtype=float).reshape(shape).T
    columns = [column for column, _ in factors]
    if study.posterior is None or study.members is None:
        return Grid(columns, of_point, np.empty((study.runs, 0)), np.arange(study.runs))
    members, group = np.unique(study.members, return_inverse=True)
    moved = {name for point in study.points for name in point.changes}
    free = study.posterior.without([*study.scenario.changed(), *moved])
    known = candidates()
    columns += [parameter_column(known[name]) for name in free.names]
    return Grid(columns, of_point, free.sets.iloc[members].to_numpy(dtype=float), group)


def parameter_column(entry: Entry) -> Column:
    """Return a parameter of the posterior as a column, in words that stand by themselves.

    Examples
    --------
    >>> parameter_column(candidates()["leaders.inherited"]).label
    'trust that outlives a change of leader (leaders)'
    """
    unit = entry.unit if entry.unit in SHOWN and not goes_on(entry) else ""
    group = entry.group.replace("_", " ")
    return Column(entry.name, f"{parameter_words(entry)} ({group})", unit, "group")


def _factor_column(factor: Factor, study: Study) -> tuple[Column, list[float]]:
    """Return a factor as a column with its value at each point, a name by its place."""
    at = [point.values for point in study.points]  # noqa: PD011 -- of a point
    values = [one[factor.name] for one in at]
    if all(is_number(value) for value in values):
        column = Column(factor.name, factor.label, factor.unit, "point")
        return column, [float(value) for value in values]
    texts = [plain_value(value) for value in values]
    names = tuple(dict.fromkeys(texts))
    column = Column(factor.name, factor.label, factor.unit, "point", names)
    return column, [float(names.index(text)) for text in texts]


def run_cases(tables: StudyTables, condition: Condition, outcome: Outcome) -> CaseSet:
    """Return the runs of a study as cases, those alike put together."""
    table = tables.outcome(outcome)
    there = table[table["value"].notna() & (table["weight"] > 0)]
    return _of_values(tables.study, condition, outcome, RUNS, there, len(table) - len(there))


def member_cases(tables: StudyTables, condition: Condition, outcome: Outcome) -> CaseSet:
    """Return the members of a nested study at its points as cases."""
    parts = [
        pd.DataFrame({"point": point, "place": range(len(one.value)), "value": one.value})
        for point, one in tables.members(outcome).items()
    ]
    table = pd.concat([pd.DataFrame(columns=["point", "place", "value"]), *parts])
    there = table[np.isfinite(table["value"].astype(float))]
    member: Any = tables.study.nest and tables.study.nest.member
    first = np.unique(member, return_index=True)[1]
    there = there.assign(run=first[there["place"].astype(int)])
    return _of_values(tables.study, condition, outcome, MEMBERS, there, len(table) - len(there))


def _of_values(
    study: Study,
    condition: Condition,
    outcome: Outcome,
    unit: str,
    table: pd.DataFrame,
    without: int,
) -> CaseSet:
    grid = study_grid(study)
    values = table["value"].to_numpy(dtype=float)
    check_met(condition, values, unit)
    rows = pd.DataFrame(
        {
            "point": table["point"].to_numpy(dtype=int),
            "group": grid.group[table["run"].to_numpy(dtype=int)],
            "hits": condition.met(values).astype(float),
        }
    )
    counted = rows.groupby(["point", "group"])["hits"].agg(["size", "sum"]).reset_index()
    point, group, number, hits = (counted[name].to_numpy() for name in counted)
    case = Rows(point, group, number.astype(float), hits.astype(float))
    cases = cases_of(study, grid, case, (), np.empty((len(point), 0)))
    clause = condition.words(outcome_in_sentence(outcome), outcome.unit)
    return CaseSet(cases, unit, clause, without)


def cases_of(study: Study, grid: Grid, rows: Rows, own: Sequence[Column], of_case: Any) -> Cases:
    """Return cases of a study.

    Raises
    ------
    InputError
        If nothing varies between them.
    """
    sampled = study.design in (*SAMPLED, "table")
    parts = (grid.of_point, grid.of_group, of_case)
    cases = Cases.build([*grid.columns, *own], parts, rows, sampled=sampled)
    if not cases.columns:
        raise InputError(
            "nothing varies between the cases of the study",
            field="STUDY",
            value=study.name,
            allowed="a study with a factor of two values or more, or with members of a posterior",
        )
    return cases


def check_met(condition: Condition, values: Any, unit: str) -> None:
    """Refuse a condition that no case meets, or all do.

    Raises
    ------
    InputError
        Saying between which numbers the outcome lies.
    """
    if not len(values):
        raise InputError(
            f"no case of the study has a number of {condition.name}",
            field=FIELD,
            value=condition.text,
            allowed="an outcome that the study measured",
        )
    met = condition.met(values)
    if met.any() and not met.all():
        return
    low, high = float(values.min()), float(values.max())
    lies = f"is {low:.4g} in every one" if low == high else f"lies from {low:.4g} to {high:.4g}"
    raise InputError(
        f"{'all' if met.all() else 'none'} of the {len(values):,} cases ({unit}) meet the "
        f"condition: {condition.name} {lies}",
        field=FIELD,
        value=condition.text,
        allowed="a number between these" if low < high else "an outcome that varies",
    )


def outcome_named(name: str, known: Sequence[str]) -> str:
    """Return the name of an outcome that a study measured.

    Raises
    ------
    InputError
        If it did not, with the nearest that it did.
    """
    if name in known:
        return name
    raise InputError(
        "the study has no such outcome",
        field=FIELD,
        value=name,
        allowed=", ".join(known),
        nearest=nearest_name(name, known),
    )
