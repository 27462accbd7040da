"""A posterior: parameter sets that agree with the evidence, each with its weight.

Runs that draw their sets from it show what is not known beside what is left to chance.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from simulation.catalogue import Entry, catalogue
from simulation.errors import InputError, nearest_name
from simulation.files import resolved
from simulation.geography.csv_table import CsvTable
from simulation.scenario import Scenario

POSTERIOR = "posterior.csv"
WEIGHT = "weight"
MEMBER = "member"
GOLDEN = (math.sqrt(5.0) - 1.0) / 2.0
PACKAGED = "packaged"
"""The word that stands for the posterior that comes with the project."""

SETS = "parameter_sets"
"""The table of the sets that runs drew: one row a run."""

DRAWN_SENTENCE = (
    "Each run drew its parameters from a posterior, so that differences between runs hold what "
    "is not known of the parameters beside what is left to chance."
)
"""What a page says of runs that drew their sets."""

WITH_LEVERS_ONLY = ("effects",)
"""Groups that do nothing where no lever is pulled, so that no number tells of them."""


def candidates() -> dict[str, Entry]:
    """Return every parameter that can be calibrated, by name: the uncertainties with a prior."""
    return {
        entry.name: entry
        for entry in catalogue()
        if entry.kind == "uncertainty" and entry.prior and entry.group not in WITH_LEVERS_ONLY
    }


def set_columns() -> list[tuple[str, str, str, str]]:
    """Return what the columns of the table of sets mean: table, column, unit, meaning."""
    numbers = [
        (SETS, "run", "number", "of the run"),
        (SETS, MEMBER, "number", "of the posterior"),
    ]
    return numbers + [(SETS, one.name, one.unit, one.meaning) for one in candidates().values()]


@dataclass(frozen=True, eq=False)
class Posterior:
    """Parameter sets with weights.

    Parameters
    ----------
    sets : DataFrame
        A row for each member, a column for each parameter by its dotted name.
    weight : array of float, shape (members,)
        Weights, which sum to 1.
    """

    sets: pd.DataFrame
    weight: Any

    @classmethod
    def read(cls, place: str | Path, field: str = "--posterior") -> Posterior:
        """Read a posterior: a table, the folder of a calibration, or the packaged one.

        Raises
        ------
        InputError
            If there is none, or it has a parameter or a value that is not allowed.
        """
        if str(place) == PACKAGED:
            return _packaged(field)
        path = resolved(place, field)
        path = path / POSTERIOR if path.is_dir() else path
        try:
            return cls.from_table(_numbers(CsvTable.read(path, [WEIGHT], others=False)))
        except InputError as error:
            if error.file is not None and error.field is not None:
                raise
            raise InputError(
                f"cannot read the posterior ({error.problem})",
                field=error.field or field,
                value=str(place) if error.value is None else error.value,
                allowed=error.allowed
                or f"a folder that `partnerships calibrate` has left, or its {POSTERIOR}",
                nearest=error.nearest,
            ) from None

    @classmethod
    def from_table(cls, table: pd.DataFrame) -> Posterior:
        """Return the posterior that a table holds.

        Raises
        ------
        InputError
            For weights or values that cannot be used, naming column, row and what is allowed.
        """
        if WEIGHT not in table or table.empty:
            raise InputError("has no weights", field=WEIGHT, allowed=f"a column {WEIGHT}")
        weight = pd.to_numeric(table[WEIGHT], errors="coerce").to_numpy(dtype=float)
        if not (weight >= 0).all() or not weight.sum() > 0:
            raise InputError("weights are not all numbers of 0 or more", field=WEIGHT)
        sets = table.drop(columns=[name for name in (WEIGHT, MEMBER) if name in table])
        for name in sets.columns:
            _check_column(str(name), sets[name])
        total = float(weight.sum())
        return cls(sets.astype(float), weight if math.isclose(total, 1.0) else weight / total)

    @cached_property
    def hash(self) -> str:
        """The SHA-256 of sets and weights."""
        text = self.table().to_csv(index=False)
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def names(self) -> list[str]:
        """The parameters."""
        return [str(name) for name in self.sets.columns]

    def without(self, names: Iterable[str]) -> Posterior:
        """Return the posterior of the other parameters."""
        left = set(names)
        return Posterior(self.sets[[one for one in self.names if one not in left]], self.weight)

    def only(self, members: Any) -> Posterior:
        """Return the posterior of some members alone, numbered anew in the order given."""
        weight = self.weight[members]
        return Posterior(self.sets.iloc[members], weight / weight.sum())

    def table(self) -> pd.DataFrame:
        """Return the posterior as `posterior.csv` holds it."""
        numbers = pd.DataFrame({MEMBER: np.arange(len(self.sets)), WEIGHT: self.weight})
        return pd.concat([numbers, self.sets.reset_index(drop=True)], axis=1)

    def draw_members(self, number: int, seed: int) -> Any:
        """Return the members that replicates take, shape (number,), in proportion to weight.

        They follow a golden-ratio sequence from a point that the seed sets, so that even few
        replicates spread over the whole posterior, and more replicates change none before.
        """
        places = (np.random.default_rng(seed).random() + np.arange(number) * GOLDEN) % 1.0
        members = np.searchsorted(np.cumsum(self.weight), places, side="right")
        return np.minimum(members, len(self.weight) - 1)

    def draw_sets(self, number: int, seed: int) -> pd.DataFrame:
        """Return the sets that replicates take: run, member, and a column for each parameter."""
        return self.sets_of(self.draw_members(number, seed))

    def sets_of(self, members: Any) -> pd.DataFrame:
        """Return the sets of the members that replicates take, as `draw_sets` does."""
        numbers = pd.DataFrame({"run": range(len(members)), MEMBER: members})
        taken = self.sets.iloc[members].reset_index(drop=True)
        table: pd.DataFrame = pd.concat([numbers, taken], axis=1)
        return table

    def scenario(self, base: Scenario, member: int) -> Scenario:
        """Return a scenario with the parameters of a member."""
        return base.with_changes(self.changes(member))

    def changes(self, member: int) -> dict[str, float]:
        """Return the parameters of a member by dotted name."""
        return dict(zip(self.names, self._numbers[member].tolist(), strict=True))

    @cached_property
    def _numbers(self) -> Any:
        """The sets as an array, of which a row is read a hundred times as fast."""
        return self.sets.to_numpy(dtype=float)


def _packaged(field: str) -> Posterior:
    place = files("experiments.statistics") / POSTERIOR
    if not place.is_file():
        raise InputError(
            "no posterior is packaged with this version",
            field=field,
            allowed="a folder that `partnerships calibrate` has left, or its posterior.csv",
        )
    with as_file(place) as path:
        return Posterior.from_table(pd.read_csv(path))


def _numbers(table: CsvTable) -> pd.DataFrame:
    """Return a table of members as numbers, each in its range."""
    entries = candidates()
    numbers = {}
    for column in table.rows:
        name = str(column)
        if name == WEIGHT:
            numbers[name] = table.number(name, "0 or more", low=0)
        elif name == MEMBER:
            numbers[name] = table.number(name, "its number")
        elif name in entries:
            entry = entries[name]
            low, high = float(entry.low or 0.0), float(entry.high or 0.0)
            numbers[name] = table.number(name, entry.allowed, low=low, high=high)
        else:
            _check_column(name, table.rows[column])
    return pd.DataFrame(numbers)


def _check_column(name: str, column: pd.Series[Any]) -> None:
    entries = candidates()
    if name not in entries:
        raise InputError(
            "is no parameter that can be calibrated",
            field=name,
            nearest=nearest_name(name, entries),
        )
    entry = entries[name]
    numbers = pd.to_numeric(column, errors="coerce")
    wrong = ~numbers.between(float(entry.low or 0.0), float(entry.high or 0.0))
    if wrong.any():
        row = int(np.flatnonzero(wrong)[0])
        raise InputError(
            f"row {row + 2} has a value that is not allowed",
            field=name,
            value=str(column.iloc[row]),
            allowed=entry.allowed,
        )
