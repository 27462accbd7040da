"""Compiling with numba, cached under a hash of what is compiled so that an old rule never runs."""

from __future__ import annotations

import atexit
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import numba
from numba import njit
from numba.core import config

from simulation.errors import InputError
from simulation.provenance import dependencies
from simulation.source import user_cache
from simulation.temporary import temporary_folder

F = TypeVar("F", bound=Callable[..., Any])

FULL, SHORT = config.OPT, type(config.OPT)(1)
"""Levels of optimisation: the short one gives the month loop the same speed for less compiling."""

config.OPT = SHORT

_UNTIL_THE_END = ExitStack()
atexit.register(_UNTIL_THE_END.close)

COMPILES = not config.DISABLE_JIT
"""Whether numba compiles; with NUMBA_DISABLE_JIT=1 everything is played in Python."""


def check_compiling() -> None:
    """Refuse to play with the compiled driver where numba was told to compile nothing.

    Raises
    ------
    InputError
        Naming what told it so, and what plays all the same.
    """
    if not COMPILES:
        raise InputError(
            "the compiled driver cannot play: numba compiles nothing",
            field="NUMBA_DISABLE_JIT",
            value="1",
            allowed="unset, or the Mesa driver (--driver mesa, PartnershipModel)",
        )


@cache
def cache_folder() -> Path:
    """Return the folder of compiled code for these rules and this numba.

    A folder that cannot be written is replaced by a temporary one: slower, never wrong.
    """
    rules = dependencies("simulation.driver", signatures=False).hash
    name = f"{rules[:16]}-numba{numba.__version__}"
    folder = user_cache() / name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError:
        left = temporary_folder(Path(tempfile.gettempdir()), f"partnerships-{name}-")
        return _UNTIL_THE_END.enter_context(left)


@contextmanager
def _own_cache() -> Iterator[None]:
    before = config.CACHE_DIR, config.OPT
    config.CACHE_DIR, config.OPT = str(cache_folder()), FULL
    try:
        yield
    finally:
        config.CACHE_DIR, config.OPT = before


def compiled(*signature: Any) -> Callable[[F], F]:
    """Compile a function: cached by source, without the interpreter lock, allocating nothing.

    Parameters
    ----------
    *signature
        At most one numba signature. With it the function compiles at once and in full, for
        small loops over numbers; without it at its first call, the short way.
    """

    def decorate(function: F) -> F:
        with _own_cache():
            dispatcher: F = njit(*signature, cache=True, nogil=True, _nrt=False)(function)
            return dispatcher

    return decorate
