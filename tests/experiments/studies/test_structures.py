"""Structures stand beside levers in a study, told apart from policies."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from experiments.studies.run import run_study
from experiments.studies.structures import assumptions
from experiments.studies.study_file import load_study
from simulation.errors import InputError
from simulation.terms import CLOCKS

Write = Callable[..., Path]
CLOCK = "choices.clock"


def test_structures_vary_beside_levers(write: Write) -> None:
    """Each value of a structure meets each value of a lever, and its kind is known."""
    study = load_study(write(structures={CLOCK: ["calendar", "embargo"]}, uncertainties=None))
    kinds = {factor.name: factor.kind for factor in study.factors}
    assert kinds[CLOCK] == "structure"
    assert len(study.points) == 2 * len(next(f for f in study.factors if f.name != CLOCK).values)


def test_a_structure_takes_all_its_assumptions_and_says_them(write: Write) -> None:
    """Without values it takes every clock, each with one sentence on what it assumes."""
    study = load_study(write(structures={CLOCK: {}}, uncertainties=None, levers=None))
    assert [clock.replace("_", " ") for clock in study.factors[0].values] == [*CLOCKS]
    assert assumptions(study.factors[0]) == [
        f"{clock.replace(' ', '_')}: {clock.meaning}" for clock in CLOCKS
    ]


@pytest.mark.parametrize(("parts", "words"), [
    ({"levers": {CLOCK: ["calendar", "embargo"]}}, r"assumption about the world.*\[structures\]"),
    ({"uncertainties": {CLOCK: {}}}, r"assumption about the world.*\[structures\]"),
    ({"structures": {"talks.patience": [4, 8]}}, r"is no structure.*choices\.clock"),
    ({"levers": None, "uncertainties": None,
      "policies": {"quick": {CLOCK: "no_date"}}}, r"not a policy.*\[base\]"),
    ({"levers": {"both": {"values": [1, 2], "sets": {CLOCK: ["calendar", "embargo"]}}}},
     r"both.*assumption about the world"),
])  # fmt: skip
def test_what_stands_in_the_wrong_place_is_refused(
    write: Write, parts: dict[str, Any], words: str
) -> None:
    """An assumption is no lever, no uncertainty and no policy, and nothing else is a structure."""
    with pytest.raises(InputError, match=words):
        load_study(write(**parts))


@pytest.mark.parametrize(("given", "words"), [
    (3, r"choices\.clock: must say which values it takes, got 3; allowed: values in brackets"),
    ("calendar", "must say which values it takes, got 'calendar'"),
    ([], "no value at all"), (["calendar"], "one value.*two or more"),
    (["calendar", "calendar"], "choices.clock: is named twice"),
    (["moon"], "not one of the choices.*calendar"),
    ({"low": 0, "high": 1}, "choices.clock: low: has values, and no range, got 0.*calendar"),
    ({"steps": 3}, "choices.clock: steps: has values, and no range"),
    ({"values": "calendar"}, "choices.clock: values: must be a list"),
    ({"vals": ["calendar"]}, "choices.clock: vals.*did you mean 'values'"),
])  # fmt: skip
def test_a_structure_that_cannot_be_compared_is_refused(
    write: Write, given: Any, words: str
) -> None:
    """Wrong types, ranges of words, one value and the same one twice are each told plainly."""
    with pytest.raises(InputError, match=words):
        load_study(write(structures={CLOCK: given}, levers=None, uncertainties=None))


@pytest.mark.parametrize(("parts", "words"), [
    ({"structures": 3}, "structures: must be a group of values, got 3"),
    ({"structures": {"clock": ["calendar", "embargo"]}}, r"clock: is a group.*allowed: clock\."),
    ({"levers": {"talks": [1, 2]}}, r"talks: is a group.*talks\.planned_months"),
    ({"levers": {"talks.planned_months": {"values": [1.0, 2.0], "steps": 4}}}, "steps: has values"),
    ({"levers": {"a": {"values": [1, 2], "low": 1, "scales": ["talks.patience"]}}}, "a: low: has"),
    ({"outcomes": ["success_rate", "success_rate"]}, "outcomes: is named twice.*success_rate"),
    ({"outcomes": ["begun_2005_01_2005_02", "begun_2005_01_2005_02"]}, "outcomes: is named twice"),
    ({"views": ["reasons", "reasons"]}, "views: is named twice, got 'reasons'; allowed: each once"),
    ({"tables": ["talks", "talks"]}, "tables: is named twice"),
    ({"outcomes": 3}, "outcomes: must be a list"),
    ({"levers": {"talks.patience": [4, 6]}, "uncertainties": {"talks.patience": [5, 7]}},
     "what varies: is named twice, got 'talks.patience'"),
    ({"levers": {"both": {"values": [1, 2], "scales": ["talks.patience"]},
                 "talks.patience": [4, 6]}}, "what varies: is named twice"),
    ({"levers": None, "uncertainties": None,
      "policies": {"late": {"levers.quiet.start": "2006-01"}}},
     r"policies\.late: levers\.quiet: has months or councils and no level.*level = 1"),
    ({"outcomes": []}, "outcomes: names nothing to measure"),
    ({"shown": []}, "shown: names nothing to show"),
    ({"outcomes": ["begun_2005_06_2005_01"]}, "outcomes: ends before it begins"),
    ({"outcomes": ["restructured_1990_01"]}, "month that is not played.*allowed: 2005-01 to"),
    ({"outcomes": ["councils_sharing_2050_01"]}, "outcomes: is of a month that is not played"),
    ({"outcomes": ["begun_2005_1_2005_2"]}, r"no such outcome.*allowed: begun_2010_01_2011_12"),
    ({"outcomes": ["led_by_Finance"]}, r"allowed: led_by_.*did you mean 'led_by_finance'"),
    ({"outcomes": ["parted_by_own capacity"]}, r"did you mean 'parted_by_own_capacity'"),
])  # fmt: skip
def test_what_a_study_says_wrongly_is_refused(
    write: Write, parts: dict[str, Any], words: str
) -> None:
    """Groups in place of parameters, values beside a range, and lists that repeat themselves."""
    with pytest.raises(InputError, match=words):
        load_study(write(**parts))


def test_a_policy_may_leave_what_the_base_sets(write: Write) -> None:
    """A lever whose months stand in the base needs no level in each policy."""
    policies = {"on": {"levers.quiet": 1.0}, "other": {"levers.repair": 1.0}}
    base = {"levers": {"quiet": {"start": "2006-01"}}}
    study = load_study(write(levers=None, uncertainties=None, policies=policies, base=base))
    assert len(study.points) == 3


def test_a_column_of_points_may_be_a_structure(write: Write, tmp_path: Path) -> None:
    """A table of points that names a structure is read, and the factor is known as one."""
    (tmp_path / "points.csv").write_text("choices.clock\ncalendar\nembargo\n", encoding="utf-8")
    design = {"kind": "table", "table": "points.csv"}
    study = load_study(write(design=design, levers=None, uncertainties=None))
    assert study.factors[0].kind == "structure"


def test_the_page_names_assumptions_and_no_policy(write: Write, tmp_path: Path) -> None:
    """The page says what each value assumes, and that their difference is what is not known."""
    study = load_study(
        write(structures={CLOCK: ["calendar", "embargo"]}, uncertainties=None, levers=None, runs=4)
    )
    run_study(study, tmp_path / "out")
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "different assumptions about how the world works, not policies" in page
    assert "embargo: a plan is a month before which there is no vote" in page
