"""Structures: different assumptions about how the world works, which a study puts beside levers.

Nobody can choose between them, and no run of the model tells which is true; what differs between
them is not known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from experiments.studies.factors import Factor
from simulation.catalogue import parameter_entries
from simulation.closed_list import Term
from simulation.errors import InputError
from simulation.terms import CHOICES

STRUCTURE = "structure"

SENTENCE = (
    "{} are different assumptions about how the world works, not policies: what differs between "
    "them is what is not known."
)


def moved(factor: Factor) -> list[str]:
    """Return the parameters that a factor moves, by dotted name."""
    return [*factor.sets, *factor.scales] or [factor.name]


def structures_among(names: Iterable[str]) -> list[str]:
    """Return those of some parameters that are structures."""
    known = parameter_entries()
    return [name for name in names if name in known and known[name].kind == STRUCTURE]


def structure_values(factors: Iterable[Factor], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return, of the values at a point, those of the factors that are structures."""
    return {one.name: values[one.name] for one in factors if one.kind == STRUCTURE}


def check_factor(factor: Factor) -> Factor:
    """Return a factor that stands where its kind belongs.

    Raises
    ------
    InputError
        For a structure among uncertainties or levers, or anything else among structures.
    """
    names = moved(factor)
    structures = structures_among(names)
    if factor.kind == STRUCTURE and len(structures) < len(names):
        every = ", ".join(structures_among(parameter_entries()))
        raise InputError("is no structure", field=factor.name, allowed=every)
    if factor.kind == STRUCTURE and len(factor.values) < 2:  # noqa: PLR2004 -- two can differ
        raise InputError(
            "has one value, so that nothing is compared",
            field=factor.name,
            value=factor.values[0] if factor.values else None,
            allowed="two or more values, or the one under [base]",
        )
    if factor.kind in ("uncertainty", "lever") and structures:
        raise InputError(
            "is an assumption about the world, nothing that could be pulled or drawn",
            field=factor.name,
            allowed="under [structures]",
        )
    return factor


def check_policy(name: str, changes: Iterable[str]) -> None:
    """Refuse a policy that changes an assumption about the world.

    Raises
    ------
    InputError
        Naming the policy and the parameter.
    """
    for structure in structures_among(changes):
        raise InputError(
            "is an assumption about the world, not a policy",
            field=f"policies.{name}: {structure}",
            allowed="under [base] or [structures]",
        )


def assumptions(factor: Factor) -> list[str]:
    """Return what each value of a structure assumes, as ``calendar: a plan is …``."""
    names = structures_among(moved(factor))
    if len(names) != 1:
        return []
    words = CHOICES.get(names[0].rpartition(".")[2], ())
    meanings = {word.replace(" ", "_"): word.meaning for word in words if isinstance(word, Term)}
    return [f"{value}: {meanings[value]}" for value in factor.values if meanings.get(value)]
