"""Temporary folders: gone in the end, and cleared by the next command where a kill left them."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

IN_USE = ".in_use"
"""A lock inside that tells a folder in use from one that was left."""


@contextmanager
def temporary_folder(parent: Path, prefix: str, suffix: str = "") -> Iterator[Path]:
    """Give a folder beside others that is gone in the end, unless it was renamed.

    What killed processes have left under such a name is cleared first. A folder in use is known by
    its lock, so that two processes do not clear each other's.

    Parameters
    ----------
    parent : Path
        Where it stands.
    prefix, suffix : str
        How its name begins and ends.
    """
    for left in parent.glob(f"{_literal(prefix)}*{_literal(suffix)}"):
        _clear(left)
    folder = Path(tempfile.mkdtemp(prefix=prefix, suffix=suffix, dir=parent))
    lock = FileLock(folder / IN_USE)
    try:
        with lock:
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def let_go(folder: Path) -> None:
    """Take the mark of use out of a temporary folder that is about to be renamed."""
    with suppress(OSError):
        (folder / IN_USE).unlink()


def _literal(text: str) -> str:
    return "".join(f"[{one}]" if one in "*?[" else one for one in text)


def _clear(folder: Path) -> None:
    """Remove a folder that a killed process left; leave one that is in use, or not a folder."""
    if not (folder / IN_USE).is_file():
        return
    with suppress(OSError, Timeout), FileLock(folder / IN_USE, blocking=False):
        shutil.rmtree(folder, ignore_errors=True)
