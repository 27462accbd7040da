"""Reading a study from its TOML file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from experiments.execution.progress import sign_of_life
from experiments.statistics.posterior import PACKAGED, Posterior
from experiments.studies.acting import named_places
from experiments.studies.decision_file import decision_of, without_price
from experiments.studies.designs import (
    MOST_POINTS,
    Design,
    Point,
    Policy,
    check_size,
    crossed,
    points_of,
    policy_factor,
    policy_points,
)
from experiments.studies.factor_file import STEPS, steps_field
from experiments.studies.factors import Factor, factor_of, flat
from experiments.studies.measured import measured_outcomes, shown_names
from experiments.studies.nest import MEMBERS, MOST_MEMBERS, Nest
from experiments.studies.nest import RUNS as EACH
from experiments.studies.points import read_points
from experiments.studies.structures import STRUCTURE, check_factor, check_policy, moved
from experiments.studies.study import Study, Table
from experiments.studies.views import check_asked, check_view, views_of_choice
from simulation.counts import LARGEST
from simulation.errors import InputError, check_once
from simulation.files import read_toml
from simulation.half_set import check_half_set, check_policy_half_set
from simulation.parameters.declare import Title
from simulation.parameters.refusal import refusal
from simulation.scenario import GROUPS, Scenario


class DesignFile(BaseModel):
    """The part of a study file that says how points are chosen."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    kind: Literal["grid", "latin_hypercube", "sobol", "one_at_a_time", "table"] = "grid"
    points: int | None = Field(
        None, ge=1, le=MOST_POINTS, json_schema_extra={"low": 1, "high": MOST_POINTS, "unit": ""}
    )
    steps: int = steps_field(STEPS)
    table: str | None = None


ONE_SET = "none"
"""In the place of a posterior: every run has the parameters of the scenario."""

RUNS = 100
"""Runs at each point of a study at one parameter set that names none."""


class StudyFile(BaseModel):
    """What a study file may say."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    name: Title
    question: str = ""
    scenario: str | None = None
    runs: int | None = Field(
        None, ge=1, le=10**9, json_schema_extra={"low": 1, "high": 10**9, "unit": "runs"}
    )
    members: int | None = Field(
        None,
        ge=2,
        le=MOST_MEMBERS,
        json_schema_extra={"low": 2, "high": MOST_MEMBERS, "unit": "members"},
    )
    seed: int = Field(
        0, ge=0, le=LARGEST, json_schema_extra={"low": 0, "high": LARGEST, "unit": ""}
    )
    base: dict[str, Any] = {}
    design: DesignFile = DesignFile()
    uncertainties: dict[str, Any] = {}
    levers: dict[str, Any] = {}
    structures: dict[str, Any] = {}
    policies: dict[str, Any] = {}
    outcomes: list[str] | None = None
    shown: list[str] | None = None
    tables: list[Table] = ["talks", "partnerships"]
    views: list[str] = []
    decision: dict[str, Any] = {}
    posterior: str = PACKAGED
    sensitivity: dict[str, Any] = {}
    """What `partnerships sensitivity` reads in it."""


def load_study(
    path: Path,
    instead: Mapping[str, Any] | None = None,
    /,
    *,
    runs: int | None = None,
    members: int | None = None,
    seed: int | None = None,
) -> Study:
    """Return the study of a file.

    Parameters
    ----------
    path : Path
        The TOML file; paths in it stand beside it.
    instead : mapping of str to object, optional
        What is read in place of parts of the file.
    runs, members, seed : int, optional
        Instead of those of the file; runs are of each member where there are members.

    Raises
    ------
    InputError
        For the first thing that is wrong, naming file and field.
    """
    content = read_toml(path, "study")
    try:
        _refuse_other_file(content, path)
        given = {name: one for name, one in {"runs": runs, "members": members, "seed": seed}.items()
                 if one is not None}  # fmt: skip
        return study_from({**content, **(instead or {}), **given}, path.parent)
    except InputError as error:
        raise (error if error.file else error.within(str(path))) from None


def study_from(
    content: Mapping[str, Any], folder: Path = Path(), *, base: Scenario | None = None
) -> Study:
    """Return the study that the content of a file declares.

    Parameters
    ----------
    content : mapping
        What the file says.
    folder : Path
        Where the files stand that it names.
    base : Scenario, optional
        In the place of the scenario that it names.

    Raises
    ------
    InputError
        For the first thing that is wrong, naming the field.
    """
    try:
        given = StudyFile.model_validate(content)
    except ValidationError as error:
        raise refusal(error, StudyFile) from None
    return _study(given, folder, base)


def _refuse_other_file(content: Mapping[str, Any], path: Path) -> None:
    """Refuse a scenario or a calibration, read as a study."""
    if "name" in content and set(content) & {"sampling", "screening", "screened", "priors"}:
        raise InputError("is a calibration", allowed=f"partnerships calibrate {path}")
    groups = [name for name in content if name in GROUPS and name != "levers"]
    if groups and not set(content) & (set(StudyFile.model_fields) - {"name", "levers"}):
        raise InputError(
            f"is a scenario, not a study ({groups[0]!r} stands in it)",
            allowed=f"partnerships run {path}, or a study with scenario = {path.name!r}",
        )


def _study(given: StudyFile, folder: Path, base: Scenario | None) -> Study:
    if base is None:
        base = Scenario.load(folder / given.scenario) if given.scenario else Scenario.default()
    scenario = base.with_changes(dict(flat(given.base)))
    for field in ("outcomes", "shown", "tables", "views"):
        check_once(getattr(given, field) or (), field)
    factors, points = _points(given, scenario, folder, given.seed)
    check_half_set(scenario, {name for point in points for name in point.changes})
    decision = decision_of(given.decision, given.policies)
    decision = decision.at(named_places(decision.named, scenario, points))
    outcomes = measured_outcomes(given.outcomes, decision, scenario, points)
    design = "policies" if given.policies else given.design.kind
    nest = _nest(given)
    has = [one for one, there in (("posterior", nest), ("price", decision.prices)) if there]
    views = [*given.views, *(views_of_choice(has) if given.policies else ())]
    for view in given.views:
        check_view(view, given.tables, len(factors), design)
    check_asked(given.views, has)
    return Study(
        name=given.name,
        question=given.question,
        scenario=scenario,
        factors=factors,
        points=points,
        runs=nest.runs if nest else given.runs or RUNS,
        nest=nest,
        seed=given.seed,
        outcomes=outcomes,
        tables=given.tables,
        views=list(dict.fromkeys(views)),
        design=design,
        shown=shown_names(given.shown, outcomes, scenario, points),
        posterior=_posterior(given.posterior, folder),
        decision=decision,
    )


def _nest(given: StudyFile) -> Nest | None:
    """Return how many members play how many runs; None at one parameter set."""
    if given.posterior != ONE_SET:
        return Nest(((given.members or MEMBERS, given.runs or EACH),))
    if given.members is not None:
        raise InputError(
            "are of a posterior, and this study has none",
            field="members",
            value=given.members,
            allowed=f'posterior = "{PACKAGED}", or a file or folder of one',
        )
    return None


def _posterior(given: str, folder: Path) -> Posterior | None:
    """Return what parameters are drawn from: the packaged posterior, or a file or folder."""
    if given == ONE_SET:
        return None
    return Posterior.read(given if given == PACKAGED else folder / given, field="posterior")


def _points(
    given: StudyFile, scenario: Scenario, folder: Path, seed: int
) -> tuple[list[Factor], tuple[Point, ...]]:
    """Return the factors and the points of a study."""
    if not given.policies:
        factors, rows = _varied(given, scenario, folder, seed)
        with sign_of_life("Making the points", len(rows)):
            return factors, points_of(rows, factors, scenario)
    if given.uncertainties or given.levers:
        raise InputError(
            "has policies, so that nothing else may vary but [structures]", field="policies"
        )
    policies = [
        Policy.read(name, without_price(one), scenario) for name, one in given.policies.items()
    ]
    for one in policies:
        check_policy(one.name, one.changes)
        try:
            check_policy_half_set(scenario, one.changes)
        except InputError as error:
            raise error.at(f"policies.{one.name}: {error.field}") from None
    points = policy_points(policies)
    structures = _factors(given.structures, STRUCTURE, scenario)
    return [policy_factor(points), *structures], crossed(points, structures, scenario)


def _factors(group: Mapping[str, Any], kind: str, scenario: Scenario) -> list[Factor]:
    return [check_factor(factor_of(name, kind, one, scenario)) for name, one in group.items()]


def _varied(
    given: StudyFile, scenario: Scenario, folder: Path, seed: int
) -> tuple[list[Factor], list[list[Any]]]:
    """Return the factors of a sweep and their values at each point."""
    groups = {"uncertainty": given.uncertainties, "lever": given.levers,
              STRUCTURE: given.structures}  # fmt: skip
    factors = [one for kind, group in groups.items() for one in _factors(group, kind, scenario)]
    check_once((name for factor in factors for name in moved(factor)), "what varies")
    design = given.design
    if design.kind == "table":
        if not design.table:
            raise InputError("must name a CSV table of points", field="design.table")
        return read_points(folder / design.table, {one.name: one for one in factors}, scenario)
    if not factors:
        raise InputError(
            "nothing varies",
            allowed="parameters under [uncertainties], [levers], [structures], or [policies]",
        )
    plan = Design(design.kind, design.points, design.steps)
    check_size(plan, factors)
    with sign_of_life("Sampling the design", plan.size(factors)):
        return factors, plan.rows(factors, scenario, seed)
