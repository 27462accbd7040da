"""Rows of the tables of a run as objects: they read what stands there, and nothing can be set."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from simulation.described import Described
from simulation.errors import InputError, WriteError
from simulation.result.sentences import join_names

if TYPE_CHECKING:
    from simulation.agents import Council
    from simulation.model import PartnershipModel


class Sides(NamedTuple):
    """One value for each side of talks.

    Attributes
    ----------
    asker, asked : object
        Of the council that asked, and of the one that was asked.
    """

    asker: Any
    asked: Any


def month_or_none(value: int) -> int | None:
    """Return a month, None for one that has not come."""
    return value if value >= 0 else None


def label_of(labels: Sequence[str]) -> Callable[[int], str | None]:
    """Return what turns a number into its label, None for what is not there."""

    def label(value: int) -> str | None:
        return str(labels[value]) if value >= 0 else None

    return label


def names_of(councils: Iterable[Council]) -> str:
    """Return the names of councils as a list in words."""
    return join_names([council.name for council in councils])


class Entry:
    """An attribute that reads one column.

    Parameters
    ----------
    column : str
        The column of the table.
    reading : callable or None
        Turns the number that stands there into what a person reads.
    """

    def __init__(self, column: str, reading: Callable[[Any], Any] | None = None) -> None:
        self.column, self.reading = column, reading

    def __get__(self, row: Any, owner: type | None = None) -> Any:
        """Return what stands in the row."""
        if row is None:
            return self
        value = getattr(row.table, self.column)[row.row]
        return value if self.reading is None else self.reading(value)


class Row(Described):
    """A row of a table of a run: it reads what stands there now, as the run goes on.

    Two of them are equal if they are the same row of the same model.

    Parameters
    ----------
    model : PartnershipModel
        The model whose tables are read.
    row : int
        The row.
    """

    __slots__ = ("model", "row")

    TABLE: ClassVar[str] = ""
    """The table of the world, as `World` names it."""

    USED: ClassVar[int] = 0
    """Where `Scratch.used` says how many rows there are."""

    INSTEAD: ClassVar[str] = ""
    """What to set instead of an attribute of a row."""

    model: PartnershipModel
    row: int

    def __init__(self, model: PartnershipModel, row: int) -> None:
        object.__setattr__(self, "model", model)
        object.__setattr__(self, "row", row)

    @property
    def table(self) -> Any:
        """The table it is a row of.

        Raises
        ------
        InputError
            If the run has no such row.
        """
        if not 0 <= self.row < self.model.world.scratch.used[self.USED]:
            raise InputError("the run has no such row", field=self.TABLE, value=self.row)
        return getattr(self.model.world, self.TABLE)

    def _facts(self) -> dict[str, Any]:
        """Return what stands in the row."""
        names = (name for base in reversed(type(self).__mro__) for name in vars(base))
        entries = [name for name in names if isinstance(getattr(type(self), name, None), Entry)]
        return {name: getattr(self, name) for name in entries}

    @property
    def last_month(self) -> int:
        """The month that was played last, -1 before the first."""
        return self.model.month - 1

    def __setattr__(self, name: str, value: Any) -> None:
        raise WriteError(
            f"is read only, it follows from the rules; set {self.INSTEAD}",
            field=f"{type(self).__name__}.{name}",
        )

    def __delattr__(self, name: str) -> None:
        raise WriteError("cannot be deleted", field=f"{type(self).__name__}.{name}")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Row) or type(other) is not type(self):
            return NotImplemented
        return other.model is self.model and other.row == self.row

    def __hash__(self) -> int:
        return hash((type(self), id(self.model), self.row))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.model, self.row)
