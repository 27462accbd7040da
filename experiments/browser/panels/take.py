"""The tab of what can be taken away and brought along."""

from __future__ import annotations

from typing import Any

from experiments.browser import components
from experiments.browser.desk import Desk
from experiments.browser.views.take_view import offers


def take(desk: Desk) -> Any:
    """Return what can be taken away and brought along."""
    return components.take_away(
        offers=offers(with_runs=desk.ensemble.seen is not None),
        query=desk.take.query,
        file=desk.take.file,
        event_get=desk.doing(desk.download),
        event_upload=desk.doing(desk.upload),
    )
