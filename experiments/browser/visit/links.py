"""A link that restores what is played, set and looked at: packed, and checked on the way back.

    packed = pack(View(scenario, seed=3, month=85, council="E07000200"))   # 'seed=3&month=85&…'
    view = unpack(query)          # raises InputError on anything that is not such a link

The query holds only what differs from the default scenario, one `set` for each value, in the
words of `partnerships run --set`, and one `next` for each that waits for the next start. It is at
most `LONGEST` characters; names and values are those that a scenario may have, so a link can set
nothing that a person could not set by hand. A server that began with a map of its own gives links
that hold what differs from that, and a mark by which it knows them again; one to a map that a
visitor handed in holds the digest under which the server remembers it (`own_maps`).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from experiments.browser.visit.own_maps import VisitorMaps
from experiments.browser.visit.presets import PRESETS
from experiments.browser.visit.settings import within_limits
from experiments.store.layout import scenario_hash, table_paths
from experiments.text.scenario import parse_setting
from simulation import Scenario
from simulation.errors import InputError, nearest_name
from simulation.geography import absent_council
from simulation.maps import geography_of

LONGEST = 6000
"""Characters of a query."""

MOST_SETTINGS = 150
LARGEST_SEED = 2**63 - 1
LARGEST_ROW = 999_999
MANY = ("set", "next")
WORDS = (
    "seed", "month", "tab", "page", "council", "talks", "partnership", "against", "on", "map",
    "set", "next", "next_seed",
)  # fmt: skip
"""What may stand in a link; those of `MANY` more than once."""

NAME = re.compile(r"[a-z0-9_]{0,20}", re.ASCII)
"""What a tab or a page of the guide may be called."""

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
    talks, partnership : int
        Rows of those whose cards are open, -1 for none.
    tab : str
        The tab that is open, empty for whichever it is.
    page : str
        Name of the page of the guide that is open, empty for the first.
    against : str
        Name of the preset that an ensemble is compared with, empty for none.
    waiting : Scenario or None
        What has been set for the next start, None where nothing waits.
    next_seed : int
        Of the next start, -1 for the same.
    """

    scenario: Scenario
    seed: int = 0
    month: int = -1
    council: str = ""
    talks: int = -1
    partnership: int = -1
    tab: str = ""
    page: str = ""
    against: str = ""
    waiting: Scenario | None = None
    next_seed: int = -1


def pack(view: View, own: Scenario | None = None, maps: VisitorMaps | None = None) -> str:
    """Return a view as the query of a link.

    Parameters
    ----------
    view : View
        What the link restores.
    own : Scenario or None
        What this server begins with: a link may stand on a map of the server's own.
    maps : VisitorMaps or None
        What the visitor handed in: a link may stand on it.

    Raises
    ------
    InputError
        If it stands on another map of one's own, or is too long: then the scenario is a file
        to share.
    """
    word, base = _base(view.scenario, own, maps)
    waiting = differences(view.waiting, view.scenario) if view.waiting else {}
    if set(waiting) & {f"geography.{name}" for name in table_paths(view.scenario)}:
        raise _no_files()
    changed = differences(view.scenario, base)
    words = [("seed", str(view.seed)), ("month", str(view.month))]
    words += [word] if word else []
    words += [(name, value) for name in ("tab", "page", "council", "against")
              if (value := str(getattr(view, name)))]  # fmt: skip
    numbers = [(name, getattr(view, name)) for name in ("talks", "partnership", "next_seed")]
    words += [(name, str(number)) for name, number in numbers if number >= 0]
    words += [("set", f"{name}={_toml(value)}") for name, value in changed.items()]
    words += [("next", f"{name}={_toml(value)}") for name, value in waiting.items()]
    query = urlencode(words)
    if len(query) > LONGEST or len(changed) + len(waiting) > MOST_SETTINGS:
        raise InputError("too much is changed for a link", allowed="download the scenario instead")
    return query


def unpack(query: str, own: Scenario | None = None, maps: VisitorMaps | None = None) -> View:
    """Return the view that a link describes; an empty query is the default scenario.

    Raises
    ------
    InputError
        If anything in it is not as `pack` writes it, or the scenario cannot be played in the view.
    """
    words = _words(query.removeprefix("?"))
    single = {name: value for name, value in words if name not in MANY}
    base = _marked(single["on"], own) if "on" in single else Scenario.default()
    if "map" in single:
        base = (maps or VisitorMaps(base)).base(single["map"])
    scenario = within_limits(_changed(base, words, "set"))
    waiting = _changed(scenario, words, "next")
    return View(
        scenario,
        seed=_whole("seed", single.get("seed", "0"), 0, LARGEST_SEED),
        month=_whole("month", single.get("month", "-1"), -1, scenario.period.months - 1),
        council=_council(scenario, single.get("council", "")),
        talks=_whole("talks", single.get("talks", "-1"), -1, LARGEST_ROW),
        partnership=_whole("partnership", single.get("partnership", "-1"), -1, LARGEST_ROW),
        tab=_name(single, "tab"),
        page=_name(single, "page"),
        against=single.get("against", "") if single.get("against") in PRESETS else "",
        waiting=None if waiting == scenario else within_limits(waiting),
        next_seed=_whole("next_seed", single.get("next_seed", "-1"), -1, LARGEST_SEED),
    )


def _name(single: dict[str, str], word: str) -> str:
    name = single.get(word, "")
    return name if NAME.fullmatch(name) else ""


def differences(scenario: Scenario, base: Scenario) -> dict[str, Any]:
    """Return what a scenario has other than another, by dotted name."""
    mine, theirs = scenario.changed(), base.changed()
    default = Scenario.default().model_dump()
    back = {name: _value(default, name) for name in theirs if name not in mine}
    return back | {name: value for name, value in mine.items() if theirs.get(name) != value}


def _value(content: Any, name: str) -> Any:
    for part in name.split("."):
        content = content[part]
    return content


def _base(
    scenario: Scenario, own: Scenario | None, maps: VisitorMaps | None
) -> tuple[tuple[str, str] | None, Scenario]:
    """Return what a link to a scenario starts from, and the word that names it."""
    if scenario.geography.map != "own" and not table_paths(scenario):
        return None, Scenario.default()
    ground = maps.ground(scenario) if maps else None
    if ground is not None:
        return ("map", ground[0]), ground[1]
    if own is None or table_paths(own) != table_paths(scenario):
        raise _no_files()
    return (("on", _mark(own)) if table_paths(own) else None), own


def _no_files() -> InputError:
    return InputError(
        "a link cannot carry a map of your own", allowed="download the scenario instead"
    )


def _mark(scenario: Scenario) -> str:
    return scenario_hash(scenario)[:12]


def _marked(mark: str, own: Scenario | None) -> Scenario:
    """Return what this server begins with, if a link was given by one that began with the same."""
    if own is None or not table_paths(own) or _mark(own) != mark:
        raise InputError(
            "the link is of a view that began with another map", field="on", value=mark[:SIGNS]
        )
    return own


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
    names = [name for name, _ in words if name not in MANY]
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


def _changed(base: Scenario, words: list[tuple[str, str]], which: str) -> Scenario:
    try:
        changes = dict(parse_setting(setting) for name, setting in words if name == which)
        scenario = base.with_changes(changes) if changes else base
    except InputError as error:
        raise _refusal(error) from None
    named = table_paths(scenario) != table_paths(base)
    if named or (scenario.geography.map == "own") > (base.geography.map == "own"):
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
        raise absent_council(geography_of(scenario), code[:SIGNS], "council")
    return code
