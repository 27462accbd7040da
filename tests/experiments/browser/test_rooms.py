"""The rooms of the view: arrows run one way, and what is shown knows nothing of how it is drawn."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import experiments.browser

BROWSER = Path(experiments.browser.__file__).parent
ROOMS = (
    "recording",
    "cards",
    "ensemble",
    "charts",
    "visit",
    "guide",
    "classroom",
    "map",
    "plots",
    "tabs",
    "app",
)
"""Each may import from those before it."""

PLAIN = ("recording", "cards", "ensemble", "visit", "guide", "classroom")
"""Rooms that know nothing of Solara."""

FILES = sorted(BROWSER.rglob("*.py"))


def name_of(path: Path) -> str:
    """Return the dotted name of a file below `experiments.browser`."""
    parts = path.relative_to(BROWSER).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def imported(path: Path) -> set[str]:
    """Return the dotted names of all modules that a file may import, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def inside(path: Path) -> set[str]:
    """Return the files of the view that a file imports."""
    known = {name_of(one) for one in FILES}
    start = "experiments.browser."
    return {
        name.removeprefix(start)
        for name in imported(path)
        if name.startswith(start) and name.removeprefix(start) in known
    }


def test_every_room_has_its_place_in_the_order() -> None:
    """Nothing stands outside the rooms, and no room is missing from the order."""
    assert {path.parent.name for path in FILES if path.parent != BROWSER} == set(ROOMS)
    assert [path.name for path in BROWSER.glob("*.py")] == ["__init__.py"]


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_from_those_before_it(room: str) -> None:
    """No arrow runs back, so that there is no circle among rooms."""
    before = ROOMS[: ROOMS.index(room) + 1]
    for path in (BROWSER / room).glob("*.py"):
        rooms = {name.partition(".")[0] for name in inside(path)}
        assert rooms <= set(before), path.name


@pytest.mark.parametrize("room", PLAIN)
def test_what_is_shown_knows_nothing_of_how_it_is_drawn(room: str) -> None:
    """Only charts, map, tabs and the application import Solara."""
    for path in (BROWSER / room).glob("*.py"):
        packages = {name.partition(".")[0] for name in imported(path)}
        assert not packages & {"solara", "reacton", "ipyvue", "ipyvuetify"}, path.name
