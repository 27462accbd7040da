"""What numbers depend on beside the study itself: code, data and libraries."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterable, Mapping
from importlib import metadata
from pathlib import Path

import experiments
import simulation

MEASURING = (
    "statistics/measures.py",
    "statistics/outcomes.py",
    "studies/batches.py",
    "studies/final_tables.py",
    "studies/play.py",
    "studies/tables.py",
)
"""Files of `experiments` that the numbers of a study come from."""

LIBRARIES = ("numba", "llvmlite", "numpy", "pandas", "pyarrow")
MOST_NAMED = 4


def made_with() -> dict[str, dict[str, str]]:
    """Return the hash of each file of code and data, and the version of each library."""
    package, others = Path(simulation.__file__).parent, Path(experiments.__file__).parent
    code = [*package.rglob("*.py"), *(others / name for name in MEASURING)]
    data = (package / "geography" / "data").glob("*.csv")
    versions = {name: metadata.version(name) for name in LIBRARIES}
    root = package.parent
    return {
        "code": hashes(sorted(code), root),
        "data": hashes(sorted(data), root),
        "libraries": {"Python": platform.python_version(), **versions},
    }


def hashes(files: Iterable[Path], root: Path) -> dict[str, str]:
    """Return the SHA-256 of each file, by its path from `root`."""
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
    }


def one_hash(with_what: Mapping[str, Mapping[str, str]]) -> str:
    """Return one SHA-256 of all code and data."""
    digest = hashlib.sha256()
    for kind in ("code", "data"):
        for name, one in with_what[kind].items():
            digest.update(f"{name} {one}\n".encode())
    return digest.hexdigest()


def made_otherwise(
    before: Mapping[str, Mapping[str, str]], now: Mapping[str, Mapping[str, str]]
) -> list[str]:
    """Return in words which code, data or libraries are others than they were."""
    found = []
    for kind, content in now.items():
        then = before.get(kind, {})
        names = [
            name if kind != "libraries" else f"{name} {then.get(name)}, now {content.get(name)}"
            for name in sorted({*then, *content})
            if then.get(name) != content.get(name)
        ]
        if names:
            more = ", …" if len(names) > MOST_NAMED else ""
            found.append(f"{kind}: {', '.join(names[:MOST_NAMED])}{more}")
    return found
