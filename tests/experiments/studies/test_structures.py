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
