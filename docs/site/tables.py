"""The page of the tables of runs and of the words in them, made from the declarations."""

from __future__ import annotations

from docs.site.markdown import code, table
from simulation import branches, terms
from simulation.closed_list import Term, Terms
from simulation.end_causes import END_CAUSES
from simulation.event_kinds import EVENTS
from simulation.result import TABLES
from simulation.result.columns import Column

HEAD = """# Tables

What a run leaves in `tables/`, in `model.result()` and in `run(...)`; `tables/columns.csv` of a folder of results says the same.
In tables of many runs a column `run` stands first. Months are whole numbers from the scenario's first, 0. Codes of several
councils are joined by `;`, the one that asked first. What has not ended is missing.
"""

KINDS = {
    "whole": "whole number",
    "maybe": "whole number, or missing",
    "real": "number",
    "flag": "true or false",
    "label": "one of some words",
    "text": "text",
}
"""Kinds of column, in words."""

WORDS: dict[str, Terms[Term]] = {
    "Control": terms.PARTIES,
    "Motives": terms.MOTIVES,
    "How talks stand or ended": terms.OUTCOMES,
    "Stages of talks": terms.STAGES,
    "Reasons for failed talks": terms.REASONS,
    "Rules that end talks": branches.BRANCHES,
    "What a planned length is": terms.CLOCKS,
    "How partnerships stand or ended": terms.ENDINGS,
    "Reasons for the end of a partnership": terms.END_REASONS,
    "Causes of the end of a partnership": END_CAUSES,
    "Depths of sharing": terms.DEPTHS,
    "Kinds of event": EVENTS,
}  # fmt: skip
"""The closed lists whose words stand in tables."""


def row(column: Column) -> tuple[str, ...]:
    """Return a column as a row of the page."""
    return code(column.name), KINDS[column.kind], column.unit, column.meaning


def words(name: str, closed: Terms[Term]) -> str:
    """Return a closed list: each word, and what it means or how a sentence tells it."""
    rows = [(word, word.meaning or word.sentence) for word in closed]
    return f"### {name}\n\n{table(('word', 'what it means, or how a sentence tells it'), rows)}"


def page() -> str:
    """Return the page."""
    heads = ("column", "holds", "unit", "what it says")
    parts = [HEAD.strip()]
    parts += [f"## {name}\n\n{table(heads, map(row, one.columns))}" for name, one in TABLES.items()]
    parts.append("## Words that stand in tables")
    parts += [words(name, closed) for name, closed in WORDS.items()]
    return "\n\n".join(parts) + "\n"
