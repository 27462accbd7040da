"""Commands of the pages are such as there are, and their study can be read."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from docs.site.commands import command_group
from docs.site.staging import DOCS, ROOT
from docs.written import inline_commands, page_commands
from experiments.studies.study_file import load_study

ALL = sorted([*DOCS.rglob("*.md"), ROOT / "README.md", ROOT / "results" / "README.md"])


@pytest.mark.parametrize("page", ALL, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_command_is_one_that_there_is(page: Path) -> None:
    """Its name and all its options are declared, with values that they take."""
    group = command_group()
    named = [words for words in inline_commands(page) if len(words) > 1 or words[0].startswith("-")]
    assert {name for name, *words in inline_commands(page) if not words} <= set(group.commands)
    for name, *words in (*page_commands(page), *named):
        if name.startswith("-"):
            assert name in {"--version", "--help", "--install-completion"}
            continue
        group.commands[name].make_context(name, words)
        files = [word for word in words if word.startswith("configs/")]
        assert all((ROOT / file).is_file() for file in files)


def test_the_study_of_the_page_on_policies_can_be_read(tmp_path: Path) -> None:
    """It has the two policies that the page speaks of, each under both assumptions."""
    text = (DOCS / "how_to" / "compare.md").read_text(encoding="utf-8")
    content = re.findall(r"(?ms)^```toml\n(.*?)^```", text)[0]
    path = tmp_path / "two_ways.toml"
    path.write_text(content, encoding="utf-8")
    study = load_study(path)
    policies = tomllib.loads(content)["policies"]
    assert len(study.points) == 2 * (1 + len(policies))
