"""The map of councils: places once, and for each month classes and links."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import solara
from scipy.sparse.csgraph import minimum_spanning_tree
from scipy.spatial.distance import cdist

from experiments.browser.map.colouring import SCHEMES
from experiments.browser.map.scene import scene_of
from experiments.browser.recording.recording import Recording
from experiments.browser.visit.visit import Handler, Visit
from simulation.geography import Geography

Places = tuple[tuple[float, float], ...]

COLOURS = [(name, scheme.label) for name, scheme in SCHEMES.items()]


@solara.component_vue("vue/CouncilMap.vue", vuetify=False)
def council_map_view(  # noqa: PLR0913
    *,
    hexes: Sequence[Any],
    places: Sequence[Any],
    names: Sequence[Any],
    codes: Sequence[Any],
    legend: Sequence[Any],
    talks: Sequence[Any],
    shared: Sequence[Any],
    linked: Sequence[Any],
    selected: int,
    colour: str,
    colours: Sequence[Any],
    event_pick: Handler,
    event_pick_talks: Handler,
    event_colour_by: Handler,
) -> None:
    """Show every council as a hexagon or at its place, coloured and linked."""


class CouncilMap:
    """The map of one visitor.

    Parameters
    ----------
    visit : Visit
        What the visitor does.

    Attributes
    ----------
    colour : str
        What councils are coloured by, a name of `SCHEMES`.
    """

    def __init__(self, visit: Visit) -> None:
        self.visit, self.colour = visit, "control"

    def colour_by(self, name: str) -> None:
        """Colour the map by something else."""
        if name in SCHEMES:
            self.colour = name

    def show(self) -> Any:
        """Return the map at the month that is shown."""
        session, visit = self.visit.session, self.visit
        recording = session.recording
        layout = solara.use_memo(lambda: layout_props(recording), [id(recording.geography)])
        return council_map_view(
            **layout,
            **month_props(recording, session.month, self.colour, session.council, session.talks),
            selected=session.council,
            colour=self.colour,
            colours=COLOURS,
            event_pick=visit.handler(visit.pick_council),
            event_pick_talks=visit.handler(visit.show_talks),
            event_colour_by=visit.handler(self.colour_by),
        )


def layout_props(recording: Recording) -> dict[str, Any]:
    """Return what does not change while a run is played."""
    scene = scene_of(recording.geography)
    return {"hexes": scene.hexagons, "places": scene.places, "names": scene.names}


def month_props(
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
    ringed = {row for group in partners if selected in group for row in group}
    if talks >= 0:
        ringed.update(recording.talks.table.rows[talks]["councils"].tolist())
    return sorted(ringed - {selected})


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
