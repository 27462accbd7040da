"""All figures of a finished folder, drawn."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.figures import (
    by_year,
    council_map,
    councils_sharing,
    pairs,
    reasons,
    savings,
    survival,
    talk_length,
)
from experiments.figures.picture import Picture
from experiments.figures.style import styled
from experiments.runs.results import Finished

CHARTS = (councils_sharing, by_year, talk_length, reasons, survival, savings)
"""The figures that count over all runs; each has a name, `reduced` and `draw`."""


def pictures(finished: Finished, map_dates: Sequence[str] = ()) -> list[Picture]:
    """Return every figure of a finished folder, in the order of the page.

    Parameters
    ----------
    finished : Finished
        The folder.
    map_dates : sequence of str
        Months of the map; empty for the usual ones.
    """
    setting = finished.setting
    dates = council_map.map_dates(setting, map_dates)
    with styled():
        drawn = [chart.draw(finished.data[chart.NAME], setting) for chart in CHARTS]
        if finished.example is not None:
            shown = council_map.draw(finished.example, setting, dates)
            drawn += [shown] if shown else []
        if finished.pairs is not None:
            drawn.append(pairs.draw(finished.pairs, setting))
    return drawn
