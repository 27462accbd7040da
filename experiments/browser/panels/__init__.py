"""What the panel beside the map shows: one file a tab."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from experiments.browser.panels.council import council
from experiments.browser.panels.ensemble import ensemble
from experiments.browser.panels.guide import guide
from experiments.browser.panels.levers import levers
from experiments.browser.panels.story import tell
from experiments.browser.panels.take import take
from experiments.browser.panels.talks import talks
from experiments.browser.visit.visit import Desk

PANELS: dict[str, Callable[[Desk], Any]] = {
    "council": council,
    "talks": talks,
    "levers": levers,
    "ensemble": ensemble,
    "story": tell,
    "guide": guide,
    "take": take,
}
"""The panel of each tab."""
