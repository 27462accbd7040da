"""What a study file says under `[sensitivity]`: how many rows and runs, which method and groups."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from simulation.errors import InputError
from simulation.parameters.refusal import refusal

ROWS, TRAJECTORIES, RUNS = 512, 64, 2
"""Rows, trajectories and runs of each point where a study names none. Two runs are the fewest from
which luck is known; more tell more than rows do only where luck is larger than what parameters do
(on England it is an eighth)."""

LEAST_ROWS, MOST_ROWS = 16, 2**20
LEAST_RUNS, MOST_RUNS = 2, 1000


def _whole(default: int | None, low: int, high: int) -> Any:
    extra: Any = {"low": low, "high": high, "unit": ""}
    return Field(default, ge=low, le=high, json_schema_extra=extra)


class Settings(BaseModel):
    """What may be said of a sensitivity analysis.

    Attributes
    ----------
    method : str
        ``sobol`` (indices) or ``morris`` (screening of many parameters).
    rows : int or None
        Rows of the design, a power of two; or trajectories.
    runs : int
        Runs of each point of a row, the same at all of them.
    groups : dict of str to list of str
        Factors that are taken together.
    shapley : bool
        Whether Shapley effects are wanted.
    topics : bool
        Whether parameters of the posterior are a group for each topic.
    without : list of str
        Factors of the study that stay as the base scenario has them.
    shown : list of str
        Outcomes that are shown in place of those that the study shows.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    method: Literal["sobol", "morris"] = "sobol"
    rows: int | None = _whole(None, LEAST_ROWS, MOST_ROWS)
    runs: int = _whole(RUNS, LEAST_RUNS, MOST_RUNS)
    groups: dict[str, list[str]] = {}
    shapley: bool = False
    topics: bool = False
    without: list[str] = []
    shown: list[str] = []

    @property
    def all_rows(self) -> int:
        """Rows of the design, or as many as there are where none are named."""
        return self.rows or (ROWS if self.method == "sobol" else TRAJECTORIES)


def read_settings(given: Mapping[str, Any], options: Mapping[str, Any]) -> Settings:
    """Return the settings of a study file, with what the command line says instead.

    Raises
    ------
    InputError
        For a name, value or number that is not allowed.
    """
    try:
        found = Settings.model_validate({**given, **options})
    except ValidationError as error:
        wrong = refusal(error, Settings)
        last = str(wrong.field)
        raise wrong.at(f"--{last}" if last in options else f"sensitivity.{last}") from None
    rows = found.all_rows
    if found.method == "sobol" and rows & (rows - 1):
        raise InputError(
            "a Sobol sequence is even only at powers of two",
            field="--rows" if "rows" in options else "sensitivity.rows",
            value=rows,
            allowed=f"{1 << rows.bit_length() - 1:,} or {1 << rows.bit_length():,}",
        )
    if found.method == "morris" and found.shapley:
        raise InputError(
            "tells of no variance, so that it has no Shapley effects",
            field="--method" if "method" in options else "sensitivity.method",
            value="morris",
            allowed="sobol, or no --shapley",
        )
    if found.method == "morris" and found.topics:
        raise InputError(
            "steps no member of a posterior, so that it has no topics",
            field="--method" if "method" in options else "sensitivity.method",
            value="morris",
            allowed="sobol, or no topics",
        )
    return found
