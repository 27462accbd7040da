"""The database of a calibration: whose it is, and what each generation holds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from experiments.calibration.marginals import effective_size
from experiments.calibration.particle import VALUES
from experiments.store.manifest import other_version
from simulation.errors import InputError
from simulation.provenance import Dependencies

DATABASE = "calibration.db"
MOVE = "the database of this study, another folder with --out, or --fresh"
SHORT = 20
"""Letters up to which both values are told."""

VERSION, UNNAMED = "version", "0.1.0"
"""What an identity calls the version that made it, and the version whose identities did not."""

MEMORY = "sqlite://"
"""The address of a database that is gone with its process."""

FIRST = 1
"""The number of the analysis in its database; each has a database of its own."""


class Generation(NamedTuple):
    """The accepted particles of a generation, heaviest first.

    Attributes
    ----------
    scores : DataFrame
        A row for each particle, a column for the normal score of each parameter.
    weight : array of float
        Weights, which sum to 1.
    distance : array of float
        Distance of each particle from the targets.
    values : array of float, shape (particles, targets)
        Summary statistics.
    """

    scores: pd.DataFrame
    weight: Any
    distance: Any
    values: Any

    def store(self, history: Any, models: list[str]) -> None:
        """Store these particles as the first generation of a history."""
        from pyabc import Parameter
        from pyabc.population import Particle, Population

        found = zip(self.scores.to_dict("records"), self.weight, self.distance, self.values,
                    strict=True)  # fmt: skip
        particles = [
            Particle(0, Parameter(scores), float(weight), {VALUES: values}, float(distance))
            for scores, weight, distance, values in found
        ]
        reach = float(np.max(self.distance))
        history.append_population(0, reach, Population(particles), len(particles), models)


def address(path: Path) -> str:
    """Return a file as SQLAlchemy takes it."""
    return f"sqlite:///{path.resolve().as_posix()}"


def open_history(path: Path, identity: Mapping[str, Any]) -> Any:
    """Return the history of a database that is there already.

    Raises
    ------
    InputError
        If it is no database of pyABC, or that of another study, naming what differs.
    """
    from pyabc import History
    from sqlalchemy.exc import SQLAlchemyError

    try:
        history = History(address(path), create=False)
        runs = history.all_runs()
    except (SQLAlchemyError, AssertionError):
        raise InputError("is not a calibration database", file=str(path), allowed=MOVE) from None
    if runs:
        history.id = FIRST
        refuse_another(path, _held(runs[0].json_parameters), identity)
    return history


def _held(text: str) -> dict[str, Any]:
    """Return what a database says it is of; nothing if it is not one of ours."""
    try:
        told = json.loads(text)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def refuse_another(place: Path, held: Mapping[str, Any], identity: Mapping[str, Any]) -> None:
    """Refuse what was made for another study.

    Raises
    ------
    InputError
        Naming what differs, or the version that can finish it.
    """
    differ = [name for name in identity if name != VERSION and held.get(name) != identity[name]]
    if differ:
        named = "; ".join(_difference(name, held.get(name), identity[name]) for name in differ)
        by = held.get(VERSION, None if "made_with" in held else UNNAMED)
        why = other_version(by) or named
        raise InputError(f"belongs to another calibration ({why})", file=str(place), allowed=MOVE)


def _difference(name: str, before: Any, now: Any) -> str:
    if name == "made_with":
        return "; ".join(Dependencies(**now).differences(before or {}))
    short = all(len(str(value)) < SHORT for value in (before, now)) and before is not None
    return f"{name} {before}, not {now}" if short else f"another {name}"


def generation_of(history: Any, number: int) -> Generation:
    """Return a finished generation."""
    particles = sorted(
        history.get_population(number).particles, key=lambda one: (-one.weight, one.distance)
    )
    weight = np.array([one.weight for one in particles])
    return Generation(
        pd.DataFrame([dict(one.parameter) for one in particles]),
        weight / weight.sum(),
        np.array([one.distance for one in particles]),
        np.array([one.sum_stat[VALUES] for one in particles]),
    )


def _worth(history: Any, generation: int) -> float:
    _, weight = history.get_distribution(t=generation)
    return round(effective_size(weight), 1)


def progress_of(history: Any) -> pd.DataFrame:
    """Return a row for each finished generation: threshold, particles tried, accepted, effective.

    Effective is how many particles of equal weight would know as much.
    """
    told = history.get_all_populations()
    told = told[told["t"] >= 0]
    return pd.DataFrame(
        {
            "generation": told["t"] + 1,
            "threshold": told["epsilon"],
            "tried": told["samples"],
            "accepted": told["particles"],
            "effective": [_worth(history, int(t)) for t in told["t"]],
            "ended": told["population_end_time"],
        }
    ).reset_index(drop=True)
