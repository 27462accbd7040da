"""Seeds and counts: whole numbers in range, or a clear refusal."""

from __future__ import annotations

from numbers import Integral
from typing import Any

from simulation.errors import InputError

LARGEST = 2**63 - 1
"""The largest seed and number of a run."""


def check_counts(**counts: Any) -> None:
    """Refuse seeds and numbers of runs and workers that are not whole numbers in range.

    Raises
    ------
    InputError
        With the name of the first that is wrong.
    """
    for name, value in counts.items():
        check_whole(name, value, 1 if name in ("runs", "workers") else 0)


def check_whole(name: str, value: Any, least: int, most: int = LARGEST) -> None:
    """Refuse what is not a whole number from `least` to `most`.

    Raises
    ------
    InputError
        With the name of the argument.
    """
    whole = isinstance(value, Integral) and not isinstance(value, bool)
    if not whole or not least <= value <= most:
        raise InputError(
            "must be a whole number", field=name, value=value, allowed=f"{least} to {most}"
        )
