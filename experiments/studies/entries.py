"""The declaration of a parameter by its dotted name, as study files name it."""

from __future__ import annotations

from collections.abc import Mapping

from simulation.catalogue import Entry, parameter_entries
from simulation.errors import InputError, nearest_name


def entry_of(name: str) -> Entry:
    """Return the declaration of a parameter.

    Raises
    ------
    InputError
        If there is none of this name, with the nearest.
    """
    known = parameter_entries()
    if name in known:
        return known[name]
    inside = [one for one in known if name and one.startswith(f"{name}.")]
    if inside:
        raise InputError("is a group, not a parameter", field=name, allowed=", ".join(inside))
    nearest = nearest_name(name, known) or _by_last_part(name, known)
    raise InputError("there is no such parameter", field=name, nearest=nearest)


def _by_last_part(name: str, known: Mapping[str, Entry]) -> str | None:
    last = {one.rpartition(".")[2]: one for one in known}
    found = nearest_name(name.rpartition(".")[2], last)
    return last[found] if found else None
