"""Levers and shocks that a person has set by half, so that they do nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from simulation.errors import InputError
from simulation.scenario import Scenario


def check_half_set(scenario: Scenario, varied: Iterable[str] = ()) -> Scenario:
    """Return a scenario in which no lever and no shock is set by half, as a person may leave it.

    Parameters
    ----------
    scenario : Scenario
        What is about to be played.
    varied : iterable of str
        What a study sets beside it, by dotted name.

    Raises
    ------
    InputError
        For a lever or a shock that does nothing for want of a level, a month or a size.
    """
    half = [
        (f"levers.{name}", "level", "months or councils")
        for name, lever in scenario.levers
        if not lever.level and (lever.start or lever.end or lever.councils)
    ]
    for name, shock in scenario.shocks:
        if bool(shock.month) != bool(shock.size):
            missing, given = ("size", "a month") if shock.month else ("month", "a size")
            half.append((f"shocks.{name}", missing, given))
    for name, missing, given in half:
        if not any(one == name or one.startswith(f"{name}.") for one in varied):
            example = '"2010-05"' if missing == "month" else "1"
            raise InputError(
                f"has {given} and no {missing}, so that it does nothing",
                field=name,
                allowed=f"{name}.{missing} = {example} beside it",
            )
    return scenario


def check_policy_half_set(scenario: Scenario, changes: Mapping[str, Any]) -> None:
    """Refuse a policy that sets one of its own levers or shocks by half.

    Raises
    ------
    InputError
        As `check_half_set`; what the policy does not name is another's to set.
    """
    ours = {".".join(name.split(".")[:2]) for name in changes}
    every = {f"levers.{name}" for name, _ in scenario.levers}
    every |= {f"shocks.{name}" for name, _ in scenario.shocks}
    check_half_set(scenario.with_changes(changes), every - ours)
