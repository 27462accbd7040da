"""What a study file says of a factor: values, or a range."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic.config import JsonDict

from simulation.errors import InputError
from simulation.parameters.refusal import refusal

STEPS = 5
"""Values taken from a range where nothing else is said."""

MOST_STEPS = 1000

VARIED = "values in brackets, {} for its declared range, or { low = …, high = …, steps = … }"
"""How a study file says what a factor varies over."""


def steps_field(default: int | None) -> Any:
    """Declare how many values are taken from a range."""
    extra: JsonDict = {"low": 2, "high": MOST_STEPS, "unit": ""}
    return Field(default, ge=2, le=MOST_STEPS, json_schema_extra=extra)


class FactorFile(BaseModel):
    """What a study file says of a factor."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    values: list[Any] | None = None
    low: float | None = None
    high: float | None = None
    steps: int | None = steps_field(None)
    label: str | None = None
    unit: str | None = None
    scales: list[str] | None = None
    sets: dict[str, list[Any]] | None = None
    changes: dict[str, dict[str, Any]] | None = None
    phrase: str = ""
    where: str | list[str] | None = None


def read_factor(name: str, given: Any) -> FactorFile:
    """Return what a file says of a factor: a list of values, or a table.

    Raises
    ------
    InputError
        For anything else, or a word that means nothing here.
    """
    if not isinstance(given, (list, dict)):
        raise InputError("must say which values it takes", field=name, value=given, allowed=VARIED)
    try:
        return FactorFile.model_validate({"values": given} if isinstance(given, list) else given)
    except ValidationError as error:
        wrong = refusal(error, FactorFile)
        raise wrong.at(f"{name}: {wrong.field}" if wrong.field else name) from None


def check_no_range(name: str, varied: FactorFile, values: Sequence[Any] | None) -> None:
    """Refuse a range beside values, or of what has words instead of numbers.

    Raises
    ------
    InputError
        Naming the part of the range.
    """
    for part in ("low", "high", "steps") if values else ():
        given = getattr(varied, part)
        if given is not None:
            raise InputError(
                "has values, and no range",
                field=f"{name}: {part}",
                value=given,
                allowed=f"some of {', '.join(map(str, values or ()))}",
            )
