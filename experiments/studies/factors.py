"""Factors: what a study varies, over which values or range, and which parameters it moves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from experiments.studies.entries import entry_of
from experiments.studies.factor_file import STEPS, FactorFile, check_no_range, read_factor
from experiments.studies.where import place_names, pulled_there
from simulation.catalogue import Entry, parameter_entries
from simulation.errors import InputError, check_once, nearest_name
from simulation.scenario import Scenario


@dataclass(frozen=True)
class Factor:
    """One thing that a study varies.

    Parameters
    ----------
    name : str
        A parameter by its dotted name, or a name of the study's own for several at once.
    kind : str
        ``uncertainty``, ``lever``, ``column`` (of a table of points) or ``policy``.
    label, unit : str
        How figures call it.
    values : tuple
        The values it may have; empty for a range.
    low, high : float or None
        The range, both included.
    whole : bool
        Whether only whole numbers are meant.
    steps : int or None
        Evenly spaced values that a grid takes from the range.
    scales : tuple of str
        Parameters that are multiplied by the value.
    sets : mapping of str to tuple
        Parameters that are set, each with one value for each of `values`; None leaves it as it is.
    phrase : str
        How a sentence tells of a value, such as ``with talks planned for {}``.
    where : tuple of str
        Of levers: the councils, counties or regions that alone pull them; empty for all.
    """

    name: str
    kind: str
    label: str
    unit: str = ""
    values: tuple[Any, ...] = ()
    low: float | None = None
    high: float | None = None
    whole: bool = False
    steps: int | None = None
    scales: tuple[str, ...] = ()
    sets: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    phrase: str = ""
    where: tuple[str, ...] = ()

    def levels(self, steps: int = STEPS) -> tuple[Any, ...]:
        """Return the values that a grid takes: those named, or some of the range."""
        if self.values or self.low is None or self.high is None:
            return self.values
        spaced = np.linspace(self.low, self.high, self.steps or steps)
        return tuple(dict.fromkeys(self._cleaned(value) for value in spaced))

    def at(self, share: float) -> Any:
        """Return the value at a share of the way through the values or the range, in [0, 1)."""
        if self.values or self.low is None or self.high is None:
            return self.values[min(int(share * len(self.values)), len(self.values) - 1)]
        if self.whole:
            return int(self.low + share * (self.high - self.low + 1))
        return self._cleaned(self.low + share * (self.high - self.low))

    def _cleaned(self, value: float) -> float | int:
        return round(value) if self.whole else float(f"{value:.12g}")

    def changes(self, value: Any, scenario: Scenario) -> dict[str, Any]:
        """Return what a value changes in a scenario, by dotted name."""
        moved = self._moved(value, scenario)
        return pulled_there(moved, self.where, self.name) if self.where else moved

    def _moved(self, value: Any, scenario: Scenario) -> dict[str, Any]:
        if self.sets:
            if value not in self.values:
                allowed = ", ".join(map(str, self.values))
                raise InputError("is none of its values", value=value, allowed=allowed)
            place = self.values.index(value)
            every = {name: given[place] for name, given in self.sets.items()}
            return {name: given for name, given in every.items() if given is not None}
        if self.scales:
            return {name: self._scaled(_value(scenario, name), value) for name in self.scales}
        return {self.name: value}

    def _scaled(self, number: Any, value: Any) -> Any:
        if not (is_number(number) and is_number(value)):
            wrong = value if is_number(number) else number
            raise InputError("is not a number that could be scaled", field=self.name, value=wrong)
        return number * value

    def usual(self, scenario: Scenario) -> Any:
        """Return the value at which the scenario is left as it is, or None if there is none."""
        for value in self.values if self.sets else ():
            changes = self.changes(value, scenario)
            if all(_value(scenario, name) == given for name, given in changes.items()):
                return value
        if self.sets:
            return None
        return 1.0 if self.scales else _value(scenario, self.name)


def is_number(value: Any) -> bool:
    """Return whether a value of a factor is a number, rather than a name or a switch."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _value(scenario: Scenario, name: str) -> Any:
    value: Any = scenario
    for part in name.split("."):
        value = getattr(value, part)
    return getattr(value, "level", value)


def factor_of(name: str, kind: str, given: Any, scenario: Scenario) -> Factor:
    """Return a factor as a study file declares it.

    Parameters
    ----------
    name, kind : str
        Its name, and what it is.
    given : mapping or list
        Nothing (the declared range), a list of values, or what `FactorFile` takes.
    scenario : Scenario
        The base of the study, in which each value must be allowed.

    Raises
    ------
    InputError
        For an unknown name, an empty or impossible range, a value that is not allowed.
    """
    varied = read_factor(name, given)
    own = varied.scales or varied.sets or varied.changes
    made = _own(name, kind, varied) if own else _known(name, kind, varied)
    check_once(made.values, name)
    for value in made.levels(2):
        try:
            scenario.with_changes(made.changes(value, scenario))
        except InputError as error:
            raise _of(name, error) from None
    return made


def _of(name: str, error: InputError) -> InputError:
    inner = error.field if error.field and error.field != name else None
    place = f"{name}: {inner}" if inner else name
    return InputError(
        error.problem,
        field=place,
        value=error.value,
        allowed=error.allowed,
        nearest=error.nearest,
    )


def _own(name: str, kind: str, varied: FactorFile) -> Factor:
    """Return a factor that moves several parameters at once."""
    values = tuple(varied.values or ())
    sets = {one: tuple(given) for one, given in (varied.sets or {}).items()}
    sets |= _changed(name, varied.changes or {}, values)
    wrong = [one for one, given in sets.items() if len(given) != len(values)]
    if wrong:
        raise InputError(
            "needs one value for each of the factor's values",
            field=f"{name}: {wrong[0]}",
            value=len(sets[wrong[0]]),
            allowed=f"{len(values)} values",
        )
    for one in (*sets, *(varied.scales or ())):
        entry_of(one)
    check_no_range(name, varied, values)
    if not values and (sets or varied.low is None or varied.high is None):
        raise InputError("must say which values it takes", field=name, allowed="values = […]")
    return Factor(
        name,
        kind,
        varied.label or name.replace("_", " "),
        varied.unit or "",
        values,
        *((None, None) if values else (varied.low, varied.high)),
        steps=varied.steps,
        scales=tuple(varied.scales or ()),
        sets=sets,
        phrase=varied.phrase,
        where=_where(name, varied),
    )


def _changed(
    name: str, changes: Mapping[str, Mapping[str, Any]], values: tuple[Any, ...]
) -> dict[str, tuple[Any, ...]]:
    """Return what some values of a factor change, parameter by parameter; None where nothing."""
    for value in changes:
        if value not in values:
            raise InputError(
                "is none of the factor's values",
                field=f"{name}: changes",
                value=value,
                allowed=", ".join(map(str, values)),
                nearest=nearest_name(value, [str(one) for one in values]),
            )
    at = {value: dict(flat(given)) for value, given in changes.items()}
    names = dict.fromkeys(one for given in at.values() for one in given)
    return {one: tuple(at.get(value, {}).get(one) for value in values) for one in names}


def _known(name: str, kind: str, varied: FactorFile) -> Factor:
    """Return the factor of one parameter; its range is the declared one unless said otherwise."""
    entry = entry_of(name)
    values = varied.values
    if values is None and entry.choices:
        values = [choice == "true" if _is_switch(entry) else choice for choice in entry.choices]
    low = entry.low if varied.low is None else varied.low
    high = entry.high if varied.high is None else varied.high
    if values is not None:
        low = high = None
        if not values:
            raise InputError("varies over no value at all", field=name, allowed="values = […]")
        check_no_range(name, varied, values)
    elif low is None or high is None:
        raise InputError("has no range: name its values", field=name, allowed="values = […]")
    elif not low < high:
        raise InputError("is an empty range", field=name, value=f"{low} to {high}")
    unit = entry.unit if entry.unit not in ("1", "level") else ""
    return Factor(
        name,
        kind,
        varied.label or entry.meaning.partition(";")[0],
        unit if varied.unit is None else varied.unit,
        tuple(_as_declared(entry, value) for value in values or ()),
        low,
        high,
        whole=isinstance(entry.default, int) and not _is_switch(entry),
        steps=varied.steps,
        phrase=varied.phrase,
        where=_where(name, varied),
    )


def _where(name: str, varied: FactorFile) -> tuple[str, ...]:
    return () if varied.where is None else place_names(varied.where, f"{name}: where")


def _is_switch(entry: Entry) -> bool:
    return entry.choices == ("true", "false")


def _as_declared(entry: Entry, value: Any) -> Any:
    """Return a number of the kind that the parameter has, so that 4 is 4.0, or 2.0 is 2."""
    if not is_number(value) or isinstance(entry.default, bool):
        return value
    if isinstance(entry.default, float):
        return float(value)
    whole = isinstance(entry.default, int) and float(value).is_integer()
    return int(value) if whole else value


def as_factor(factor: Factor | None, name: str, value: Any) -> Any:
    """Return a value as a factor, or the parameter of this name, holds it."""
    for one in factor.values if factor else ():
        if one == value:
            return one
    entry = parameter_entries().get(name)
    return value if entry is None else _as_declared(entry, value)


def flat(group: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Yield dotted names and values of nested tables."""
    for name, value in group.items():
        if isinstance(value, dict):
            yield from flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value
