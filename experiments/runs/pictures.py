"""All figures of a finished folder, drawn."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.figures import council_map, pairs
from experiments.figures.chart import charts
from experiments.figures.picture import Picture
from experiments.figures.style import styled
from experiments.runs.results import Finished


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
        drawn = [chart.draw(finished.data[chart.name], setting) for chart in charts()]
        if finished.example is not None:
            shown = council_map.draw(finished.example, setting, dates)
            drawn += [shown] if shown else []
        if finished.pairs is not None:
            drawn.append(pairs.draw(finished.pairs, setting))
    return drawn
