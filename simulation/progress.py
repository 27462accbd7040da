"""Progress in whole lines: for notebooks, files and pipes, where nothing can be written over."""

from __future__ import annotations

import sys
import time
from typing import TextIO

STEPS = 10
"""Lines that a task has at most while it goes on as expected."""

LONG = 60.0
"""Seconds after which there is a line in between."""


class ProgressLines:
    """Says now and then how much of a task is done, and how long the rest will take.

    Parameters
    ----------
    total : int
        How much there is to do.
    words : str
        What is done.
    done : int
        How much was done before.
    stream : text file or None
        Where lines go; None for the error stream, as it is when a line is written.
    """

    def __init__(
        self, total: int, words: str = "Runs played", done: int = 0, stream: TextIO | None = None
    ) -> None:
        self.total, self.words, self.done, self._first = total, words, done, done
        self._stream = stream
        self._begun = self._last = time.monotonic()
        self._told = STEPS * done // max(total, 1)

    def advance(self, number: int, note: str = "") -> None:
        """Add what was done; write a line if a tenth more of all is done, or a minute went by.

        Parameters
        ----------
        number : int
            How much was done since the last call.
        note : str
            Stands at the end of the line.
        """
        self.done += number
        now, step = time.monotonic(), STEPS * self.done // max(self.total, 1)
        if step <= self._told and (number == 0 or now - self._last < LONG):
            return
        self._told, self._last = step, now
        more = "".join(f", {part}" for part in (self._left(now), note) if part)
        line = f"{self.words}: {self.done:,} of {self.total:,}{more}"
        print(line, file=self._stream or sys.stderr, flush=True)

    def _left(self, now: float) -> str:
        """Return how long the rest will take, in words; nothing when all is done."""
        played, rest = self.done - self._first, self.total - self.done
        if rest <= 0 or played <= 0:
            return ""
        seconds = (now - self._begun) * rest / played
        if seconds < LONG:
            return f"about {max(1, round(seconds))} s left"
        return f"about {round(seconds / 60)} min left"
