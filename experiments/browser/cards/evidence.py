"""Which rows of the evidence a parameter rests on, read off its one declaration."""

from __future__ import annotations

import re
from functools import cache

from simulation.catalogue import Entry, catalogue

_ROW = re.compile(r"SF\d{3}")


@cache
def parameter_entries() -> dict[str, Entry]:
    """Return everything that can be set, by dotted name."""
    return {entry.name: entry for entry in catalogue()}


def evidence_rows(*names: str) -> tuple[str, ...]:
    """Return the rows of the evidence that some parameters rest on, each once, in order.

    Examples
    --------
    >>> evidence_rows("vote.vision", "vote.trust")
    ('SF046', 'SF057')
    """
    rows = [row for name in names for row in _ROW.findall(parameter_entries()[name].source)]
    return tuple(dict.fromkeys(rows))
