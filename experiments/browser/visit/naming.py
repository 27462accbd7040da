"""What a run is called: in the header, in titles, and in the names of files."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from experiments.browser.visit.presets import PRESETS, WORLDS, Preset
from experiments.text.numbers import plural, small
from experiments.text.scenario import (
    Setting,
    scenario_changes,
    scenario_title,
)
from simulation.months import date_after
from simulation.scenario import Scenario

OF_THE_TITLE = ("name", "geography.", "period.")
"""What of a scenario its title says already."""

LONGEST = 90
"""Characters of a name in the name of a file."""


def run_name(scenario: Scenario) -> str:
    """Return what a scenario is called: its own name, and the preset that it is, if it is one.

    Examples
    --------
    >>> run_name(Scenario.default().with_changes({"talks.planned_months": 9.0}))
    "England's shire districts, 2005-2018: talks planned for nine months"
    """
    title = scenario_title(Setting(scenario, 1))
    preset = next((preset for preset, one in _presets() if one == scenario), None)
    if preset is None:
        return title
    return preset.title if preset.group == WORLDS else f"{title}: {small(preset.title)}"


@cache
def _presets() -> list[tuple[Preset, Scenario]]:
    """Return the presets that change something, each with what it makes of the default."""
    default = Scenario.default()
    return [(one, one.scenario_on(default)) for one in PRESETS.values() if one.changes]


def run_title(scenario: Scenario) -> str:
    """Return what a scenario is called, and how much of it was changed where that has no name."""
    name = run_name(scenario)
    changes = sum(not one.name.startswith(OF_THE_TITLE) for one in scenario_changes(scenario))
    named = name != scenario_title(Setting(scenario, 1)) or scenario.name != Scenario.default().name
    return name if named or not changes else f"{name}, {plural(changes, 'change')}"


def file_stem(scenario: Scenario, *details: str) -> str:
    """Return what the names of files of a scenario begin with, in plain letters.

    Examples
    --------
    >>> file_stem(Scenario.default(), "seed 3", "2011-03")
    'englands-shire-districts-2005-2018_seed-3_2011-03'
    """
    words = (run_title(scenario), *details)
    return "_".join(filter(None, (_plain(word) for word in words)))


def month_name(scenario: Scenario, month: int) -> str:
    """Return a month of a scenario, counted from the first, for the name of a file."""
    return date_after(scenario.period.start, month)


def _plain(text: str) -> str:
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", ascii_only.lower().replace("'", ""))
    return words.strip("-")[:LONGEST].strip("-")
