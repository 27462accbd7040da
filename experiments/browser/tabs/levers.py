"""The tab of all that can be set: values by hand, presets, the seed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import solara

from experiments.browser.tabs import Tab
from experiments.browser.visit.presets import Preset, preset_groups
from experiments.browser.visit.settings import changed_values, setting_groups
from experiments.browser.visit.visit import Handler, Visit, error_sentence
from simulation.catalogue import catalogue
from simulation.errors import InputError

PRESET_MENU = [
    {"label": group, "presets": [{"name": one.name, "label": one.title} for one in presets]}
    for group, presets in preset_groups().items()
]


@solara.component_vue("vue/Levers.vue", vuetify=False)
def levers_view(  # noqa: PLR0913
    *,
    groups: Sequence[Any],
    now: dict[str, Any],
    presets: Sequence[Any],
    preset_words: str,
    seed: int,
    waiting: bool,
    refused: dict[str, str],
    event_set_value: Handler,
    event_reset: Handler,
    event_preset: Handler,
    event_set_seed: Handler,
    event_restart: Handler,
) -> None:
    """List all that can be set, mark what was changed, and take changes back."""


class LeversTab(Tab, name="levers", label="Levers", place=4):
    """What can be set, and what was set.

    Attributes
    ----------
    refused : dict
        Name and text of a value that was refused.
    preset_words : str
        What the preset that was taken last asks, and what to watch.
    """

    cites = tuple(sorted({entry.source for entry in catalogue()}))

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self.refused: dict[str, str] = {}
        self.preset_words = ""

    def set_value(self, setting: dict[str, Any]) -> None:
        """Set one value; if it is refused, say so beside it."""
        name = str(setting.get("name"))
        self.refused = {}
        try:
            self.session.set_value(name, setting.get("value"))
        except InputError as error:
            self.refused = {"name": name, "text": error_sentence(error)}
        else:
            self.visit.settings_changed()

    def reset(self, name: str | None) -> None:
        """Take back one change, or all."""
        self.refused, self.preset_words = {}, ""
        self.session.reset(name)
        self.visit.settings_changed()

    def settings_changed(self, preset: Preset | None) -> None:
        """Say what to watch where a preset was taken, here or in the guide."""
        if preset is not None:
            self.refused = {}
            self.preset_words = f"{preset.title}. {preset.question} Watch: {preset.watch}"

    def show(self) -> Any:
        """Return the list of what can be set, with what was changed."""
        session, visit = self.session, self.visit
        return levers_view(
            groups=setting_groups(),
            now=changed_values(session.next_scenario),
            presets=PRESET_MENU,
            seed=session.next_seed,
            preset_words=self.preset_words,
            waiting=session.needs_restart,
            refused=self.refused,
            event_set_value=visit.handler(self.set_value),
            event_reset=visit.handler(self.reset),
            event_preset=visit.handler(visit.apply_preset),
            event_set_seed=visit.handler(session.set_seed),
            event_restart=visit.handler(visit.restart),
        )
