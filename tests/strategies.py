"""Worlds and scenarios that the tests share: named ones, and strategies that make any."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import note
from hypothesis import strategies as st

from simulation import run
from simulation.parameters import NUMBERS
from simulation.result import Result
from simulation.scenario import Scenario
from simulation.terms import CHOICES, LEVERS

CONFIGS = Path(__file__).parents[1] / "configs"
OWN_MAP = CONFIGS / "own_map"
FIRST_EDITION = CONFIGS / "first_edition.toml"

Changes = dict[str, Any]

WORLDS: dict[str, Changes] = {
    "england": {},
    "hexagonal": {
        "geography.map": "hexagonal",
        "geography.size": 30,
        "history.control": "drawn",
    },
    "random_planar": {
        "geography.map": "random_planar",
        "geography.size": 40,
        "geography.seed": 3,
        "history.control": "drawn",
    },
    "own": {
        "geography.map": "own",
        "geography.councils": str(OWN_MAP / "councils.csv"),
        "geography.neighbours": str(OWN_MAP / "neighbours.csv"),
        "geography.control": str(OWN_MAP / "control.csv"),
    },
}
"""Four kinds of world: real, regular, irregular, and a user's own with a unitary in it."""

COUNTIES = {
    "england": "Suffolk",
    "hexagonal": "County 1",
    "random_planar": "County 1",
    "own": "Westmark",
}
"""A county of each world, to be reorganised."""

SOME_COUNCILS = {
    "england": ("Babergh", "Mid Suffolk", "Breckland", "South Holland", "E07000042"),
    "hexagonal": ("S000001", "S000002", "Council 3", "Council 4", "Council 9"),
    "random_planar": ("S000001", "S000002", "Council 3", "Council 4", "Council 9"),
    "own": ("A01", "A02", "Calderford", "Dunsby"),
}
"""Some councils of each world, by code or name."""

BUSY: Changes = {
    "affinity.distance": 0.1,
    "approach.base": 0.08,
    "approach.window": 0.2,
    "approach.least_trust": 0.3,
    "approach.accept_base": 0.7,
    "approach.join_cost": 0.0,
    "approach.refusal_months": 2,
    "approach.soundings": 1.0,
    "approach.fashion": 0.5,
    "trust.chance_meeting": 0.15,
    "talks.planned_months": 2.0,
    "talks.vision_start": 0.5,
    "talks.vision_rate": 2.0,
    "support.members_start": 0.6,
    "support.members_base": 0.5,
    "support.officers_base": 0.6,
    "vote.trust": 0.42,
    "partnership.max_size": 5,
    "partnership.team_rate": 0.4,
    "partnership.services_rate": 0.4,
    "partnership.services_failed": 0.5,
    "leaders.leave_month": 0.05,
    "chief_executives.leave_rate": 0.4,
    "ending.choice": 0.02,
    "ending.leader_base": 0.4,
    "ending.merge_rate": 0.1,
    "ending.company_rate": 0.1,
    "aftermath.rest_months": 1,
    "stress.trouble_rate": 0.2,
    "stress.trouble_size": 1.0,
    "affinity.rivalry": 0.05,
    "choices.scope": "mixed",
}
"""Much happens: quick talks, trios and larger, joining, leaving, all kinds of endings."""


def entry(world: str) -> Changes:
    """Return all that makes councils look in the second edition of the model."""
    return {
        "approach.base": 0.01,
        "approach.signal_half_life": 8.0,
        "restructuring.rate": 0.2,
        "restructuring.posts": 0.6,
        "restructuring.relief": 0.5,
        "restructuring.half_life": 60.0,
        "search.retry": 0.4,
        "sparsity.case": 1.5,
        "sparsity.thin": 0.3,
        "bids.pulse": 0.05,
        "history.joint_bids": "recorded" if world == "england" else "drawn",
    }


def levers(world: str) -> Changes:
    """Return every lever pulled, some by some councils or for some years only."""
    made: Changes = {}
    for place, name in enumerate(LEVERS):
        pulled: Changes = {"level": 1.0 - 0.03 * place}
        if place % 3 == 1:
            pulled |= {"start": "2010-03", "end": "2011-06"}
        if place % 4 == 2:
            pulled["councils"] = SOME_COUNCILS[world]
        made[f"levers.{name}"] = pulled
    return made | {"choices.protocol": "vision_first", "choices.order": "officers_first"}


def shocks(world: str) -> Changes:
    """Return every shock in one scenario, with control drawn at elections."""
    return {
        "history.control": "drawn",
        "shocks.trust": {"month": "2009-08", "size": 0.3},
        "shocks.salience": {"month": "2010-02", "size": 0.8},
        "shocks.reorganisation": {"month": "2011-03", "size": 1.0, "county": COUNTIES[world]},
        "shocks.grants_restored": {"month": "2011-05", "size": 0.9},
        "choices.protocol": "detail_first",
        "choices.savings_target": "high",
    }


ENDINGS: Changes = {
    "choices.review": "once",
    "choices.review_again": "anew",
    "review.within": 12,
    "review.control": 0.6,
    "review.leader": 0.3,
    "own_capacity.rate": 0.01,
    "own_capacity.hold": 0.2,
    "fairness.weight": 0.3,
    "tiers.size_power_single": 0.3,
    "tiers.size_power_london": 0.2,
    "tiers.size_power_county": 0.1,
    "tiers.need_single": 1.5,
    "tiers.need_london": 1.3,
    "tiers.need_county": 2.0,
    "tiers.vacancy_pull": 0.2,
    "tiers.vacancy_case": 0.8,
    "tiers.setup": 0.3,
    "tiers.short_lived": 0.5,
    "leaders.leave_month": 0.03,
    "partnership.max_size": 5,
    "approach.base": 0.02,
    "approach.accept_base": 0.4,
}
"""Reviews, the wish for own capacity, fairness in talks and tiers of their own, all on."""


FIRST: Changes = {name: value for name, value in Scenario.load(FIRST_EDITION).changed().items()
                  if name != "name"}  # fmt: skip
"""The model's first edition: all that the second added is switched off."""


def scenario_of(world: str, kind: str) -> Scenario:
    """Return one of seven scenarios on one of four worlds.

    Parameters
    ----------
    world : str
        A name in `WORLDS`.
    kind : str
        `default`, `levers`, `shocks`, `busy`, `entry`, `endings` or `first`.
    """
    made = {
        "default": {},
        "levers": levers(world),
        "shocks": shocks(world),
        "busy": BUSY,
        "entry": entry(world),
        "endings": ENDINGS,
        "first": FIRST,
    }
    return Scenario().with_changes(WORLDS[world] | made[kind])


KINDS = ("default", "levers", "shocks", "busy", "entry", "endings", "first")


def _range(field: Any) -> tuple[type, float, float]:
    """Return type, lowest and highest value of a declared number."""
    extra = field.json_schema_extra
    return int if field.annotation is int else float, extra["low"], extra["high"]


RANGES: dict[str, tuple[type, float, float]] = {
    f"{group}.{name}": _range(field)
    for group, model in NUMBERS.items()
    for name, field in model.model_fields.items()
}
"""Type and range of every number a scenario holds, by dotted name."""


def values(name: str) -> st.SearchStrategy[float]:
    """Return any value that is allowed for a number, its ends included."""
    kind, low, high = RANGES[name]
    if kind is int:
        return st.integers(int(low), int(high))
    return st.floats(low, high, allow_nan=False, allow_subnormal=False)


@st.composite
def some_numbers(draw: st.DrawFn, most: int = 15) -> Changes:
    """Return some parameters at any value within their range."""
    names = draw(st.lists(st.sampled_from(sorted(RANGES)), max_size=most, unique=True))
    return {name: draw(values(name)) for name in names}


MONTHS = st.builds("{:04d}-{:02d}".format, st.integers(2003, 2016), st.integers(1, 12))
"""A month, inside or outside the period of a scenario."""


@st.composite
def pulled_levers(draw: st.DrawFn) -> Changes:
    """Return some levers at any level, window and councils."""
    made: Changes = {}
    for name in draw(st.lists(st.sampled_from(LEVERS), max_size=6, unique=True)):
        made[f"levers.{name}"] = {
            "level": draw(st.floats(0.0, 1.0, allow_subnormal=False)),
            "start": draw(st.none() | MONTHS),
            "end": draw(st.none() | MONTHS),
            "councils": draw(st.sampled_from([(), ("S000001", "Council 2")])),
        }
    return made


@st.composite
def chosen(draw: st.DrawFn) -> Changes:
    """Return any combination of choices."""
    made: Changes = {
        f"choices.{name}": draw(st.sampled_from(labels)).replace(" ", "_")
        for name, labels in CHOICES.items()
    }
    return made | {"choices.wait_for_vacancy": draw(st.booleans())}


@st.composite
def any_shocks(draw: st.DrawFn) -> Changes:
    """Return some shocks of any size, in months inside or outside the period."""
    made: Changes = {}
    names = ("trust", "salience", "reorganisation", "grants_restored")
    for name in draw(st.lists(st.sampled_from(names), max_size=3, unique=True)):
        shock: Changes = {"month": draw(MONTHS), "size": draw(st.floats(0.0, 1.0))}
        if name == "reorganisation":
            shock["county"] = "County 1"
        made[f"shocks.{name}"] = shock
    return made


@st.composite
def small_worlds(draw: st.DrawFn, months: tuple[int, int] = (6, 60)) -> Changes:
    """Return a synthetic map of 2 to 25 councils, its months and what of history it follows."""
    return {
        "geography.map": draw(st.sampled_from(["hexagonal", "random_planar"])),
        "geography.size": draw(st.integers(2, 25)),
        "geography.seed": draw(st.integers(0, 99)),
        "geography.reach_km": draw(st.sampled_from([0.0, 30.0, 65.0, 200.0])),
        "geography.county_size": draw(st.sampled_from([1.0, 7.4, 100.0])),
        "geography.clustering": draw(st.sampled_from([0.0, 0.6, 1.0])),
        "period.start": draw(st.sampled_from(["2005-01", "2009-11", "2010-05", "2012-12"])),
        "period.months": draw(st.integers(*months)),
        "history.control": "drawn",
        "history.news": draw(st.booleans()),
        "history.signal": draw(st.booleans()),
        "history.grants": draw(st.booleans()),
        "history.joint_bids": draw(st.sampled_from(["recorded", "drawn", "none"])),
    }


@st.composite
def scenarios(draw: st.DrawFn, months: tuple[int, int] = (6, 60)) -> Scenario:
    """Return any scenario on a small map, in half of the cases one in which much happens.

    Parameters
    ----------
    months : tuple of int
        Shortest and longest period.
    """
    changes = draw(small_worlds(months)) | draw(st.sampled_from([{}, BUSY]))
    changes |= draw(some_numbers()) | draw(pulled_levers()) | draw(chosen()) | draw(any_shocks())
    return Scenario().with_changes(changes)


@st.composite
def results(draw: st.DrawFn, months: tuple[int, int] = (6, 60)) -> Result:
    """Return the result of a run of any scenario on a small map."""
    scenario, seed = draw(scenarios(months)), draw(st.integers(0, 2**63 - 1))
    note(f"seed {seed}, {scenario.changed()}")
    return run(scenario, seed=seed)
