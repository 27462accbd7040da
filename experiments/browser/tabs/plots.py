"""The tab of the plots, where there is no room for them beside the map."""

from __future__ import annotations

from typing import Any

from experiments.browser.plots.plots import MonthlyPlots
from experiments.browser.tabs import Tab
from experiments.browser.visit.visit import Visit


class PlotsTab(Tab, name="plots", label="Plots", place=10):
    """The plots, month by month; a wide page has them beside the map and hides this tab."""

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self._plots = MonthlyPlots(visit)

    def show(self) -> Any:
        """Return the plots up to the last month that was played."""
        return self._plots.show()
