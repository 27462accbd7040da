"""The page of everything that can be set, made from the declarations."""

from __future__ import annotations

from itertools import groupby

from docs.site.markdown import code, table
from simulation.catalogue import Entry, catalogue, value_text

HEADS = ("name", "default", "allowed", "prior", "what it is", "kind; source")

HEAD = """# Parameters

Everything that a scenario file, `--set`, the view and a study can set. *Kind* says what it is for: an **uncertainty**
is a number nobody knows exactly (its *prior* is what was thought of it before any run, and is drawn from where a study or a
calibration varies it), a **lever** is what somebody could do, a **choice** how talks are held, a **structure** an assumption
about the world, a **shock** an event, a **setting** the rest. *Source* names rows of the two studies (`SF…`), facts of
England (`V…`), a table, or the word assumption. `partnerships parameters WORD` finds them by other words too.
"""


def row(entry: Entry) -> tuple[str, ...]:
    """Return a parameter as a row of its table."""
    unit = "" if entry.unit in {"1", entry.allowed} else f" {entry.unit}"
    allowed = entry.allowed if entry.choices or entry.unit == "month" else entry.allowed + unit
    prior = entry.prior.words if entry.prior else ""
    basis = f"{entry.kind}; {entry.source}" if entry.source else entry.kind
    return (
        code(entry.name),
        code(value_text(entry.default)),
        allowed,
        prior,
        entry.meaning,
        basis,
    )


def page() -> str:
    """Return the page: a table for each group."""
    parts = [HEAD.strip()]
    for group, entries in groupby(catalogue(), key=lambda entry: entry.group):
        parts.append(f"## {group}\n\n{table(HEADS, (row(entry) for entry in entries))}")
    return "\n\n".join(parts) + "\n"
