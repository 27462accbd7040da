"""Looking up what a parameter means and where it comes from, in its one declaration."""

from __future__ import annotations

import re
from functools import cache

from simulation.catalogue import Entry, catalogue

ROW = re.compile(r"SF\d{3}")


@cache
def entries() -> dict[str, Entry]:
    """Return everything that can be set, by dotted name."""
    return {entry.name: entry for entry in catalogue()}


def sources(*names: str) -> tuple[str, ...]:
    """Return the rows of the evidence that some parameters rest on, each once, in order.

    Examples
    --------
    >>> sources("vote.vision", "vote.trust")
    ('SF046', 'SF057')
    """
    found = [row for name in names for row in ROW.findall(entries()[name].source)]
    return tuple(dict.fromkeys(found))
