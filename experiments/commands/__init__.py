"""One file for each command; what is heavy is imported when a command runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import typer

N = TypeVar("N", int, float)

SHOWN = 60
"""Characters of a wrong value that are shown back."""


def real(low: float, high: float) -> Callable[[str], float]:
    """Return what turns the text of an option into a number from `low` to `high`."""
    return _parser(float, low, high, f"a number from {low:g} to {high:g}")


def whole(low: int, high: int) -> Callable[[str], int]:
    """Return what turns the text of an option into a whole number from `low` to `high`."""
    return _parser(int, low, high, f"a whole number from {low:,} to {high:,}")


def _parser(kind: Callable[[str], N], low: N, high: N, allowed: str) -> Callable[[str], N]:
    from simulation.errors import value_shown

    def parse(text: str) -> N:
        try:
            number = kind(text)
        except ValueError:
            number = None
        if number is None or not low <= number <= high:
            raise typer.BadParameter(f"{value_shown(text, SHOWN)} is not {allowed}.")
        return number

    return parse
