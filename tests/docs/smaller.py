"""What makes a page small: options, smaller files, and studies that its parts are read within."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import tomli_w

from docs.site.staging import ROOT
from docs.written import Block
from experiments.decisions.sensitivity.study import load_sensitivity
from experiments.studies.study_file import load_study
from tests.docs.declared import MADE_OF, PART_OF, SMALL


def options(words: list[str]) -> list[str]:
    """Return the options that make a command small."""
    said = " ".join(words) + " "
    fitting = [begins for begins in SMALL if said.startswith(begins + " ")]
    return SMALL[max(fitting, key=len)].split() if fitting else []


def merged(base: Mapping[str, Any], part: Mapping[str, Any]) -> dict[str, Any]:
    """Return a table with the values of another, tables within it value by value."""
    whole = dict(base)
    for name, value in part.items():
        both = isinstance(value, dict) and isinstance(whole.get(name), dict)
        whole[name] = merged(whole[name], value) if both else value
    return whole


def make_files(page: str, place: Path) -> None:
    """Write the files that a page takes for granted, or that it plays smaller than they are."""
    for (name, file), (source, changes) in MADE_OF.items():
        if name == page:
            content = tomllib.loads((ROOT / source).read_text(encoding="utf-8"))
            (place / file).write_text(tomli_w.dumps(merged(content, changes)), encoding="utf-8")


def check_study(page: str, block: Block, place: Path) -> None:
    """Hold that a study is read, or all of a part of one within the studies it is declared of."""
    file = place / (block.file or "configs/studies/of_the_page.toml")
    sources = next(
        (files for (name, begins), files in PART_OF.items()
         if name == page and block.text.startswith(begins)), []
    )  # fmt: skip
    part, taken = tomllib.loads(block.text), set()
    for source in sources:
        base = tomllib.loads((ROOT / source).read_text(encoding="utf-8"))
        base.pop("shown", None)  # which may not be what the part measures
        left_out = "levers" if "policies" in base else "policies"
        fitting = {name: value for name, value in part.items() if name != left_out}
        taken |= set(fitting)
        file.write_text(tomli_w.dumps(merged(base, fitting)), encoding="utf-8")
        read_study(file, part)
    if not sources:
        file.write_text(block.text, encoding="utf-8")
        read_study(file, part)
    assert not sources or taken == set(part), set(part) - taken


def read_study(file: Path, part: Mapping[str, Any]) -> None:
    """Read a study, and the groups of what varies where the part speaks of these."""
    assert load_study(file).points
    if "sensitivity" in part:
        assert load_sensitivity(file, {}).row_design.points
