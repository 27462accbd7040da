"""Work that ended early, with nothing lost: what a person is told, and the exit code."""

from __future__ import annotations


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
