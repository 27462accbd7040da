"""A scenario: from a file and the `--set` options, in words, and what differs from the default."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from experiments.text.numbers import listed, plural
from simulation.catalogue import Entry, catalogue, value_text
from simulation.errors import InputError
from simulation.files import NO_TOML, parse_toml, resolved
from simulation.half_set import check_half_set
from simulation.months import date_after, month_text, months_between, year_of
from simulation.parameters.interventions import Lever
from simulation.parameters.settings import HistorySettings
from simulation.scenario import PATH_NAMES, PATHS, Scenario

FOLLOWED = {
    "news": "the real news of cuts in grant",
    "signal": "the centre's encouragement from October 2006",
    "grants": "the grants for sharing of 2008–11 and 2014–16",
    "joint_bids": "the joint bids of counties in 2006–07",
}
MAPS = {
    "england": "the map of England",
    "own": "an own map",
    "hexagonal": "a synthetic map of hexagons",
    "random_planar": "a synthetic map of random points",
}


BARE_WORDS = re.compile(r"[\w .,:;/\\'&~+-]*")
"""Text that stands for itself when it is not TOML: names, months, paths."""


@dataclass(frozen=True)
class Setting:
    """Some runs of a scenario, as figures and words know them.

    Parameters
    ----------
    scenario : Scenario
        What was played.
    runs : int
        How many runs.
    """

    scenario: Scenario
    runs: int

    @property
    def on_england(self) -> bool:
        """Whether the map is England's, so that England's numbers can stand beside."""
        return self.scenario.geography.map == "england"

    @property
    def runs_in_words(self) -> str:
        """``one run`` or ``300 runs``."""
        return "one run" if self.runs == 1 else f"{self.runs:,} runs"

    def month(self, date: str) -> int:
        """Return the number of a month such as ``2012-01``, counted from the first."""
        return months_between(self.scenario.period.start, date)

    def date(self, month: int) -> str:
        """Return a month counted from the first as ``2012-01``."""
        return date_after(self.scenario.period.start, month)


class Change(NamedTuple):
    """A value that differs from the default."""

    name: str
    default: str
    value: str
    unit: str
    meaning: str


def scenario_title(setting: Setting) -> str:
    """Return the name of a scenario; one of map and years where it has not been given its own.

    A scenario that was changed keeps the default name, which may then promise too much.
    """
    scenario, default = setting.scenario, Scenario.default()
    same = (scenario.geography, scenario.period) == (default.geography, default.period)
    if same or scenario.name != default.name:
        return scenario.name
    first, last = (year_of(setting.date(t)) for t in (0, scenario.period.months - 1))
    place = MAPS[scenario.geography.map]
    return f"{place[0].upper()}{place[1:]}, {first}" + (f"-{last}" if last != first else "")


def scenario_sentences(setting: Setting, councils: int | None, *, base: bool = False) -> list[str]:
    """Return sentences that say what was played.

    Parameters
    ----------
    setting : Setting
        The runs.
    councils : int or None
        Councils on the map, if known.
    base : bool
        Whether it is the base of a study, from which points differ.
    """
    scenario = setting.scenario
    there = plural(councils, "council") if councils else "the councils"
    first, last = setting.date(0), setting.date(scenario.period.months - 1)
    place = f"{MAPS[scenario.geography.map]}{_tiers(scenario)}, month by month"
    period = f"from {month_text(first)} to {month_text(last)}"
    text = [
        f"{there} on {place} {period}.",
        _history(scenario),
        *_interventions(scenario, "In the base scenario " if base else ""),
    ]
    return [sentence[0].upper() + sentence[1:] for sentence in text]


def _tiers(scenario: Scenario) -> str:
    if scenario.geography.map != "england":
        return ""
    tiers = [f"{tier.replace('_', ' ')}s" for tier in scenario.geography.tiers]
    tiers = [
        "counties" if tier == "countys" else tier.replace("unitarys", "unitaries") for tier in tiers
    ]
    return f" ({', '.join(tiers)})"


def _is_followed(history: HistorySettings, name: str) -> bool:
    """Return whether a part of history is followed, from wherever it is taken."""
    return getattr(history, name) not in (False, "none")


def _history(scenario: Scenario) -> str:
    history = scenario.history
    control = (
        "Control of each council follows the record of each May"
        if history.control == "recorded"
        else "Control of each council is drawn at its elections"
    )
    follows = [words for name, words in FOLLOWED.items() if _is_followed(history, name)]
    left_out = [words for name, words in FOLLOWED.items() if not _is_followed(history, name)]
    text = f"{control}."
    if follows:
        text += f" The runs follow {listed(follows)}."
    if left_out:
        text += f" They leave out {listed(left_out)}."
    return text


def _interventions(scenario: Scenario, where: str) -> list[str]:
    levers = [_lever(name, one) for name, one in scenario.levers if one.level > 0]
    choices = [
        f"{name.replace('_', ' ')}: {value_text(value).replace('_', ' ')}"
        for name, value in scenario.choices
        if value != type(scenario.choices).model_fields[name].default
    ]
    shocks = [
        f"{name.replace('_', ' ')} of {one.size:g} in {month_text(one.month)}"
        for name, one in scenario.shocks
        if one.month and one.size > 0
    ]
    if not levers and not choices and not shocks:
        return [f"{where}no lever is pulled, no choice is changed and there is no shock."]
    text = [f"{where}levers pulled: {'; '.join(levers)}."] if levers else []
    text += [f"{where}choices made: {'; '.join(choices)}."] if choices else []
    return text + ([f"{where}shocks: {'; '.join(shocks)}."] if shocks else [])


def _lever(name: str, one: Lever) -> str:
    text = f"{name.replace('_', ' ')} at {one.level:g}"
    text += f" from {month_text(one.start)}" if one.start else ""
    text += f" until {month_text(one.end)}" if one.end else ""
    return text + (f" by {listed(list(one.councils))}" if one.councils else "")


def scenario_changes(scenario: Scenario) -> list[Change]:
    """Return what differs from the default scenario, with what it means."""
    known = {entry.name: entry for entry in catalogue()}
    return [
        _change(name, value, known) for name, value in scenario.changed().items() if name != "name"
    ]


def _change(name: str, value: Any, known: dict[str, Entry]) -> Change:
    entry = known.get(name) or known.get(name.rpartition(".")[0])
    if name in PATH_NAMES:  # a table of the map, kept with the results: where it lies there
        value = "/".join(Path(value).parts[-2:])
    if entry is None:
        return Change(name, "", value_text(value), "", "")
    unit = "" if entry.unit in ("1", "month", "level", "size") else entry.unit
    before = value_text(entry.default) if entry.name == name or name.endswith(".level") else ""
    return Change(name, before or "–", value_text(value), unit, entry.meaning)


def scenario_from(config: Path | None, settings: Iterable[str] = ()) -> Scenario:
    """Return the scenario of a file, or the default one, with the values of `--set`.

    Raises
    ------
    InputError
        If the file or a setting cannot be used; for a setting, naming the option.
    """
    scenario = Scenario.load(config) if config else Scenario.default()
    changes = dict(parse_setting(setting) for setting in settings)
    if not changes:
        return check_half_set(scenario)
    try:
        return check_half_set(scenario.with_changes(changes))
    except InputError as error:
        raise error.at(f"--set {error.field}" if error.field else "--set") from None


def parse_setting(setting: str) -> tuple[str, Any]:
    """Return the name and the value of ``NAME=VALUE``; the value is TOML or a bare word.

    Examples
    --------
    >>> parse_setting("talks.planned_months=6"), parse_setting("choices.scope=team")
    (('talks.planned_months', 6), ('choices.scope', 'team'))
    """
    name, equals, text = setting.partition("=")
    name, text = name.strip(), text.strip()
    if not equals or not name:
        raise InputError(
            "is not NAME=VALUE",
            field="--set",
            value=setting,
            allowed="such as talks.planned_months=6",
        )
    value = parse_value(f"--set {name}", text)
    if name in [f"geography.{table}" for table in PATHS] and isinstance(value, str) and value:
        value = str(resolved(value, f"--set {name}"))
    return name, value


def parse_value(field: str, text: str) -> Any:
    """Return the value that a text stands for, given for `field`: TOML, or a bare word.

    Raises
    ------
    InputError
        If it is neither.
    """
    try:
        content = parse_toml(f"value = {text}")
    except InputError as error:
        if not error.problem.startswith(NO_TOML):
            raise error.at(field) from None
        content = {"value": text} if BARE_WORDS.fullmatch(text) else {}
    if set(content) != {"value"}:
        raise InputError(
            "is not a value",
            field=field,
            value=text,
            allowed="a number, true, false, a word, text in quotes or a list in brackets",
        )
    return content["value"]
