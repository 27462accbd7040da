"""The tab of all that can be set."""

from __future__ import annotations

from typing import Any

from experiments.browser.app import components
from experiments.browser.visit.presets import groups
from experiments.browser.visit.settings import listed, values_of
from experiments.browser.visit.visit import Desk

PRESET_MENU = [
    {"label": group, "presets": [{"name": one.name, "label": one.title} for one in presets]}
    for group, presets in groups().items()
]


def levers(desk: Desk) -> Any:
    """Return the list of what can be set, with what was changed."""
    session = desk.session
    return components.levers(
        groups=listed(),
        now=values_of(session.wanted),
        presets=PRESET_MENU,
        seed=session.wanted_seed,
        preset_words=desk.preset_words,
        waiting=session.waiting,
        refused=desk.refused,
        event_set_value=desk.doing(desk.set_value),
        event_reset=desk.doing(desk.reset),
        event_preset=desk.doing(desk.preset),
        event_set_seed=desk.doing(session.set_seed),
        event_restart=desk.doing(desk.restart),
    )
