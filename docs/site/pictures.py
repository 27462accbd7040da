"""Pictures of the view and the README's figure, made anew beside each build of the site.

They stand in the built site alone. Where one cannot be made, that of `docs/images` stays; where the
code is as it was when they were made last, they are taken from `build/`.
"""

from __future__ import annotations

import hashlib
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

from docs.site.staging import DOCS, ROOT
from simulation.code_cache import is_ready

LIMIT = 75.0
"""Seconds that pictures may take: a site is built in 90."""

KEY = "code.txt"
COMMAND = (sys.executable, "-m", "docs.screenshots")
NOT_READY = "the model is not compiled yet (make compile)"


class Making(NamedTuple):
    """Pictures that are being made.

    Attributes
    ----------
    place : Path
        Their folder.
    code : str
        A hash of the code that they show.
    process : Popen or None
        What makes them; None if they are there already, or cannot be made.
    until : float
        When it must have ended, by the monotonic clock, in seconds.
    why : str
        Why they cannot be made; empty if they can.
    """

    place: Path
    code: str
    process: subprocess.Popen[str] | None
    until: float
    why: str = ""


def code() -> str:
    """Return a hash of all that pictures depend on."""
    digest = hashlib.sha256()
    files = [
        path for folder in ("simulation", "experiments") for path in (ROOT / folder).rglob("*")
    ]
    for path in sorted([*files, DOCS / "screenshots.py", DOCS / "figures.py"]):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(path.as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


def begin(place: Path, command: tuple[str, ...] = COMMAND) -> Making:
    """Begin to make the pictures in a folder, unless those of this code are there."""
    now, until = code(), time.monotonic() + LIMIT
    key = place / KEY
    if key.is_file() and key.read_text(encoding="utf-8") == now:
        return Making(place, now, None, until)
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    if not is_ready():
        return Making(place, now, None, until, NOT_READY)
    process = subprocess.Popen(  # noqa: S603 our own
        [*command, str(place)], cwd=ROOT, text=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )  # fmt: skip
    return Making(place, now, process, until)


def end(process: subprocess.Popen[str]) -> None:
    """End a process, which ends first what it has started: a server and a web browser."""
    process.send_signal(signal.SIGINT)
    try:
        process.communicate(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()


def ended(making: Making) -> str:
    """Wait until the pictures are made, and return why not all of them are; empty if they are."""
    if making.process is None:
        return making.why
    try:
        _, errors = making.process.communicate(timeout=max(0.0, making.until - time.monotonic()))
    except subprocess.TimeoutExpired:
        end(making.process)
        return f"they took longer than {LIMIT:.0f} seconds"
    if making.process.returncode:
        return (errors.strip().splitlines() or ["nothing said why"])[-1]
    (making.place / KEY).write_text(making.code, encoding="utf-8")
    return ""


def bring(making: Making, images: Path) -> str:
    """Put the pictures that were made in the place of those that pages of the built site show.

    Parameters
    ----------
    making : Making
        As `begin` returned it.
    images : Path
        The folder of pictures of the built site.

    Returns
    -------
    str
        A sentence that says of which pictures the site shows those that are kept, and why; empty
        if all are new.
    """
    why = ended(making)
    made = {path.name for path in making.place.iterdir() if path.name != KEY}
    shown = {path.name for path in (DOCS / "images").iterdir() if (images / path.name).is_file()}
    for name in shown & made:
        shutil.copyfile(making.place / name, images / name)
    kept = ", ".join(sorted(shown - made))
    return f"Kept pictures are shown ({kept}): {why}." if kept else ""
