"""The pages that explain say what the code does and what the published results say."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from docs.published import REFERENCE
from docs.state import OF_THE_STATE, state_variables
from docs.tables import BLOCK, filled, pages
from simulation.world import tables

DOCS = REFERENCE.parents[1] / "docs"
MODEL = (DOCS / "model.md").read_text(encoding="utf-8")
MONTH = REFERENCE.parents[1] / "simulation" / "rules" / "month.py"
EXPLAINED = ("explanation/why_believe_it.md", "explanation/history.md", "explanation/sources.md")
RESULT = re.compile(r"\d[\d.]* ?(?:%|points)|\d+ of \d+|[−+]\d|\d\.\d")
"""What numbers of results look like."""

MEANT = {"95 %", "80 %"}
"""What an interval or a class is called by, which no result can change."""


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.stem)
def test_generated_parts_are_current(page: Path) -> None:
    """What pages take from the code and from results is what these say (`make docs` renews it)."""
    text = page.read_text(encoding="utf-8")
    assert filled(text) == text


@pytest.mark.parametrize("name", EXPLAINED)
def test_results_are_quoted_from_published_ones_alone(name: str) -> None:
    """Outside the parts that are made from results no number of a result stands."""
    text = BLOCK.sub("", (DOCS / name).read_text(encoding="utf-8"))
    assert {one for one in RESULT.findall(text) if one not in MEANT} == set()


def calls_of_the_month() -> list[str]:
    """Return what the month calls, in its order, without what only asks for a place."""
    body = next(
        node for node in ast.parse(MONTH.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef) and node.name == "month"
    )  # fmt: skip
    calls = [node for node in ast.walk(body) if isinstance(node, ast.Call)]
    calls.sort(key=lambda node: (node.lineno, node.col_offset))
    names = [node.func.id for node in calls if isinstance(node.func, ast.Name)]
    return [name for name in names if name not in {"range", "compiled"}]


def test_the_overview_of_the_month_is_that_of_the_code() -> None:
    """Section 3 names every procedure of the month, in the order in which it is called."""
    section = MODEL.split("## 3. ")[1].split("\n## ")[0]
    steps = re.findall(r"^\d\. \*\*[^*]+\*\* \(([^)]*)\)", section, re.MULTILINE)
    named = [name for step in steps for name in re.findall(r"`(\w+)`", step)]
    assert named == calls_of_the_month()


def test_state_variables_are_those_of_the_code() -> None:
    """Every column of every table of state stands in the description."""
    assert set(state_variables()) == set(OF_THE_STATE)
    for name, rows in state_variables().items():
        assert [row[0] for row in rows] == list(getattr(tables, name)._fields)
        section = MODEL.split(f"#### {name}\n")[1].split("####")[0]
        assert all(f"| `{row[0]}` |" in section for row in rows)


@pytest.mark.parametrize(
    "concept",
    ["Basic principles", "Emergence", "Adaptation", "Objectives", "Learning", "Prediction",
     "Sensing", "Interaction", "Stochasticity", "Collectives", "Observation"],
)  # fmt: skip
def test_every_design_concept_is_spoken_of(concept: str) -> None:
    """Also those that the model does not have."""
    section = MODEL.split("## 4. ")[1].split("\n## ")[0]
    assert f"- **{concept}**" in section
