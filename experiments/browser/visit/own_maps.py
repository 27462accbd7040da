"""Maps that visitors hand in: what the server remembers of them, and what a visitor plays on.

The server remembers the tables while it runs, under a digest of their bytes. An address names the
digest alone, so that who has neither the address nor the files comes to no map.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Mapping

from experiments.browser.visit.uploads import OwnMap
from experiments.store.layout import table_paths
from simulation import Scenario
from simulation.errors import InputError

SIGNS = 32
"""Characters of a digest: half of SHA-256, which nobody guesses."""

MOST_BYTES = 64 * 1024 * 1024
"""Of all tables that a server remembers; those that nobody asked for longest are forgotten."""

GONE = (
    "this server does not have the map of this address: it was handed in by a visitor, and is "
    "forgotten when the server stops. Hand in the same tables under Files, and what the "
    "address names comes back"
)

Tables = Mapping[str, bytes]


def map_digest(tables: Tables) -> str:
    """Return the digest of the tables of a map."""
    digest = hashlib.sha256()
    for name, content in sorted(tables.items()):
        digest.update(f"{name} {len(content)} ".encode() + content)
    return digest.hexdigest()[:SIGNS]


class MapStore:
    """The tables that visitors handed in, while the server runs.

    Parameters
    ----------
    most : int
        Bytes of all of them.
    """

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._most, self._lock = most, threading.Lock()
        self._tables: OrderedDict[str, Tables] = OrderedDict()

    def add(self, tables: Tables) -> str:
        """Remember the tables of a map; return their digest."""
        digest = map_digest(tables)
        with self._lock:
            self._tables[digest] = dict(tables)
            self._tables.move_to_end(digest)
            while len(self._tables) > 1 and self._size() > self._most:
                self._tables.popitem(last=False)
        return digest

    def tables(self, digest: str) -> Tables | None:
        """Return the tables of a digest, if they are remembered."""
        with self._lock:
            if digest in self._tables:
                self._tables.move_to_end(digest)
            return self._tables.get(digest)

    def _size(self) -> int:
        return sum(len(one) for tables in self._tables.values() for one in tables.values())


MAPS = MapStore()
"""Of this server."""


class VisitorMaps:
    """The maps that one visitor plays on, in folders that go with the page.

    Parameters
    ----------
    first : Scenario
        What links to them differ from, but for the map.
    store : MapStore
        Where they are remembered.

    Attributes
    ----------
    last : OwnMap or None
        The one that was handed in or opened last.
    awaited : str
        The query of an address whose map is to be handed in again, empty for none.
    """

    def __init__(self, first: Scenario, store: MapStore = MAPS) -> None:
        self._first, self._store = first, store
        self._bases: dict[str, tuple[OwnMap, Scenario]] = {}
        self.last: OwnMap | None = None
        self.awaited = ""

    def bring(self, tables: Tables, scenario: Scenario) -> Scenario:
        """Take in a map; return a scenario on it.

        Raises
        ------
        InputError
            If a table cannot be used; then nothing of it is remembered.
        """
        brought = OwnMap(tables)
        try:
            played, base = brought.on(scenario), brought.on(self._first)
        except InputError:
            brought.close()
            raise
        self._bases[self._store.add(tables)] = brought, base
        self.last = brought
        return played

    def base(self, digest: str) -> Scenario:
        """Return what a link to a map differs from.

        Raises
        ------
        InputError
            If neither the visitor nor the server has it.
        """
        if digest not in self._bases:
            tables = self._store.tables(digest)
            if tables is None:
                raise InputError(GONE)
            self.bring(tables, self._first)
        self.last, base = self._bases[digest]
        return base

    def ground(self, scenario: Scenario) -> tuple[str, Scenario] | None:
        """Return digest and base of the map that a scenario stands on; None for no such map."""
        paths = table_paths(scenario)
        found = ((digest, base) for digest, (_, base) in self._bases.items()
                 if paths and table_paths(base) == paths)  # fmt: skip
        return next(found, None)

    def close(self) -> None:
        """Take the folders away."""
        for brought, _ in self._bases.values():
            brought.close()
        self._bases.clear()
        self.last = None
