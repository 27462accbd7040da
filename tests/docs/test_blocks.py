"""Every block of code in the documents is played, or is declared not to be, with the reason."""

from __future__ import annotations

import ast
from pathlib import Path

import pandas as pd
import pytest

from docs.site.staging import BROUGHT, DOCS, ROOT
from docs.written import blocks
from tests.docs.declared import BEFORE, MADE_OF, NOT_PLAYED, PART_OF, PLAYED_BY, SLOW
from tests.docs.playing import play, reason

PAGES = [
    name
    for name in sorted(
        {path.relative_to(ROOT).as_posix() for path in DOCS.rglob("*.md")} | {*BROUGHT, "README.md"}
    )
    if blocks(ROOT / name)
]
TUTORIALS = [name for name in PAGES if name.startswith("docs/tutorials/")]
HERE = [name for name in PAGES if name not in {*TUTORIALS, *PLAYED_BY}]


@pytest.mark.parametrize(
    "page",
    [pytest.param(page, marks=[pytest.mark.slow] if page in SLOW else []) for page in HERE],
)
def test_a_page_is_played(page: str, tmp_path: Path) -> None:
    """From its first block to its last, in small; a block that nothing plays is a fault."""
    play(page, tmp_path)


@pytest.mark.parametrize("page", TUTORIALS)
def test_cells_of_tutorials_are_those_that_are_played(page: str) -> None:
    """Each block is a cell of the notebook, which test_tutorials.py plays, or says why not."""
    for block in blocks(ROOT / page):
        assert block.language in {"python", "sh"} or reason(page, block), block


def test_what_is_declared_is_there() -> None:
    """No page is declared that has no code, and no reason is kept for a block that is gone."""
    assert {*BEFORE, *PLAYED_BY, *SLOW, *(page for page, _ in MADE_OF)} <= set(PAGES)
    for page, module in PLAYED_BY.items():
        assert page.rpartition("/")[2] in (Path(__file__).parent / module).read_text("utf-8")
    for page, begins in (*NOT_PLAYED, *PART_OF):
        found = [one for one in blocks(ROOT / page) if one.text.startswith(begins)]
        assert len(found) == 1, (page, begins)


def test_what_needs_a_cluster_of_others_is_python() -> None:
    """The script for Slurm can be read by Python."""
    scripts = [one.text for one in blocks(DOCS / "cluster.md") if one.language == "python"]
    assert [ast.parse(one).body for one in scripts]


def test_folders_of_the_readme_are_there() -> None:
    """Each folder that its list names is one of the project."""
    listed = next(one for one in blocks(ROOT / "README.md") if reason("README.md", one)
                  .startswith("a list of folders"))  # fmt: skip
    names = [line.split()[0] for line in listed.text.splitlines() if line[0] != " "]
    assert len(names) == 7
    assert all((ROOT / name).is_dir() for name in names)


def test_stata_reads_what_its_lines_name(tmp_path: Path) -> None:
    """The file and its variables are there, and those of the regression are numbers or labelled."""
    play("docs/how_to/export.md", tmp_path)
    stata = next(one for one in blocks(DOCS / "how_to" / "export.md") if one.language == "stata")
    used, fitted = stata.text.splitlines()
    table = pd.read_stata(tmp_path / used.removeprefix("use "), convert_categoricals=False)
    named = fitted.replace("i.", "").replace(", vce(cluster run)", " run").split()[1:]
    assert named == ["outcome", "party_mismatch", "months", "run"]
    assert all(pd.api.types.is_numeric_dtype(table[name]) for name in named)
