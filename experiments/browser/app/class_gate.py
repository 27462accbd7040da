"""The door of a class: who comes in as what."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import reacton.ipyvuetify as v
import solara

from experiments.browser.app.following import handler
from experiments.browser.app.projector import Projector
from experiments.browser.app.reconnect import connection_strip
from experiments.browser.classroom.classroom import Classroom
from experiments.browser.classroom.entry import LEAD, PROJECTOR, Role, class_words, role_in
from experiments.browser.classroom.names import LENGTH
from experiments.browser.visit.visit import Handler


@solara.component_vue("vue/Join.vue", vuetify=False)
def join_view(
    *, name: str, letters: int, leading: bool, problem: str, tries: int, event_enter: Handler
) -> None:
    """Ask for the code of the class, or say that a page is for whoever leads it."""


@solara.component
def ClassGate(classroom: Classroom, query: str, page: Callable[[str, Role], Any]) -> Any:  # noqa: N802
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
    role = solara.use_reactive(None)
    problem, tries = solara.use_reactive(""), solara.use_reactive(0)

    def enter(given: dict[str, Any]) -> None:
        role.set(role_in(classroom, said, given))

    def report(words: str) -> None:
        problem.set(words)
        tries.set(tries.peek() + 1)

    entered: Role | None = role.get()
    if entered is not None and entered.projector:
        return Projector(classroom)
    if entered is not None:
        return page(rest, entered)
    leading = PROJECTOR in said or LEAD in said
    asking = join_view(
        name=classroom.name, letters=LENGTH, leading=leading, problem=problem.get(),
        tries=tries.get(), event_enter=handler(enter, report),
    )  # fmt: skip
    title = solara.Title(f"{classroom.name}: Council partnerships")
    return v.Html(tag="div", class_="cp cp-sheet", children=[connection_strip(), asking, title])
