"""The one gate for what people hand in: files of bounded size and kind, text, TOML and JSON."""

from __future__ import annotations

import json
import os
import re
import stat
import tomllib
from pathlib import Path
from typing import Any

from simulation.errors import InputError

LARGEST_TOML = 1_000_000
LARGEST_TABLE = 200_000_000
LARGEST_JSON = 500_000_000
"""Bytes."""

DEEPEST = 24
"""Tables and lists inside one another."""

LARGEST_WHOLE = 2**63 - 1
"""The largest whole number that TOML asks a reader to hold."""

DEEP_NAME = re.compile(rf"(?<![\w\"'-])(?:[\w\"'-]++[ \t]*+\.[ \t]*+){{{DEEPEST},}}")
"""A dotted name of so many parts that a reader of TOML would take hours."""

KINDS = {
    stat.S_ISDIR: "a folder",
    stat.S_ISFIFO: "a pipe",
    stat.S_ISSOCK: "a socket",
    stat.S_ISCHR: "a device",
    stat.S_ISBLK: "a device",
}
OTHER_TEXT = {
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
    b"PK": "a spreadsheet or another archive",
    b"\xd0\xcf": "an old spreadsheet",
    b"%PDF": "a PDF",
    b"\x1f\x8b": "compressed",
    b"PAR1": "a Parquet file",
    b"\x89PNG": "a picture",
    b"<!": "a page",
    b"<html": "a page",
    b"<?xml": "XML",
}
"""What files begin with that are often taken for text."""

CONTROL = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f]")
"""What no text holds; the escape of terminals is left to whoever reads the value."""

TEXT = "text in UTF-8"
NO_TOML = "is not TOML"
"""How the refusal of a text begins that does not follow the grammar of TOML."""


def resolved(path: str | Path, field: str | None = None) -> Path:
    """Return a path without links in it.

    Raises
    ------
    InputError
        If it cannot be a path, its links go round in a circle, or the working folder is gone.
    """
    try:
        place = Path(path).resolve()
        place.exists()
    except (OSError, RuntimeError, ValueError) as error:
        reason = _reason(error)
        raise InputError(f"cannot be used ({reason})", field=field, value=str(path)) from None
    return place


def read_file(path: Path, what: str, most: int = LARGEST_TABLE) -> bytes:
    """Return the bytes of an ordinary file of bounded size.

    Parameters
    ----------
    path : Path
        The file.
    what : str
        What it holds, for the message if it cannot be read.
    most : int
        Bytes it may have.

    Raises
    ------
    InputError
        If it is not there, is no file, cannot be read, or is too large.
    """
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            kind = next((name for has, name in KINDS.items() if has(mode)), "no file")
            reason = "Is a directory" if stat.S_ISDIR(mode) else f"it is {kind}"
            raise InputError(f"cannot read the {what} ({reason})", file=str(path), allowed="a file")
        with path.open("rb") as file:
            content = file.read(most + 1)
    except (OSError, ValueError) as error:
        if isinstance(error, InputError):
            raise
        reason = _reason(error)
        raise InputError(f"cannot read the {what} ({reason})", file=str(path)) from None
    if len(content) > most:
        raise InputError(
            f"the {what} is too large", file=str(path), allowed=f"up to {most:,} bytes"
        )
    return content


def _reason(error: Exception) -> str:
    """Return in a few words why a path cannot be used."""
    if isinstance(error, OSError):
        return error.strerror or type(error).__name__
    if isinstance(error, RuntimeError):
        return os.strerror(40)
    return "no path has such a character in it"


def decoded(content: bytes) -> str:
    """Return bytes as text; a mark at the start, as editors of Windows leave it, is no part of it.

    Raises
    ------
    InputError
        If it is not text in UTF-8, with the line, and what it may be instead.
    """
    known = next((kind for mark, kind in OTHER_TEXT.items() if content.startswith(mark)), None)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        reason = f"it is {known}" if known else f"line {line}"
        raise InputError(f"is not a text file in UTF-8 ({reason})", allowed=TEXT) from None
    if known or "\0" in text[:LARGEST_TOML]:
        raise InputError(f"is not a text file ({known or 'it has zero bytes'})", allowed=TEXT)
    if CONTROL.search(text[:LARGEST_TOML]):
        raise InputError("is not a text file (it has control characters)", allowed=TEXT)
    return text


def parse_toml(text: str | bytes) -> dict[str, Any]:
    """Return what a TOML text holds.

    Raises
    ------
    InputError
        If it is not TOML, or larger, deeper or with larger numbers than anything of ours.
    """
    if len(text) > LARGEST_TOML:
        raise InputError("is too large", allowed=f"up to {LARGEST_TOML:,} bytes of TOML")
    text = decoded(text) if isinstance(text, bytes) else text
    if DEEP_NAME.search(text):
        raise _too_deep()
    try:
        content = tomllib.loads(text)
    except RecursionError:
        raise _too_deep() from None
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{NO_TOML} ({error})") from None
    except ValueError as error:  # numbers and dates that Python cannot hold
        reason = "a number has too many digits" if "digits" in str(error) else str(error)
        raise InputError(f"cannot be read as TOML ({reason})") from None
    check_plain(content)
    return content


def check_plain(content: Any) -> None:
    """Refuse values nested too deeply, and whole numbers that no parameter could have.

    Raises
    ------
    InputError
        Naming the field by its dotted name.
    """
    waiting: list[tuple[str, Any, int]] = [("", content, 0)]
    while waiting:
        name, value, depth = waiting.pop()
        if depth > DEEPEST:
            raise _too_deep()
        if isinstance(value, dict):
            before = f"{name}." if name else ""
            waiting += [(f"{before}{key}", inner, depth + 1) for key, inner in value.items()]
        elif isinstance(value, list):
            waiting += [(name, inner, depth + 1) for inner in value]
        elif isinstance(value, int) and abs(value) > LARGEST_WHOLE:
            limits = f"{-LARGEST_WHOLE} to {LARGEST_WHOLE}"
            raise InputError("is too large a number", field=name, value=value, allowed=limits)


def _too_deep() -> InputError:
    return InputError("is nested too deeply", allowed=f"up to {DEEPEST} levels")


def read_toml(path: Path, what: str) -> dict[str, Any]:
    """Return the content of a TOML file.

    Parameters
    ----------
    path : Path
        The file.
    what : str
        What it holds, for the message if it cannot be read.

    Raises
    ------
    InputError
        If it cannot be read or is not TOML.
    """
    content = read_file(path, what, LARGEST_TOML)
    try:
        return parse_toml(content)
    except InputError as error:
        raise error.within(str(path)) from None


def read_json(path: Path, what: str) -> dict[str, Any]:
    """Return the content of a JSON file whose outermost value is an object.

    Parameters
    ----------
    path : Path
        The file.
    what : str
        What it holds, for the message if it cannot be read.

    Raises
    ------
    InputError
        If it cannot be read or is not such a file.
    """
    content = read_file(path, what, LARGEST_JSON)
    try:
        found = json.loads(decoded(content))
        check_plain(found)
    except InputError as error:
        raise error.within(str(path)) from None
    except (ValueError, RecursionError) as error:
        reason = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise InputError(f"the {what} is not JSON ({reason})", file=str(path)) from None
    if not isinstance(found, dict):
        raise InputError(f"the {what} is not a JSON object", file=str(path), allowed="{…}")
    return found
