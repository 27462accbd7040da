"""What the page says that a visitor did: of the type that the action asks for, or refused."""

from __future__ import annotations

from collections.abc import Callable
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from simulation.errors import InputError

LARGEST = 1e300
"""Numbers beyond it are none that a visitor types; Python's own may be too large for a float."""


def check_event(action: Callable[[Any], Any], event: Any) -> None:
    """Check what the page sends with an event against the annotation of what will take it.

    Raises
    ------
    InputError
        If it is of another type: no part of our page sends such.
    """
    hints = [kind for name, kind in get_type_hints(action).items() if name != "return"]
    if hints and not _fits(event, hints[0]):
        raise InputError("the page sent what it cannot mean", value=type(event).__name__)


def _fits(value: Any, kind: Any) -> bool:
    """Return whether a value from JSON is of a type; a whole number may come as a float."""
    if kind in (Any, object):
        return True
    if get_origin(kind) in (Union, UnionType):
        return any(_fits(value, one) for one in get_args(kind))
    if kind is int:
        return type(value) in (int, float) and abs(value) <= LARGEST
    if kind in (str, bool):
        return type(value) is kind
    if kind is NoneType:
        return value is None
    *_, of = get_args(kind) or (Any,)
    if not isinstance(value, get_origin(kind) or kind):
        return False
    return all(_fits(one, of) for one in (value.values() if isinstance(value, dict) else value))
