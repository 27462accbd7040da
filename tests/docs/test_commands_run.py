"""Commands of the pages that are cheap, or can be had in small, do what the pages say of them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from typer.testing import CliRunner

from docs.site.commands import command_group
from docs.site.staging import DOCS, ROOT
from docs.written import page_commands
from experiments.commands.app import app

PAGES = sorted([*DOCS.rglob("*.md"), ROOT / "README.md"])
LOOKED_UP = {"parameters", "councils"}
"""Commands that look something up, and take no time."""

SMALL = {"advise": "--members 2 --runs 2", "compare": "--members 12 --runs 2"}
"""What makes a command small; of an option given twice the last counts."""


def answer(words: list[str]) -> str:
    """Run a command, which must succeed, and return what it says."""
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 0, (words, done.output)
    return done.output


def play(name: str, place: Path) -> list[str]:
    """Run all commands of a page in small, with the files that it has one save."""
    text = (DOCS / name).read_text(encoding="utf-8")
    for file, content in re.findall(r"(?ms)`(\w+\.toml)`:\n\n```toml\n(.*?)^```", text):
        (place / file).write_text(content, encoding="utf-8")
    found = page_commands(DOCS / name)
    assert found
    return [answer([*words, *SMALL.get(words[0], "").split()]) for words in found]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: Any) -> Path:
    """Give a folder with the project's `configs/` to work in."""
    shutil.copytree(ROOT / "configs", tmp_path / "configs")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_what_is_looked_up_is_found() -> None:
    """Every look-up in a page answers, and with something."""
    found = [words for page in PAGES for words in page_commands(page) if words[0] in LOOKED_UP]
    assert found
    for words in found:
        assert len(answer(words).splitlines()) > 1, words


def test_two_councils_are_asked_about(place: Path) -> None:
    """Advice on a pair leaves the tables that the page names, and a county's pairs are ranked."""
    said = play("how_to/two_councils.md", place)
    assert "Breckland" in said[0]
    folder = next(
        path for path in (place / "results" / "advice").iterdir() if (path / "helps.csv").is_file()
    )
    named = re.findall(
        r"^\| `(\w+\.csv)`", (DOCS / "how_to/two_councils.md").read_text(), re.MULTILINE
    )
    assert len(named) == 5
    assert all((folder / name).is_file() for name in named)


def test_a_local_policy_is_played(place: Path) -> None:
    """Its outcomes are of the place and of all others."""
    play("how_to/local.md", place)
    effects = pd.read_csv(place / "results" / "devon" / "effects.csv")
    assert {"success_rate@Devon", "success_rate@outside Devon", "talks_begun@Devon"} <= set(
        effects["outcome"]
    )


def test_a_folder_is_taken_along(place: Path) -> None:
    """The commands on export leave a workbook and a file for each table and kind."""
    answer(["run", "configs/england.toml", "--runs=2", "--no-figures", "--out=results/nine"])
    said = play("how_to/export.md", place)
    assert "nine.xlsx" in "".join(said[0].split())
    for kind in ("dta", "csv", "parquet"):  # each command replaces what the last one left
        assert (place / f"results/nine/export/talks.{kind}").is_file()
    assert list((place / "for_anna").glob("*.xlsx"))


def test_the_queries_of_the_page_name_columns_that_there_are() -> None:
    """What stands in the SQL beside its own words is a column of talks, or a name it gives."""
    from simulation.result import TABLES

    text = (DOCS / "how_to/export.md").read_text(encoding="utf-8")
    queries = re.findall(r"(?ms)^ *```sql\n(.*?)^ *```", text)
    assert len(queries) == 2
    columns = {column.name for column in TABLES["talks"].columns}
    for query in queries:
        named = set(re.findall(r"[a-z_]+", re.sub(r"'[^']*'", "", query)))
        own = {
            "select",
            "count",
            "as",
            "round",
            "avg",
            "from",
            "where",
            "group",
            "by",
            "order",
            "desc",
            "is",
            "not",
            "null",
        }
        own |= {
            "read_parquet",
            "filename",
            "union_by_name",
            "true",
            *re.findall(r" as (\w+)", query),
        }
        assert named <= columns | own


def test_every_command_is_shown_somewhere() -> None:
    """Each command that there is stands in a page that is not made from its declaration."""
    shown = {words[0] for page in PAGES for words in page_commands(page)}
    assert set(command_group().commands) - shown == set()
