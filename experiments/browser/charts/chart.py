"""A chart and bars: the parts that draw them, and the lines and ticks they are given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import solara

from simulation.months import month_of_year, year_of

BLUE, ORANGE, GREEN, RED, SKY, PINK, GREY, INK = (
    *(f"var(--c-{name})" for name in ("blue", "orange", "green", "red", "sky", "pink", "grey")),
    "var(--ink)",
)
"""The page's colours; they stand for those of `experiments.figures.style` on light and dark."""

DASHED = "7 4"
PERCENT = [(0.0, "0%"), (0.25, "25%"), (0.5, "50%"), (0.75, "75%"), (1.0, "100%")]


@solara.component_vue("vue/Chart.vue", vuetify=False)
def chart_view(  # noqa: PLR0913
    *,
    title: str = "",
    alt: str = "",
    height: int = 180,
    x_range: Sequence[Any] = (0, 1),
    y_range: Sequence[Any] = (0, 1),
    x_ticks: Sequence[Any] = (),
    y_ticks: Sequence[Any] = (),
    lines: Sequence[Any] = (),
    bands: Sequence[Any] = (),
    levels: Sequence[Any] = (),
    marks: Sequence[Any] = (),
    points: Sequence[Any] = (),
    across: str = "",
    x_names: Sequence[str] = (),
) -> None:
    """Draw lines, bands, levels, marks and points with their axes; the same numbers as a table.

    `across` heads the column of places, which are called by their numbers unless `x_names` names
    them from 0 on; what has no label is not in the table.
    """


@solara.component_vue("vue/Bars.vue", vuetify=False)
def bars_view(*, title: str, bars: Sequence[Any], words: str = "") -> None:
    """Show shares as bars with their numbers."""


def line(
    x: Sequence[float],
    y: Iterable[float | None],
    colour: str,
    label: str = "",
    *,
    dash: str = "",
    step: bool = False,
) -> dict[str, Any]:
    """Return a line; None breaks it, and a line without a label is in no key."""
    heights = [None if one is None else round(float(one), 4) for one in y]
    return {
        "x": list(x),
        "y": heights,
        "colour": colour,
        "label": label,
        "dash": dash,
        "step": step,
    }


def whole_ticks(low: int, high: int, most: int = 8) -> list[tuple[int, str]]:
    """Return ticks at whole numbers, at most about so many.

    Examples
    --------
    >>> whole_ticks(0, 30, 4)
    [(0, '0'), (10, '10'), (20, '20'), (30, '30')]
    """
    wide = max(high - low, 1)
    sizes = [part * 10**power for power in range(7) for part in (1, 2, 5)]
    size = next(one for one in sizes if wide / one <= most)
    first = -(-low // size) * size
    return [(at, f"{at:,}") for at in range(first, high + 1, size)]


def year_ticks(dates: Sequence[str], most: int = 6) -> list[tuple[int, str]]:
    """Return Januaries as ticks, so many that they have room.

    Examples
    --------
    >>> year_ticks([f"20{year:02}-01" for year in range(5, 11)], 3)
    [(0, '2005'), (2, '2007'), (4, '2009')]
    """
    januaries = [month for month, date in enumerate(dates) if month_of_year(date) == 1]
    chosen = januaries[:: max(1, -(-len(januaries) // most))]
    return [(month, str(year_of(dates[month]))) for month in chosen]
