"""What is compiled: functions that Python reads, numba compiles, and kept machine code plays.

numba is imported by the process that compiles alone (`simulation.compiling`). All others load the
machine code it has left; what is small is played by Python until there is any. Where machine code
cannot be kept numba compiles in each process, with its own cache.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache, update_wrapper
from typing import Any, TypeVar

from simulation.code_cache import (
    COMPILING,
    cache_folder,
    code_path,
    compiles,
    is_ready,
    numba_is_here,
    wait_for_code,
)
from simulation.machine_code import load_code

F = TypeVar("F", bound=Callable[..., Any])

COMPILES = numba_is_here()
"""Whether numba compiles in this process."""

ENTRIES: dict[str, Any] = {}
"""The functions that Python may call compiled, by their dotted names."""


class Entry:
    """A function that is played by machine code as soon as there is any.

    Parameters
    ----------
    function : callable
        As Python plays it.
    small : bool
        Whether Python may play it meanwhile; else a call waits until it is compiled.
    """

    def __init__(self, function: Callable[..., Any], *, small: bool) -> None:
        update_wrapper(self, function)
        self.function, self._small = function, small
        self.play: Callable[..., Any] = self._first

    def __call__(self, *arguments: Any) -> Any:
        """Play it."""
        return self.play(*arguments)

    def _first(self, *arguments: Any) -> Any:
        if not self._small:
            wait_for_code()
        use_code()
        if self.play == self._first:
            self.play = self.function
        return self.play(*arguments)


def use_code() -> None:
    """Play all entries that are declared so far by machine code from now on, if there is any."""
    if not is_ready():
        return
    code = _code()
    for name in ENTRIES.keys() & code.keys():
        ENTRIES[name].play = code[name]


@cache
def _code() -> dict[str, Callable[..., Any]]:
    return load_code(code_path())


def compiled(signature: str | None = None, *, entry: bool = True) -> Callable[[F], F]:
    """Compile a function, without the interpreter lock, allocating nothing.

    Parameters
    ----------
    signature : str or None
        With a numba signature the function compiles at once, for small loops over numbers;
        without it at its first call.
    entry : bool
        Whether Python calls it, and not compiled code alone.
    """

    def decorate(function: F) -> F:
        made: Any = function
        if COMPILES:
            made = _dispatcher(function, signature)
        elif entry and compiles():
            made = Entry(function, small=signature is not None)
        if entry:
            ENTRIES[f"{function.__module__}.{function.__qualname__}"] = made
        typed: F = made
        return typed

    return decorate


def _dispatcher(function: Callable[..., Any], signature: str | None) -> Any:
    """Return a function as numba compiles it: with a signature at once, else at its first call."""
    import numba
    from numba.core import config

    jit, signatures = numba.njit, [signature] if signature else []
    kept = os.environ.get(COMPILING) != "1"
    if kept:
        vars(config)["CACHE_DIR"] = str(cache_folder())
    made: Any = jit(*signatures, cache=kept, nogil=True, _nrt=False)(function)
    return made
