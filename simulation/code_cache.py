"""Where compiled code is kept, and how it comes there: by a process of its own.

Its folder is named after all code that is compiled and the version of numba, so that an old rule
never runs; its file after the processor. The file that names what is in it appears last and at
once: where it stands, the code is ready, and a compile that was killed leaves nothing that anybody
would read.
"""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from functools import cache
from pathlib import Path

from simulation.errors import InputError
from simulation.machine_code import processor
from simulation.provenance import ROOT, dependencies, version
from simulation.source import user_cache
from simulation.temporary import temporary_folder

COMPILING = "PARTNERSHIPS_COMPILING"
"""Set to 1 where numba compiles in the process itself: in that which compiles for all others."""

LOG = "compile.log"
NICE = "10"
"""How far a compile in the background stands back."""

START = "import sys; sys.path.insert(0, {root!r}); from simulation.compiling import main; main()"

_UNTIL_THE_END = ExitStack()
atexit.register(_UNTIL_THE_END.close)


def check_compiling() -> None:
    """Refuse to play with the compiled driver where numba was told to compile nothing.

    Raises
    ------
    InputError
        Naming what told it so, and what plays all the same.
    """
    if not compiles():
        raise InputError(
            "the compiled driver cannot play: numba compiles nothing",
            field="NUMBA_DISABLE_JIT",
            value="1",
            allowed="unset, or the Mesa driver (--driver mesa, PartnershipModel)",
        )


def compiles() -> bool:
    """Return whether numba compiles; with NUMBA_DISABLE_JIT=1 everything is played in Python."""
    return os.environ.get("NUMBA_DISABLE_JIT", "0") in ("", "0")


@cache
def cache_folder() -> Path:
    """Return the folder of compiled code for these rules and this numba.

    A folder that cannot be written is replaced by a temporary one: slower, never wrong.
    """
    rules = dependencies("simulation.driver", signatures=False).hash
    name = f"{rules[:16]}-numba{version('numba')}"
    folder = user_cache() / name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError:
        left = temporary_folder(Path(tempfile.gettempdir()), f"partnerships-{name}-")
        return _UNTIL_THE_END.enter_context(left)


@cache
def code_path() -> Path:
    """Return the file that names what compiled code there is for the processor of this machine."""
    return cache_folder() / f"code-{processor()}.json"


def refused_path() -> Path:
    """Return the file that says why kept machine code is of no use on this machine."""
    return code_path().with_suffix(".refused")


@cache
def numba_is_here() -> bool:
    """Return whether numba compiles in this process itself, as it does since its start.

    It does so in the process that compiles for all others, and wherever machine code that is
    kept was found to be of no use: then numba keeps its own, which takes longer to know again.
    """
    return compiles() and (os.environ.get(COMPILING) == "1" or _is_refused())


def is_ready() -> bool:
    """Return whether there is compiled code of these rules for this machine."""
    return compiles() and (numba_is_here() or code_path().is_file())


def start_compiling(*, waited_for: bool = False) -> subprocess.Popen[bytes]:
    """Compile in a process that goes on when this one ends, and return it.

    Of several such processes one compiles; the others wait, and find the code ready. Where the
    cache cannot be written nobody could use the code later, and the process ends with this one.

    Parameters
    ----------
    waited_for : bool
        Whether somebody waits for it; else it stands back behind what people wait for.
    """
    folder = cache_folder()
    environment = os.environ | {COMPILING: "1", "PYTHONUTF8": "1"}
    steps = "0" if waited_for else NICE
    with (folder / LOG).open("ab") as log:
        process = subprocess.Popen(  # noqa: S603 -- our own
            [sys.executable, "-c", START.format(root=str(ROOT)), str(code_path()), steps],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment,
            start_new_session=True,
        )  # fmt: skip
    _STARTED.append(process)
    if not folder.is_relative_to(user_cache()):
        _UNTIL_THE_END.callback(process.terminate)
    return process


_STARTED: list[subprocess.Popen[bytes]] = []
"""Processes that were started: Python complains of those that are forgotten."""


def wait_for_code() -> None:
    """Compile what is not compiled yet, saying so, because the first time takes a while.

    Raises
    ------
    RuntimeError
        If it cannot be compiled here, with the last that the compiler said.
    """
    if is_ready():
        return
    print("Compiling the model once (this takes about a minute)…", file=sys.stderr, flush=True)  # noqa: T201
    if start_compiling(waited_for=True).wait() or not is_ready():
        again = "; start again, and numba compiles in each process" if _is_refused() else ""
        raise RuntimeError(f"the model could not be compiled: {last_words()}{again}")


def _is_refused() -> bool:
    return refused_path().is_file()


def last_words() -> str:
    """Return the last line that a compiling process has left."""
    lines = (cache_folder() / LOG).read_text("utf-8", "replace").split("\n")
    return next((line for line in reversed(lines) if line.strip()), "it was stopped")
