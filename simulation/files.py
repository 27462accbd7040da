"""Reading the files that people write."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from simulation.errors import InputError


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
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not a text file"
        raise InputError(f"cannot read the {what} ({reason})", file=str(path)) from None
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"is not TOML ({error})", file=str(path)) from None
