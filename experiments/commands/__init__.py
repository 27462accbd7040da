"""One file for each command; what is heavy is imported when a command runs."""

from __future__ import annotations

from collections.abc import Callable

import typer

SHOWN = 60
"""Characters of a wrong value that are shown back."""


def real(low: float, high: float) -> Callable[[str], float]:
    """Return what turns the text of an option into a number from `low` to `high`."""
    from simulation.errors import value_shown

    def parse(text: str) -> float:
        try:
            number = float(text)
        except ValueError:
            number = low - 1
        if not low <= number <= high:
            shown = value_shown(text, SHOWN)
            raise typer.BadParameter(f"{shown} is not a number from {low:g} to {high:g}.")
        return number

    return parse


def whole(low: int, high: int) -> Callable[[str], int]:
    """Return what turns the text of an option into a whole number from `low` to `high`."""
    from simulation.errors import value_shown

    def parse(text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            number = low - 1
        if not low <= number <= high:
            shown = value_shown(text, SHOWN)
            raise typer.BadParameter(f"{shown} is not a whole number from {low:,} to {high:,}.")
        return number

    return parse
