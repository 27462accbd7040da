"""The page of the evidence: every row, what it rests on, and how it came out."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pandas as pd

import experiments.patterns.evidence
from docs.site.markdown import code, slug, table
from experiments.patterns.pattern import BAND_SETS, GRADES, KINDS, Pattern
from simulation.catalogue import parameter_entries

ROOT = Path(__file__).parents[2]
SCORECARD = ROOT / "results" / "reference" / "scorecard.csv"
HEADS = ("row", "claim, in our words", "seen by", "grade", "published", "parameters")

HEAD = """# Rows of the evidence

Every statement of the two studies that can be checked, one row each, with what it rests on: the section it was read in (S1 and
S2 are the studies of [the sources](../explanation/sources.md)), what kind of check it is and what is varied to see it, its grade, how it came out in the
published scorecard (`results/reference/scorecard.html`), and the parameters whose declared source names it.
"""


def words(title: str, meanings: Mapping[str, str]) -> str:
    """Return what the words of a column mean."""
    return f"**{title}**: " + "; ".join(f"*{word}* {meaning}" for word, meaning in meanings.items())


def verdicts() -> dict[str, str]:
    """Return how each row came out in the published scorecard."""
    found = pd.read_csv(SCORECARD).drop_duplicates("row").set_index("row")["verdict"]
    return {str(row): str(verdict) for row, verdict in found.items()}


def parameters_of(row: str) -> str:
    """Return the parameters whose source names a row."""
    return ", ".join(
        code(entry.name) for entry in parameter_entries().values() if row in entry.source
    )


def section(title: str, patterns: tuple[Pattern, ...], found: Mapping[str, str]) -> str:
    """Return what stands on the page about one part of the evidence."""
    rows = [
        (
            f'<span id="{slug(one.row)}">{one.row}</span>',
            f"{one.claim} *({one.section})*",
            f"{KINDS[one.kind]}; varied: {one.varied}",
            f"{one.grade}: {one.why}" if one.why else one.grade,
            found.get(one.row, "not published yet"),
            parameters_of(one.row),
        )
        for one in patterns
    ]
    return f"## {title}\n\n{table(HEADS, rows)}"


def page() -> str:
    """Return the page: a table for each file of the evidence."""
    parts = [HEAD.strip(), words("Grades", GRADES) + ".", words("When a band was set", BAND_SETS) + "."]  # fmt: skip
    found = verdicts()
    for file in iter_modules(experiments.patterns.evidence.__path__):
        module = import_module(f"experiments.patterns.evidence.{file.name}")
        parts.append(section(file.name.capitalize(), module.PATTERNS, found))
    return "\n\n".join(parts) + "\n"
