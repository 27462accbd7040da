"""A page is played: each of its blocks from first to last, in a folder of the project."""

from __future__ import annotations

import re
import shlex
import shutil
import urllib.request
from contextlib import ExitStack, chdir
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from docs.site.staging import ROOT
from docs.written import Block, blocks
from experiments.commands.app import app
from simulation.result import TABLES
from tests.browser.driving import served
from tests.dask_started import address_of, started
from tests.docs.declared import BEFORE, NOT_PLAYED
from tests.docs.smaller import check_study, make_files, options

SQL = {
    *("select", "count", "as", "round", "avg", "from", "where", "group", "by", "order", "desc"),
    *("is", "not", "null", "read_parquet", "filename", "union_by_name", "true", "int"),
}
"""Words of the language of queries that pages use."""


def reason(page: str, block: Block) -> str:
    """Return why a block is not played; empty if it is."""
    for (name, begins), why in NOT_PLAYED.items():
        if name == page and block.text.startswith(begins):
            return why
    return ""


def answer(words: list[str]) -> str:
    """Run a command of ours in small, which must succeed, and return what it says."""
    done = CliRunner().invoke(app, [*words, *options(words)])
    assert done.exit_code == 0, (words, done.output, done.exception)
    return done.output


class Playing:
    """What is there while a page is played: names of its Python, what was said, what goes on."""

    def __init__(self, page: str, place: Path, going_on: ExitStack) -> None:
        self.page, self.place, self.going_on = page, place, going_on
        self.scheduler = ""
        self.names: dict[str, Any] = {"__name__": "page"}
        self.said: list[str] = []

    def python(self, block: Block) -> None:
        """Run a block of Python with the names of those before it."""
        exec(compile(block.text, "page", "exec"), self.names)  # noqa: S102 # our own page

    def sh(self, block: Block) -> None:
        """Run the lines of a block of shell, each of which somebody must know how to play."""
        for line in block.text.splitlines():
            words = [self.reached(word) for word in shlex.split(line, comments=True)]
            match words:
                case []:
                    continue
                case ["partnerships", "browser", *more]:
                    self.going_on.enter_context(answering(more))
                case ["partnerships", *more]:
                    self.said.append(answer(more))
                case ["dask", *more]:
                    self.dask(more)
                case ["make", target]:
                    checked_by_ci(target)
                case _:
                    raise AssertionError(f"nothing plays the line {line!r}")

    def reached(self, word: str) -> str:
        """Return a word, or the scheduler that was started for the page in place of its address."""
        return self.scheduler if self.scheduler and word.startswith("tcp://") else word

    def dask(self, words: list[str]) -> None:
        """Start a process of Dask that lasts as long as the page is played."""
        process = self.going_on.enter_context(started(*words, *options(["dask", *words])))
        if words[0] == "scheduler":
            self.scheduler = address_of(process)

    def toml(self, block: Block) -> None:
        """Read a study or a part of one, and save the file that the page names."""
        check_study(self.page, block, self.place)

    def sql(self, block: Block) -> None:
        """Look for the files that a query reads and for its columns; test_fresh.py asks DuckDB."""
        for files in re.findall(r"'(results/[^']+)'", block.text):
            assert list(self.place.glob(files)), files
        named = set(re.findall(r"[a-z_]+", re.sub(r"'[^']*'", "", block.text)))
        own = SQL | set(re.findall(r" as (\w+)", block.text))
        assert named - own <= {column.name for column in TABLES["talks"].columns}


def answering(words: list[str]) -> Any:
    """Return a server of the view that has answered, to be ended by whoever holds it."""
    going_on = ExitStack()
    server = going_on.enter_context(served(*words, *options(["browser"])))
    with urllib.request.urlopen(server.address, timeout=60) as page:  # noqa: S310 our own server
        assert page.status == 200
    return going_on


def checked_by_ci(target: str) -> None:
    """Hold that a target of make is there, and that every change is tried by it."""
    assert f"\n{target}: " in (ROOT / "Makefile").read_text(encoding="utf-8")
    ci = ROOT / ".ci" / "run"
    assert not ci.is_file() or f"make {target} " in ci.read_text(encoding="utf-8")


def play(page: str, place: Path) -> Playing:
    """Play all blocks of a page but those that are declared not to be."""
    shutil.copytree(ROOT / "configs", place / "configs", dirs_exist_ok=True)
    (place / "results").mkdir(exist_ok=True)
    (place / "results" / "reference").symlink_to(ROOT / "results" / "reference")
    with ExitStack() as going_on, chdir(place):
        playing = Playing(page, place, going_on)
        make_files(page, place)
        for line in BEFORE.get(page, []):
            answer(shlex.split(line))
        for block in blocks(ROOT / page):
            if not reason(page, block):
                player = getattr(playing, block.language, None)
                assert player, f"{page}: nothing plays {block.language or 'a block'}: {block.text}"
                player(block)
    return playing
