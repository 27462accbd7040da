"""The page: what a visitor sees, put together from its parts."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Any

import reacton.ipyvuetify as v
import solara

from experiments.browser.app.class_gate import ClassGate
from experiments.browser.app.class_strip import ClassStrip, note_progress
from experiments.browser.app.reconnect import connection_strip
from experiments.browser.app.server import first_scenario
from experiments.browser.cards.sources import evidence
from experiments.browser.charts.chart import year_ticks
from experiments.browser.classroom.classroom import current_class
from experiments.browser.classroom.entry import NO_CLASS, Role, class_words
from experiments.browser.map.council_map import CouncilMap
from experiments.browser.plots.plots import MonthlyPlots
from experiments.browser.recording.recording import Recording
from experiments.browser.tabs import nothing_view, sources_view, tab_types
from experiments.browser.visit.naming import run_name
from experiments.browser.visit.visit import FIRST_TAB, Handler, Visit
from experiments.text.scenario import scenario_changes
from simulation.maps import beyond_record
from simulation.months import month_text
from simulation.scenario import Scenario

log = logging.getLogger(__name__)

MOST_YEARS = 7
"""Years that are named under the time slider, about."""


@solara.component_vue("vue/Address.vue", vuetify=False)
def address_view(*, query: str, went: int, event_go: Handler) -> None:
    """Let the address bar follow what is shown, and the page what is gone back to."""


@solara.component_vue("vue/Header.vue", vuetify=False)
def header_view(  # noqa: PLR0913
    *,
    name: str,
    date: str,
    seed: int,
    changed: int,
    undo: str,
    notice: str,
    problem: str,
    event_dismiss: Handler,
    event_take_back: Handler,
) -> None:
    """Show what is played, the month in large type, what to know of it, and what went wrong."""


@solara.component_vue("vue/Tabs.vue", vuetify=False)
def tab_row_view(*, tabs: Sequence[Any], chosen: str, sight: str, event_choose: Handler) -> None:
    """Choose what the panel shows; how far each sight of it was scrolled is remembered."""


@solara.component_vue("vue/TimeBar.vue", vuetify=False)
def time_bar_view(  # noqa: PLR0913
    *,
    month: int,
    played: int,
    months: int,
    date: str,
    ended: bool,
    waiting: bool,
    ticks: Sequence[Any],
    serial: int,
    halt: int,
    event_advance: Handler,
    event_look_back: Handler,
    event_next_event: Handler,
    event_restart: Handler,
) -> None:
    """Play, pause, step, and go back to any month that was played."""


@solara.component
def Page() -> Any:  # noqa: N802 -- Solara looks for this name
    """Show the view of one visitor, or what a server that has a class shows first."""
    query = solara.use_router().search or ""
    classroom = current_class()
    if classroom is not None:
        return ClassGate(classroom, query, VisitorPage)
    return VisitorPage(query)


@solara.component
def VisitorPage(query: str, role: Role | None = None) -> Any:  # noqa: N802
    """Show the view of one visitor."""
    version = solara.use_reactive(0)
    parts = solara.use_memo(
        lambda: PageParts(lambda: version.set(version.peek() + 1), query, role), []
    )
    solara.use_effect(lambda: parts.visit.close, [])
    version.get()
    if parts.visit.session.model is None:
        return v.Html(tag="div", children=["This page was closed."])
    return v.Html(tag="div", class_="cp", children=parts.show())


@solara.component
def Layout(children: list[Any]) -> Any:  # noqa: N802 -- Solara looks for this name
    """Show the page alone, without a bar or drawer around it."""
    return v.Html(tag="div", children=children)


class PageParts:
    """The parts of one visitor's page.

    Parameters
    ----------
    refresh : callable
        Called after everything that was done, to show it.
    query : str
        Of the link that was opened, empty for none.
    role : Role or None
        What the page is in the class of this server, None without one.

    Attributes
    ----------
    visit : Visit
        What all of them act on.
    map : CouncilMap
        The map.
    plots : MonthlyPlots
        The plots beside it.
    tabs : dict of str to Tab
        The tabs of the panel, by name, in the order of their row.
    """

    def __init__(self, refresh: Callable[[], None], query: str, role: Role | None = None) -> None:
        said, rest = class_words(query)
        self.visit, self.role = Visit(refresh, rest, first_scenario()), role
        if said and role is None:
            self.visit.report(NO_CLASS)
        self.map = CouncilMap(self.visit)
        self.plots = MonthlyPlots(self.visit)
        self.tabs = {tab.name: tab(self.visit) for tab in tab_types()}
        self._known: tuple[Scenario, tuple[str, int]] | None = None

    def open_tab(self, name: str) -> None:
        """Show a tab of the panel."""
        if name in self.tabs:
            self.visit.tab = name

    def show(self) -> list[Any]:
        """Return all parts as they are now."""
        visit = self.visit
        if visit.tab not in self.tabs:
            visit.tab = FIRST_TAB  # an address may say anything
        go = visit.handler(visit.go_to, undoable=False)
        beside = [self.plots.show(), self.map.show()]
        parts = [self._header(), *beside, self._time_bar(), self._panel()]
        title = solara.Title(f"{self._named()[0]}: Council partnerships")
        if self.role is not None:
            note_progress(self.role, visit, self.tabs[FIRST_TAB])
        return [*parts, address_view(query=visit.address, went=visit.went, event_go=go), title]

    def _named(self) -> tuple[str, int]:
        """Return what is played is called and how much of it is changed, worked out once a run."""
        scenario = self.visit.session.scenario
        if self._known is None or self._known[0] is not scenario:
            self._known = scenario, (run_name(scenario), len(scenario_changes(scenario)))
        return self._known[1]

    def _header(self) -> Any:
        session, (name, changed) = self.visit.session, self._named()
        return header_view(
            name=name,
            date=month_text(session.recording.date(session.month)),
            seed=session.seed,
            changed=changed,
            notice=beyond_record(session.scenario, session.recording.geography) or "",
            problem=self.visit.problem,
            undo=self.visit.undo.words,
            event_dismiss=self.visit.handler(self.visit.dismiss),
            event_take_back=self.visit.handler(self.visit.take_back, undoable=False),
        )

    def _panel(self) -> Any:
        visit = self.visit
        session = visit.session
        sight = f"{visit.tab} {session.talks} {session.partnership} {session.council}"
        row = tab_row_view(
            tabs=[{"name": tab.name, "label": tab.label} for tab in self.tabs.values()],
            chosen=visit.tab,
            sight=sight,
            event_choose=visit.handler(self.open_tab),
        )
        content = v.Html(
            tag="section",
            class_="cp-scroll",
            attributes={
                "id": "panel",
                "role": "tabpanel",
                "aria-labelledby": f"tab-{visit.tab}",
                "tabindex": "0",
            },
            children=[self._content()],
        ).key(sight)
        strip = [] if self.role is None else [ClassStrip(self.role, visit)]
        foot = self.tabs[visit.tab].foot()
        parts = [connection_strip(), *strip, row, content, *([] if foot is None else [foot])]
        return v.Html(tag="div", class_="cp-panel", children=parts)

    def _content(self) -> Any:
        """Return the open tab; what fails in it leaves the rest of the page alive."""
        tab = self.tabs[self.visit.tab]
        try:
            shown = tab.show()
            documents, rows = evidence(*tab.cites)
            sources = sources_view(documents=documents, rows=rows)
            return v.Html(tag="div", children=[shown, sources])
        except Exception as error:
            log.exception("The tab %s failed", self.visit.tab)
            words = f"This could not be shown ({type(error).__name__}: {error})."
            return nothing_view(title="Something went wrong here", words=words)

    def _time_bar(self) -> Any:
        visit, session = self.visit, self.visit.session
        recording = session.recording
        return time_bar_view(
            month=session.month,
            played=recording.month,
            months=recording.months,
            date=month_text(recording.date(session.month)),
            ended=session.ended,
            waiting=session.needs_restart,
            ticks=_year_ticks(recording),
            serial=visit.serial,
            halt=visit.halt,
            event_advance=visit.handler(session.advance),
            event_look_back=visit.handler(session.look_back),
            event_next_event=visit.handler(lambda _: session.next_event()),
            event_restart=visit.handler(visit.restart),
        )


def _year_ticks(recording: Recording) -> list[dict[str, Any]]:
    """Return the years under the time slider, some of them named."""
    dates = [recording.date(month) for month in range(recording.months)]
    last = max(recording.months, 2)
    return [
        {"at": round(100 * (month + 1) / last, 2), "label": year}
        for month, year in year_ticks(dates, MOST_YEARS)
    ]
