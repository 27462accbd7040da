"""Write the parts of pages that the code and the published results say: `make docs`.

A page holds them between `<!-- begin NAME -->` and `<!-- end NAME -->`. The terms that pages of the
view explain come from `docs/glossary.md`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

from docs import decided, published, state
from simulation import branches, terms
from simulation.catalogue import catalogue, value_text
from simulation.end_causes import END_CAUSES
from simulation.event_kinds import EVENTS
from simulation.result import TABLES

PAGE = Path(__file__).parent / "model.md"
README = Path(__file__).parents[1] / "README.md"
GLOSSARY = Path(__file__).parent / "glossary.md"
TERMS = Path(__file__).parents[1] / "experiments" / "text" / "glossary.toml"
EXPLAINED = "In the model"
"""The part of the glossary whose terms are explained where people meet them."""

AS_USUAL = ("cause", "cause of an end", "choice", "closed list", "event", "review", "search")
"""Terms of that part that need no explanation, or mean much else in a text."""

ALSO = ("ensemble",)
"""Terms of other parts that are explained as well."""

LISTS = {
    "events": EVENTS,
    "reasons for failed talks": terms.REASONS,
    "reasons for the end of a partnership": terms.END_REASONS,
}


MEANINGS = {
    "Rules that end talks": (
        "`decided_by`",
        "`decided_number`, `decided_threshold`",
        branches.BRANCHES,
    ),
    "What a planned length is": ("`choices.clock`", "what it assumes", terms.CLOCKS),
}
"""Closed lists whose words need their meaning: title, heads of the two columns, words."""


def parameters() -> str:
    """Return a table of everything that can be set."""
    lines = [
        "| name | default | allowed | unit | kind | what it is | source |",
        "|---|---|---|---|---|---|---|",
    ]
    for entry in catalogue():
        unit = "" if entry.unit == "1" else entry.unit
        default = value_text(entry.default)
        cells = (default, entry.allowed, unit, entry.kind, entry.meaning, entry.source)
        lines.append(f"| `{entry.name}` | {' | '.join(cells)} |")
    return "\n".join(lines)


def tables() -> str:
    """Return the columns of every result table, and the closed lists."""
    blocks = []
    for table, declared in TABLES.items():
        rows = "\n".join(f"| `{c.name}` | {c.unit} | {c.meaning} |" for c in declared.columns)
        blocks.append(f"### `{table}`\n\n| column | unit | what it says |\n|---|---|---|\n{rows}")
    blocks.extend(f"**{name.capitalize()}**: {', '.join(words)}." for name, words in LISTS.items())
    for title, (word, meaning, words) in MEANINGS.items():
        rows = "\n".join(f"| {one} | {one.meaning} |" for one in words)
        blocks.append(f"**{title}**\n\n| {word} | {meaning} |\n|---|---|\n{rows}")
    causes = (f"{cause} ({cause.meaning})" if cause.meaning else cause for cause in END_CAUSES)
    head = "Causes of an end, with what decided and what it was held against"
    blocks.append(f"**{head}**: {'; '.join(causes)}.")
    return "\n\n".join(blocks)


BLOCKS: dict[str, Callable[[], str]] = {
    "tables": tables,
    "parameters": parameters,
    "state": state.state,
    "scorecard": published.scorecard,
    "questions": published.questions,
    "headline": published.headline,
    "facts": published.facts,
    "coverage": published.coverage,
    "ablation": published.ablation,
    "baseline": published.baseline,
    "mechanisms": published.mechanisms,
    "clocks": published.clocks,
    "decisions": decided.decisions,
}
"""What each generated part of a page is made by."""

OF_RESULTS = (published.__name__, decided.__name__)
"""Modules of the parts that are made from published results."""

BLOCK = re.compile(r"<!-- begin (\w+) -->.*?<!-- end \1 -->", re.DOTALL)


def filled(page: str) -> str:
    """Return a page with its generated parts made anew.

    Where nothing is published, as in a copy of the code alone, what is read from there stays.
    """

    def made(block: re.Match[str]) -> str:
        name = block.group(1)
        of_results = BLOCKS[name].__module__ in OF_RESULTS
        if of_results and not published.REFERENCE.is_dir():
            return block.group(0)
        return f"<!-- begin {name} -->\n{BLOCKS[name]()}\n<!-- end {name} -->"

    return BLOCK.sub(made, page)


def pages() -> list[Path]:
    """Return the pages that have generated parts."""
    found = [README, *sorted(PAGE.parent.rglob("*.md"))]
    return [path for path in found if BLOCK.search(path.read_text(encoding="utf-8"))]


def terms_file(page: str) -> str:
    """Return the terms that pages explain, as TOML, from the text of the glossary."""
    lines = ["# Made from docs/glossary.md by `make docs`."]
    part = ""
    for line in page.splitlines():
        part = line.removeprefix("## ") if line.startswith("## ") else part
        term, sentence = [*line.split(" | "), ""][:2]
        term = term.removeprefix("| ")
        wanted = (part == EXPLAINED and term not in AS_USUAL) or term in ALSO
        if wanted and sentence.endswith("."):
            lines.append(f"{json.dumps(term)} = {json.dumps(sentence, ensure_ascii=False)}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    for path in pages():
        path.write_text(filled(path.read_text(encoding="utf-8")), encoding="utf-8")
    if TERMS.parent.is_dir():  # not in a copy of one package alone
        TERMS.write_text(terms_file(GLOSSARY.read_text(encoding="utf-8")), encoding="utf-8")
