"""The catalogue of everything that can be set, read off the declarations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from simulation.parameters.interventions import Lever
from simulation.parameters.prior import Prior
from simulation.scenario import GROUPS

_ROW = re.compile(r"SF\d{3}")


@dataclass(frozen=True)
class Entry:
    """One value that can be set.

    Attributes
    ----------
    name : str
        Dotted, as `Scenario.with_changes` and ``--set`` take it.
    group : str
        The part of the name before the first dot.
    default : object
        Its default value; None is unset.
    low, high : float or None
        Smallest and largest value allowed, both included; None where there is no range.
    choices : tuple of str
        What it may be, where the values are named.
    unit : str
        The unit; empty or ``1`` for none.
    meaning, source : str
        In words, and where the number comes from.
    kind : str
        Uncertainty, lever, choice, shock or setting.
    prior : Prior or None
        What is thought of it before any run; None for what is not a real number.
    words : str
        Other words by which a person may look for it.
    """

    name: str
    group: str
    default: Any
    low: float | None
    high: float | None
    choices: tuple[str, ...]
    unit: str
    meaning: str
    source: str
    kind: str
    prior: Prior | None = None
    words: str = ""

    @property
    def allowed(self) -> str:
        """What is allowed, in words."""
        if self.choices:
            return ", ".join(self.choices)
        if self.low is None or self.high is None:
            return "a month such as 2010-05" if self.unit == "month" else "text"
        return f"{value_text(self.low)} to {value_text(self.high)}"


def value_text(value: Any) -> str:
    """Return a value as a person writes it in a scenario.

    Examples
    --------
    >>> value_text(500_000.0), value_text(0.28), value_text(True), value_text(("county",))
    ('500000', '0.28', 'true', 'county')
    """
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return ", ".join(value)
    if isinstance(value, float):
        return f"{value:.10g}"
    return "" if value is None else str(value)


def catalogue() -> list[Entry]:
    """Return one entry for everything that can be set, in the order of the groups.

    A lever stands for its level; its start, end and councils can be set as parts of it.

    Examples
    --------
    >>> [entry.unit for entry in catalogue() if entry.name == "talks.planned_months"]
    ['months']
    """
    return [entry for group, model in GROUPS.items() for entry in _entries(group, group, model)]


def _entries(group: str, prefix: str, model: type[BaseModel]) -> Iterator[Entry]:
    for field_name, field in model.model_fields.items():
        name, inner = f"{prefix}.{field_name}", field.annotation
        if inner is Lever:
            yield _entry(name, group, field, 0.0)
        elif isinstance(inner, type) and issubclass(inner, BaseModel):
            yield from _parts(name, group, field, inner)
        else:
            yield _entry(name, group, field, field.default)


def _parts(name: str, group: str, whole: FieldInfo, model: type[BaseModel]) -> Iterator[Entry]:
    """Return the parts of a shock: each means what the shock means, and what the part is."""
    for part, field in model.model_fields.items():
        if part == "county" and part not in str(whole.description):
            continue  # only a reorganisation happens to one county
        extra = {"kind": _extra(whole)["kind"], "source": _extra(whole)["source"]}
        if "pattern" in str(field.metadata):
            extra["unit"] = "month"
        meaning = f"{whole.description}: {field.description or part}"
        yield _entry(f"{name}.{part}", group, field, field.default, meaning, extra)


def _entry(
    name: str,
    group: str,
    field: FieldInfo,
    default: Any,
    meaning: str = "",
    more: dict[str, Any] | None = None,
) -> Entry:
    extra = {"unit": "", **_extra(field), **(more or {})}
    return Entry(
        name=name,
        group=group,
        default=default,
        low=extra.get("low"),
        high=extra.get("high"),
        choices=_choices(field.annotation),
        unit=extra["unit"],
        meaning=meaning or str(field.description),
        source=extra["source"],
        kind=extra["kind"],
        prior=Prior(**extra["prior"]) if "prior" in extra else None,
        words=extra.get("words", ""),
    )


def _extra(field: FieldInfo) -> dict[str, Any]:
    return field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}


def _choices(annotation: Any) -> tuple[str, ...]:
    """Return the values that an annotation names, if it names them."""
    if annotation is bool:
        return ("true", "false")
    if get_origin(annotation) is Literal:
        return tuple(str(value) for value in get_args(annotation))
    if get_origin(annotation) in (tuple, Union, UnionType, Annotated):
        return tuple(word for inner in get_args(annotation) for word in _choices(inner))
    return ()


@cache
def parameter_entries() -> dict[str, Entry]:
    """Return everything that can be set, by dotted name."""
    return {entry.name: entry for entry in catalogue()}


def evidence_rows(*names: str) -> tuple[str, ...]:
    """Return the rows of the evidence that some parameters rest on, each once, in order.

    Examples
    --------
    >>> evidence_rows("vote.vision", "vote.trust")
    ('SF046', 'SF057')
    """
    rows = [row for name in names for row in _ROW.findall(parameter_entries()[name].source)]
    return tuple(dict.fromkeys(rows))
