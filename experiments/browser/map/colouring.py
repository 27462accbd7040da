"""How the map may be coloured: each scheme gives councils a place in its legend."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from experiments.browser.ensemble.summary import EnsembleSummary
from experiments.browser.recording.columns import CHIEFS
from experiments.browser.recording.recording import Recording
from experiments.figures.map_panel import Colouring
from experiments.figures.palette import CHANCE, HUES
from experiments.figures.style import BLUE, FAINT, ORANGE, PAPER, SKY, YELLOW
from simulation.months import month_text
from simulation.terms import DEPTH_CHIEF, FAILED, PARTIES

EMPTY, SIGN = "var(--m-land)", "var(--m-sign)"
ON_HUES = {"red": "var(--m-on-red)", "purple": "var(--m-on-purple)"}
"""Colours of the page, which differ between light and dark: of no council, and of signs."""

NAVY = "#12314f"
PRINTED = {
    EMPTY: PAPER,
    **{f"var(--m-{name})": colour for name, colour in HUES.items()},
    **{f"var(--m-chance-{step})": colour for step, colour in enumerate(CHANCE, 1)},
}
"""The colours of a light page, by their names."""

RECENT = 12
"""Months for which talks that failed stay on the map."""

WARM = ("#fff3dd", "#fdd49e", "#f79655", "#d5481f", "#7a1208")
DIVERGING = ("#762a83", "#b89bc9", "#efefef", "#8cc98f", "#1b7837")
STRESS_EDGES = (0.1, 0.2, 0.35, 0.5)
CULTURE_EDGES = (0.2, 0.4, 0.6, 0.8)
CHANCE_EDGES = (0.01, 0.1, 0.2, 0.35)


class Moment(NamedTuple):
    """What is coloured: a month of a recording, and what many runs say, if there are any."""

    recording: Recording
    month: int
    summary: EnsembleSummary | None = None

    @property
    def councils(self) -> Any:
        """The councils at the end of the month, `columns.COUNCIL_MONTH`."""
        return self.recording.councils_at(self.month)


@dataclass(frozen=True)
class Scheme:
    """A way of colouring the map.

    Attributes
    ----------
    label : str
        What it shows.
    legend : list of dict
        Colour, mark and label of each class.
    codes : callable
        Takes a `Moment` and returns the class of each council.
    title : str
        Of the legend; the label if empty. It may name the ``{month}``.
    missing : callable
        Takes a `Moment` and says in a sentence why it cannot be shown; empty if it can.
    """

    label: str
    legend: list[dict[str, Any]]
    codes: Callable[[Moment], list[int]]
    title: str = ""
    missing: Callable[[Moment], str] = lambda _: ""

    def title_at(self, month: str) -> str:
        """Return what stands over the legend in a month."""
        return (self.title or self.label[0].upper() + self.label[1:]).format(month=month)


def _class(label: str, colour: str, mark: str = "", ink: str = SIGN) -> dict[str, Any]:
    return {"label": label, "colour": colour, "mark": mark, "ink": ink, "hidden": False}


def _classes(labels: tuple[str, ...], colours: tuple[str, ...]) -> list[dict[str, Any]]:
    return [_class(label, colour) for label, colour in zip(labels, colours, strict=True)]


def _control_legend() -> list[dict[str, Any]]:
    parties = [
        _class(
            party.meaning[0].upper() + party.meaning[1:],
            f"var(--m-{party.hue})",
            party.mark,
            ON_HUES.get(party.hue, SIGN),
        )
        for party in PARTIES
    ]
    return [*parties, {**_class("not yet a council", EMPTY), "hidden": True}]


def _classed(codes: Any) -> list[int]:
    numbers: list[int] = codes.astype(int).tolist()
    return numbers


def _control(moment: Moment) -> list[int]:
    codes: Any = moment.councils["control"]
    return _classed(np.where(codes < 0, len(PARTIES), codes))


def _stress(moment: Moment) -> list[int]:
    return _classed(np.digitize(moment.councils["stress"], STRESS_EDGES))


def _culture(moment: Moment) -> list[int]:
    return _classed(np.digitize(moment.recording.councils["culture"], CULTURE_EDGES))


def _talks(moment: Moment) -> list[int]:
    codes = moment.councils["stage"].astype(int)
    talks, month = moment.recording.talks.table.rows, moment.month
    lately = (talks["outcome"] == FAILED) & (talks["ended"] > month - RECENT)
    failed = talks["councils"][lately & (talks["ended"] <= month)].ravel()
    codes[failed] = np.where(codes[failed] == 0, 3, codes[failed])
    return _classed(codes)


def _sharing(moment: Moment) -> list[int]:
    rows = moment.councils["partnership"]
    log = moment.recording.partnerships.months.rows
    now = log[log["month"] == moment.month]
    depth = dict(zip(now["partnership"].tolist(), now["depth"].tolist(), strict=True))
    return [max(depth.get(one, DEPTH_CHIEF), DEPTH_CHIEF) if one >= 0 else 0 for one in rows]


def _posts(moment: Moment) -> list[int]:
    return _classed(moment.councils["chief"])


def _no_chance(moment: Moment) -> str:
    """Say why there is no chance of sharing to show."""
    if moment.summary is None:
        return "Play many runs in the tab Ensemble first; they show how often each council shares."
    councils = len(moment.recording.names)
    if moment.summary.shared.shape != (moment.recording.months, councils):
        return "The ensemble was played on another map or period; play one of what is shown."
    return ""


def _chance(moment: Moment) -> list[int]:
    """Return how often councils had shared by the month, the last class where that is unknown."""
    if moment.summary is None or _no_chance(moment):
        return [len(CHANCE_EDGES) + 1] * len(moment.recording.names)
    if moment.month < 0:
        return [0] * len(moment.recording.names)
    return _classed(np.digitize(moment.summary.shared[moment.month], CHANCE_EDGES))


def _chance_legend() -> list[dict[str, Any]]:
    words = ("under 1", "1 to 9", "10 to 19", "20 to 34", "35 or more")
    steps = _classes(words, tuple(f"var(--m-chance-{step})" for step in range(1, 6)))
    return [*steps, {**_class("not known", EMPTY), "hidden": True}]


def _ranges(edges: tuple[float, ...]) -> tuple[str, ...]:
    ends = (0.0, *edges, 1.0)
    return tuple(f"{low:g} to {high:g}" for low, high in pairwise(ends))


SCHEMES = {
    "control": Scheme("political control", _control_legend(), _control),
    "stress": Scheme("financial stress", _classes(_ranges(STRESS_EDGES), WARM), _stress),
    "culture": Scheme(
        "culture",
        _classes(
            (
                "led by members",
                "more by members",
                "balanced",
                "more by officers",
                "led by officers",
            ),
            DIVERGING,
        ),
        _culture,
    ),
    "post": Scheme(
        "post of chief executive", _classes(CHIEFS, (FAINT, YELLOW, ORANGE, BLUE)), _posts
    ),
    "talks": Scheme(
        "talks",
        _classes(
            ("no talks", "sounding out", "in talks", "talks failed in the past year"),
            (FAINT, SKY, BLUE, ORANGE),
        ),
        _talks,
    ),
    "partnership": Scheme(
        "partnership",
        _classes(
            ("alone", "one chief executive", "one management team", "shared services too"),
            (FAINT, SKY, BLUE, NAVY),
        ),
        _sharing,
    ),
    "chance": Scheme(
        "chance of sharing",
        _chance_legend(),
        _chance,
        "Have shared by {month}, of 100 runs",
        _no_chance,
    ),
}
"""Every scheme, by name."""


def printed(moment: Moment, name: str) -> tuple[str, Colouring]:
    """Return what a colouring shows, and how it is printed: in the colours of a light page."""
    scheme, codes = SCHEMES[name], SCHEMES[name].codes(moment)
    classes = [
        (PRINTED.get(one["colour"], one["colour"]), one["mark"], one["label"])
        for one in scheme.legend
    ]
    month = month_text(moment.recording.date(moment.month))
    return scheme.title_at(month), Colouring(classes, codes)
