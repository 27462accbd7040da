"""The reference of the site: everything that is declared stands there, and nothing else."""

from __future__ import annotations

import re

import experiments
import simulation
from docs.site import commands, evidence, outcomes, parameters, python_api, tables
from docs.site.markdown import slug
from experiments.patterns.catalogue import CATALOGUE
from experiments.statistics.outcomes import OUTCOMES
from simulation.catalogue import catalogue
from simulation.result import TABLES

CELL = re.compile(r"^\| `([^`]+)` \|", re.MULTILINE)


def test_every_command_and_option_stands_there() -> None:
    """Each command is a section, with a row for each thing that it takes."""
    page = commands.page()
    group = commands.command_group()
    assert re.findall(r"^## partnerships (\w+)$", page, re.MULTILINE) == list(group.commands)
    for command in group.commands.values():
        section = page.split(f"## partnerships {command.name}\n")[1].split("\n## ")[0]
        for parameter in command.params:
            written = parameter.opts[0]
            found = f"`{written}" in section or str(parameter.metavar) in section
            assert found or parameter.hidden, (command.name, written)


def test_every_parameter_stands_there_once_with_its_prior() -> None:
    """Names are those of the catalogue in its order; a prior stands in its row."""
    page = parameters.page()
    assert CELL.findall(page) == [entry.name for entry in catalogue()]
    rows = {CELL.findall(line)[0]: line for line in page.splitlines() if CELL.match(line)}
    for entry in catalogue():
        assert entry.source.replace("|", "\\|") in rows[entry.name]
        assert entry.prior is None or entry.prior.words in rows[entry.name]


def test_every_outcome_stands_there() -> None:
    """Those that are always measured, and an example of each family, each once."""
    named = CELL.findall(outcomes.page())
    assert named[: len(OUTCOMES)] == [one.name for one in OUTCOMES]
    assert {"begun_2010_01_2011_12", "led_by_finance", "survival_2_years"} <= set(named)


def test_every_column_of_every_table_stands_there() -> None:
    """In the order of the declarations, under the name of its table."""
    page = tables.page()
    for name, table in TABLES.items():
        section = page.split(f"\n## {name}\n")[1].split("\n## ")[0]
        assert CELL.findall(section) == [column.name for column in table.columns]


def test_every_row_of_the_evidence_stands_there() -> None:
    """Each with an anchor of its own, its section and its verdict."""
    page = evidence.page()
    rows = re.findall(r'^\| <span id="(\w+)">(\w+)</span>', page, re.MULTILINE)
    assert sorted(row for _, row in rows) == list(CATALOGUE)
    assert all(anchor == slug(row) for anchor, row in rows)
    assert "not published yet" not in page


def test_every_public_name_stands_there() -> None:
    """What the two packages hand out, each documented."""
    page = python_api.page()
    for package in (simulation, experiments):
        for name in package.__all__:
            assert f"### {package.__name__}.{name}\n" in page
    assert "autofunction:: experiments.figures.draw" in page
    assert "with_changes" in page
