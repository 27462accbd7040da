"""The tab of all that can be set: policies and presets as cards, values by hand, the seed."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from typing import Any

import solara

from experiments.browser.tabs import Tab
from experiments.browser.visit.lever_words import lever_words
from experiments.browser.visit.part import error_sentence
from experiments.browser.visit.presets import PRESETS, Preset, preset_groups
from experiments.browser.visit.settings import changed_values, setting_groups
from experiments.browser.visit.visit import Handler, Visit
from simulation.catalogue import catalogue
from simulation.errors import InputError
from simulation.scenario import Scenario

_ROW = re.compile(r"SF\d{3}")

LEVER_CARDS = json.dumps(
    [
        {
            "name": entry.name,
            "sources": _ROW.findall(entry.source),
            **lever_words(entry.name.partition(".")[2], entry.meaning)._asdict(),
        }
        for entry in catalogue()
        if entry.kind == "lever"
    ]
)
"""What can be pulled, each with how it works and the rows of evidence that speak of it."""


@solara.component_vue("vue/Levers.vue", vuetify=False)
def levers_view(  # noqa: PLR0913
    *,
    groups: str,
    now: dict[str, Any],
    levers: str,
    presets: Sequence[Any],
    chosen: str,
    preset_words: str,
    seed: int,
    refused: dict[str, str],
    event_set_value: Handler,
    event_reset: Handler,
    event_preset: Handler,
    event_set_seed: Handler,
) -> None:
    """Show policies and presets as cards, and list all that can be set, marked where changed.

    What is long and never changes comes as JSON, through whose parts nobody looks at each month.
    """


@solara.component_vue("vue/LeversFoot.vue", vuetify=False)
def levers_foot_view(
    *,
    changed: int,
    waiting: bool,
    undo: str,
    event_reset: Handler,
    event_take_back: Handler,
    event_restart: Handler,
) -> None:
    """Count what was changed, and take it back or play it."""


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
        self._known: tuple[Scenario, dict[str, Scenario]] | None = None

    def _presets(self) -> dict[str, Scenario]:
        """Return the presets that fit what the visitor began with, as they would be played."""
        base = self.session.base
        if self._known is None or self._known[0] is not base:
            known = {}
            for name, preset in PRESETS.items():
                with suppress(InputError):
                    known[name] = preset.scenario_on(base)
            self._known = base, known
        return self._known[1]

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
        session, visit, known = self.session, self.visit, self._presets()
        next_up = session.next_scenario
        return levers_view(
            groups=_groups(),
            now=changed_values(next_up),
            levers=LEVER_CARDS,
            presets=[
                {"label": group, "presets": [_card(one) for one in presets if one.name in known]}
                for group, presets in preset_groups().items()
            ],
            chosen=next((name for name, one in known.items() if one == next_up), ""),
            seed=session.next_seed,
            preset_words=self.preset_words,
            refused=self.refused,
            event_set_value=visit.handler(self.set_value),
            event_reset=visit.handler(self.reset),
            event_preset=visit.handler(visit.apply_preset),
            event_set_seed=visit.handler(session.set_seed),
        )

    def foot(self) -> Any:
        """Return how much was changed, and what can be done about it."""
        visit, session = self.visit, self.session
        return levers_foot_view(
            changed=len(changed_values(session.next_scenario)),
            waiting=session.needs_restart,
            undo=visit.undo.words,
            event_reset=visit.handler(self.reset),
            event_take_back=visit.handler(visit.take_back, undoable=False),
            event_restart=visit.handler(visit.restart),
        )


@cache
def _groups() -> str:
    return json.dumps(setting_groups())


def _card(preset: Preset) -> dict[str, str]:
    return {"name": preset.name, "title": preset.title, "question": preset.question}
