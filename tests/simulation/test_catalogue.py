"""The catalogue of what can be set agrees with what a scenario accepts."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from simulation import Scenario
from simulation.catalogue import Entry, catalogue
from simulation.errors import InputError
from simulation.parameters.declare import Kind
from simulation.scenario import GROUPS

ENTRIES = catalogue()
SOURCE = re.compile(r"SF\d{3}|assumption|table|DESIGN|docs/")


def test_names_are_unique_and_in_every_group() -> None:
    """Every group of a scenario has entries, and no name stands twice."""
    names = [entry.name for entry in ENTRIES]
    assert len(set(names)) == len(names)
    assert {entry.group for entry in ENTRIES} == set(GROUPS)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_an_entry_tells_everything(entry: Entry) -> None:
    """Every entry has a meaning, a source and a kind."""
    assert entry.meaning
    assert SOURCE.search(entry.source)
    assert entry.kind in get_args(Kind)


def test_every_entry_can_be_set_to_its_default() -> None:
    """Each name is accepted by a scenario, and its default changes nothing."""
    for entry in ENTRIES:
        assert Scenario().with_changes({entry.name: entry.default}) == Scenario(), entry.name


@pytest.mark.parametrize(
    "entry", [one for one in ENTRIES if one.low is not None], ids=lambda one: one.name
)
def test_ranges_are_those_that_are_enforced(entry: Entry) -> None:
    """Both ends of a range are accepted, and what lies beyond is refused."""
    assert entry.low is not None
    assert entry.high is not None
    low, high = (type(entry.default)(end) for end in (entry.low, entry.high))
    Scenario().with_changes({entry.name: low})
    Scenario().with_changes({entry.name: high})
    for beyond in (low - 1, high + 1):
        with pytest.raises(InputError, match=re.escape(entry.name)):
            Scenario().with_changes({entry.name: beyond})


def test_named_choices_are_those_that_are_accepted() -> None:
    """Each named value is accepted; any other is refused."""
    for entry in (one for one in ENTRIES if one.choices and isinstance(one.default, str)):
        for value in entry.choices:
            Scenario().with_changes({entry.name: value})
        with pytest.raises(InputError):
            Scenario().with_changes({entry.name: "something else"})


def test_everything_a_scenario_holds_is_in_the_catalogue() -> None:
    """No number, switch or choice of a scenario is left out."""
    known = {entry.name for entry in ENTRIES}
    for group in GROUPS:
        for name, value in getattr(Scenario(), group):
            dotted = f"{group}.{name}"
            inner = {f"{dotted}.{part}" for part in getattr(type(value), "model_fields", {})}
            assert dotted in known or inner & known, dotted
