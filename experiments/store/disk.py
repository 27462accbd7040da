"""What outlives a crash: files that stand on the disk, and damage that is seen."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""Errors of a disk, a share of it, or a file, that takes no more."""

SUMS = "sha256.json"
"""The checksums of all other files of a sealed folder."""

ENDINGS = (signal.SIGINT, signal.SIGTERM)


def full_words(error: OSError) -> str:
    """Return in words what takes no more."""
    return "a file may not grow further" if error.errno == errno.EFBIG else "the disk is full"


def write_through(path: Path) -> None:
    """Wait until a file, or the names in a folder, stand on the disk."""
    if path.is_dir() and os.name == "nt":  # a folder cannot be opened there
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_all_through(folder: Path) -> None:
    """Wait until all files of a folder stand on the disk."""
    for path in folder.rglob("*"):
        if path.is_dir() or os.access(path, os.W_OK):
            write_through(path)
    write_through(folder)


def seal(folder: Path) -> None:
    """Write the checksums of a folder's files beside them, and all through to the disk."""
    sums = {path.name: _sum(path) for path in sorted(folder.iterdir()) if path.name != SUMS}
    (folder / SUMS).write_text(json.dumps(sums, indent=1), encoding="utf-8")
    write_all_through(folder)


def damage(folder: Path) -> str:
    """Return in words what of a sealed folder is not as it was written; empty if all is."""
    try:
        sums = dict(json.loads((folder / SUMS).read_text(encoding="utf-8")))
    except FileNotFoundError:
        return f"{SUMS} is missing"
    except (OSError, ValueError, TypeError):
        return f"{SUMS} cannot be read"
    for name, known in sums.items():
        try:
            if _sum(folder / name) != known:
                return f"{name} is not as it was written"
        except OSError:
            return f"{name} is missing"
    more = {path.name for path in folder.iterdir()} - {*sums, SUMS}
    return f"{min(more)} does not belong to it" if more else ""


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def signals_held() -> Iterator[None]:
    """Let orders to end the process wait until what must not be cut in two is done."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDINGS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
