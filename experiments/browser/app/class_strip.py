"""What a visitor's page has of the class: a line above the panel, and what it lets it know."""

from __future__ import annotations

from typing import Any

import solara

from experiments.browser.app.following import use_changes
from experiments.browser.classroom.entry import Role
from experiments.browser.classroom.runs import run_result
from experiments.browser.tabs import Tab
from experiments.browser.tabs.guide import GuideTab
from experiments.browser.visit.visit import Handler, Visit

IN_CLASS = "You are in. No name is asked for, nothing is stored."
NOT_IN_CLASS = "You look on alone; nothing of yours is pooled."
LEADING = "You lead the class."


@solara.component_vue("vue/ClassStrip.vue", vuetify=False)
def class_strip_view(
    *,
    name: str,
    words: str,
    kind: str,
    key_of_tab: str,
    called: int,
    followed: int,
    event_follow: Handler,
    event_bring: Handler,
) -> None:
    """Say what the page is in the class, and follow where everyone is called to."""


@solara.component
def ClassStrip(role: Role, visit: Visit) -> Any:  # noqa: N802
    """Show the line of the class, and follow where everyone is called to."""
    classroom, seat = role.classroom, role.seat
    use_changes(classroom, lambda: _serial(role))
    solara.use_effect(lambda: _open_page(role), [])

    def follow(serial: int) -> None:
        if seat is not None and seat.followed != serial:
            seat.followed = serial
            visit.halt += 1
            visit.show_query(classroom.query_for(seat), classroom.common_run)

    def bring(_: Any = None) -> None:
        if role.leads:
            classroom.bring(visit.query())

    kind = "lead" if role.leads else "in" if seat else "alone"
    return class_strip_view(
        name=classroom.name,
        words={"lead": LEADING, "in": IN_CLASS, "alone": NOT_IN_CLASS}[kind],
        kind=kind,
        key_of_tab=role.key,
        called=_serial(role),
        followed=seat.followed if seat else 0,
        event_follow=visit.handler(follow),
        event_bring=visit.handler(bring, undoable=False),
    )


def _serial(role: Role) -> int:
    """Return the serial of the last call that is meant for a page, 0 for none."""
    call = role.classroom.call
    return call.serial if call is not None and role.seat is not None else 0


def _open_page(role: Role) -> Any:
    """Count a page of a visitor; return what counts it no more."""
    seat = role.seat
    if seat is None:
        return None
    role.classroom.arrive(seat)
    return lambda: role.classroom.leave(seat)


def note_progress(role: Role, visit: Visit, guide: Tab) -> None:
    """Let the class know what a visitor has guessed, what came out, and how their run ended."""
    if role.seat is not None and isinstance(guide, GuideTab):
        result = run_result(visit.session.recording)
        role.classroom.note(role.seat, guide.guesses, guide.answers, result)
