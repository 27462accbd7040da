"""The map of councils: its layouts once, and for each month classes and links."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import solara

from experiments.browser.cards.partnership import partners
from experiments.browser.map.colouring import SCHEMES, Moment
from experiments.browser.recording.recording import Recording
from experiments.browser.visit.visit import PARTNERSHIP_TAB, Handler, Visit
from experiments.figures.layouts import scenes_of
from simulation.months import month_text
from simulation.terms import FAILED

SOUNDINGS, TALKS, JUST_FAILED = range(3)
"""What a line between two councils may be."""


@solara.component_vue("vue/CouncilMap.vue", vuetify=False)
def council_map_view(  # noqa: PLR0913
    *,
    scenes: Sequence[Any],
    names: Sequence[Any],
    codes: Sequence[Any],
    legend: Sequence[Any],
    title: str,
    date: str,
    talks: Sequence[Any],
    partnerships: Sequence[Any],
    linked: Sequence[Any],
    selected: int,
    colour: str,
    colours: Sequence[Any],
    event_pick: Handler,
    event_pick_talks: Handler,
    event_pick_partnership: Handler,
    event_colour_by: Handler,
) -> None:
    """Show every council in one of the layouts, coloured and linked."""


class CouncilMap:
    """The map of one visitor.

    Parameters
    ----------
    visit : Visit
        What the visitor does.
    """

    def __init__(self, visit: Visit) -> None:
        self.visit = visit

    def colour_by(self, name: str) -> None:
        """Colour the map by something else."""
        if name in SCHEMES:
            self.visit.session.colour = name

    def pick_partnership(self, row: int) -> None:
        """Look at a partnership, given by its row in the run."""
        self.visit.pick_partnership(row)

    def _ringed(self) -> list[int]:
        """Return the councils of the talks that are looked at, or of the partnership in its tab."""
        session, recording = self.visit.session, self.visit.session.recording
        row, talks = session.partnership, session.talks
        if row >= 0 and (self.visit.tab == PARTNERSHIP_TAB or talks < 0):
            began = recording.partnerships.table.rows[row]["began"] <= session.month
            return partners(recording, row, session.month) if began else []
        return recording.talks.table.rows[talks]["councils"].tolist() if talks >= 0 else []

    def show(self) -> Any:
        """Return the map at the month that is shown."""
        session, visit = self.visit.session, self.visit
        recording = session.recording
        moment = Moment(recording, session.month, visit.summary)
        layout = solara.use_memo(lambda: layout_props(recording), [id(recording.geography)])
        return council_map_view(
            **layout,
            **month_props(moment, session.colour, session.council, self._ringed()),
            selected=session.council,
            colour=session.colour,
            event_pick=visit.handler(visit.pick_council),
            event_pick_talks=visit.handler(visit.show_talks),
            event_pick_partnership=visit.handler(self.pick_partnership),
            event_colour_by=visit.handler(self.colour_by),
        )


def layout_props(recording: Recording) -> dict[str, Any]:
    """Return what does not change while a run is played."""
    own = recording.scenario.geography.map == "own"
    scenes = scenes_of(recording.geography, own=own)
    return {
        "scenes": [(one.name, one.text, one.credit) for one in scenes],
        "names": recording.names,
    }


def month_props(
    moment: Moment, colour: str, selected: int, ringed: Sequence[int]
) -> dict[str, Any]:
    """Return the map at the end of a month.

    Parameters
    ----------
    moment : Moment
        A month that was played of a recording; -1 is the start.
    colour : str
        A name of `SCHEMES`.
    selected : int
        Row of the council that is looked at, -1 for none.
    ringed : sequence of int
        Rows of councils that are outlined: those of the talks or partnership looked at.
    """
    recording, month, _ = moment
    frame, scheme = recording.frame(month), SCHEMES[colour]
    under_way = [
        (link.asker, link.asked, TALKS if link.formal else SOUNDINGS, link.talks)
        for link in frame.links
    ]
    return {
        "codes": scheme.codes(moment),
        "legend": scheme.legend,
        "title": scheme.title_at(month_text(frame.date)),
        "date": month_text(frame.date),
        "colours": [(name, one.label, one.missing(moment)) for name, one in SCHEMES.items()],
        "talks": under_way + _just_failed(recording, month),
        "partnerships": [(group.partnership, group.councils) for group in frame.groups],
        "linked": _linked([one.councils for one in frame.groups], selected, ringed),
    }


def _just_failed(recording: Recording, month: int) -> list[tuple[int, int, int, int]]:
    """Return the talks that failed in a month."""
    rows = recording.talks.table.rows
    failed = ((rows["outcome"] == FAILED) & (rows["ended"] == month)).nonzero()[0]
    return [(*rows["councils"][row].tolist(), JUST_FAILED, int(row)) for row in failed]


def _linked(partners: list[tuple[int, ...]], selected: int, ringed: Sequence[int]) -> list[int]:
    """Return the councils that are outlined: partners of the one looked at, and those ringed."""
    chosen = {row for group in partners if selected in group for row in group}
    return sorted((chosen | set(ringed)) - {selected})
