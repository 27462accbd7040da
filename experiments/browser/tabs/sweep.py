"""The tab of sweeps: one setting at several values, and what an outcome comes to at each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import reacton.ipyvuetify as v
import solara

from experiments.browser.charts.chart import chart_view
from experiments.browser.charts.sweep import sweep_chart
from experiments.browser.ensemble.sweep import (
    FEWEST,
    MOST,
    RUNS,
    USUAL,
    is_sweepable,
    sweep_values,
    sweepable,
)
from experiments.browser.tabs import Tab
from experiments.browser.visit.background import Background
from experiments.browser.visit.settings import changed_values, setting_groups
from experiments.browser.visit.study_file import study_file
from experiments.browser.visit.sweeps import Sweep
from experiments.browser.visit.visit import Handler, Visit
from experiments.statistics.outcomes import OUTCOMES, outcomes_named
from experiments.text.numbers import capital
from simulation.catalogue import parameter_entries
from simulation.errors import InputError

MOST_SWEEPS = 2
"""Sweeps that stand beside each other."""

FIRST_SETTING, FIRST_OUTCOME = "talks.planned_months", "success_rate"


@solara.component_vue("vue/Sweep.vue", vuetify=False)
def sweep_view(
    *,
    settings: Sequence[Any],
    outcomes: Sequence[Any],
    first: Sequence[str],
    numbers: Sequence[int],
    runs: int,
    room: bool,
    event_begin: Handler,
) -> None:
    """Choose a setting, its values and an outcome."""


@solara.component_vue("vue/SweepRuns.vue", vuetify=False)
def sweep_runs_view(  # noqa: PLR0913
    *,
    number: int,
    title: str,
    status: str,
    busy: bool,
    rows: Sequence[Any],
    file: dict[str, str],
    event_stop: Handler,
    event_close: Handler,
    event_hand_on: Handler,
) -> None:
    """Say how far a sweep is, list its numbers, and stop, close or hand it on."""


class SweepTab(Tab, name="sweep", label="Sweep", place=6):
    """The sweeps of a visitor, two at most.

    Attributes
    ----------
    sweeps : list of Sweep
    """

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self.sweeps: list[Sweep] = visit.sweeps

    def begin(self, asked: dict[str, Any]) -> None:
        """Begin a sweep of what is set now.

        Raises
        ------
        InputError
            If two stand already, or what is asked for is not allowed.
        """
        if len(self.sweeps) >= MOST_SWEEPS:
            raise InputError("two sweeps stand already: close one first")
        name, outcome = str(asked.get("name")), str(asked.get("outcome"))
        ends = [_number(asked.get(end), end) for end in ("low", "high", "number")]
        values = sweep_values(name, ends[0], ends[1], int(ends[2]))
        outcomes_named([outcome])
        work = Background(self.visit.refresh, self.visit.report)
        scenario = self.session.next_scenario
        now = changed_values(scenario).get(name, sweepable(name).default)
        sweep = Sweep(scenario, name, values, outcome, now, work)
        self.sweeps.append(sweep)
        self.visit.deeds.add(f"sweep {name}")
        sweep.begin()

    def _sweep(self, number: int) -> Sweep:
        if not 0 <= number < len(self.sweeps):
            raise InputError("there is no such sweep")
        return self.sweeps[number]

    def stop(self, number: int) -> None:
        """Stop a sweep; what its runs so far say stays."""
        self._sweep(number).work.cancel()

    def close(self, number: int) -> None:
        """Stop a sweep and take it away."""
        self._sweep(number).work.cancel()
        del self.sweeps[number]

    def hand_on(self, number: int) -> None:
        """Give the page a sweep as a study that `partnerships sweep` plays."""
        sweep = self._sweep(number)
        study = study_file(sweep.scenario, sweep.name, sweep.values, sweep.outcome, RUNS)
        sweep.file = study.message(sweep.file)

    def page_closed(self) -> None:
        """Stop all runs."""
        for sweep in self.sweeps:
            sweep.work.cancel()

    def show(self) -> Any:
        """Return what begins a sweep, and those that stand."""
        form = sweep_view(
            settings=_setting_menu(),
            outcomes=[{"name": one.name, "label": capital(one.meaning)} for one in OUTCOMES],
            first=(FIRST_SETTING, FIRST_OUTCOME),
            numbers=(FEWEST, MOST, USUAL),
            runs=RUNS,
            room=len(self.sweeps) < MOST_SWEEPS,
            event_begin=self.visit.handler(self.begin),
        )
        parts = [
            part for number, one in enumerate(self.sweeps) for part in self._parts(number, one)
        ]
        return v.Html(tag="div", children=[form, *parts])

    def _parts(self, number: int, sweep: Sweep) -> list[Any]:
        """Return a sweep: its controls and numbers, and its chart."""
        label = _labels()[sweep.name]
        (outcome,) = outcomes_named([sweep.outcome])
        runs = sweep_runs_view(
            number=number,
            title=f"{capital(outcome.meaning)}, by: {label}",
            status=sweep.status,
            busy=sweep.work.busy,
            rows=[(f"{one.value:g}", one.words) for one in sweep.points],
            file=sweep.file,
            event_stop=self.visit.handler(self.stop),
            event_close=self.visit.handler(self.close),
            event_hand_on=self.visit.handler(self.hand_on),
        )
        if not sweep.points:
            return [runs]
        chart = sweep_chart(sweep.points, outcome, label, sweep.now)
        return [runs, chart_view(**chart)]


def _number(given: Any, field_name: str) -> float:
    try:
        return float(given)
    except (TypeError, ValueError):
        raise InputError("is not a number", field=field_name, value=str(given)[:40]) from None


@cache
def _labels() -> dict[str, str]:
    """Return the label of every setting that can be swept, by its dotted name."""
    known = parameter_entries()
    return {
        entry["name"]: entry["label"]
        for group in setting_groups()
        for entry in group["entries"]
        if is_sweepable(known[entry["name"]])
    }


@cache
def _setting_menu() -> list[dict[str, Any]]:
    """Return the settings that can be swept, in groups, each with the ends of its range."""
    known = parameter_entries()
    groups = []
    for group in setting_groups():
        entries = [
            {
                "name": entry["name"],
                "label": entry["label"],
                "meaning": entry["meaning"],
                "low": entry["low"],
                "high": entry["high"],
                "unit": entry["unit"],
            }
            for entry in group["entries"]
            if is_sweepable(known[entry["name"]])
        ]
        if entries:
            groups.append({"label": group["label"], "entries": entries})
    return groups
