"""The parts of the page: each a Vue file that draws what it is given and says what was done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import solara

Said = Callable[[Any], None]
"""Called with what a visitor did."""

Rows = Sequence[Any]


@solara.component_vue("vue/Header.vue", vuetify=False)
def header(
    *,
    name: str,
    date: str,
    seed: int,
    changed: int,
    problem: str,
    event_dismiss: Said,
) -> None:
    """Show what is played, the month in large type, and what went wrong."""


@solara.component_vue("vue/CouncilMap.vue", vuetify=False)
def council_map(  # noqa: PLR0913
    *,
    hexes: Rows,
    places: Rows,
    names: Rows,
    codes: Rows,
    legend: Rows,
    talks: Rows,
    shared: Rows,
    linked: Rows,
    selected: int,
    colour: str,
    colours: Rows,
    event_pick: Said,
    event_pick_talks: Said,
    event_colour_by: Said,
) -> None:
    """Show every council as a hexagon or at its place, coloured and linked."""


@solara.component_vue("vue/TimeBar.vue", vuetify=False)
def time_bar(  # noqa: PLR0913
    *,
    month: int,
    played: int,
    months: int,
    date: str,
    ended: bool,
    waiting: bool,
    ticks: Rows,
    serial: int,
    halt: int,
    event_advance: Said,
    event_look_back: Said,
    event_next_event: Said,
    event_restart: Said,
) -> None:
    """Play, pause, step, and go back to any month that was played."""


@solara.component_vue("vue/Tabs.vue", vuetify=False)
def tabs(*, tabs: Rows, chosen: str, event_choose: Said) -> None:
    """Choose what the panel shows."""


@solara.component_vue("vue/Chart.vue", vuetify=False)
def chart(  # noqa: PLR0913
    *,
    title: str = "",
    alt: str = "",
    height: int = 180,
    x_range: Rows = (0, 1),
    y_range: Rows = (0, 1),
    x_ticks: Rows = (),
    y_ticks: Rows = (),
    lines: Rows = (),
    bands: Rows = (),
    levels: Rows = (),
    marks: Rows = (),
    points: Rows = (),
) -> None:
    """Draw lines, bands, levels, marks and points with their axes."""


@solara.component_vue("vue/Levers.vue", vuetify=False)
def levers(  # noqa: PLR0913
    *,
    groups: Rows,
    now: dict[str, Any],
    presets: Rows,
    preset_words: str,
    seed: int,
    waiting: bool,
    refused: dict[str, str],
    event_set_value: Said,
    event_reset: Said,
    event_preset: Said,
    event_set_seed: Said,
    event_restart: Said,
) -> None:
    """List all that can be set, mark what was changed, and take changes back."""


@solara.component_vue("vue/Nothing.vue", vuetify=False)
def nothing(*, title: str, words: str) -> None:
    """Say that there is nothing to show yet, and what to do."""


@solara.component_vue("vue/Council.vue", vuetify=False)
def council(*, card: dict[str, Any], event_choose: Said, event_pick: Said) -> None:
    """Show the card of a council."""


@solara.component_vue("vue/TalksList.vue", vuetify=False)
def talks_list(*, rows: Rows, event_choose: Said) -> None:
    """List talks with how they stand."""


@solara.component_vue("vue/Talks.vue", vuetify=False)
def talks(*, card: dict[str, Any], event_choose: Said, event_pick: Said) -> None:
    """Show talks: how they stand, how they ended and why."""


@solara.component_vue("vue/Moments.vue", vuetify=False)
def moments(*, title: str, none: str, moments: Rows, event_show: Said) -> None:
    """List what happened, each a link to its month."""


@solara.component_vue("vue/WhatIf.vue", vuetify=False)
def what_if(
    *,
    choices: Rows,
    chosen: str,
    busy: bool,
    sentence: str,
    sides: Rows,
    event_ask: Said,
) -> None:
    """Offer changes to talks, and show what came of one."""


@solara.component_vue("vue/Bars.vue", vuetify=False)
def bars(*, title: str, bars: Rows, words: str = "") -> None:
    """Show shares as bars with their numbers."""


@solara.component_vue("vue/Ensemble.vue", vuetify=False)
def ensemble(  # noqa: PLR0913
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
    event_start: Said,
    event_cancel: Said,
    event_option: Said,
) -> None:
    """Start, stop and follow an ensemble of runs."""


@solara.component_vue("vue/Outcomes.vue", vuetify=False)
def outcomes(*, rows: Rows) -> None:
    """List outcomes with their intervals, and how far they are from the baseline."""


@solara.component_vue("vue/Story.vue", vuetify=False)
def story(  # noqa: PLR0913
    *,
    rows: Rows,
    total: int,
    kinds: Rows,
    kind: str,
    word: str,
    council: str,
    only: bool,
    event_filter: Said,
    event_show: Said,
) -> None:
    """List events as sentences, each a link to its month."""


@solara.component_vue("vue/Guide.vue", vuetify=False)
def guide(
    *,
    pages: Rows,
    chosen: str,
    title: str,
    about: str,
    sections: Rows,
    presets: Rows,
    event_open_page: Said,
    event_prepare: Said,
) -> None:
    """Show a page of the guide, with what it sets."""


@solara.component_vue("vue/TakeAway.vue", vuetify=False)
def take_away(
    *,
    offers: Rows,
    query: str,
    file: dict[str, str],
    event_get: Said,
    event_upload: Said,
) -> None:
    """Offer files and a link to take away, and take files in."""
