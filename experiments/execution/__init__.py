"""Who plays: threads, processes and clusters; what is shown meanwhile, and what ends it early."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

INTERRUPTED = 130
"""Exit code of a command that was told to end."""


class Stopped(Exception):  # noqa: N818 -- it is what happened, not an error of the program
    """A study that ended before its end and can go on.

    Parameters
    ----------
    message : str
        What happened, what stands, and what to do.
    code : int
        Exit code of the command.
    """

    def __init__(self, message: str, code: int = 1) -> None:
        self.code = code
        super().__init__(message)


@contextmanager
def terminated_as_interrupted() -> Iterator[None]:
    """Let an order to end the process clean up first, as Ctrl-C does."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
