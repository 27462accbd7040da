"""The process that compiles: numba is imported in it, and in no other.

It leaves the machine code of the compiled driver in the cache, after another process has loaded it
and played the same bits.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from filelock import FileLock

LOCK = ".compiling"

TRIED = {
    "geography.map": "hexagonal", "geography.size": 9, "period.start": "2009-06",
    "period.months": 48, "history.control": "drawn",
}  # fmt: skip
"""What numba plays, and the machine code it has left: small, with all kinds of months."""

ENDED = (2, 9, 15)
"""Signals by which somebody ends a trial, which then tells nothing: interrupt, kill, terminate."""

TRY = (
    "import sys; sys.path.insert(0, {root!r}); from simulation.compiling import attempt; attempt()"
)


def main() -> None:
    """Compile the driver and leave its machine code under the name that the command line gives."""
    path, back = Path(sys.argv[1]), int(sys.argv[2])
    if hasattr(os, "nice"):
        os.nice(back)
    with FileLock(path.parent / LOCK):
        if not path.is_file():
            compile_driver(path)


def compile_driver(path: Path) -> None:
    """Compile the driver, try its machine code in another process, and put it in its place.

    Raises
    ------
    RuntimeError
        If the machine code cannot be used here, or plays other bits than numba.
    """
    from simulation.code_cache import COMPILING, refused_path
    from simulation.machine_code import save_code
    from simulation.one_module import compile_as_one

    compile_as_one()
    played = digest()
    trial = path.with_name(f"trial-{path.name}")
    save_code(_made(), trial)
    command = [sys.executable, "-c", TRY.format(root=str(Path(__file__).parents[1])), str(trial)]
    without = {key: value for key, value in os.environ.items() if key != COMPILING}
    tried = subprocess.run(command, capture_output=True, text=True, check=False, env=without)  # noqa: S603
    if tried.stdout.split() != [played]:
        why = f"machine code is of no use here {tried.stderr.strip()[-200:]}"
        if -tried.returncode not in ENDED:
            refused_path().write_text(why, "utf-8")  # from now on each process compiles for itself
        raise RuntimeError(why)
    trial.with_suffix(".o").replace(path.with_suffix(".o"))
    trial.replace(path)


def digest() -> str:
    """Return a hash of all bits of a few runs."""
    from dataclasses import fields

    from simulation.ensemble import Player
    from simulation.maps import geography_of
    from simulation.scenario import Scenario

    scenario = Scenario().with_changes(TRIED)
    raw = Player(scenario, geography_of(scenario), 0).play(0, 3).raw
    found = hashlib.sha256()
    for one in fields(raw):
        found.update(getattr(raw, one.name).tobytes())
    return found.hexdigest()


def attempt() -> None:
    """Play with the machine code that the command line names, and print the hash of what came."""
    import simulation.driver  # noqa: F401 -- declares the entries
    from simulation.compiled import ENTRIES
    from simulation.machine_code import load_code

    for name, call in load_code(Path(sys.argv[1])).items():
        ENTRIES[name].play = call
    print(digest())  # noqa: T201


def _made() -> Any:
    """Return the machine code of the driver, with all that it calls."""
    from simulation.compiled import ENTRIES
    from simulation.driver import play
    from simulation.machine_code import ObjectFile

    driver: Any = play
    (result,) = driver.overloads.values()
    entries = {}
    for name, one in ENTRIES.items():
        (overload,) = one.overloads.values()
        kinds = {str(kind) for kind in overload.signature.args}
        whole = len(overload.signature.args) if kinds <= {"int64", "uint64"} else 0
        returned = str(overload.signature.return_type)
        entries[name] = (overload.fndesc.llvm_func_name, returned, whole)
    module = result.library._final_module  # noqa: SLF001 -- numba has no other way
    named = [*module.functions, *module.global_variables]
    outside = [one.name for one in named if one.is_declaration and not one.name.startswith("llvm.")]
    return ObjectFile(result.library._get_compiled_object(), entries, outside)  # noqa: SLF001
