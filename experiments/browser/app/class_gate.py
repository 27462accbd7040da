"""The door of a class: who comes in as what."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import reacton.ipyvuetify as v
import solara

from experiments.browser.app.projector import Projector
from experiments.browser.app.reconnect import connection_strip
from experiments.browser.classroom.classroom import Classroom
from experiments.browser.classroom.entry import LEAD, PROJECTOR, Place, class_words, place_in
from experiments.browser.classroom.names import LENGTH
from experiments.browser.visit.events import check_event
from experiments.browser.visit.visit import Handler, error_sentence
from simulation.errors import InputError


@solara.component_vue("vue/Join.vue", vuetify=False)
def join_view(
    *, name: str, letters: int, leading: bool, problem: str, tries: int, event_enter: Handler
) -> None:
    """Ask for the code of the class, or say that a page is for whoever leads it."""


@solara.component
def ClassGate(classroom: Classroom, query: str, page: Callable[[str, Place], Any]) -> Any:  # noqa: N802
    """Show what a page is in the class: the view, the projector, or the question for the code.

    Parameters
    ----------
    classroom : Classroom
        The class.
    query : str
        Of the link that was opened.
    page : callable
        Returns the view of a visitor, from the rest of the query and what the page is.
    """
    said, rest = solara.use_memo(lambda: class_words(query), [])
    place = solara.use_reactive(None)
    problem, tries = solara.use_reactive(""), solara.use_reactive(0)

    def enter(given: dict[str, Any]) -> None:
        try:
            place.set(place_in(classroom, said, given))
            problem.set("")
        except InputError as error:
            problem.set(error_sentence(error))
        tries.set(tries.peek() + 1)

    entered: Place | None = place.get()
    if entered is not None and entered.projector:
        return Projector(classroom)
    if entered is not None:
        return page(rest, entered)
    leading = PROJECTOR in said or LEAD in said
    asking = join_view(
        name=classroom.name, letters=LENGTH, leading=leading, problem=problem.get(),
        tries=tries.get(), event_enter=checked(enter),
    )  # fmt: skip
    title = solara.Title(f"{classroom.name}: Council partnerships")
    return v.Html(tag="div", class_="cp cp-sheet", children=[connection_strip(), asking, title])


def checked(action: Callable[[Any], None]) -> Handler:
    """Return what does this with what the page sends, if that is what the action takes."""

    def handle(event: Any = None) -> None:
        try:
            check_event(action, event)
        except InputError:
            return  # no part of our page sends such
        action(event)

    return handle
