"""The state variables of the model as ODD wants them, from the tables that hold them."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from docs.site.markdown import code, table
from simulation.world import tables

TABLES = Path(tables.__file__)
OF_THE_STATE = ("Councils", "Leaders", "Chiefs", "Ties", "Talks", "Partnerships")
KINDS = {"Real": "number", "Reals": "numbers", "Row": "whole number", "Rows": "whole numbers"}
KINDS |= {"Small": "small whole number", "Smalls": "small whole numbers", "Key": "key of draws"}
COLUMN = re.compile(r"^    (\w+): [^#]*(?:#\s*(.*))?$")


def annotation_kind(node: ast.expr) -> str:
    """Return what a column holds, in words."""
    inner = node.slice.elts[0] if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Tuple) else node  # fmt: skip
    return KINDS[ast.unparse(inner)]


def state_variables() -> dict[str, list[tuple[str, str, str]]]:
    """Return name, kind and comment of each column of each table of state, in their order."""
    text = TABLES.read_text(encoding="utf-8")
    lines, found = text.splitlines(), {}
    for node in ast.parse(text).body:
        if isinstance(node, ast.ClassDef) and node.name in OF_THE_STATE:
            columns = [one for one in node.body if isinstance(one, ast.AnnAssign)]
            found[node.name] = [
                (ast.unparse(one.target), annotation_kind(one.annotation), _comment(lines, one))
                for one in columns
            ]
    return found


def _comment(lines: list[str], column: ast.AnnAssign) -> str:
    """Return what the code says of a column, on its line."""
    match = COLUMN.match(lines[(column.end_lineno or column.lineno) - 1])
    return (match.group(2) or "") if match else ""


def state() -> str:
    """Return a table for each table of state."""
    heads = ("variable", "holds", "what the code says of it")
    return "\n\n".join(
        f"#### {name}\n\n{table(heads, [(code(variable), kind, words) for variable, kind, words in rows])}"
        for name, rows in state_variables().items()
    )
