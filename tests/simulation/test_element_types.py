"""mypy knows what stands in a column, so that it checks the arithmetic of rules."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import numpy as np
import pytest

from simulation.world import books, tables
from simulation.world.schema import Column, Grid, record_type

ROOT = Path(__file__).parents[2]

MANY_ROWS = (
    *(tables.Councils, tables.Leaders, tables.Chiefs, tables.Ties, tables.Calendar),
    *(tables.Talks, tables.Partnerships, books.Approaches, books.Events, books.Monthly),
    *(books.CouncilYears, books.PartnershipYears, books.Lists),
)

ONLY_OURS = """
[tool.mypy]
follow_imports = "skip"
ignore_missing_imports = true
[[tool.mypy.overrides]]
module = ["simulation.*"]
follow_imports = "silent"
"""
"""Types of other packages are passed over: reading them takes half a minute."""

RIGHT = """
from simulation.parameters import Parameters
from simulation.world.books import Books
from simulation.world.tables import World

def rule(p: Parameters, w: World, b: Books, i: int) -> float:
    w.councils.stress[i] = p.trust.floor * w.councils.stress[i]
    w.councils.control[i] = b.archive.control[0, i]
    w.talks.trust[i, 0] = w.draws[0, i] + w.scratch.motives[1] + w.facts.median_budget
    for place in range(w.partnerships.partners[i]):
        w.partnerships.members[i, place] = w.councils.talks[i] - w.facts.first_bid
    if w.councils.control[i] < 0:
        return w.councils.stress[i]
"""

WRONG = {
    "w.councils.stress[i].upper()": "attr-defined",
    "w.councils.stress[i] + 'a'": "operator",
    "w.councils.control[i] = 0.5": "assignment",
    "w.talks.trust[i]": "index",
    "w.councils.stress[i, 0]": "index",
    "w.councils.budget[w.councils.stress[i]]": "index",
    "1 << w.talks.vision[i]": "operator",
    "w.councils.nothing[i]": "attr-defined",
    "b.monthly.approaches[i] = p.trust.floor": "assignment",
    "return w.ties": "return-value",
}
"""Statements that are wrong in a rule, and the kind of error that each is."""


@pytest.mark.parametrize("table", MANY_ROWS, ids=lambda table: table.__name__)
def test_what_is_read_is_what_is_kept(table: type[Any]) -> None:
    """A column of real numbers reads as float, any other as int, and wide ones by two places."""
    for name, hint in get_type_hints(table).items():
        kept, shape = record_type(table)[name].base, record_type(table)[name].shape
        assert get_args(hint) == (float if np.issubdtype(kept, np.floating) else int,), name
        assert get_origin(hint) is (Grid if shape else Column), name


def test_arithmetic_in_rules_is_checked(tmp_path: Path) -> None:
    """Mypy finds each wrong use of a column, a parameter or a table, and none in right ones."""
    lines = [*RIGHT.splitlines(), *(f"    {statement}" for statement in WRONG)]
    program, settings = tmp_path / "program.py", tmp_path / "settings.toml"
    program.write_text("\n".join(lines), encoding="utf-8")
    settings.write_text(ONLY_OURS, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--config-file", settings]
    command += ["--cache-dir", tmp_path / "cache", program]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout
    errors = [line for line in told.splitlines() if ": error:" in line]
    assert [line.rsplit("[", 1)[1] for line in errors] == [f"{kind}]" for kind in WRONG.values()]
