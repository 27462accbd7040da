"""The recipes of `CONTRIBUTING.md` about experiments, worked through: what is written where."""

from __future__ import annotations

from tests.house.recipe import Recipe

CHART = Recipe(
    "a figure of runs",
    files={
        "experiments/figures/stalls.py": '''"""How often talks stalled."""

from __future__ import annotations

import pandas as pd

from experiments.figures.chart import Chart, Picture
from experiments.figures.style import new_figure
from experiments.statistics.counting import add_up
from experiments.text.scenario import Setting
from simulation.result import Result

KEYS = ("stalled",)


def count(result: Result) -> pd.DataFrame:
    """Count talks by whether they stalled."""
    stalled = (result.talks["stalled_months"] > 0).astype(int)
    return add_up([pd.DataFrame({"stalled": stalled, "talks": 1})], KEYS)


def reduce(tally: pd.DataFrame) -> pd.DataFrame:
    """Return the shares."""
    return tally.assign(share=tally["talks"] / tally["talks"].sum())


def draw(table: pd.DataFrame, setting: Setting) -> Picture:
    """Return the figure."""
    figure = new_figure(2.0)
    axes = figure.add_subplot()
    axes.barh(table["stalled"], table["share"])
    axes.set_xlabel("Share of talks")
    alt = f"Bars of {setting.runs_in_words}."
    return Picture("stalls", "Talks that stalled", figure, alt, "Stalled or not.", "All talks.")


CHART = Chart("stalls", 8, KEYS, count, reduce, draw)
'''
    },
)

VIEW = Recipe(
    "a figure to studies",
    files={
        "experiments/studies/views/fears.py": '''"""Fear of a takeover at the points of a study."""

from __future__ import annotations

import pandas as pd

from experiments.figures.chart import Picture
from experiments.figures.style import new_figure
from experiments.studies.figures.conclusions import Conclusions
from experiments.studies.study import Study
from experiments.studies.summary import StudyTables
from experiments.studies.views import View


def count(tables: StudyTables) -> pd.DataFrame:
    """Return talks by point and outcome."""
    groups = tables.talks.groupby(["point", "outcome"], observed=True)
    return groups["number"].sum().reset_index(name="n")


def draw(table: pd.DataFrame, study: Study) -> Picture:
    """Return the figure."""
    figure = new_figure(2.0)
    axes = figure.add_subplot()
    axes.scatter(table["point"], table["n"])
    axes.set_xlabel(f"Point of {len(study.points)}")
    axes.set_ylabel("Talks")
    return Picture("fears", "Talks by point", figure, "Dots.", "Talks by outcome.", "All talks.")


def conclude(table: pd.DataFrame, study: Study) -> Conclusions:
    """Return how many talks there were."""
    return Conclusions([f"{study.name}: {table['n'].sum()} talks were held."])


VIEW = View(("talks",), count, draw, conclude)
'''
    },
)

PATTERN = Recipe(
    "a pattern",
    {
        "experiments/patterns/evidence/appointment.py": {
            '    Pattern(\n        "SF111"': (
                '    Pattern(\n        "SF999", "D", "A broker helps talks", "S1", "broker",\n'
                '        (Effect(SUCCEED, lever("neutral_broker"), 1, 0.0),),\n'
                '        grade="emergent", band_set="not known",\n    ),'
            )
        }
    },
)

FACT = Recipe(
    "a fact",
    {
        "experiments/facts/facts.csv": {
            "V21,": (
                'V99,partnerships then,"partnerships in May 2010",shire districts,2010-05,2010-05,'
                "12,9,15,,partnerships,partnerships_2010_05,number,,A letter"
            )
        }
    },
)

TAB = Recipe(
    "a tab",
    files={
        "experiments/browser/tabs/weather.py": '''"""The tab of the weather."""

from __future__ import annotations

from typing import Any

import solara

from experiments.browser.tabs import Tab
from experiments.browser.visit.visit import Handler


@solara.component_vue("vue/Weather.vue", vuetify=False)
def weather_view(*, words: str, event_restart: Handler) -> None:
    """Say what the weather was like, and begin again."""


class WeatherTab(Tab, name="weather", label="Weather", place=11):
    """The weather up to the month that is shown."""

    def show(self) -> Any:
        """Return the weather."""
        return weather_view(
            words=f"It rained up to month {self.session.month}.",
            event_restart=self.visit.handler(self.visit.restart),
        )
''',
        "experiments/browser/tabs/vue/Weather.vue": """<template>
    <div><p>{{ words }}</p><button type="button" @click="restart()">Begin again</button></div>
</template>
<script>module.exports = {};</script>
""",
    },
)
