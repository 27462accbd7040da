"""The map without its state: areas and the borders between them, ready to be drawn.

    scenes = scenes_of(recording.geography)     # the first is what a visitor sees at first
    scenes[0].text                              # JSON; send it once

A border that two areas share is stored once, so that it is drawn once, and the outline round any
areas is what is left without what lies between them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from functools import cached_property

import numpy as np

from simulation.geography.layout import Floats

Point = tuple[int, int]
Ring = tuple[int, ...]
KINDS = ("ghosts", "districts", "coast", "counties")


@dataclass(frozen=True)
class Scene:
    """A layout of a map; lists of areas have councils in map order, then ghosts.

    Attributes
    ----------
    name : str
        Of the layout: outlines, hexagons or cells.
    arcs : list of list of int
        Borders: x and y of the first point, then the way from each point to the next; x runs to
        the right, y down.
    areas : list of list of tuple of int
        Rings of each council, then of each ghost: arcs in order, `~arc` if it is run backwards.
    names : list of str
        Of the ghosts: councils that are there and play no part.
    centres : list of tuple of int
        Of the areas: where lines end.
    groups : list of str
        The county of each area, empty where it stands alone.
    seals : list of int
        Councils that lie over others and are shown as a dot at their centre.
    places : list of tuple
        Cities to find one's way by: name, x, y, and how many pixels below that the name stands.
    credit : str
        What has to stand on the map.
    """

    name: str
    arcs: list[list[int]]
    areas: list[list[Ring]]
    names: list[str]
    centres: list[Point]
    groups: list[str]
    seals: list[int] = field(default_factory=list)
    places: list[tuple[str, int, int, int]] = field(default_factory=list)
    credit: str = ""

    @cached_property
    def lines(self) -> list[Floats]:
        """The points of each border."""
        return [np.cumsum(np.reshape(one, (-1, 2)), axis=0, dtype=float) for one in self.arcs]

    @cached_property
    def box(self) -> tuple[Floats, Floats]:
        """The least and the largest x and y of all areas."""
        points = np.concatenate(self.lines)
        return points.min(axis=0), points.max(axis=0)

    def rings(self, area: int) -> list[Floats]:
        """Return the rings of an area as points, the first repeated at the end."""
        return [
            np.concatenate([self.lines[arc] if arc >= 0 else self.lines[~arc][::-1] for arc in one])
            for one in self.areas[area]
        ]

    def border(self, areas: Iterable[int]) -> list[int]:
        """Return the borders round some areas together, without those between them."""
        rings = (ring for area in areas for ring in self.areas[area])
        count = Counter(max(arc, ~arc) for ring in rings for arc in ring)
        return [arc for arc, times in count.items() if times % 2]

    def mesh(self, councils: int) -> dict[str, list[int]]:
        """Return the borders of each kind, of a map on which the first areas are councils."""
        owners: dict[int, list[int]] = {}
        for area in range(len(self.areas)):
            if area not in self.seals:
                for arc in self.border([area]):
                    owners.setdefault(arc, []).append(area)
        kinds: dict[str, list[int]] = {kind: [] for kind in KINDS}
        for arc, (one, *others) in owners.items():
            kinds[self._kind(one, others, councils)].append(arc)
        return kinds

    def _kind(self, one: int, others: list[int], councils: int) -> str:
        if not others:
            return "coast"
        if min(one, *others) >= councils:
            return "ghosts"
        same = self.groups[one] and self.groups[one] == self.groups[others[0]]
        return "districts" if same or self.name != "outlines" else "counties"

    @cached_property
    def text(self) -> str:
        """The scene as JSON."""
        return json.dumps(asdict(self), separators=(",", ":"), ensure_ascii=False)
