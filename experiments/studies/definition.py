"""What a study is, written down: enough to draw it again, and to see whether it is the same."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from experiments.statistics.outcomes import outcomes_named
from experiments.statistics.posterior import POSTERIOR, Posterior
from experiments.store.layout import DEFINITION, SCENARIO
from experiments.store.own_map import scenario_hash
from experiments.studies.designs import Point
from experiments.studies.factors import Factor
from experiments.studies.study import Study
from simulation.errors import InputError
from simulation.scenario import Scenario

SAME = ("seed", "design", "scenario", "points", "outcomes", "tables", "posterior")
"""What a study cannot change and go on; its words and figures it can."""

WORDS = {
    "seed": "the seed",
    "design": "the kind of design",
    "scenario": "the base scenario",
    "points": "the points",
    "outcomes": "the outcomes",
    "tables": "the tables that are kept",
    "posterior": "the posterior",
}


def definition(study: Study) -> dict[str, Any]:
    """Return a study as plain values, all but how many runs it has."""
    made = {
        "name": study.name,
        "question": study.question,
        "design": study.design,
        "seed": study.seed,
        "scenario": scenario_hash(study.scenario),
        "factors": [asdict(factor) for factor in study.factors],
        "points": [asdict(point) for point in study.points],
        "outcomes": [outcome.name for outcome in study.outcomes],
        "tables": list(study.tables),
        "views": list(study.views),
        "shown": list(study.shown),
        "posterior": study.posterior and study.posterior.hash,
    }
    plain: dict[str, Any] = json.loads(json.dumps(made))
    return plain


def hash_of(content: dict[str, Any]) -> str:
    """Return the SHA-256 of what makes a study what it is."""
    told = {name: content[name] for name in SAME}
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def changed_parts(before: dict[str, Any], now: dict[str, Any]) -> list[str]:
    """Return in words what two definitions differ in that matters for numbers."""
    return [
        WORDS[name] + _detail(name, before.get(name), now[name])
        for name in SAME
        if before.get(name) != now[name]
    ]


def _detail(name: str, before: Any, now: Any) -> str:
    if name in ("seed", "design"):
        return f" ({before}, now {now})"
    if name != "points" or not isinstance(before, list):
        return ""
    if len(before) != len(now):
        return f" ({len(before)}, now {len(now)})"
    first = next(place for place, one in enumerate(now) if before[place] != one)
    return f" (point {first} is another)"


def read_definition(folder: Path) -> dict[str, Any]:
    """Return the definition that stands in the folder of a study.

    Raises
    ------
    InputError
        If there is none.
    """
    try:
        content: dict[str, Any] = json.loads((folder / DEFINITION).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise InputError(
            "is not the folder of a study", file=str(folder), allowed=f"one with {DEFINITION}"
        ) from None
    return content


def read_study(folder: Path, runs: int) -> Study:
    """Return the study of a folder, with so many runs at each point.

    Raises
    ------
    InputError
        If the folder is not that of a study, or not whole.
    """
    content = read_definition(folder)
    try:
        return Study(
            scenario=Scenario.load(folder / SCENARIO),
            factors=[_factor(one) for one in content["factors"]],
            points=[Point(**one) for one in content["points"]],
            outcomes=outcomes_named(content["outcomes"]),
            runs=runs,
            posterior=Posterior.read(folder / POSTERIOR) if content["posterior"] else None,
            **{
                name: content[name]
                for name in ("name", "question", "design", "seed", "tables", "views", "shown")
            },
        )
    except (KeyError, TypeError) as error:
        raise InputError(
            f"the folder is not whole ({error})", file=str(folder), allowed="run the study again"
        ) from None


def _factor(content: dict[str, Any]) -> Factor:
    given = {**content, "values": tuple(content["values"]), "scales": tuple(content["scales"])}
    given["sets"] = {name: tuple(values) for name, values in content["sets"].items()}
    return Factor(**given)
