"""The tab of the ensemble."""

from __future__ import annotations

from typing import Any

import reacton.ipyvuetify as v

from experiments.browser.app import components
from experiments.browser.charts import ensemble as view
from experiments.browser.ensemble.progress import RUNS
from experiments.browser.visit.visit import Desk


def ensemble(desk: Desk) -> Any:
    """Return what starts an ensemble, and what its runs so far say."""
    runs = desk.ensemble
    seen = runs.seen
    controls = components.ensemble(
        runs=RUNS,
        done=runs.done,
        busy=runs.work.busy,
        paired=runs.paired,
        baseline=desk.session.baseline_words,
        automatic=runs.automatic,
        stale=runs.stale,
        status=runs.status,
        same=desk.session.wanted == desk.session.baseline,
        event_start=desk.doing(runs.start),
        event_cancel=desk.doing(runs.cancel),
        event_option=desk.doing(runs.option),
    )
    if seen is None:
        return controls
    parts = [
        controls,
        components.chart(**view.fan(seen, desk.session.recording)),
        components.outcomes(rows=view.table(seen)),
        components.chart(**view.success(seen)),
        components.bars(**view.reasons(seen)),
        components.chart(**view.survival(seen)),
    ]
    return v.Html(tag="div", children=parts)
