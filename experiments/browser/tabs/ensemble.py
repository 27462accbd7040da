"""The tab of the ensemble: many runs of what is set, alone or against the baseline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import reacton.ipyvuetify as v
import solara

from experiments.browser.charts.chart import bars_view, chart_view
from experiments.browser.charts.ensemble import (
    reason_bars,
    sharing_fan,
    success_by_length,
    survival_curve,
)
from experiments.browser.ensemble.progress import RUNS, ensemble_summaries, ready
from experiments.browser.ensemble.summary import EnsembleSummary, OutcomeEstimate
from experiments.browser.tabs import Tab
from experiments.browser.visit.background import Background
from experiments.browser.visit.presets import Preset
from experiments.browser.visit.visit import Handler, Visit
from simulation.scenario import Scenario

OUTCOME_LABELS = {
    "success_rate": "Talks that agreed, of those that ended",
    "lasting_success": "… and lasted two years",
    "talks_begun": "Formal talks begun",
    "councils_sharing_end": "Councils sharing at the end",
    "months_to_agreement": "Months of talks to an agreement",
    "failures_at_vote": "Failures that came only at the vote",
    "management_saving": "Saved a year by a shared team",
}
"""Outcomes of the table, and what they are called there."""


@solara.component_vue("vue/Ensemble.vue", vuetify=False)
def ensemble_view(  # noqa: PLR0913
    *,
    runs: int,
    done: int,
    busy: bool,
    paired: bool,
    baseline: str,
    automatic: bool,
    stale: bool,
    status: str,
    same: bool,
    event_start: Handler,
    event_cancel: Handler,
    event_option: Handler,
) -> None:
    """Start, stop and follow an ensemble of runs."""


@solara.component_vue("vue/Outcomes.vue", vuetify=False)
def outcomes_view(*, rows: Sequence[Any]) -> None:
    """List outcomes with their intervals, and how far they are from the baseline."""


class EnsembleTab(Tab, name="ensemble", label="Ensemble", place=5):
    """What is played, and how far it is; what it says is the visit's `summary`.

    Attributes
    ----------
    work : Background
        Plays the runs beside the page.
    paired, automatic : bool
        Whether the baseline is played too, and whether each change starts the runs anew.
    """

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self.work = Background(visit.refresh, visit.report)
        self.paired, self.automatic = True, False
        self._started: tuple[Scenario, Scenario, bool] | None = None

    @property
    def done(self) -> int:
        """How many runs have been played."""
        return self.visit.summary.done if self.visit.summary else 0

    @property
    def stale(self) -> bool:
        """Whether something has been set since the runs were started."""
        return self._started is not None and self._started != self._settings()

    @property
    def status(self) -> str:
        """How far it is, in words."""
        if self.work.queued:
            return "waiting for other visitors' runs"
        if self.visit.summary is None and self.work.busy:
            return "starting" if ready.is_set() else "compiling the model once, about a minute"
        if self.visit.summary is None:
            return "none yet"
        left = "" if self.work.busy or self.done == RUNS else ", stopped"
        return f"{self.done} of {RUNS} runs{left}"

    def _settings(self) -> tuple[Scenario, Scenario, bool]:
        return self.session.next_scenario, self.session.baseline, self.paired

    def start(self, _: Any = None) -> None:
        """Play many runs of what is set."""
        self.visit.summary, self._started = None, self._settings()
        scenario, base, paired = self._started
        self.visit.compared = (scenario, base)
        compared = paired and scenario != base

        def summaries() -> Iterator[EnsembleSummary]:
            return ensemble_summaries(scenario, baseline=base if compared else None)

        self.work.start(summaries, self._keep)

    def _keep(self, summary: EnsembleSummary) -> None:
        self.visit.summary = summary

    def cancel(self, _: Any = None) -> None:
        """Stop; what the runs so far say stays."""
        self.work.cancel()

    def option(self, options: dict[str, Any]) -> None:
        """Change whether the baseline is played too, or whether changes start the runs."""
        if "paired" in options:
            self.paired = bool(options["paired"])
        if "automatic" in options:
            self.automatic = bool(options["automatic"])

    def settings_changed(self, preset: Preset | None) -> None:
        """Start the runs anew after a change, if that was asked for."""
        del preset  # a change by hand counts as much
        if self.automatic:
            self.start()

    def page_closed(self) -> None:
        """Stop the runs."""
        self.work.cancel()

    def show(self) -> Any:
        """Return what starts an ensemble, and what its runs so far say."""
        summary = self.visit.summary
        controls = self._controls()
        if summary is None:
            return controls
        parts = [
            controls,
            chart_view(**sharing_fan(summary, self.session.recording)),
            outcomes_view(rows=outcome_rows(summary)),
            chart_view(**success_by_length(summary)),
            v.Html(tag="p", class_="small", children=[summary.best_length],
                   attributes={"data-test": "best-length"}),
            bars_view(**reason_bars(summary)),
            chart_view(**survival_curve(summary)),
        ]  # fmt: skip
        return v.Html(tag="div", children=parts)

    def _controls(self) -> Any:
        session = self.session
        return ensemble_view(
            runs=RUNS,
            done=self.done,
            busy=self.work.busy,
            paired=self.paired,
            baseline=session.baseline_words,
            automatic=self.automatic,
            stale=self.stale,
            status=self.status,
            same=session.next_scenario == session.baseline,
            event_start=self.visit.handler(self.start),
            event_cancel=self.visit.handler(self.cancel),
            event_option=self.visit.handler(self.option),
        )


def outcome_rows(summary: EnsembleSummary) -> list[dict[str, Any]]:
    """Return the main outcomes, each with how far it is from the baseline."""
    differences = {one.name: one for one in summary.differences}
    return [
        _outcome_row(one, differences.get(one.name))
        for one in summary.outcomes
        if one.name in OUTCOME_LABELS
    ]


def _outcome_row(one: OutcomeEstimate, difference: OutcomeEstimate | None) -> dict[str, Any]:
    tone = ""
    if difference and difference.clear and difference.value is not None:
        tone = "up" if difference.value > 0 else "down"
    return {
        "name": one.name,
        "label": OUTCOME_LABELS[one.name],
        "meaning": one.meaning,
        "now": one.words,
        "interval": one.interval,
        "difference": difference.words if difference else "",
        "apart": difference.interval if difference else "",
        "tone": tone,
    }
