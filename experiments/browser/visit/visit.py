"""A visit: one visitor's session, how the page shows it, and what goes from one part to another.

The parts of the page (its tabs, its map) act on the visit and follow it. What one does that others
have to know of, they learn from the visit, so that no part knows another.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from experiments.browser.ensemble.monthly import Bands
from experiments.browser.ensemble.summary import EnsembleSummary
from experiments.browser.recording.recording import RecordedModel
from experiments.browser.visit.events import check_event
from experiments.browser.visit.links import View, pack, unpack
from experiments.browser.visit.own_maps import GONE, VisitorMaps, map_digest
from experiments.browser.visit.part import PagePart, error_sentence
from experiments.browser.visit.presets import Preset
from experiments.browser.visit.session import Session
from experiments.browser.visit.sweeps import Sweep
from experiments.browser.visit.undo import Undo
from simulation.errors import InputError
from simulation.scenario import Scenario

log = logging.getLogger(__name__)

FIRST_TAB, COUNCIL_TAB, TALKS_TAB, PARTNERSHIP_TAB = "guide", "council", "talks", "partnership"
"""Names of the tabs that a visit opens by itself."""

Handler = Callable[[Any], None]
"""Called with what a visitor did in a part of the page."""


class Visit:
    """The state of one page.

    Parameters
    ----------
    refresh : callable
        Called after everything that was done, to show it.
    query : str
        Of the link that was opened, empty for none.
    scenario : Scenario or None
        What the visitor begins with; England unless given.

    Attributes
    ----------
    session : Session
        The visitor's work.
    summary : EnsembleSummary or None
        What the runs of the visitor's ensemble say so far.
    compared : tuple of (Scenario, Scenario) or None
        Of what that ensemble is, and what it is compared with.
    tab : str
        The tab that is open.
    page : str
        Name of the page of the guide that is open, empty for the first.
    sweeps : list of Sweep
        That stand in their tab.
    maps : VisitorMaps
        The maps that the visitor handed in.
    deeds : set of str
        What the visitor has done that is seen nowhere else, such as ``sweep talks.patience``.
    problem : str
        What went wrong, in a sentence; empty if nothing did.
    serial : int
        How much was done, so that the page knows when an answer has come.
    halt : int
        How often playing had to stop.
    went : int
        How often the visitor went to an address, back or on.
    undo : Undo
        What was done last.
    """

    def __init__(
        self, refresh: Callable[[], None], query: str = "", scenario: Scenario | None = None
    ) -> None:
        self.session, self._own = Session(scenario), scenario
        self.maps = VisitorMaps(self.session.base)
        self.undo = Undo(self.session)
        self.refresh = refresh
        self.summary: EnsembleSummary | None = None
        self.compared: tuple[Scenario, Scenario] | None = None
        self.tab, self.page, self.problem = FIRST_TAB, "", ""
        self.sweeps: list[Sweep] = []
        self.serial = self.halt = self.went = 0
        self.deeds: set[str] = set()
        self._parts: list[PagePart] = []
        if query.removeprefix("?"):
            self.handler(self.restore, undoable=False)(query)

    def follow(self, part: PagePart) -> None:
        """Let a part of the page know from now on what happens in the others."""
        self._parts.append(part)

    def handler(
        self, action: Callable[[Any], Any], *, undoable: bool = True
    ) -> Callable[..., None]:
        """Return what does this, reports what went wrong, and shows the page anew."""

        def handle(event: Any = None) -> None:
            before = self.undo.state()
            try:
                check_event(action, event)
                action(event)
            except InputError as error:
                self.report(error_sentence(error))
            except Exception as error:
                log.exception("An action of the page failed")
                self.report(f"That did not work ({type(error).__name__}: {error}). Start again.")
            if undoable:
                self.undo.note(before)
            for part in self._parts:
                part.something_done()
            self.serial += 1
            self.refresh()

        return handle

    def bands(self) -> dict[str, Bands]:
        """Return what the ensemble says, month by month, of the scenario on the map; or nothing."""
        if self.summary is None or self.compared is None:
            return {}
        both = (self.summary.bands, self.summary.baseline)
        played = self.session.scenario
        found = (bands for one, bands in zip(self.compared, both, strict=True) if one == played)
        return next(found, {})

    def report(self, problem: str) -> None:
        """Show what went wrong, and stop playing."""
        self.problem = problem
        self.halt += 1

    def dismiss(self, _: Any = None) -> None:
        """Take away what was said of a problem."""
        self.problem = ""

    def restore(self, query: str) -> None:
        """Show what a link describes."""
        view = self._unpacked(query)
        self.session.restore(view)
        self.tab = view.tab or (COUNCIL_TAB if view.council else self.tab)
        self.page = view.page

    def go_to(self, query: str) -> None:
        """Show what an address of this page describes, to which the visitor went back or on."""
        self.went += 1
        self.show_query(query)

    def show_query(
        self, query: str, other: Callable[[], RecordedModel | None] = lambda: None
    ) -> None:
        """Show what an address describes, on the run that `other` has, if it has one.

        A run that is remembered is not played again; what is set for the next start stays with it.

        Raises
        ------
        InputError
            If it is none, or of a map that the server does not have.
        """
        if not query.removeprefix("?"):
            raise InputError("this address does not hold what was played at it")
        view, session, before = self._unpacked(query), self.session, self.undo.state()
        own = self.undo.model(view.scenario, view.seed)
        far = own is not None and own.recording.month >= view.month
        session.restore(view, own if far else other() or own)
        if session.model is before["model"]:
            session.next_scenario = before["next_scenario"]
            session.next_seed = before["next_seed"]
        self._follow_session(before)
        self.tab, self.page = view.tab or self.tab, view.page

    def _unpacked(self, query: str) -> View:
        """Return what an address describes, and begin from its map; remember one that is gone."""
        try:
            view = unpack(query, self._own, self.maps)
        except InputError as error:
            self.maps.awaited = query if error.problem == GONE else ""
            raise
        self.maps.awaited = ""
        ground = self.maps.ground(view.scenario)
        self.session.begin_from(ground[1] if ground else self._own, view.scenario)
        return view

    def bring_map(self, tables: dict[str, bytes]) -> None:
        """Begin anew on a map that was handed in, or show what was asked for on it before."""
        awaited = self.maps.awaited
        self.begin_with(self.maps.bring(tables, self.session.base))
        if awaited and map_digest(tables) in awaited:
            self.restore(awaited)
            self._run_restarted()

    def take_back(self, _: Any = None) -> None:
        """Take back what was done last."""
        before = self.undo.state()
        if self.undo.take_back():
            self._follow_session(before)

    def _follow_session(self, before: dict[str, Any]) -> None:
        """Let all parts know what of the session is other than it was."""
        now = self.undo.state()
        if now["model"] is not before["model"]:
            self._run_restarted()
        if now["talks"] != before["talks"]:
            for part in self._parts:
                part.talks_chosen()
        if now["next_scenario"] != before["next_scenario"]:
            self.settings_changed()

    @property
    def view(self) -> View:
        """What a link to this moment describes."""
        return replace(self.session.view, tab=self.tab, page=self.page)

    def query(self) -> str:
        """Return the query of a link to this moment.

        Raises
        ------
        InputError
            If no link can hold it.
        """
        return f"?{pack(self.view, self._own, self.maps)}"

    @property
    def address(self) -> str:
        """The query of a link to this moment, empty where no link can hold it.

        While the page says that the map of an address is gone, that address stays.
        """
        if self.maps.awaited and GONE[1:] in self.problem:
            return self.maps.awaited
        try:
            return self.query()
        except InputError:
            return ""

    def pick_council(self, council: int) -> None:
        """Look at a council."""
        if 0 <= int(council) < len(self.session.recording.names):
            self.session.council = int(council)
            self.tab = COUNCIL_TAB

    def choose_talks(self, talks: int) -> None:
        """Look at talks; -1 is the list of all."""
        known = len(self.session.recording.talks.table.rows)
        self.session.talks = int(talks) if 0 <= int(talks) < known else -1
        for part in self._parts:
            part.talks_chosen()

    def show_talks(self, talks: int) -> None:
        """Look at talks in their tab."""
        self.choose_talks(talks)
        self.tab = TALKS_TAB

    def choose_partnership(self, row: int) -> None:
        """Look at a partnership; -1 is the list of all."""
        known = len(self.session.recording.partnerships.table.rows)
        self.session.partnership = int(row) if 0 <= int(row) < known else -1

    def pick_partnership(self, row: int) -> None:
        """Look at a partnership in its tab."""
        self.choose_partnership(row)
        self.tab = PARTNERSHIP_TAB

    def settings_changed(self, preset: Preset | None = None) -> None:
        """Let all parts know that something was set."""
        for part in self._parts:
            part.settings_changed(preset)

    def apply_preset(self, name: str) -> None:
        """Set what a preset sets."""
        self.settings_changed(self.session.apply_preset(str(name)))

    def restart(self, _: Any = None) -> None:
        """Play what has been set from the first month."""
        self.session.restart()
        self._run_restarted()

    def begin_with(self, scenario: Scenario) -> None:
        """Begin anew with a scenario of the visitor's own."""
        self.session.begin_with(scenario)
        self._run_restarted()

    def _run_restarted(self) -> None:
        for part in self._parts:
            part.run_restarted()
        self.problem = ""

    def close(self) -> None:
        """Stop what is still at work and give up the run."""
        for part in self._parts:
            part.page_closed()
        self.session.close()
        self.maps.close()
