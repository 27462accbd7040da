"""What a set of numbers depends on: code, data files and versions of libraries.

Computed from what the code imports, not from lists kept by hand. Code counts by its syntax tree
without docstrings, so that a comment or a docstring changes nothing.
"""

from __future__ import annotations

import hashlib
import platform
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib import metadata
from os.path import isfile
from pathlib import Path

from simulation.source import Source, sources

ROOT = Path(__file__).parents[1]
"""The folder in which the packages stand."""

OURS = ("simulation", "experiments")
"""Our packages."""
DATA = "data"
"""Name of the folder inside a package whose files its modules read."""

NOT_DATA = (".md", ".py")
MOST_NAMED = 4


@dataclass(frozen=True)
class Dependencies:
    """What a set of numbers depends on.

    Parameters
    ----------
    code : dict of str to str
        The SHA-256 of the syntax tree of each module, by its path.
    data : dict of str to str
        The SHA-256 of each data file of these modules' packages, by its path.
    libraries : dict of str to str
        The version of each library that these modules import, and of Python.
    """

    code: dict[str, str]
    data: dict[str, str]
    libraries: dict[str, str]

    @property
    def hash(self) -> str:
        """One SHA-256 of all code and data."""
        digest = hashlib.sha256()
        for files in (self.code, self.data):
            for name, one in files.items():
                digest.update(f"{name} {one}\n".encode())
        return digest.hexdigest()

    def plain(self) -> dict[str, dict[str, str]]:
        """Return them as a manifest holds them."""
        return asdict(self)

    def differences(self, before: Mapping[str, Mapping[str, str]]) -> list[str]:
        """Return in words which code, data or libraries are others than a manifest holds."""
        found = []
        for kind, now in self.plain().items():
            then = before.get(kind, {})
            names = [
                name if kind != "libraries" else f"{name} {then.get(name)}, now {now.get(name)}"
                for name in sorted({*then, *now})
                if then.get(name) != now.get(name)
            ]
            if names:
                more = ", …" if len(names) > MOST_NAMED else ""
                found.append(f"{kind}: {', '.join(names[:MOST_NAMED])}{more}")
        return found


@cache
def dependencies(*modules: str, signatures: bool = True) -> Dependencies:
    """Return what numbers depend on that come from some modules.

    Parameters
    ----------
    *modules : str
        Where they come from, such as ``simulation.driver``; all that these import counts.
    signatures : bool
        Whether it counts too what is imported to name the types of arguments: code that is handed
        in by others. Compiled code knows such types by their layout alone.

    Examples
    --------
    >>> "simulation/rules/trust.py" in dependencies("simulation.driver").code
    True
    """
    found = closure(*modules, signatures=signatures)
    code = {_name(path): source.hash for path, source in sorted(found.items())}
    folders = {path.parent / DATA for path in found}
    files = [path for folder in folders if folder.is_dir() for path in folder.iterdir()]
    data = {
        _name(path): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(files)
        if path.suffix not in NOT_DATA
    }
    versions = {name: version(name) for name in sorted(_libraries(found.values()))}
    return Dependencies(code, data, {"Python": platform.python_version(), **versions})


def closure(*modules: str, signatures: bool = True) -> dict[Path, Source]:
    """Return the files of our packages that some modules import, each with what it holds."""
    found: dict[Path, Source] = {}
    waiting, known = set(modules), set[str]()
    standing, seen = cache(isfile), set[str]()
    with sources() as read:
        while waiting:
            name = waiting.pop()
            known.add(name)
            for file in _files(name, standing):
                if file not in seen:
                    seen.add(file)
                    path = Path(file)
                    source = found[path] = read(path, _module(path))
                    names = [*source.imports, *(source.signatures if signatures else [])]
                    waiting |= {one for one in names if one.startswith(OURS)} - known
    return found


def _libraries(found: Iterable[Source]) -> set[str]:
    """Return the import names of the libraries that some code runs."""
    tops = {name.partition(".")[0] for source in found for name in source.imports}
    return tops - set(sys.stdlib_module_names) - set(OURS)


def _files(name: str, standing: Callable[[str], bool]) -> Iterator[str]:
    """Yield the file of a module and those of the packages it stands in.

    A name that ends in a star stands for all modules of a package; what stands in a module, such as
    a class, has no file of its own. `standing` says whether there is a file: the same are asked
    about thousands of times.
    """
    place = str(ROOT)
    for part in name.split("."):
        if part == "*":
            yield from sorted(map(str, Path(place).glob("*.py")))
            return
        place = f"{place}/{part}"
        if standing(f"{place}/__init__.py"):
            yield f"{place}/__init__.py"
        elif standing(f"{place}.py"):
            yield f"{place}.py"
            return


def _module(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def version(name: str) -> str:
    """Return the version of a distribution, or of the one that an import name belongs to."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        known = metadata.packages_distributions().get(name)
        return metadata.version(known[0]) if known else "not installed"
