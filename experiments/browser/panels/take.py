"""The tab of what can be taken away and brought along."""

from __future__ import annotations

from typing import Any

from experiments.browser.app import components
from experiments.browser.tabs.take_away import offers
from experiments.browser.visit.visit import Desk


def take(desk: Desk) -> Any:
    """Return what can be taken away and brought along."""
    return components.take_away(
        offers=offers(with_runs=desk.ensemble.seen is not None),
        query=desk.take.query,
        file=desk.take.file,
        event_get=desk.doing(desk.download),
        event_upload=desk.doing(desk.upload),
    )
