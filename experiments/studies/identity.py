"""What a study is known by, written into its folder and read back."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from experiments.statistics.outcomes import outcomes_named
from experiments.statistics.posterior import POSTERIOR, Posterior
from experiments.store.layout import DEFINITION, SCENARIO, scenario_hash
from experiments.studies.decision_file import Decision
from experiments.studies.designs import Point
from experiments.studies.factors import Factor
from experiments.studies.known_points import point_keys
from experiments.studies.nest import Nest
from experiments.studies.study import Study
from simulation.errors import InputError
from simulation.files import read_json
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
        "points": [vars(point) for point in study.points],
        "outcomes": [outcome.name for outcome in study.outcomes],
        "tables": list(study.tables),
        "views": list(study.views),
        "shown": list(study.shown),
        "posterior": study.posterior and study.posterior.hash,
        **({"decision": asdict(study.decision)} if study.decision != Decision() else {}),
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
        if before.get(name) != now[name] and not (name == "points" and _only_added(before, now))
    ]


def _only_added(before: dict[str, Any], now: dict[str, Any]) -> bool:
    """Return whether all points of before are still there, and draw what they drew."""
    return not _gone(before["points"], now["points"])


def _gone(before: list[Any], now: list[Any]) -> list[int]:
    """Return the points of before that are not there any more."""
    there = set(point_keys(one["changes"] for one in now))
    keys = point_keys(one["changes"] for one in before)
    return [place for place, key in enumerate(keys) if key not in there]


def _detail(name: str, before: Any, now: Any) -> str:
    if name in ("seed", "design"):
        return f" ({before}, now {now})"
    if name != "points" or not isinstance(before, list):
        return ""
    gone = _gone(before, now)
    return f" (point {gone[0]} of before is missing)" if gone else ""


def read_definition(folder: Path) -> dict[str, Any]:
    """Return the definition that stands in the folder of a study.

    Raises
    ------
    InputError
        If there is none.
    """
    if not (folder / DEFINITION).is_file():
        raise InputError(
            "is not the folder of a study", file=str(folder), allowed=f"one with {DEFINITION}"
        )
    return read_json(folder / DEFINITION, "definition of the study")


def read_study(folder: Path, runs: int, nest: Nest | None = None) -> Study:
    """Return the study of a folder, with so many runs at each point, nested or not.

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
            nest=nest,
            decision=Decision(**content.get("decision", {})),
            posterior=Posterior.read(folder / POSTERIOR) if content["posterior"] else None,
            **{
                name: content[name]
                for name in ("name", "question", "design", "seed", "tables", "views", "shown")
            },
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise InputError(
            f"is not as the study left it ({error!r})",
            file=str(folder / DEFINITION),
            allowed="run the study again",
        ) from None


def _factor(content: dict[str, Any]) -> Factor:
    given = {**content, "values": tuple(content["values"]), "scales": tuple(content["scales"])}
    given["where"] = tuple(content.get("where", ()))
    given["sets"] = {name: tuple(values) for name, values in content["sets"].items()}
    return Factor(**given)
