"""What a visitor hands in: a scenario, and the tables of a map, as bytes.

    scenario = uploaded_scenario(content)                       # bytes of a TOML file
    with OwnMap({"councils": a, "neighbours": b}) as own:       # bytes of CSV tables
        scenario = own.on(scenario)                             # checked; the map is its own

Everything is checked as on the command line and refused with an InputError, whatever it holds.
A scenario handed in may not name files; tables are written under names of ours into a folder of
this visitor's own, which `close` (or leaving the block) takes away.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from experiments.browser.visit.settings import within_limits
from simulation import Scenario
from simulation.errors import InputError, nearest_name
from simulation.files import TEXT, decoded, parse_toml
from simulation.geography.layout import MOST_COUNCILS
from simulation.half_set import check_half_set
from simulation.other_files import refuse_other_file
from simulation.scenario import PATHS
from simulation.temporary import temporary_folder

LARGEST_SCENARIO = 200_000
LARGEST_TABLE = 2 * 1024 * 1024
"""Bytes, of which the page sends no more either."""

LOST = "\ufffd".encode()
"""What a browser puts in place of bytes that are no text in UTF-8."""

LARGEST_MESSAGE = 8 * 1024 * 1024
"""Bytes a page may send at once: an uploaded map, and room."""

SCENARIO = "the scenario"


def uploaded_scenario(content: bytes, *, own_map: OwnMap | None = None) -> Scenario:
    """Return the scenario of a TOML file that was handed in.

    Parameters
    ----------
    content : bytes
        The file.
    own_map : OwnMap or None
        Tables of a map handed in before, for a scenario that has ``map = "own"``.

    Raises
    ------
    InputError
        If it is too large, not TOML, names files, sets what is not allowed, or cannot be played in
        the view.
    """
    try:
        given = _toml(content)
        refuse_other_file(given, Path(SCENARIO))
        scenario = Scenario.parse(_without_paths(given, handed_in=own_map is not None))
        check_half_set(scenario)
        return own_map.on(scenario) if own_map else within_limits(scenario)
    except InputError as error:
        raise error.within(error.file or SCENARIO) from None


def _toml(content: bytes) -> dict[str, Any]:
    _check_text(content, LARGEST_SCENARIO)
    return parse_toml(content)


def _check_text(content: bytes, most: int) -> None:
    """Refuse what is too large or no text, before anything is read or written.

    The page refuses the same before it sends anything; what comes may not come from our page.
    """
    if len(content) > most:
        raise InputError("is too large", value=len(content), allowed=f"{most:,} bytes")
    if LOST in content:
        raise InputError("is not a text file in UTF-8", allowed=TEXT)
    decoded(content)


def _without_paths(content: dict[str, Any], *, handed_in: bool) -> dict[str, Any]:
    """Return a scenario without the paths of its tables, which are those that were handed in."""
    geography = content.get("geography")
    if not isinstance(geography, dict):
        return content
    named = [name for name in PATHS if geography.get(name)]
    if (named or geography.get("map") == "own") and not handed_in:
        raise InputError(
            "needs the tables of its map",
            field="geography.map",
            allowed="hand in councils and neighbours as CSV files first",
        )
    rest = {name: value for name, value in geography.items() if name not in PATHS}
    if handed_in:
        rest.pop("map", None)
    return {**content, "geography": rest}


class OwnMap:
    """The tables of a visitor's own map, in a folder that goes with them.

    Parameters
    ----------
    tables : mapping of str to bytes
        ``councils`` and ``neighbours``, and ``control`` if there is one.

    Raises
    ------
    InputError
        If a table is missing, unknown or too large; what is in them is checked by `on`.
    """

    def __init__(self, tables: Mapping[str, bytes]) -> None:
        for name, content in tables.items():
            if name not in PATHS:
                raise InputError(
                    "there is no such table",
                    value=name[:40],
                    allowed=", ".join(PATHS),
                    nearest=nearest_name(name[:40], PATHS),
                )
            try:
                _check_text(content, LARGEST_TABLE)
            except InputError as error:
                raise error.within(f"{name}.csv") from None
        if len(tables.get("councils", b"").splitlines()) > MOST_COUNCILS + 1:
            raise InputError(
                "has too many rows", file="councils.csv", allowed=f"up to {MOST_COUNCILS:,}"
            )
        for name in ("councils", "neighbours"):
            if name not in tables:
                raise InputError("is missing", file=f"{name}.csv", allowed="a CSV table")
        self._names = tuple(tables)
        self._held = ExitStack()
        place = temporary_folder(Path(tempfile.gettempdir()), "partnerships-map-")
        self._folder = self._held.enter_context(place)
        for name, content in tables.items():
            (self._folder / f"{name}.csv").write_bytes(content)

    def on(self, scenario: Scenario) -> Scenario:
        """Return a scenario on this map, checked.

        Raises
        ------
        InputError
            If a table cannot be used; it is named as it was handed in, not by its place.
        """
        changes: dict[str, Any] = {"geography.map": "own"}
        for name in PATHS:
            path = str(self._folder / f"{name}.csv") if name in self._names else ""
            changes[f"geography.{name}"] = path
        if "control" not in self._names:
            changes["history.control"] = "drawn"
        try:
            return within_limits(scenario.with_changes(changes))
        except InputError as error:
            raise error.within(Path(error.file).name) if error.file else error from None

    def close(self) -> None:
        """Take the tables away."""
        self._held.close()

    def __enter__(self) -> Self:
        """Return the map."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take the tables away."""
        self.close()
