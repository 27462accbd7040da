"""Compiling with numba, cached under a hash of all source so that an old rule never runs."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import numba
import platformdirs
from numba import njit
from numba.core import config

F = TypeVar("F", bound=Callable[..., Any])

PACKAGE = Path(__file__).parent

FULL, SHORT = config.OPT, type(config.OPT)(1)
"""Levels of optimisation: the short one gives the month loop the same speed for less compiling."""

config.OPT = SHORT


COMPILED = ("rule.py", "compiled.py", "draws.py", "driver.py", "terms.py", "rules", "world")
"""What compiled code is made from. Parameters are not in it: their values come in at run time, and
their names and types are part of the signature under which numba keeps a compiled function."""


def _hash(files: list[Path]) -> str:
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.relative_to(PACKAGE).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


@cache
def source_hash() -> str:
    """Return the SHA-256 of every source file of `simulation` (its path and its bytes)."""
    return _hash(sorted(PACKAGE.rglob("*.py")))


@cache
def rules_hash() -> str:
    """Return the SHA-256 of the source files that compiled code is made from."""
    parts = (PACKAGE / name for name in COMPILED)
    files = [file for part in parts for file in ([part] if part.is_file() else part.rglob("*.py"))]
    return _hash(sorted(files))


@cache
def cache_folder() -> Path:
    """Return the folder of compiled code for these rules and this numba.

    A folder that cannot be written is replaced by a temporary one: slower, never wrong.
    """
    name = f"{rules_hash()[:16]}-numba{numba.__version__}"
    base = os.environ.get("PARTNERSHIPS_CACHE") or platformdirs.user_cache_dir(
        "council-partnerships"
    )
    folder = Path(base) / name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError:
        return Path(tempfile.mkdtemp(prefix=f"partnerships-{name}-"))


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
