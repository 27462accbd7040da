"""Levers of a place: `where` of a policy or a lever names councils, counties or regions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from simulation.errors import InputError

WHERE, LEVERS = "where", "levers."
SUCH = 'such as where = "Devon", or ["Exeter", "South West"]'


def place_names(given: Any, field: str) -> tuple[str, ...]:
    """Return the names of councils, counties or regions that a study file gives.

    Raises
    ------
    InputError
        If it is no name and no list of names.
    """
    names = [given] if isinstance(given, str) else given
    if not isinstance(names, (list, tuple)) or not names:
        raise InputError("must name councils, counties or regions", field=field, allowed=SUCH)
    for name in names:
        if not isinstance(name, str) or not name.strip():
            raise InputError("is no name", field=field, value=name, allowed=SUCH)
    return tuple(dict.fromkeys(names))


def pulled_there(changes: Mapping[str, Any], places: Sequence[str], field: str) -> dict[str, Any]:
    """Return changes whose levers are pulled by the councils of some places alone.

    Raises
    ------
    InputError
        If something else than levers is changed, which would act everywhere, or nothing is; if a
        lever names councils of its own.
    """
    for name in changes:
        if not name.startswith(LEVERS):
            raise InputError(
                "acts everywhere, so that it cannot be of one place",
                field=f"{field}: {name}",
                allowed="levers alone beside where, or two policies",
            )
        if name.endswith(".councils"):
            raise InputError("is set beside where", field=f"{field}: {name}", allowed="one of them")
    if not changes:
        raise InputError(
            "changes nothing there", field=field, allowed='such as "levers.repair" = 1'
        )
    levers = dict.fromkeys(".".join(name.split(".")[:2]) for name in changes)
    return {**changes, **{f"{name}.councils": list(places) for name in levers}}
