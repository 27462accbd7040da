"""Tabs and parts of the page are whole: none is half declared, and none is missing."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from types import ModuleType

import pytest

import experiments.browser
from experiments.browser import tabs
from experiments.browser.cards.trust import TERM_WORDS
from experiments.browser.charts.talks import MARKED
from experiments.browser.tabs import Tab, declared_tab, tab_types
from experiments.browser.tabs.ensemble import OUTCOME_LABELS
from experiments.browser.tabs.take_away import MAIN_TABLES
from experiments.browser.visit.lever_words import LEVERS
from experiments.browser.visit.settings import MAIN_SETTINGS
from experiments.browser.visit.visit import COUNCIL_TAB, FIRST_TAB, TALKS_TAB, Visit
from experiments.browser.visit.words import LABELS
from experiments.decisions.replays.changes import CHANGES
from experiments.statistics.outcomes import OUTCOMES
from simulation.catalogue import catalogue
from simulation.event_kinds import EVENTS
from simulation.parameters.contact import Affinity
from simulation.result import TABLES

BROWSER = Path(experiments.browser.__file__).parent
SOURCES = sorted(BROWSER.rglob("*.py"))
VUE = sorted(BROWSER.rglob("*.vue"))


def test_every_file_of_the_package_is_a_tab() -> None:
    """Each declares one tab; names, labels and places are their own, places without a gap."""
    files = [path.stem for path in Path(tabs.__path__[0]).glob("*.py") if path.stem != "__init__"]
    types = tab_types()
    assert sorted(tab.__module__.rpartition(".")[2] for tab in types) == sorted(files)
    assert [tab.place for tab in types] == list(range(1, len(files) + 1))
    assert len({tab.name for tab in types}) == len({tab.label for tab in types}) == len(files)


def test_the_visit_opens_tabs_that_exist() -> None:
    """The names by which a visit opens tabs are names of tabs."""
    assert {FIRST_TAB, COUNCIL_TAB, TALKS_TAB} <= {tab.name for tab in tab_types()}


def test_a_file_without_a_tab_is_refused() -> None:
    """A file of the package that declares none is an error, not a tab that is missed."""
    with pytest.raises(TypeError, match="declares 0 tabs instead of one"):
        declared_tab(ModuleType("experiments.browser.tabs.half"))


def test_a_tab_without_its_parts_is_refused() -> None:
    """A tab that lacks its label is refused as it is declared, without `show` as it is opened."""
    with pytest.raises(TypeError, match="label"):

        class Unlabelled(Tab, name="unlabelled", place=8):  # type: ignore[call-arg]
            """A tab without a label."""

    class Empty(Tab, name="empty", label="Empty", place=8):
        """A tab that shows nothing."""

    visit = Visit(lambda: None)
    with pytest.raises(TypeError, match="show"):
        Empty(visit)  # type: ignore[abstract]
    visit.close()


def components() -> list[tuple[Path, ast.FunctionDef]]:
    """Return every part that a Vue file draws, with that file."""
    parts = []
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                parts += [(path.parent / file, node) for file in vue_files(node)]
    return parts


def vue_files(function: ast.FunctionDef) -> list[str]:
    """Return the Vue file that a function declares, if it declares one."""
    calls = [one for one in function.decorator_list if isinstance(one, ast.Call)]
    return [
        ast.literal_eval(call.args[0]) for call in calls if "component_vue" in ast.dump(call.func)
    ]


def test_every_vue_file_is_declared_once() -> None:
    """No Vue file lacks its declaration, and no declaration its Vue file."""
    assert sorted(file for file, _ in components()) == VUE


@pytest.mark.parametrize(("file", "part"), components(), ids=lambda one: getattr(one, "name", ""))
def test_a_vue_file_uses_all_that_it_is_given(file: Path, part: ast.FunctionDef) -> None:
    """Each value that is declared is read in the Vue file, and each event is called there."""
    text = file.read_text(encoding="utf-8")
    names = [argument.arg for argument in part.args.kwonlyargs]
    events = [name.removeprefix("event_") for name in names if name.startswith("event_")]
    assert not [name for name in events if not re.search(rf"\b{name}\(", text)]
    values = [name for name in names if not name.startswith("event_")]
    assert not [name for name in values if not re.search(rf"\b{name}\b", text)]


def test_what_the_page_names_exists() -> None:
    """Settings, outcomes, tables, events and terms to which the page gives a place are declared."""
    assert {entry.name for entry in catalogue()} >= MAIN_SETTINGS
    assert {entry.name for entry in catalogue()} >= set(LABELS)
    assert {entry.name.partition(".")[2] for entry in catalogue() if entry.kind == "lever"} == set(
        LEVERS
    )
    assert {outcome.name for outcome in OUTCOMES} >= set(OUTCOME_LABELS)
    assert set(TABLES) >= set(MAIN_TABLES)
    assert set(MARKED) <= {*EVENTS, "election"}
    assert set(Affinity.model_fields) >= set(TERM_WORDS)


def test_every_change_of_a_what_if_is_whole() -> None:
    """Each has a title of its own, and a phrase with which a sentence can begin."""
    changes = CHANGES.values()
    assert len({change.title for change in changes}) == len(changes)
    assert all(change.title and change.phrase for change in changes)
