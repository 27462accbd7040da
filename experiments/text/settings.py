"""From a file and the `--set` options to a scenario."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from simulation.errors import InputError
from simulation.scenario import PATHS, Scenario

BARE_WORDS = re.compile(r"[\w .,:;/\\'&~+-]*")
"""Text that stands for itself when it is not TOML: names, months, paths."""


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
        return scenario
    try:
        return scenario.with_changes(changes)
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
        value = str(Path(value).resolve())
    return name, value


def parse_value(field: str, text: str) -> Any:
    """Return the value that a text stands for, given for `field`: TOML, or a bare word.

    Raises
    ------
    InputError
        If it is neither.
    """
    try:
        content = tomllib.loads(f"value = {text}")
    except tomllib.TOMLDecodeError:
        content = {"value": text} if BARE_WORDS.fullmatch(text) else {}
    if set(content) != {"value"}:
        raise InputError(
            "is not a value",
            field=field,
            value=text,
            allowed="a number, true, false, a word, text in quotes or a list in brackets",
        )
    return content["value"]
