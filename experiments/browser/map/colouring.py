"""How the map may be coloured: each scheme gives councils a place in its legend."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from experiments.browser.recording.columns import CHIEFS
from experiments.browser.recording.recording import Recording
from experiments.figures.style import BLUE, FAINT, ORANGE, SKY, YELLOW
from simulation.terms import DEPTH_CHIEF, FAILED, PARTIES

EMPTY, SIGN = "var(--m-land)", "var(--m-sign)"
ON_HUES = {"red": "var(--m-on-red)", "purple": "var(--m-on-purple)"}
"""Colours of the page, which differ between light and dark: of no council, and of signs."""

NAVY = "#12314f"
RECENT = 12
"""Months for which talks that failed stay on the map."""

WARM = ("#fff3dd", "#fdd49e", "#f79655", "#d5481f", "#7a1208")
DIVERGING = ("#762a83", "#b89bc9", "#efefef", "#8cc98f", "#1b7837")
STRESS_EDGES = (0.1, 0.2, 0.35, 0.5)
CULTURE_EDGES = (0.2, 0.4, 0.6, 0.8)


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
        Takes a recording and a month and returns the class of each council.
    """

    label: str
    legend: list[dict[str, Any]]
    codes: Callable[[Recording, int], list[int]]

    @property
    def title(self) -> str:
        """What stands over the legend."""
        return self.label[0].upper() + self.label[1:]


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
    return [*parties, {**_class("not a council", EMPTY), "hidden": True}]


def _classed(codes: Any) -> list[int]:
    numbers: list[int] = codes.astype(int).tolist()
    return numbers


def _control(recording: Recording, month: int) -> list[int]:
    codes: Any = recording.councils_at(month)["control"]
    return _classed(np.where(codes < 0, len(PARTIES), codes))


def _stress(recording: Recording, month: int) -> list[int]:
    return _classed(np.digitize(recording.councils_at(month)["stress"], STRESS_EDGES))


def _culture(recording: Recording, month: int) -> list[int]:
    del month  # culture is drawn once for a run
    return _classed(np.digitize(recording.councils["culture"], CULTURE_EDGES))


def _talks(recording: Recording, month: int) -> list[int]:
    codes = recording.councils_at(month)["stage"].astype(int)
    talks = recording.talks.table.rows
    lately = (talks["outcome"] == FAILED) & (talks["ended"] > month - RECENT)
    failed = talks["councils"][lately & (talks["ended"] <= month)].ravel()
    codes[failed] = np.where(codes[failed] == 0, 3, codes[failed])
    return _classed(codes)


def _sharing(recording: Recording, month: int) -> list[int]:
    rows = recording.councils_at(month)["partnership"]
    log = recording.partnerships.months.rows
    now = log[log["month"] == month]
    depth = dict(zip(now["partnership"].tolist(), now["depth"].tolist(), strict=True))
    return [max(depth.get(one, DEPTH_CHIEF), DEPTH_CHIEF) if one >= 0 else 0 for one in rows]


def _posts(recording: Recording, month: int) -> list[int]:
    return _classed(recording.councils_at(month)["chief"])


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
}
"""Every scheme, by name."""
