"""Work that takes a while, done beside the page so that it stays answering."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

from simulation.errors import InputError

log = logging.getLogger(__name__)

AT_ONCE = threading.BoundedSemaphore(2)
"""How many visitors' work is done at a time; others wait for their turn."""

PAUSE = 0.2
"""Seconds between two showings of progress."""


class Background:
    """One piece of work of one visitor at a time; a new one takes the place of the last.

    Parameters
    ----------
    changed : callable
        Called when there is something new to show.
    failed : callable
        Called with what went wrong, in words.
    """

    def __init__(self, changed: Callable[[], None], failed: Callable[[str], None]) -> None:
        self._changed, self._failed = changed, failed
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self.busy = self.queued = False

    def start(self, work: Callable[[], Iterator[Any]], use: Callable[[Any], None]) -> None:
        """Begin work; each thing it yields is given to `use` and shown.

        Parameters
        ----------
        work : callable
            Returns an iterator; between two things the work can be stopped.
        use : callable
            Takes each thing.
        """
        self.cancel()
        stop = self._stop = threading.Event()
        self.busy = self.queued = True
        self._thread = threading.Thread(target=self._run, args=(work, use, stop), daemon=True)
        self._thread.start()

    def cancel(self) -> None:
        """Stop the work; what it has yielded stays."""
        self._stop.set()
        self.busy = self.queued = False

    def join(self) -> None:
        """Wait until the work has ended."""
        if self._thread is not None:
            self._thread.join()

    def _run(
        self, work: Callable[[], Iterator[Any]], use: Callable[[Any], None], stop: threading.Event
    ) -> None:
        try:
            with AT_ONCE:
                if not stop.is_set():
                    self.queued = False
                    self._follow(work, use, stop)
        except InputError as error:
            self._report(str(error), stop)
        except Exception as error:
            log.exception("Work beside the page failed")
            self._report(f"That did not work ({type(error).__name__}: {error}).", stop)
        if not stop.is_set():
            self.busy = False
            self._changed()

    def _follow(
        self, work: Callable[[], Iterator[Any]], use: Callable[[Any], None], stop: threading.Event
    ) -> None:
        last_shown = 0.0
        for one in work():
            if stop.is_set():
                return
            use(one)
            if time.monotonic() - last_shown >= PAUSE:
                last_shown = time.monotonic()
                self._changed()

    def _report(self, words: str, stop: threading.Event) -> None:
        if not stop.is_set():
            self._failed(words)
