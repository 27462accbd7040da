"""The scenarios and studies that come with the package: found by name and listed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from simulation.errors import InputError, nearest_name
from simulation.files import parse_toml, resolved

SUFFIX = ".toml"
FOLDER = "configs"
TABLES = ("councils", "neighbours", "control")
"""What a scenario names of its own map, beside itself."""

COMMAND = re.compile(r"^# +partnerships (\w+) (\w+)", re.MULTILINE)
"""How the heading of each file says which command it is for."""


@dataclass(frozen=True)
class Config:
    """A scenario or a study that comes with the package.

    Parameters
    ----------
    name : str
        What a command knows it by.
    path : Path
        Where it stands.
    """

    name: str
    path: Path

    @property
    def text(self) -> str:
        """The file, as it can be read."""
        return self.path.read_text(encoding="utf-8")

    @property
    def content(self) -> dict[str, Any]:
        """What the file says."""
        return parse_toml(self.text)

    @property
    def command(self) -> str:
        """Which command it is for, as its heading says."""
        found = COMMAND.search(self.text)
        return found[1] if found else "run"

    @property
    def about(self) -> str:
        """What it is, or asks, in a line."""
        content = self.content
        return str(content.get("question") or content["name"])

    def files(self) -> list[Path]:
        """Return the file and all that it names, wherever those name more."""
        content, beside = self.content, self.path.parent
        tables = [content.get("geography", {}).get(table) for table in TABLES]
        found = [self.path, *(beside / table for table in tables if table)]
        if content.get("scenario"):
            base = (beside / content["scenario"]).resolve()
            found += Config(base.stem, base).files()
        return found


def root() -> Path:
    """Return the folder of what comes with the package: inside it, or beside it in a clone."""
    inside = Path(__file__).parent / FOLDER
    return inside if inside.is_dir() else inside.parents[1] / FOLDER


@cache
def configs() -> dict[str, Config]:
    """Return what comes with the package by name, scenarios first.

    Examples
    --------
    >>> configs()["talk_length"].command
    'sweep'
    """
    paths = [*sorted(root().glob(f"*{SUFFIX}")), *sorted(root().glob(f"*/*{SUFFIX}"))]
    return {path.stem: Config(path.stem, path) for path in paths}


def is_config(word: str) -> bool:
    """Return whether a word stands for what comes with the package, and for no file here."""
    return word in configs() and not Path(word).is_file()


def config_path(given: str | Path, what: str = "file", *, folders: bool = False) -> Path:
    """Return the file that is meant by a path, or by the name of what comes with the package.

    Parameters
    ----------
    given : str or Path
        A path, which wins, or a name.
    what : str
        What the file holds, for the message.
    folders : bool
        Whether a folder is a path to take as well.

    Raises
    ------
    InputError
        If nothing stands there and nothing has that name, with the nearest that has.
    """
    path, word = Path(given), str(given)
    place = resolved(path, what)
    if place.is_file() or (folders and place.is_dir()):
        return path
    if is_config(word):
        return configs()[word].path
    if place.exists():
        return path  # a folder or a device, which reading it says
    if not path.suffix and path.name == word:
        raise no_config(word, what)
    if path.suffix == SUFFIX and path.stem in configs():
        raise InputError(
            f"cannot read the {what} (No such file or directory)", file=word, nearest=path.stem
        )
    return path


def named_config(name: str) -> Config:
    """Return what comes with the package by that name.

    Raises
    ------
    InputError
        If nothing has it, with the nearest name.
    """
    if name not in configs():
        raise no_config(name, "NAME", path=False)
    return configs()[name]


def no_config(word: str, what: str, *, path: bool = True) -> InputError:
    """Return the refusal of a word that stands for nothing, with the nearest name."""
    known = "a name that `partnerships configs` lists"
    return InputError(
        "there is no such file or name" if path else "there is no such name",
        field=what,
        value=word,
        allowed=f"a file{SUFFIX}, or {known}" if path else known,
        nearest=nearest_name(word, configs()),
    )
