"""A study: a design times many runs, what is looked at, and what it is known by."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from experiments.statistics.outcome import Outcome
from experiments.statistics.outcomes import outcomes_named
from experiments.statistics.posterior import POSTERIOR, Posterior
from experiments.store.layout import DEFINITION, SCENARIO, scenario_hash
from experiments.studies.designs import POLICY, SAMPLED, Point
from experiments.studies.factors import Factor
from experiments.studies.known_points import point_keys
from experiments.text.numbers import plural
from simulation.errors import InputError
from simulation.files import read_json
from simulation.geography import Geography
from simulation.scenario import Scenario

Table = Literal["talks", "partnerships", "monthly"]
MANY_RUNS = 1_000_000
"""Runs above which a study asks whether it is meant."""


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


@dataclass(frozen=True)
class Study:
    """What is to be played, and what is looked at.

    Parameters
    ----------
    name, question : str
        Its title, and what it asks.
    scenario : Scenario
        The base: what every point has in common.
    factors : sequence of Factor
        What varies.
    points : sequence of Point
        The design.
    runs, seed : int
        Runs at each point; run r has the same draws at all of them.
    outcomes : sequence of Outcome
        What is measured, the most important first.
    tables : sequence of str
        Tables beside that of runs: talks, partnerships, monthly.
    views : sequence of str
        Figures beside that of the outcomes (see `experiments.studies.views`).
    design : str
        The kind of design; ``policies`` for a comparison, whose point 0 is the baseline.
    shown : sequence of str
        Outcomes that figures show.
    posterior : Posterior or None
        What run r of every point draws its parameters from; what the scenario or any point sets
        stays as set.
    played : int or None
        Runs at all points that are there of a study that is not finished; no part of what it is.
    """

    name: str
    question: str
    scenario: Scenario
    factors: Sequence[Factor]
    points: Sequence[Point]
    runs: int
    seed: int
    outcomes: Sequence[Outcome]
    tables: Sequence[Table]
    views: Sequence[str]
    design: str
    shown: Sequence[str]
    posterior: Posterior | None = None
    played: int | None = None

    @property
    def compares(self) -> bool:
        """Whether this is a comparison of policies."""
        return self.design == "policies"

    @property
    def all_runs(self) -> int:
        """Runs at all points together."""
        return self.runs * len(self.points)

    @cached_property
    def free_posterior(self) -> Posterior | None:
        """The posterior of those parameters that neither the scenario nor any point sets."""
        if self.posterior is None:
            return None
        varied = {name for point in self.points for name in point.changes}
        return self.posterior.without({*self.scenario.changed(), *varied})

    @cached_property
    def own_maps(self) -> dict[str, Geography]:
        """A user's own maps that were read for it, by their settings."""
        return {}

    def scenario_of(self, point: int) -> Scenario:
        """Return the scenario of a point."""
        return self.scenario.with_changes(self.points[point].changes)

    def levels(self, factor: Factor) -> tuple[Any, ...]:
        """Return the values that a factor has at the points, in its order."""
        there = dict.fromkeys(point.values[factor.name] for point in self.points)
        if factor.values:
            return tuple(value for value in factor.values if value in there)
        return tuple(sorted(value for value in there if value is not None))

    def values_alone(self, factor: Factor) -> dict[int, Any]:
        """Return the value of a factor at each point that tells of it alone.

        On a one-at-a-time design these are the points at which no other factor has moved; on
        others all are: a grid has every value of the others with each, evenly.
        """
        if self.design != "one_at_a_time":
            return {point.number: point.values[factor.name] for point in self.points}
        others = [one.name for one in self.factors if one.name != factor.name]
        usual = self.points[0].values
        return {
            point.number: point.values[factor.name]
            for point in self.points
            if all(point.values[name] == usual[name] for name in others)
        }

    @property
    def moves_together(self) -> bool:
        """Whether several factors move at once from point to point, so that none stands alone."""
        return len(self.factors) > 1 and self.design in (*SAMPLED, "table")

    def label(self, point: int) -> str:
        """Return what a point is called: its policy, or its factors and values."""
        values = self.points[point].values
        if self.compares:
            return str(values[POLICY])
        return ", ".join(_named(factor, values[factor.name]) for factor in self.factors)


def _named(factor: Factor, value: Any) -> str:
    return f"{factor.label} {value_text(factor, value)}"


def value_text(factor: Factor, value: Any) -> str:
    """Return the value of a factor as a sentence has it, such as ``5 months``."""
    unit = f" {factor.unit}" if factor.unit and factor.unit[:1] != "%" else factor.unit
    if value == 1 and unit.endswith("months"):
        unit = unit[:-1]
    return f"{plain_value(value)}{unit}"


def runs_text(study: Study) -> str:
    """Return how many runs a point has, such as ``400 runs`` or ``about 96 of 400 runs``."""
    runs = plural(study.runs, "run")
    if study.played is None or study.played >= study.all_runs:
        return runs
    return f"about {study.played / len(study.points):,.0f} of {runs}"


def plain_value(value: Any) -> str:
    """Return the value of a factor as a person reads it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return f"{value:.4g}"
    return "as it is" if value is None else str(value).replace("_", " ")


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
    old, new = before["points"], now["points"]
    return not _gone(old, new) and (now["posterior"] is None or _varied(old) == _varied(new))


def _gone(before: list[Any], now: list[Any]) -> list[int]:
    """Return the points of before that are not there any more."""
    there = set(point_keys(one["changes"] for one in now))
    keys = point_keys(one["changes"] for one in before)
    return [place for place, key in enumerate(keys) if key not in there]


def _varied(points: list[Any]) -> set[str]:
    return {name for one in points for name in one["changes"]}


def _detail(name: str, before: Any, now: Any) -> str:
    if name in ("seed", "design"):
        return f" ({before}, now {now})"
    if name != "points" or not isinstance(before, list):
        return ""
    gone = _gone(before, now)
    what = f"point {gone[0]} of before is missing" if gone else "other parameters are drawn"
    return f" ({what})"


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
    except (KeyError, TypeError, AttributeError) as error:
        raise InputError(
            f"is not as the study left it ({error!r})",
            file=str(folder / DEFINITION),
            allowed="run the study again",
        ) from None


def _factor(content: dict[str, Any]) -> Factor:
    given = {**content, "values": tuple(content["values"]), "scales": tuple(content["scales"])}
    given["sets"] = {name: tuple(values) for name, values in content["sets"].items()}
    return Factor(**given)
