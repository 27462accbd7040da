"""Talks as cases: what is known of each when it begins, beside what varies in the study."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from experiments.decisions.discovery.cases import Column, Rows
from experiments.decisions.discovery.condition import Condition
from experiments.decisions.discovery.study_cases import (
    TALKS,
    CaseSet,
    cases_of,
    check_met,
    outcome_named,
    study_grid,
)
from experiments.store.layout import TABLES, table_file
from experiments.studies.study import Study
from simulation.errors import InputError
from simulation.frames import read_parquet_frame
from simulation.result import TABLES as RESULT_TABLES

MOST_TALKS = 20_000
"""Talks that are looked at; of more a sample is taken, evenly from all runs."""


class Share(NamedTuple):
    """An outcome of runs that is a share of talks: of one talks it is 0 or 1, and which is what."""

    columns: tuple[str, ...]
    low: str
    high: str


SHARES = {
    "success_rate": Share(("outcome",), "talks fail", "talks agree"),
    "lasting_success": Share(
        ("lasting",),
        "talks do not lead to a partnership alive 24 months later",
        "talks lead to a partnership alive 24 months later",
    ),
    "failures_at_vote": Share(
        ("outcome", "stage"), "failed talks fail before the vote", "failed talks fail at the vote"
    ),
}

NUMBERS = ("months", "cash", "officer_hours", "trust_after", "vision_end", "extensions",
           "stalled_months", "leader_changes")  # fmt: skip
"""Columns of talks that a condition may be on."""

AT_THE_START = ("planned_months", "scope", "vacancy", "party_mismatch", "culture_gap",
                "shared_rationale", "purpose", "trust_start")  # fmt: skip
"""Columns that may limit a box: what is known when talks begin. What happens while they last, such
as a change of leader, is met by those that last long."""

LABELS = {
    "planned_months": ("planned length of talks", "months"),
    "scope": ("scope of the plan", ""),
    "vacancy": ("side on which a post was opening at the start", ""),
    "party_mismatch": ("difference of party (0 one party, 0.5 a side in no control, 1 two)", ""),
    "culture_gap": ("gap between member-led and officer-led", ""),
    "shared_rationale": ("extent to which both sides want the same", ""),
    "purpose": ("share of the motives that is beyond cost", ""),
    "trust_start": ("smaller trust of the two leaders at the start", ""),
}


def talk_cases(folder: Any, study: Study, condition: Condition) -> CaseSet:
    """Return the talks of a study as cases.

    Raises
    ------
    InputError
        If talks were not kept, or have no such number.
    """
    path = table_file(folder / TABLES, "talks")
    if "talks" not in study.tables or not path.is_file():
        raise InputError(
            "the study did not keep its talks",
            field="--unit",
            value=TALKS,
            allowed='runs or members, or a study with tables = ["talks"]',
        )
    name = outcome_named(condition.name, [*SHARES, *NUMBERS])
    condition.check_unit("share" if name in SHARES else _column(name).unit)
    measured = SHARES[name].columns if name in SHARES else (name,)
    columns = dict.fromkeys(("point", "run", *measured, *AT_THE_START))
    table = read_parquet_frame(path, "table of talks", list(columns))
    values = _values(condition.name, table)
    there = np.flatnonzero(np.isfinite(values))
    without = len(table) - len(there)
    check_met(condition, values[there], TALKS)
    if len(there) > MOST_TALKS:
        there = there[np.linspace(0, len(there) - 1, MOST_TALKS).astype(int)]
    table, hits = table.iloc[there], condition.met(values[there])
    own = [_own(name, table[name]) for name in AT_THE_START if name not in _varied(study)]
    grid = study_grid(study)
    rows = Rows(
        table["point"].to_numpy(dtype=int),
        grid.group[table["run"].to_numpy(dtype=int)],
        np.ones(len(table)),
        hits.astype(float),
    )
    of_case = np.array([values for _, values in own], dtype=float).reshape(len(own), len(table)).T
    cases = cases_of(study, grid, rows, [column for column, _ in own], of_case)
    return CaseSet(cases, TALKS, _clause(condition), without)


def _column(name: str) -> Any:
    return next(one for one in RESULT_TABLES["talks"].columns if one.name == name)


def _clause(condition: Condition) -> str:
    """Return a condition on talks in words."""
    share = SHARES.get(condition.name)
    if share is None:
        subject = f"the number of {condition.name.replace('_', ' ')} of talks"
        return condition.words(subject, _column(condition.name).unit)
    return share.high if condition.met(1.0) else share.low


def _values(name: str, table: pd.DataFrame) -> Any:
    """Return the number of each talks; NaN where it has none."""
    if name == "success_rate":
        agreed = (table["outcome"] == "agreed").astype(float)
        return agreed.where(table["outcome"].isin(["agreed", "failed"])).to_numpy()
    if name == "failures_at_vote":
        at_vote = (table["stage"] == "vote").astype(float)
        return at_vote.where(table["outcome"] == "failed").to_numpy()
    column = "lasting" if name == "lasting_success" else name
    return pd.to_numeric(table[column], errors="coerce").astype(float).to_numpy()


def _varied(study: Study) -> set[str]:
    """Return the columns of talks that say what a factor sets."""
    names = {name for factor in study.factors for name in (factor.name, *factor.sets)}
    return {name.rpartition(".")[2] for name in names}


def _own(name: str, values: pd.Series[Any]) -> tuple[Column, Any]:
    """Return a column of talks with its values, names by their place."""
    label, unit = LABELS[name]
    if pd.api.types.is_numeric_dtype(values):
        return Column(name, label, unit, "case"), values.to_numpy(dtype=float)
    texts = values.astype(object).where(values.notna(), "none").astype(str)
    names = tuple(sorted(texts.unique()))
    places = texts.map({one: place for place, one in enumerate(names)})
    return Column(name, label, unit, "case", names), places.to_numpy(dtype=float)
