"""A link that restores scenario, seed, month and council: packed, and checked on the way back.

    packed = pack(View(scenario, seed=3, month=85, council="E07000200"))   # 'seed=3&month=85&…'
    view = unpack(query)          # raises InputError on anything that is not such a link

The query holds only what differs from the default scenario, one `set` for each value, in the
words of `partnerships run --set`. It is at most `LONGEST` characters; names and values are those
that a scenario may have, so a link can set nothing that a person could not set by hand.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from experiments.browser.visit.settings import within_limits
from experiments.store.layout import table_paths
from experiments.text.scenario import parse_setting
from simulation import Scenario
from simulation.errors import InputError, nearest_name
from simulation.maps import geography_of

LONGEST = 6000
"""Characters of a query."""

MOST_SETTINGS = 150
LARGEST_SEED = 2**63 - 1
WORDS = ("seed", "month", "council", "set")
"""What may stand in a link."""

SIGNS = 40
"""Characters of a wrong word that are shown back."""


@dataclass(frozen=True)
class View:
    """What a link restores.

    Attributes
    ----------
    scenario : Scenario
        What is played.
    seed : int
        Seed of the run.
    month : int
        The month that is shown, -1 for the start.
    council : str
        Code of the council whose card is open, empty for none.
    """

    scenario: Scenario
    seed: int = 0
    month: int = -1
    council: str = ""


def pack(view: View) -> str:
    """Return a view as the query of a link.

    Raises
    ------
    InputError
        If it stands on a map of one's own, or is too long: then the scenario is a file to share.
    """
    changed = view.scenario.changed()
    if view.scenario.geography.map == "own" or table_paths(view.scenario):
        raise InputError(
            "a link cannot carry a map of your own", allowed="download the scenario instead"
        )
    words: list[tuple[str, str]] = [("seed", str(view.seed)), ("month", str(view.month))]
    if view.council:
        words.append(("council", view.council))
    words += [("set", f"{name}={_toml(value)}") for name, value in changed.items()]
    query = urlencode(words)
    if len(query) > LONGEST or len(changed) > MOST_SETTINGS:
        raise InputError("too much is changed for a link", allowed="download the scenario instead")
    return query


def unpack(query: str) -> View:
    """Return the view that a link describes; an empty query is the default scenario.

    Raises
    ------
    InputError
        If anything in it is not as `pack` writes it, or the scenario cannot be played in the view.
    """
    words = _words(query.removeprefix("?"))
    scenario = within_limits(_scenario([value for name, value in words if name == "set"]))
    single = {name: value for name, value in words if name != "set"}
    return View(
        scenario,
        seed=_whole("seed", single.get("seed", "0"), 0, LARGEST_SEED),
        month=_whole("month", single.get("month", "-1"), -1, scenario.period.months - 1),
        council=_council(scenario, single.get("council", "")),
    )


def _toml(value: Any) -> str:
    """Return a value as TOML writes it on one line, which is as JSON does."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _words(query: str) -> list[tuple[str, str]]:
    if len(query) > LONGEST:
        raise InputError("the link is too long", allowed=f"up to {LONGEST:,} characters")
    try:
        words = parse_qsl(
            query, keep_blank_values=True, strict_parsing=bool(query), errors="strict",
            max_num_fields=MOST_SETTINGS + len(WORDS),
        )  # fmt: skip
    except ValueError:
        raise InputError("is not a link of this view", allowed="one copied from it") from None
    names = [name for name, _ in words if name != "set"]
    for name in names:
        if name not in WORDS:
            raise InputError(
                "the link has an unknown part",
                value=name[:SIGNS],
                allowed=", ".join(WORDS),
                nearest=nearest_name(name[:SIGNS], WORDS),
            )
        if names.count(name) > 1:
            raise InputError("stands twice in the link", field=name)
    return words


def _scenario(settings: list[str]) -> Scenario:
    try:
        changes = dict(parse_setting(setting) for setting in settings)
        scenario = Scenario.default().with_changes(changes)
    except InputError as error:
        raise _refusal(error) from None
    if scenario.geography.map == "own" or table_paths(scenario):
        raise InputError("a link cannot name files", field="geography")
    return scenario


def _refusal(error: InputError) -> InputError:
    """Return a refusal as the link's; what it says of a field may be anything a visitor wrote."""
    return InputError(
        error.problem,
        field="the link",
        value=error.value,
        allowed=error.allowed,
        nearest=error.nearest,
    )


def _whole(name: str, text: str, low: int, high: int) -> int:
    digits = text.removeprefix("-")
    fits = digits.isascii() and digits.isdigit() and len(digits) <= len(str(high))
    if not fits or not low <= int(text) <= high:
        raise InputError(
            "is not such a whole number", field=name, value=text[:SIGNS], allowed=f"{low} to {high}"
        )
    return int(text)


def _council(scenario: Scenario, code: str) -> str:
    codes = [str(one) for one in geography_of(scenario).councils["code"]]
    if code and code not in codes:
        raise InputError(
            "there is no such council on this map",
            field="council",
            value=code[:SIGNS],
            nearest=nearest_name(code[:SIGNS], codes),
        )
    return code
