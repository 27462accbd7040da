"""A part of a page that follows what others do in the class."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import solara

from experiments.browser.classroom.classroom import Classroom
from experiments.browser.visit.events import check_event
from experiments.browser.visit.part import error_sentence
from experiments.browser.visit.visit import Handler
from simulation.errors import InputError

PAUSE = 0.3
"""Seconds between two looks, so that a class that guesses at once is drawn a few times only."""


def use_changes(classroom: Classroom, look: Callable[[], object]) -> None:
    """Draw this part of the page anew whenever what `look` returns has changed in the class.

    A thread of the page waits for changes and ends with the page.
    """
    version = solara.use_reactive(0)
    version.get()
    first = solara.use_memo(look, [])

    def follow() -> Callable[[], None]:
        stop = threading.Event()

        def watch() -> None:
            seen, serial = first, -1
            while not stop.is_set():
                serial = classroom.wait(serial, stop)
                now = look()
                if now != seen and not stop.is_set():
                    seen = now
                    version.set(version.peek() + 1)
                    stop.wait(PAUSE)

        def end() -> None:
            stop.set()
            classroom.wake()

        threading.Thread(target=watch, daemon=True).start()
        return end

    solara.use_effect(follow, [])


def handler(action: Callable[[Any], None], report: Callable[[str], None]) -> Handler:
    """Return what does this, and reports what was wrong with it in a sentence; empty for nothing.

    Parameters
    ----------
    action : callable
        Takes what the page sends, which is checked against its annotation.
    report : callable
        Takes the sentence.
    """

    def handle(event: Any = None) -> None:
        try:
            check_event(action, event)
            action(event)
        except InputError as error:
            report(error_sentence(error))
        else:
            report("")

    return handle
