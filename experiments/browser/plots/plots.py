"""The plots beside the map, and what they are given."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import solara

from experiments.browser.charts.chart import year_ticks
from experiments.browser.plots.values import plot_props
from experiments.browser.visit.naming import file_stem
from experiments.browser.visit.visit import Handler, Visit
from experiments.text.numbers import plural
from simulation.months import month_text

ALONE = "Line: this run. The Ensemble shows how other runs of the same settings went."


@solara.component_vue("vue/Plots.vue", vuetify=False)
def plots_view(
    *,
    plots: Sequence[Any],
    dates: Sequence[str],
    years: Sequence[Any],
    month: int,
    behind: str,
    stem: str,
    event_look_back: Handler,
) -> None:
    """Draw the plots; a click in one goes to its month, and each can be saved."""


class MonthlyPlots:
    """The plots of one visitor.

    Parameters
    ----------
    visit : Visit
        What the visitor does.
    """

    def __init__(self, visit: Visit) -> None:
        self.visit = visit

    def show(self) -> Any:
        """Return the plots up to the last month that was played."""
        visit, session = self.visit, self.visit.session
        recording, bands = session.recording, visit.bands()
        dates = [recording.date(month) for month in range(recording.months)]
        return plots_view(
            plots=plot_props(recording, session.month, bands),
            dates=[month_text(date) for date in dates],
            years=year_ticks(dates, 2),
            month=session.month,
            behind=_behind(visit.summary.done) if visit.summary and bands else ALONE,
            stem=file_stem(session.scenario, f"seed {session.seed}"),
            event_look_back=visit.handler(session.look_back),
        )


def _behind(runs: int) -> str:
    return f"Line: this run. Bands: half and nine tenths of {plural(runs, 'run')}."
