"""The page: what a visitor sees, put together from its parts."""

from __future__ import annotations

import logging
from typing import Any

import reacton.ipyvuetify as v
import solara

from experiments.browser.app import components
from experiments.browser.map import council_map as map_view
from experiments.browser.map.colouring import SCHEMES
from experiments.browser.panels import PANELS
from experiments.browser.visit.visit import TABS, Desk
from experiments.text.scenario import scenario_changes
from simulation.months import month_text

log = logging.getLogger(__name__)

COLOURS = [(name, scheme.label) for name, scheme in SCHEMES.items()]


@solara.component
def Page() -> Any:  # noqa: N802 -- Solara looks for this name
    """Show the view of one visitor."""
    version = solara.use_reactive(0)
    query = solara.use_router().search or ""
    desk = solara.use_memo(lambda: Desk(lambda: version.set(version.peek() + 1), query), [])
    solara.use_effect(lambda: desk.close, [])
    version.get()
    if desk.session.model is None:
        return v.Html(tag="div", children=["This page was closed."])
    return v.Html(
        tag="div", class_="cp", children=[_header(desk), _map(desk), _panel(desk), _time(desk)]
    )


@solara.component
def Layout(children: list[Any]) -> Any:  # noqa: N802 -- Solara looks for this name
    """Show the page alone, without a bar or drawer around it."""
    return v.Html(tag="div", children=children)


def _header(desk: Desk) -> Any:
    session = desk.session
    date = session.recording.date(session.month)
    return components.header(
        name=session.playing.name,
        date=month_text(date),
        seed=session.seed,
        changed=len(scenario_changes(session.playing)),
        problem=desk.problem,
        event_dismiss=desk.doing(desk.dismiss),
    )


def _map(desk: Desk) -> Any:
    session = desk.session
    recording = session.recording
    still = solara.use_memo(lambda: map_view.still(recording), [id(recording.geography)])
    return components.council_map(
        **still,
        **map_view.moving(recording, session.month, desk.colour, session.council, session.talks),
        selected=session.council,
        colour=desk.colour,
        colours=COLOURS,
        event_pick=desk.doing(desk.pick),
        event_pick_talks=desk.doing(desk.show_talks),
        event_colour_by=desk.doing(desk.colour_by),
    )


def _time(desk: Desk) -> Any:
    session = desk.session
    recording = session.recording
    return components.time_bar(
        month=session.month,
        played=recording.month,
        months=recording.months,
        date=month_text(recording.date(session.month)),
        ended=session.ended,
        waiting=session.waiting,
        ticks=map_view.ticks(recording),
        serial=desk.serial,
        halt=desk.halt,
        event_advance=desk.doing(session.advance),
        event_look_back=desk.doing(session.look_back),
        event_next_event=desk.doing(lambda _: session.next_event()),
        event_restart=desk.doing(desk.restart),
    )


def _content(desk: Desk) -> Any:
    """Return the chosen tab; what fails in it leaves the rest of the page alive."""
    try:
        return PANELS[desk.tab](desk)
    except Exception as error:
        log.exception("The tab %s failed", desk.tab)
        words = f"This could not be shown ({type(error).__name__}: {error})."
        return components.nothing(title="Something went wrong here", words=words)


def _panel(desk: Desk) -> Any:
    chosen = components.tabs(
        tabs=[{"name": name, "label": label} for name, label in TABS],
        chosen=desk.tab,
        event_choose=desk.doing(desk.look_at),
    )
    content = v.Html(
        tag="section",
        class_="cp-scroll",
        attributes={
            "id": "panel",
            "role": "tabpanel",
            "aria-labelledby": f"tab-{desk.tab}",
            "tabindex": "0",
        },
        children=[_content(desk)],
    ).key(f"{desk.tab} {desk.session.talks} {desk.session.council}")
    return v.Html(tag="div", class_="cp-panel", children=[chosen, content])
