"""The recipes of `CONTRIBUTING.md`, worked through: what is written where."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Recipe:
    """One recipe as somebody would follow it.

    Parameters
    ----------
    heading : str
        The recipe's heading in `CONTRIBUTING.md`.
    lines : dict of str to dict of str to str
        By file, what is inserted before the only line that begins so.
    files : dict of str to str
        New files.
    """

    heading: str
    lines: dict[str, dict[str, str]] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)

    @property
    def touched(self) -> set[str]:
        """The files that are written by hand."""
        return {*self.lines, *self.files}

    def follow(self, root: Path) -> None:
        """Write what the recipe asks for into a copy of the project."""
        for name, lines in self.lines.items():
            text = (root / name).read_text(encoding="utf-8")
            for before, inserted in lines.items():
                assert text.count(f"\n{before}") == 1, f"{name}: {before}"
                text = text.replace(f"\n{before}", f"\n{inserted}\n{before}")
            (root / name).write_text(text, encoding="utf-8")
        for name, text in self.files.items():
            assert not (root / name).exists()
            (root / name).write_text(text, encoding="utf-8")


PARAMETER = Recipe(
    "a parameter",
    {
        "simulation/parameters/talks.py": {
            "    vision_rate: float": (
                '    coffee: float = number(0.0, 0.0, 1.0, "vision", "a month, gained over coffee",'
                ' "assumption")'
            )
        },
        "simulation/rules/talks.py": {
            "    talks.vision[r] = unit(talks.vision[r] + drive": "    gain += p.talks.coffee"
        },
    },
)

LEVER = Recipe(
    "a lever",
    {
        "simulation/terms.py": {
            "RED_LINES = LEVERS": 'RETREAT = LEVERS.add(Term("joint_retreat"))'
        },
        "simulation/parameters/interventions.py": {
            "    red_lines: Lever": (
                '    joint_retreat: Lever = lever("councillors of both go away together", "SF124")'
            )
        },
        "simulation/parameters/effects.py": {
            "    red_lines_fear": (
                '    retreat_vision: float = number(0.3, 0.0, 1.0, "vision", "a month", "SF124")'
            )
        },
        "simulation/rules/talks.py": {
            "    SELF_INTEREST,": "    RETREAT,",
            "    talks.vision[r] = unit(talks.vision[r] + drive": (
                "    gain += p.effects.retreat_vision * "
                "pulled_by_both(w, RETREAT, talks.began[r], a, b)"
            ),
        },
    },
)

CHOICE = Recipe(
    "a choice",
    {
        "simulation/terms.py": {
            "CHOICES: dict": (
                "VENUES: Terms[Term] = Terms()\n"
                '"""Where councils meet."""\n\n'
                'HALL = VENUES.add(Term("town hall"))\nPUB = VENUES.add(Term("pub"))\n'
            ),
            '    "partner_rule": PARTNER_RULES': '    "venue": VENUES,',
        },
        "simulation/parameters/interventions.py": {
            "    wait_for_vacancy: bool": (
                '    venue: Literal["town_hall", "pub"] = option(\n'
                '        "town_hall", "where councils meet", "assumption"\n    )'
            )
        },
        "simulation/parameters/__init__.py": {"    wait_for_vacancy: int": "    venue: int"},
        "simulation/rules/talks.py": {
            "    SELF_INTEREST,": "    PUB,",
            "    talks.vision[r] = unit(talks.vision[r] + drive": (
                "    if p.choices.venue == PUB:\n        gain *= 0.5"
            ),
        },
    },
)

OUTCOME = Recipe(
    "an outcome",
    {
        "experiments/statistics/measures.py": {
            "def success(": (
                "def long_talks(result: Runs) -> Measurement:\n"
                '    """Return the share of ended talks that took more than a year."""\n'
                "    rows = result.talk_rows\n"
                '    ended = rows["ended"] >= 0\n'
                '    return share(result, rows, rows["ended"] - rows["began"] > 12, ended)\n\n'
            )
        },
        "experiments/statistics/outcomes.py": {
            '    Outcome(\n        "success_rate"': (
                '    Outcome("long_talks", "share", "talks that took more than a year", "rate",\n'
                "            measures.long_talks),"
            )
        },
    },
)

COLUMN = Recipe(
    "a column",
    {
        "simulation/world/tables.py": {
            "    trust_start: Real": "    meetings_held: Real  # of the leaders"
        },
        "simulation/rules/soundings.py": {
            "    talks.trust_third[r] = -1.0": "    talks.meetings_held[r] = 0.0"
        },
        "simulation/rules/talks.py": {
            "    talks.hours[r] += p.costs.hours": "    talks.meetings_held[r] += p.talks.meetings"
        },
        "simulation/result/talks.py": {
            '        Column("purpose", "real"': (
                '        Column("meetings_held", "real", "meetings", "of the leaders",'
                ' _row("meetings_held")),'
            )
        },
    },
)

REASON = Recipe(
    "a reason for which talks fail",
    {
        "simulation/terms.py": {
            "OTHER = REASONS": 'WEATHER = REASONS.add(Term("weather", sentence="it rained"))'
        },
        "simulation/parameters/reasons.py": {
            "    proximate: float": (
                '    weather: float = number(0.4, 0.0, 2.0, "weight", "of rain", "assumption")'
            )
        },
        "simulation/rules/reasons.py": {
            "    TAKEOVER_FEAR,": "    WEATHER,",
            "    s[LEADER_CHANGE] = weight": (
                "    s[WEATHER] = weight.weather * short(talks.vision[r], 1.0)"
            ),
        },
        "simulation/rules/breakdown.py": {
            "    SELF_INTEREST,": "    WEATHER,",
            "    if which < culture:": "    if which > 0.5 * total:\n        return WEATHER",
        },
        "experiments/browser/cards/ruling.py": {
            "@_reasons(AT_ONCE, terms.LEAK)": (
                "@_reasons(BREAKDOWNS, terms.WEATHER)\n"
                "def _weather(e: EndedTalks) -> Ruling:\n"
                "    return Ruling(\n"
                '        f"It rained on {e.names[0]}.", evidence_rows("reasons.weather")\n'
                "    )\n\n"
            )
        },
    },
)

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
    return tables.talks.groupby(["point", "outcome"], observed=True).size().reset_index(name="n")


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
                '        (Effect(SUCCEED, lever("neutral_broker"), 1, 0.0),),\n    ),'
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


class WeatherTab(Tab, name="weather", label="Weather", place=8):
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
