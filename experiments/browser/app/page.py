"""The page: what a visitor sees, put together from its parts."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Any

import reacton.ipyvuetify as v
import solara

from experiments.browser.app.class_gate import ClassGate
from experiments.browser.app.class_strip import ClassStrip, note_progress
from experiments.browser.app.quiet import TERMS, address_view, terms_view
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
from experiments.browser.tabs.guide import GuideTab
from experiments.browser.visit.naming import run_name
from experiments.browser.visit.visit import FIRST_TAB, Handler, Visit
from experiments.text.scenario import scenario_changes
from simulation.maps import beyond_record
from simulation.months import month_text
from simulation.scenario import Scenario

log = logging.getLogger(__name__)

MOST_YEARS = 7
"""Years that are named under the time slider, about."""


BESIDE_GUIDE = "talks"
"""The tab that is open beside the guide, where that has a column, before another is chosen."""


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
def tab_row_view(
    *, tabs: Sequence[Any], chosen: str, sight: str, event_choose: Handler, event_widen: Handler
) -> None:
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
    wide : bool
        Whether the page is so wide that the guide stands beside the map, in a column of its own.
    """

    def __init__(self, refresh: Callable[[], None], query: str, role: Role | None = None) -> None:
        said, rest = class_words(query)
        self.visit, self.role = Visit(refresh, rest, first_scenario()), role
        if said and role is None:
            self.visit.report(NO_CLASS)
        self.map = CouncilMap(self.visit)
        self.plots = MonthlyPlots(self.visit)
        self.tabs = {tab.name: tab(self.visit) for tab in tab_types()}
        self.guide = next(tab for tab in self.tabs.values() if isinstance(tab, GuideTab))
        self.wide = False
        self._known: tuple[Scenario, tuple[str, int]] | None = None

    def open_tab(self, name: str) -> None:
        """Show a tab of the panel."""
        if name in self.tabs:
            self.visit.tab = name

    def widen(self, wide: bool) -> None:  # noqa: FBT001 -- what the page sends
        """Take note of how wide the page is."""
        self.wide = wide

    @property
    def open_now(self) -> str:
        """The name of the tab that the panel shows."""
        beside = self.wide and self.visit.tab == self.guide.name
        return BESIDE_GUIDE if beside else self.visit.tab

    def show(self) -> list[Any]:
        """Return all parts as they are now."""
        visit = self.visit
        if visit.tab not in self.tabs:
            visit.tab = FIRST_TAB  # an address may say anything
        go = visit.handler(visit.go_to, undoable=False)
        beside = [self.plots.show(), self.map.show()]
        parts = [self._header(), *beside, self._time_bar(), self._panel(), terms_view(terms=TERMS)]
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
        """Return the guide where it has a column, the row of tabs, and what is looked at."""
        name = self.open_now
        followed = self.wide or name == self.guide.name
        strip = None if followed else self.guide.strip()
        parts = [
            connection_strip(),
            None if self.role is None else ClassStrip(self.role, self.visit),
            self._guide_column() if self.wide else None,
            self._tab_row(),
            strip,
            self._scroll(),
            self.tabs[name].foot(),
        ]
        kind = f"cp-panel{' wide' if self.wide else ''}"
        return v.Html(tag="div", class_=kind, children=[one for one in parts if one is not None])

    def _tab_row(self) -> Any:
        visit = self.visit
        named = [tab for tab in self.tabs.values() if not (self.wide and tab is self.guide)]
        return tab_row_view(
            tabs=[{"name": tab.name, "label": tab.label} for tab in named],
            chosen=self.open_now,
            sight=self._sight(),
            event_choose=visit.handler(self.open_tab),
            event_widen=visit.handler(self.widen, undoable=False),
        )

    def _sight(self) -> str:
        """Return what is looked at; how far it was scrolled is remembered by this."""
        session = self.visit.session
        page = self.visit.page if self.open_now == self.guide.name else ""
        return f"{self.open_now}{page} {session.talks} {session.partnership} {session.council}"

    def _scroll(self) -> Any:
        attributes = {
            "id": "panel",
            "role": "tabpanel",
            "aria-labelledby": f"tab-{self.open_now}",
            "tabindex": "0",
        }
        return v.Html(
            tag="section", class_="cp-scroll", attributes=attributes,
            children=[self._content(self.open_now)],
        ).key(self._sight())  # fmt: skip

    def _guide_column(self) -> Any:
        attributes = {"aria-label": "Guide", "tabindex": "0"}
        return v.Html(
            tag="section", class_="cp-scroll cp-guide-column", attributes=attributes,
            children=[self._content(self.guide.name)],
        ).key(f"guide {self.visit.page}")  # fmt: skip

    def _content(self, name: str) -> Any:
        """Return a tab; what fails in it leaves the rest of the page alive."""
        tab = self.tabs[name]
        try:
            shown = tab.show()
            documents, rows = evidence(*tab.cites)
            sources = sources_view(documents=documents, rows=rows)
            return v.Html(tag="div", children=[shown, sources])
        except Exception as error:
            log.exception("The tab %s failed", name)
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
