"""What the map is given: places once, and for each month classes and links."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from scipy.sparse.csgraph import minimum_spanning_tree
from scipy.spatial.distance import cdist

from experiments.browser.map.colouring import SCHEMES
from experiments.browser.map.scene import scene_of
from experiments.browser.recording.recording import Recording
from simulation.geography import Geography

Places = tuple[tuple[float, float], ...]


def still(recording: Recording) -> dict[str, Any]:
    """Return what does not change while a run is played."""
    scene = scene_of(recording.geography)
    return {"hexes": scene.hexagons, "places": scene.places, "names": scene.names}


def moving(
    recording: Recording, month: int, colour: str, selected: int, talks: int
) -> dict[str, Any]:
    """Return the map at the end of a month.

    Parameters
    ----------
    recording : Recording
        The run.
    month : int
        A month that was played; -1 is the start.
    colour : str
        A name of `SCHEMES`.
    selected, talks : int
        Rows of the council and of the talks that are looked at, -1 for none.
    """
    frame, scheme = recording.frame(month), SCHEMES[colour]
    hexes = _hexagons(recording.geography)
    partners = [group.councils for group in frame.groups]
    return {
        "codes": scheme.codes(recording, month),
        "legend": scheme.legend,
        "talks": [(link.asker, link.asked, int(link.formal), link.talks) for link in frame.links],
        "shared": [pair for group in partners for pair in _pairs(hexes, group)],
        "linked": _linked(recording, partners, selected, talks),
    }


def _linked(
    recording: Recording, partners: list[tuple[int, ...]], selected: int, talks: int
) -> list[int]:
    """Return the councils that are ringed: partners of the one looked at, and those in talks."""
    found = {row for group in partners if selected in group for row in group}
    if talks >= 0:
        found.update(recording.talks.table.rows[talks]["councils"].tolist())
    return sorted(found - {selected})


@lru_cache(maxsize=32)
def _hexagons(geography: Geography) -> Places:
    return tuple(scene_of(geography).hexagons)


@lru_cache(maxsize=512)
def _pairs(places: Places, rows: tuple[int, ...]) -> tuple[tuple[int, int], ...]:
    """Return the pairs whose lines join the councils of a partnership on the shortest way."""
    if len(rows) == 2:  # noqa: PLR2004
        return ((rows[0], rows[1]),)
    points = np.array([places[row] for row in rows])
    first, second = minimum_spanning_tree(cdist(points, points) + 1e-9).nonzero()
    return tuple((rows[a], rows[b]) for a, b in zip(first, second, strict=True))


def ticks(recording: Recording) -> list[dict[str, Any]]:
    """Return the years under the time slider, some of them named."""
    months = max(recording.months - 1, 1)
    januaries = [
        (month, recording.date(month)[:4])
        for month in range(recording.months)
        if recording.date(month).endswith("-01")
    ]
    step = max(1, len(januaries) // 7)
    return [
        {"at": round(100 * (month + 1) / (months + 1), 2), "label": year}
        for month, year in januaries[::step]
    ]
