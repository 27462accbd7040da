"""Axes of units and of factors, alike in all figures of a study."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import fill
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from experiments.figures.style import BLUE, GREEN, INK, ORANGE, PAPER, PINK, RED, SKY
from experiments.statistics.outcome import Outcome
from experiments.studies.factors import Factor, is_number
from experiments.studies.structures import STRUCTURE
from experiments.studies.study import plain_value, value_text
from experiments.text.numbers import capital, pounds, small

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COLOURS = (BLUE, RED, GREEN, ORANGE, PINK, SKY, INK)
MARKERS = ("o", "s", "^", "D", "v", "P", "X")
"""Marks tell lines apart where colours do not."""

LETTERS = 58
"""Letters that have room side by side below a figure of the common width."""

TURNED = 26
"""Letters of a name that stands upright, on one line if it may."""


def value_axis(axes: Axes, unit: str, *, which: str = "y", steps: int = 5) -> None:
    """Set up an axis of an outcome's unit."""
    from matplotlib.ticker import MaxNLocator

    axis = axes.yaxis if which == "y" else axes.xaxis
    axis.set_major_locator(MaxNLocator(steps, steps=[1, 2, 2.5, 5, 10]))
    if unit == "share":
        axis.set_major_formatter(lambda value, _: f"{round(100 * value, 9):z.3g}%")
    elif unit.startswith("pounds"):
        axis.set_major_formatter(lambda value, _: pounds(value))
    else:
        axis.set_major_formatter(lambda value, _: tick_of(value))


def tick_of(value: float) -> str:
    """Return a number beside an axis.

    Examples
    --------
    >>> tick_of(100_000.0), tick_of(2.5), tick_of(-2.0)
    ('100,000', '2.5', '−2')
    """
    text = f"{value:z,.0f}" if value == round(value) else f"{value:z,.5g}"
    return text.replace("-", "−", 1) if value < 0.0 else text


def is_numeric(factor: Factor) -> bool:
    """Return whether the values of a factor are numbers that stand on a line."""
    return all(is_number(value) for value in factor.values)


def factor_places(factor: Factor, values: Sequence[Any]) -> Any:
    """Return where values of a factor stand on its axis."""
    if is_numeric(factor):
        return np.array(values, dtype=float)
    return np.array([_place(factor, value) for value in values], dtype=float)


def _place(factor: Factor, value: Any) -> int:
    names = [str(one) for one in factor.values]
    return names.index(str(value)) if str(value) in names else len(names)


def rows_at(part: pd.DataFrame, factor: Factor, value: Any) -> pd.DataFrame:
    """Return the rows of a table in which a factor has a value."""
    here = factor_places(factor, [value])
    chosen: pd.DataFrame = part[np.isclose(factor_places(factor, list(part[factor.name])), here)]
    return chosen


def factor_axis(axes: Axes, factor: Factor, letters: int = LETTERS) -> None:
    """Set up the axis below of a factor: numbers, or its values by name.

    Parameters
    ----------
    axes, factor : Axes, Factor
        The axis, and what it is of.
    letters : int
        That have room side by side below it.
    """
    axes.set_xlabel(fill(factor_label(factor), letters))
    if is_numeric(factor):
        if factor.values:
            axes.set_xticks(roomy_ticks(sorted(float(value) for value in factor.values), letters))
        else:
            from matplotlib.ticker import MaxNLocator

            axes.xaxis.set_major_locator(MaxNLocator(max(2, letters // 8)))
        axes.xaxis.set_major_formatter(lambda value, _: tick_of(value))
        return
    names = [plain_value(value) for value in factor.values]
    room = max(letters // max(len(names), 1) - 2, 1)
    longest = max((len(word) for name in names for word in fill(name, 12).split("\n")), default=0)
    turned = longest > room
    wide = TURNED if turned else max(room, 12)
    axes.set_xticks(range(len(names)), [fill(name, wide) for name in names])
    if turned:
        axes.tick_params(axis="x", rotation=90)


def roomy_ticks(values: Sequence[float], letters: int) -> list[float]:
    """Return those of some rising values whose numbers have room beside one another on an axis."""
    if not values:
        return []
    unit = max(values[-1] - values[0], 1e-12) / letters
    chosen = [values[0]]
    for value in values[1:]:
        room = (len(tick_of(chosen[-1])) + len(tick_of(value))) / 2 + 2
        if value - chosen[-1] >= room * unit:
            chosen.append(value)
    return chosen


def factor_label(factor: Factor) -> str:
    """Return the name of a factor with its unit."""
    return capital(factor.label) + (f" ({factor.unit})" if factor.unit else "")


def at_value(factor: Factor, value: Any) -> str:
    """Return a value as part of a sentence, such as ``with talks planned for 5 months``."""
    if factor.kind == STRUCTURE and not factor.phrase:
        return f"assuming “{value_text(factor, value)}”"
    return (factor.phrase or f"at {small(factor.label)} {{}}").format(value_text(factor, value))


def where(row: Any, factors: Sequence[Factor]) -> str:
    """Return at which values of the factors a row stands, as part of a sentence."""
    return " and ".join(at_value(factor, row[factor.name]) for factor in factors)


def outcome_in_sentence(outcome: Outcome) -> str:
    """Return an outcome as the subject of a sentence."""
    counted = outcome.unit in ("councils", "partnerships", "a year")
    first = "The share of " if outcome.unit == "share" else "The number of " if counted else "The "
    return f"{first}{outcome.meaning}{',' if ',' in outcome.meaning else ''}"


def errors(part: pd.DataFrame, name: str = "value") -> Any:
    """Return the lengths of the error bars below and above, for `errorbar`."""
    return np.array([part[name] - part["low"], part["high"] - part[name]]).clip(min=0.0)


def series(
    axes: Axes, x: Any, part: pd.DataFrame, place: int, *, joined: bool = True, **words: Any
) -> None:
    """Draw values with their intervals, joined by a thin line unless they have no order."""
    colour = COLOURS[place % len(COLOURS)]
    words["ls"] = "-" if joined else "none"
    axes.errorbar(
        x, part["value"], yerr=errors(part), color=colour, marker=MARKERS[place % len(MARKERS)],
        ms=4.5, lw=1.0, elinewidth=1.3, mec=PAPER, mew=0.5, clip_on=False, **words,
    )  # fmt: skip
