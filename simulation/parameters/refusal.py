"""Turning what pydantic refuses into one clear message."""

from __future__ import annotations

from typing import Any, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from simulation.errors import InputError, nearest_name

WORDS = {
    "float_type": "must be a number",
    "int_type": "must be a whole number",
    "int_from_float": "must be a whole number",
    "bool_type": "must be true or false",
    "string_type": "must be text",
    "tuple_type": "must be a list",
    "list_type": "must be a list",
    "dict_type": "must be a group of values",
    "missing": "is missing",
    "finite_number": "must be finite",
    "greater_than_equal": "is too small",
    "less_than_equal": "is too large",
    "literal_error": "is not one of the choices",
    "string_pattern_mismatch": "is not a month",
    "string_too_long": "is too long",
    "string_too_short": "must not be empty",
    "model_type": "must be a group of values",
    "model_attributes_type": "must be a group of values",
}
"""What each kind of pydantic error means here."""

FEW = 12
"""Names that can be listed in one message."""

LIKE, MISSPELT = 0.6, 0.75
"""How alike a name and the one that is hinted at must be: among few, and among all groups."""

WITH_A_RUN = {
    "seed": "seed= in Python, --seed on the command line",
    "rng": "seed= in Python, --seed on the command line",
    "run": "run= in Python",
    "runs": "runs= in Python, --runs on the command line",
    "workers": "workers= in Python, --workers on the command line",
}
"""What no scenario holds, though a parameter may have the same name, and how it is given."""


def refusal(error: ValidationError, model: type[BaseModel]) -> InputError:
    """Return the first problem of a validation as an `InputError`.

    Parameters
    ----------
    error : ValidationError
        What pydantic raised for `model`.
    model : type of BaseModel
        The model that was validated; its fields give the allowed values and the nearest name.
    """
    first = error.errors()[0]
    place = [str(part) for part in first["loc"]]
    if first["type"] == "extra_forbidden":
        return _unknown(place, model)
    field = _field(place, model)
    value = first["input"]
    shown = value if isinstance(value, (str, int, float, bool)) else type(value).__name__
    problem = WORDS.get(first["type"], first["msg"].lower())
    nearest = None
    if first["type"] == "literal_error" and field is not None:
        nearest = nearest_name(str(value), [str(one) for one in _literals(field.annotation)])
    return InputError(
        problem, field=".".join(place), value=shown, allowed=_allowed(field), nearest=nearest
    )


def _unknown(place: list[str], model: type[BaseModel]) -> InputError:
    """Return the refusal of a name that does not exist, with the nearest right name."""
    *groups, last = place
    if not groups:
        return _without_group(last, model)
    inner: Any = model
    for group in groups:
        inner = _into(inner, group)
    names = list(inner.model_fields)
    nearest = nearest_name(last, names)
    return InputError(
        "there is no such name",
        field=".".join(place),
        allowed=_listed(names, nearest),
        nearest=nearest and ".".join([*groups, nearest]),
    )


def _without_group(name: str, model: type[BaseModel]) -> InputError:
    """Return the refusal of a name that is no group; hints name only what means the same.

    A name that stands in one group means that parameter; one that stands in several could mean any
    of them.
    """
    names = list(model.model_fields)
    meant = nearest_name(name, WITH_A_RUN, MISSPELT)
    if meant is not None and WITH_A_RUN.keys().isdisjoint(names):
        problem = f"is given with a run, not in a scenario ({WITH_A_RUN[meant]})"
        return InputError(problem, field=name)
    known = _known(model)
    found = nearest_name(name, known, MISSPELT if len(known) > len(names) else LIKE)
    could = known[found] if found else []
    nearest = could[0] if len(could) == 1 else None
    return InputError(
        "there is no such name",
        field=name,
        allowed=_listed(could if len(could) > 1 else names, nearest),
        nearest=nearest,
    )


def _listed(names: list[str], nearest: str | None) -> str | None:
    """Return the names that there are; many only where none is near, cut to what has room."""
    return ", ".join(names) if len(names) <= FEW or nearest is None else None


def _known(model: type[BaseModel]) -> dict[str, list[str]]:
    """Return the dotted names that each group, and each name inside a group, stands for."""
    known: dict[str, list[str]] = {group: [group] for group in model.model_fields}
    for group, field in model.model_fields.items():
        for inner in getattr(field.annotation, "model_fields", {}):
            if inner not in model.model_fields:
                known.setdefault(inner, []).append(f"{group}.{inner}")
    return known


def _field(place: list[str], model: type[BaseModel]) -> FieldInfo | None:
    inner: Any = model
    field: FieldInfo | None = None
    for part in place:
        fields = getattr(inner, "model_fields", {})
        if part in fields:
            field = fields[part]
        elif not _is_table(inner):
            return field
        inner = _into(inner, part)
    return field


def _into(annotation: Any, part: str) -> Any:
    """Return the annotation of a part: a field of a model, or any value of a table."""
    if _is_table(annotation):
        return get_args(annotation)[1]
    return annotation.model_fields[part].annotation


def _is_table(annotation: Any) -> bool:
    """Return whether something is a table with free names and models as values."""
    return get_origin(annotation) is dict and hasattr(get_args(annotation)[1], "model_fields")


def _literals(annotation: Any) -> list[Any]:
    found = [one for one in get_args(annotation) if isinstance(one, str)]
    for inner in get_args(annotation):
        found.extend(_literals(inner))
    return found


def _allowed(field: FieldInfo | None) -> str | None:
    """Return the allowed values of a field in words."""
    if field is None:
        return None
    extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
    if "low" in extra:
        unit = "" if extra["unit"] in ("1", "") else f" ({extra['unit']})"
        return f"{extra['low']} to {extra['high']}{unit}"
    choices = _literals(field.annotation)
    if choices:
        return ", ".join(choices)
    if field.annotation is bool:
        return "true, false"
    longest = [m.max_length for m in field.metadata if getattr(m, "max_length", None)]
    if longest:
        return f"1 to {longest[0]} characters"
    return "a month such as 2010-05" if any("pattern" in str(m) for m in field.metadata) else None
