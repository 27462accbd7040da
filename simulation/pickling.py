"""Copies of a model and pickles of it: its whole state, so that it goes on as it would have."""

from __future__ import annotations

import copy
import inspect
import threading
from collections import defaultdict
from collections.abc import Callable
from types import FunctionType
from typing import Any

import cloudpickle
import numpy as np
from mesa import DataCollector, Model

from simulation.errors import InputError
from simulation.world import viewed
from simulation.world.books import Books
from simulation.world.tables import World

VIEWS = ("world", "books")
"""Attributes of a model that are views of its arrays; a copy makes them anew."""

SHARED = ("base", "geography", "parameters")
"""Attributes that no run changes, so that copies within one process share them."""

RECORDS = ("facts", "scratch")
"""Tables of the world that are one record."""


class Copyable:
    """What makes a model one that `copy.deepcopy` and `pickle` take at any time."""

    _arrays: tuple[World, Books]

    def __getstate__(self) -> dict[str, Any]:
        """Return all that a copy needs."""
        state = {name: value for name, value in vars(self).items() if name not in VIEWS}
        for cell in state["network"]:  # Mesa 3.3 keeps neighbours of neighbours: too deep a chain
            getattr(cell, "__dict__", {}).pop("neighborhood", None)
        if "subscribers" in state:  # whoever observes a model of Mesa 3.5 observes that one
            state["subscribers"] = defaultdict(list)
        collectors = {id(one): one for one in state.values() if isinstance(one, DataCollector)}
        carried = {key: _carried(one) for key, one in collectors.items()}
        return {name: carried.get(id(value), value) for name, value in state.items()}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Take the state of another model, with views of its own arrays."""
        vars(self).update(state)
        self._arrays = anchored(state["_arrays"])
        vars(self).update(zip(VIEWS, viewed(*self._arrays), strict=True))

    def __copy__(self) -> Any:
        """Return what `copy.deepcopy` does: two models of one state would play in each other's."""
        return copy.deepcopy(self)

    def __deepcopy__(self, memo: dict[int, Any]) -> Any:
        """Return a model that goes on by itself and shares only what no run changes."""
        for shared in (*(vars(self)[name] for name in SHARED), vars(self)["network"].G):
            memo[id(shared)] = shared
        made = type(self).__new__(type(self))
        memo[id(self)] = made
        made.__setstate__(copy.deepcopy(self.__getstate__(), memo))
        return made


def anchored(arrays: tuple[World, Books]) -> tuple[World, Books]:
    """Return state and books whose single records can be viewed and written.

    A record that comes out of a pickle hands out copies of its columns; as the one row of an array
    it hands out views, as the records of `build_world` do.
    """
    state: Any
    state, books = arrays
    alone = [name for name in RECORDS if getattr(state, name).flags.owndata]
    return state._replace(**{name: np.array([getattr(state, name)])[0] for name in alone}), books


def _carried(collector: DataCollector) -> DataCollector:
    """Return a data collector whose reporters can be pickled."""
    made = copy.copy(collector)
    for name in ("model_reporters", "agent_reporters"):
        setattr(made, name, _each_carried(getattr(collector, name)))
    made.agenttype_reporters = {
        kind: _each_carried(reporters) for kind, reporters in collector.agenttype_reporters.items()
    }
    return made


def _each_carried(reporters: dict[str, Any]) -> dict[str, Any]:
    return {
        name: Carried(name, reporter) if _is_nameless(reporter) else reporter
        for name, reporter in reporters.items()
    }


def _is_nameless(reporter: Any) -> bool:
    """Return whether pickle cannot find a function by its name: a lambda, or one inside another."""
    return isinstance(reporter, FunctionType) and "<" in reporter.__qualname__


class Carried:
    """A function without a name of its own, such as Mesa makes for the name of an attribute.

    Parameters
    ----------
    name : str
        What it reports.
    reporter : callable
        The function.

    Raises
    ------
    InputError
        If it holds on to a model: in a copy it would go on to report of the original.
    """

    _under_way = threading.local()

    def __init__(self, name: str, reporter: Callable[..., Any]) -> None:
        self.name, self.reporter = name, reporter
        held = inspect.getclosurevars(reporter)
        if any(
            isinstance(one, Model) for one in (*held.nonlocals.values(), *held.globals.values())
        ):
            raise self._refusal()

    def __copy__(self) -> Any:
        """Return what `copy.deepcopy` does: two models of one state would play in each other's."""
        return copy.deepcopy(self)

    def __deepcopy__(self, memo: dict[int, Any]) -> Any:
        return self.reporter

    def __reduce__(self) -> tuple[Any, ...]:
        if getattr(self._under_way, "reporter", False):  # reached the model it is carried with
            raise self._refusal()
        self._under_way.reporter = True
        try:
            return cloudpickle.loads, (cloudpickle.dumps(self.reporter),)
        finally:
            self._under_way.reporter = False

    def _refusal(self) -> InputError:
        return InputError(
            "a reporter holds on to a model, so that it would not report of a copy",
            field=f"datacollector: {self.name}",
            allowed="one that takes the model, or the agent, as its argument",
        )
