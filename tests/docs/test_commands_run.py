"""Commands of the pages that are cheap, or can be had in small, do what the pages say of them."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from docs.site.commands import command_group
from docs.site.staging import DOCS, ROOT
from docs.written import page_commands
from tests.docs.playing import answer, play

PAGES = sorted([*DOCS.rglob("*.md"), ROOT / "README.md"])
LOOKED_UP = {"parameters", "councils"}
"""Commands that look something up, and take no time."""


def test_what_is_looked_up_is_found() -> None:
    """Every look-up in a page answers, and with something."""
    found = [words for page in PAGES for words in page_commands(page) if words[0] in LOOKED_UP]
    assert found
    for words in found:
        assert len(answer(words).splitlines()) > 1, words


def test_two_councils_are_asked_about(tmp_path: Path) -> None:
    """Advice on a pair leaves the tables that the page names, and a county's pairs are ranked."""
    said = play("docs/how_to/two_councils.md", tmp_path).said
    assert "Breckland" in said[0]
    folder = next(
        path
        for path in (tmp_path / "results" / "advice").iterdir()
        if (path / "helps.csv").is_file()
    )
    named = re.findall(
        r"^\| `(\w+\.csv)`", (DOCS / "how_to/two_councils.md").read_text(), re.MULTILINE
    )
    assert len(named) == 5
    assert all((folder / name).is_file() for name in named)


def test_a_local_policy_is_played(tmp_path: Path) -> None:
    """Its outcomes are of the place and of all others."""
    play("docs/how_to/local.md", tmp_path)
    effects = pd.read_csv(tmp_path / "results" / "devon" / "effects.csv")
    assert {"success_rate@Devon", "success_rate@outside Devon", "talks_begun@Devon"} <= set(
        effects["outcome"]
    )


def test_a_folder_is_taken_along(tmp_path: Path) -> None:
    """The commands on export leave a workbook and a file for each table and kind."""
    said = play("docs/how_to/export.md", tmp_path).said
    assert "nine.xlsx" in "".join(said[0].split())
    for kind in ("dta", "csv", "parquet"):  # each command replaces what the last one left
        assert (tmp_path / f"results/nine/export/talks.{kind}").is_file()
    assert list((tmp_path / "for_anna").glob("*.xlsx"))


def test_every_command_is_shown_somewhere() -> None:
    """Each command that there is stands in a page that is not made from its declaration."""
    shown = {words[0] for page in PAGES for words in page_commands(page)}
    assert set(command_group().commands) - shown == set()
