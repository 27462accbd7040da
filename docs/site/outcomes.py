"""The page of what is measured of a run, made from the declarations."""

from __future__ import annotations

from docs.site.markdown import code, table
from experiments.statistics.families import FORMS, family_outcome
from experiments.statistics.outcome import Outcome
from experiments.statistics.outcomes import OUTCOMES

HEADS = ("name", "unit", "kind", "what it is")

HEAD = """# Outcomes

What is measured of each run: in `summary.csv`, on the page of a run, in studies (`outcomes = [...]`) and in
`experiments.summarise`. The kind says how runs are put together: a **level** or a **median** counts each run alike, a **rate**
or a **mean** counts each talks or partnership alike, and **survival** is estimated over all runs at once. Every
interval is over runs (or over members of the posterior), never over talks.

## Always measured
"""

FAMILIES = """## Made as you ask for them

Names that hold a month, a number of years or a word. Months here are examples: put your own in their place, as in
`councils_sharing_2014_05`. They must be months that are played.
"""


def row(outcome: Outcome) -> tuple[str, ...]:
    """Return an outcome as a row of its table."""
    return code(outcome.name), outcome.unit, outcome.kind, outcome.meaning


def family_outcomes() -> list[Outcome]:
    """Return the outcomes that the families name as examples of themselves."""
    found = (family_outcome(name) for forms in FORMS.values() for name in forms)
    return [one for one in found if one is not None]


def page() -> str:
    """Return the page."""
    always = table(HEADS, map(row, OUTCOMES))
    families = table(HEADS, map(row, family_outcomes()))
    return f"{HEAD}\n{always}\n\n{FAMILIES}\n{families}\n"
