"""A scenario: a frozen, validated choice of world, months, parameters, levers and shocks."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import tomli_w
from pydantic import BaseModel, ConfigDict, ValidationError

from simulation.configs import config_path
from simulation.described import Described
from simulation.errors import InputError
from simulation.files import check_plain, read_toml, resolved
from simulation.other_files import refuse_other_file
from simulation.parameters import INTERVENTIONS, NUMBERS, Parameters, frozen
from simulation.parameters.clock import Clock
from simulation.parameters.contact import Affinity, Approach, Trust
from simulation.parameters.declare import Title
from simulation.parameters.effects import Effects
from simulation.parameters.endings import OwnCapacity, Review
from simulation.parameters.entry import Bids, Restructuring, Search, Sparsity
from simulation.parameters.expertise import Expertise
from simulation.parameters.fairness import Fairness
from simulation.parameters.interventions import Choices, Levers, Shocks
from simulation.parameters.money import Money
from simulation.parameters.motives import Motives
from simulation.parameters.pressure import ChiefExecutives, Councils, Leaders, Politics, Stress
from simulation.parameters.reasons import Reasons
from simulation.parameters.refusal import refusal
from simulation.parameters.settings import SETTINGS, GeographySettings, HistorySettings, Period
from simulation.parameters.sharing import Aftermath, Ending, Partnership
from simulation.parameters.talks import Appointment, Breakdown, Costs, Support, Talks, Vote
from simulation.parameters.tiers import Tiers

PATHS = ("councils", "neighbours", "control")
"""Settings of the map that are paths of a user's own tables."""

MOST_NAMED = 5
"""Changes that a scenario names when it says what it is."""

PATH_NAMES = tuple(f"geography.{name}" for name in PATHS)
"""The same by dotted name."""


class Scenario(Described, BaseModel):
    """Everything a run depends on but its seed.

    Examples
    --------
    >>> scenario = Scenario().with_changes({"talks.planned_months": 6.0})
    >>> scenario.talks.planned_months
    6.0
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    name: Title = "England's shire districts, 2005-2018"
    geography: GeographySettings = GeographySettings()
    period: Period = Period()
    history: HistorySettings = HistorySettings()
    stress: Stress = Stress()
    politics: Politics = Politics()
    leaders: Leaders = Leaders()
    chief_executives: ChiefExecutives = ChiefExecutives()
    councils: Councils = Councils()
    affinity: Affinity = Affinity()
    trust: Trust = Trust()
    approach: Approach = Approach()
    motives: Motives = Motives()
    talks: Talks = Talks()
    clock: Clock = Clock()
    support: Support = Support()
    breakdown: Breakdown = Breakdown()
    reasons: Reasons = Reasons()
    appointment: Appointment = Appointment()
    vote: Vote = Vote()
    costs: Costs = Costs()
    partnership: Partnership = Partnership()
    expertise: Expertise = Expertise()
    ending: Ending = Ending()
    review: Review = Review()
    own_capacity: OwnCapacity = OwnCapacity()
    aftermath: Aftermath = Aftermath()
    money: Money = Money()
    effects: Effects = Effects()
    restructuring: Restructuring = Restructuring()
    search: Search = Search()
    sparsity: Sparsity = Sparsity()
    bids: Bids = Bids()
    fairness: Fairness = Fairness()
    tiers: Tiers = Tiers()
    levers: Levers = Levers()
    choices: Choices = Choices()
    shocks: Shocks = Shocks()

    @classmethod
    def default(cls) -> Scenario:
        """Return the scenario of `configs/england.toml`."""
        return cls()

    @classmethod
    def load(cls, path: str | Path) -> Scenario:
        """Read a scenario; what it does not name has its default.

        Parameters
        ----------
        path : str or Path
            A TOML file, or a name that `partnerships configs` lists.

        Raises
        ------
        InputError
            If the file cannot be read, is not TOML, or names or sets what is not allowed.

        Examples
        --------
        >>> Scenario.load("england") == Scenario.default()
        True
        """
        path = config_path(path, "scenario")
        content = read_toml(path, "scenario")
        try:
            refuse_other_file(content, path)
            return cls.parse(_with_paths(content, path.parent))
        except InputError as error:
            raise error.within(str(path)) from None

    @classmethod
    def parse(cls, content: Mapping[str, Any]) -> Scenario:
        """Build a scenario from nested mappings, as a TOML file holds them.

        Raises
        ------
        InputError
            For the first thing that is wrong, with the nearest right name.
        """
        check_plain(content)
        return cls._validated(content)

    @classmethod
    def _validated(cls, content: Mapping[str, Any]) -> Scenario:
        try:
            return cls.model_validate(content)
        except ValidationError as error:
            raise refusal(error, cls) from None

    def with_changes(self, changes: Mapping[str, Any]) -> Scenario:
        """Return this scenario with some values changed.

        Parameters
        ----------
        changes : mapping of str to object
            Values by dotted name, such as ``{"talks.planned_months": 6.0}``.

        Raises
        ------
        InputError
            For an unknown name or a value that is not allowed.
        """
        content = self.model_dump()
        check_plain(dict(changes))
        for name, value in changes.items():
            _put(content, name, value)
        return self._validated(content)

    @cached_property
    def parameters(self) -> Parameters:
        """The parameters in the shape that rules read."""
        return frozen({name: getattr(self, name) for name in NUMBERS}, self.choices)

    def __repr__(self) -> str:
        changes = {name: value for name, value in self.changed().items() if name != "name"}
        named = [f"{name}={value!r}" for name, value in list(changes.items())[:MOST_NAMED]]
        more = [f"{len(changes) - MOST_NAMED} more"] if len(changes) > MOST_NAMED else []
        words = ", ".join([*named, *more]) or "every value has its default"
        return f"<{type(self).__name__} {self.name!r}: {words}>"

    __str__ = __repr__

    def _facts(self) -> dict[str, Any]:
        """Return the map, the period, and what differs from the default."""
        period = f"{self.period.months} months from {self.period.start}"
        return {"map": self.geography.map, "period": period, **self.changed()}

    def changed(self) -> dict[str, Any]:
        """Return what differs from the default scenario, by dotted name."""
        return dict(_differences(self.model_dump(), Scenario().model_dump()))

    def to_toml(self) -> str:
        """Return the scenario as a TOML file that `load` reads back."""
        content: dict[str, Any] = {}
        for name, value in self.changed().items():
            _put(content, name, list(value) if isinstance(value, tuple) else value)
        content["name"] = self.name
        return tomli_w.dumps(content)


def is_level(value: Any) -> bool:
    """Return whether a value stands for the level of a lever alone."""
    return isinstance(value, int | float)


GROUPS = {**SETTINGS, **NUMBERS, **INTERVENTIONS}
"""Every group of a scenario, by name, in the order they are shown."""


def scenario_or_default(scenario: Any, base: Any = None) -> Scenario:
    """Return the scenario that a model was given under either name, else the default.

    Parameters
    ----------
    scenario, base : Scenario or None
        `scenario` counts before `base`; one of Mesa's own, which Mesa may hand in, counts for none.

    Raises
    ------
    InputError
        If one of them is something else, such as the path of a file.
    """
    if scenario is not None and not isinstance(scenario, Scenario):
        if all(kind.__name__ != "Scenario" for kind in type(scenario).__mro__):
            raise _no_scenario("scenario", scenario)
        scenario = None
    if base is not None and not isinstance(base, Scenario):
        raise _no_scenario("base", base)
    given: Scenario = scenario or base or Scenario.default()
    return given


def _no_scenario(field: str, value: Any) -> InputError:
    return InputError(
        "is not a scenario",
        field=field,
        value=value,
        allowed="Scenario.load(…) of a file, Scenario().with_changes(…); a seed goes in as seed=",
    )


def _with_paths(content: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Read the paths of a user's own tables as standing beside the scenario's file."""
    geography = content.get("geography")
    if isinstance(geography, dict):
        for name in PATHS:
            if isinstance(geography.get(name), str) and geography[name]:
                geography[name] = str(resolved(folder / geography[name], f"geography.{name}"))
    return content


def _put(content: dict[str, Any], name: str, value: Any) -> None:
    """Set a dotted name in nested dictionaries, making those that are missing."""
    *groups, last = name.split(".")
    for group in groups:
        inner = content.setdefault(group, {})
        if not isinstance(inner, dict):
            raise InputError(f"{group} has no parts that could be set", field=name)
        content = inner
    whole = content.get(last)
    if isinstance(whole, dict) and "level" in whole and is_level(value):
        value = {**whole, "level": value}  # what else was set of the lever stays
    content[last] = value


def _differences(now: dict[str, Any], before: dict[str, Any], group: str = "") -> Any:
    for name, value in now.items():
        if isinstance(value, dict):
            yield from _differences(value, before[name], f"{group}{name}.")
        elif value != before[name] and value is not None:
            yield f"{group}{name}", value
