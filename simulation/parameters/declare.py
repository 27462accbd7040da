"""How a parameter is declared: default, range, unit, meaning, source and kind, in one place."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from pydantic.config import JsonDict

from simulation.parameters.prior import Prior, prior_declaration

Kind = Literal["uncertainty", "lever", "choice", "structure", "shock", "setting"]
"""What a parameter stands for, in the words of exploratory modelling.

A structure is a choice between assumptions about the world, which nobody can pull: studies put
them beside levers, and pages tell them apart from policies."""

Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
"""What a scenario, a study or a calibration is called on pages; never empty."""


class Group(BaseModel):
    """Parameters that belong to one noun of the model; frozen, strict, and closed to new names."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, validate_default=True)


def number(  # noqa: PLR0913 -- each is told apart by its place in a declaration
    default: float,
    low: float,
    high: float,
    unit: str,
    meaning: str,
    source: str,
    kind: Kind = "uncertainty",
    prior: Prior | None = None,
    *,
    words: str = "",
) -> Any:
    """Declare a real-valued parameter.

    Parameters
    ----------
    default, low, high : float
        The default and the smallest and largest values allowed (both included).
    unit : str
        The unit, or ``"1"`` for a pure number.
    meaning : str
        What it is, in words a councillor understands.
    source : str
        A row of the evidence (``SF…``), a packaged table, or the word assumption.
    kind : Kind
        Uncertainty unless said otherwise.
    prior : Prior or None
        What is thought of it before any run; None holds all of its range equally likely.
    words : str
        Other words by which a person may look for it.
    """
    extra: JsonDict = {"unit": unit, "source": source, "kind": kind, "low": low, "high": high}
    extra["prior"] = prior_declaration(prior, low, high)
    extra["words"] = words
    return Field(
        default, ge=low, le=high, allow_inf_nan=False, description=meaning, json_schema_extra=extra
    )


def whole(
    default: int,
    low: int,
    high: int,
    unit: str,
    meaning: str,
    source: str,
    kind: Kind = "uncertainty",
) -> Any:
    """Declare a whole-number parameter; the arguments are those of `number`."""
    extra: JsonDict = {"unit": unit, "source": source, "kind": kind, "low": low, "high": high}
    return Field(default, ge=low, le=high, description=meaning, json_schema_extra=extra)


def option(default: Any, meaning: str, source: str, kind: Kind = "choice") -> Any:
    """Declare a parameter that takes one of the values its annotation names."""
    extra: JsonDict = {"unit": "", "source": source, "kind": kind}
    return Field(default, description=meaning, json_schema_extra=extra)
