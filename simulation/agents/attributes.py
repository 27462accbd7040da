"""Attributes of agents: they read a row of the tables, and write to it or say why not."""

from __future__ import annotations

import math
from collections.abc import Mapping
from inspect import get_annotations
from numbers import Integral, Real
from typing import TYPE_CHECKING, Any, ClassVar

from mesa import Agent

from simulation.described import Described
from simulation.errors import InputError, WriteError, nearest_name

if TYPE_CHECKING:
    from simulation.model import PartnershipModel

MESA_SETS = ("model", "unique_id", "pos", "meta_agent", "meta_agents")
"""What Mesa writes to agents by itself."""

OWN = "attributes of your own that a subclass declares, or whose names begin with an underscore"


class Range:
    """Numbers that an attribute can have.

    Parameters
    ----------
    low, high : float
        The smallest and the largest, both included.
    unit : str
        What is counted, empty for a share.
    whole : bool
        Whether only whole numbers will do.
    """

    def __init__(
        self, low: float = 0.0, high: float = 1.0, unit: str = "", *, whole: bool = False
    ) -> None:
        self.low, self.high, self.unit, self.whole = low, high, unit, whole

    def __str__(self) -> str:
        unit = f" ({self.unit})" if self.unit else ""
        if math.isinf(self.high):
            return f"{self.low:g} or more{unit}"
        return f"{self.low:g} to {self.high:g}{unit}"

    def validated(self, value: Any, field: str) -> float:
        """Return `value` as the number that goes into the table.

        Raises
        ------
        WriteError
            If it is no number, or none in the range.
        """
        number = _number(value, whole=self.whole)
        if number is None:
            problem = "must be a whole number" if self.whole else "must be a number"
        elif number < self.low:
            problem = "is too small"
        elif number > self.high:
            problem = "is too large"
        elif not math.isfinite(number):
            problem = "must be finite"
        else:
            return number
        raise WriteError(problem, field=field, value=value, allowed=str(self))


def _number(value: Any, *, whole: bool) -> float | None:
    """Return a number as Python has it, None for what is none."""
    fits = isinstance(value, Integral if whole else Real) and not isinstance(value, bool)
    try:
        return float(value) if fits and not whole else int(value) if fits else None
    except OverflowError:
        return math.inf


SHARE = Range()
"""From 0 to 1, as support, trust, stress and traits are."""


class Column:
    """An attribute of an agent that stands in its row of a table.

    Parameters
    ----------
    table, column : str
        Where it stands in the world.
    takes : Range or None
        What can be written to it; None for what is read only.
    """

    def __init__(self, table: str, column: str, takes: Range | None = None) -> None:
        self.table, self.column, self.takes = table, column, takes
        self.name = column

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, agent: Any, owner: type | None = None) -> Any:
        """Return the value in the agent's row."""
        if agent is None:
            return self
        return getattr(getattr(agent.model.world, self.table), self.column)[agent.row]

    def __set__(self, agent: TableAgent, value: Any) -> None:
        """Write a value to the agent's row; the month that comes next is played with it.

        Raises
        ------
        WriteError
            If it is not to be set, or not to that value.
        """
        valid = self.validated(agent, value)
        check_there(agent, self.name)
        if valid != self.__get__(agent):
            self.put(agent, valid)

    def validated(self, agent: TableAgent, value: Any) -> Any:
        """Return a value that can be written, or refuse it."""
        if self.takes is None:
            raise WriteError("cannot be set", field=field(agent, self.name))
        return self.takes.validated(value, field(agent, self.name))

    def put(self, agent: TableAgent, value: Any) -> None:
        """Write a value that has been taken."""
        getattr(getattr(agent.model.world, self.table), self.column)[agent.row] = value


class TableAgent(Described, Agent):
    """An agent that is a row of the tables: its attributes read the row and write to it.

    What is not the agent's to set says what to do instead. The agents are made with their model
    and stay for the length of the run. A subclass may declare attributes of its own: by an
    annotation, by a default in the class, or by setting them in its `__init__`.

    Parameters
    ----------
    model : PartnershipModel
        The model it lives in.
    row : int
        Its row in the tables.
    """

    model: PartnershipModel

    READ_ONLY: ClassVar[Mapping[str, str]] = {}
    """Attributes that follow from something else, and what to do instead of setting them."""

    def __init__(self, model: PartnershipModel, row: int) -> None:
        if model.ready:
            raise InputError(
                "agents of this kind are made with their model, one for each council of its map",
                field=type(self).__name__,
                allowed="a map with more councils (docs/own_map.md), agents of a kind of your own",
            )
        super().__init__(model)
        self.row = row

    def __setattr__(self, name: str, value: Any) -> None:
        model = self.__dict__.get("model")
        if model is not None and model.ready:  # until then attributes are new
            _check_settable(self, name)
        super().__setattr__(name, value)

    def __delattr__(self, name: str) -> None:
        from_class = hasattr(type(self), name) and name not in self.__dict__
        if from_class or name in ("row", *MESA_SETS):
            raise WriteError("cannot be deleted", field=field(self, name))
        super().__delattr__(name)

    def _facts(self) -> dict[str, Any]:
        """Return the attributes that stand in its row."""
        kind = type(self)
        names = (name for base in reversed(kind.__mro__) for name in vars(base))
        return {
            name: getattr(self, name)
            for name in dict.fromkeys(names)
            if isinstance(getattr(kind, name, None), Column)
        }

    def remove(self) -> None:
        """Refuse to be removed: the rows of the tables stay for the length of the run.

        Raises
        ------
        InputError
            Always.
        """
        raise stays(self)


def stays(agent: Any) -> InputError:
    """Return the refusal to take an agent out of its model."""
    return InputError(
        "cannot be removed: councils, their leaders and chief executives stay for the whole run",
        field=type(agent).__name__,
        allowed="a map without the council (docs/own_map.md), a set of your own, as select() gives",
    )


def field(agent: TableAgent, name: str) -> str:
    """Return an attribute as messages name it."""
    return f"{type(agent).__name__}.{name}"


def check_there(agent: TableAgent, name: str) -> None:
    """Refuse to write to a council that does not exist, to its leader or chief executive."""
    if agent.model.world.councils.control[agent.row] < 0:
        council = agent.model.geography.councils["name"].iat[agent.row]
        raise WriteError(
            f"cannot be set: {council} does not exist in this month", field=field(agent, name)
        )


def _check_settable(agent: TableAgent, name: str) -> None:
    """Refuse an attribute that follows from something else, and one that does not exist."""
    kind = type(agent)
    if name in kind.READ_ONLY:
        raise WriteError(f"cannot be set: {kind.READ_ONLY[name]}", field=field(agent, name))
    own = name.startswith("_") or name in agent.__dict__ or name in MESA_SETS
    if own or hasattr(kind, name) or any(name in get_annotations(base) for base in kind.__mro__):
        return
    written = [name for base in reversed(kind.__mro__) for name in vars(base)]
    written = [name for name in written if isinstance(getattr(kind, name), Column)]
    settable = [name for name in written if name not in kind.READ_ONLY]
    nearest = nearest_name(name, [*settable, *kind.READ_ONLY])
    raise WriteError(
        "there is no such attribute",
        field=field(agent, name),
        allowed=OWN if nearest else f"{', '.join(settable)}; {OWN}",
        nearest=nearest,
    )
