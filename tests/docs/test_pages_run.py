"""Code and commands of the pages: code runs, and commands are such as there are."""

from __future__ import annotations

import re
import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest

from docs.site.commands import command_group
from docs.site.staging import DOCS, ROOT
from docs.written import page_commands
from experiments.store.manifest import origin, write_manifest
from experiments.studies.study_file import load_study
from simulation.provenance import dependencies

ALL = sorted([*DOCS.rglob("*.md"), ROOT / "README.md", ROOT / "results" / "README.md"])
RUN = (
    "how_to/scorecard.md",
    "how_to/posterior.md",
    "how_to/cite.md",
)


@pytest.mark.parametrize("page", ALL, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_command_is_one_that_there_is(page: Path) -> None:
    """Its name and all its options are declared, with values that they take."""
    group = command_group()
    for name, *words in page_commands(page):
        if name.startswith("-"):
            assert name in {"--version", "--help", "--install-completion"}
            continue
        group.commands[name].make_context(name, words)
        files = [word for word in words if word.startswith("configs/")]
        assert all((ROOT / file).is_file() for file in files)


@pytest.mark.parametrize("name", RUN)
def test_the_code_of_a_page_runs(name: str, tmp_path: Path, monkeypatch: Any) -> None:
    """From its first block to its last, in a folder of the project."""
    shutil.copytree(ROOT / "configs", tmp_path / "configs")
    (tmp_path / "results" / "guarantees").mkdir(parents=True)
    manifest = origin(dependencies("simulation.months"), {}) | {"study": "Guarantees", "seed": 1}
    write_manifest(tmp_path / "results" / "guarantees", manifest)
    (tmp_path / "results" / "reference").symlink_to(ROOT / "results" / "reference")
    monkeypatch.chdir(tmp_path)
    text = (DOCS / name).read_text(encoding="utf-8")
    blocks = re.findall(r"(?ms)^```python\n(.*?)^```", text)
    found: dict[str, Any] = {"__name__": "page"}
    for block in blocks:
        exec(compile(block, name, "exec"), found)  # noqa: S102 # our own page
    assert blocks


def test_the_study_of_the_page_on_policies_can_be_read(tmp_path: Path) -> None:
    """It has the two policies that the page speaks of, each under both assumptions."""
    text = (DOCS / "how_to" / "compare.md").read_text(encoding="utf-8")
    content = re.findall(r"(?ms)^```toml\n(.*?)^```", text)[0]
    path = tmp_path / "two_ways.toml"
    path.write_text(content, encoding="utf-8")
    study = load_study(path)
    policies = tomllib.loads(content)["policies"]
    assert len(study.points) == 2 * (1 + len(policies))
