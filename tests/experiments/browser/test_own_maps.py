"""Maps that visitors handed in: an address names them, and none is had without it."""

from __future__ import annotations

from pathlib import Path

import pytest

from experiments.browser.visit.own_maps import GONE, MapStore, VisitorMaps, map_digest
from experiments.browser.visit.visit import Visit
from simulation import Scenario
from simulation.errors import InputError

OWN_MAP = Path(__file__).parents[3] / "configs" / "own_map"


@pytest.fixture
def tables() -> dict[str, bytes]:
    """Return the tables of a small map."""
    return {name: (OWN_MAP / f"{name}.csv").read_bytes() for name in ("councils", "neighbours")}


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> MapStore:
    """Return what a server remembers, empty."""
    fresh = MapStore()
    monkeypatch.setattr(VisitorMaps.__init__, "__defaults__", (fresh,))
    return fresh


def test_the_address_brings_a_map_back_while_the_server_runs(
    tables: dict[str, bytes], store: MapStore
) -> None:
    """Another page that opens the address plays the same map, seed, month and settings."""
    first = Visit(lambda: None)
    first.bring_map(tables)
    first.session.set_value("talks.planned_months", 3.0)
    first.restart()
    first.session.advance(5)
    query = first.query()
    assert f"map={map_digest(tables)}" in query
    names = first.session.recording.names
    first.close()
    other = Visit(lambda: None, query)
    assert other.problem == ""
    assert other.session.month == 4
    assert other.session.scenario.parameters.talks.planned_months == 3.0
    assert other.session.recording.names == names
    assert other.session.base.geography.map == "own"
    assert other.query() == query
    other.close()


def test_a_map_that_is_gone_is_asked_for_and_then_shown(
    tables: dict[str, bytes], store: MapStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a restart the page says what to do, keeps the address, and goes there once it can."""
    first = Visit(lambda: None)
    first.bring_map(tables)
    first.session.advance(7)
    query = first.query()
    monkeypatch.setattr(VisitorMaps.__init__, "__defaults__", (MapStore(),))
    other = Visit(lambda: None, query)
    assert "Hand in the same tables under Files" in other.problem
    assert other.session.scenario.geography.map == "england"
    assert other.address == query
    other.bring_map(tables)
    assert other.session.month == 6
    assert other.problem == ""
    assert other.address == query


def test_nobody_comes_to_a_map_without_its_digest(
    tables: dict[str, bytes], store: MapStore
) -> None:
    """A digest is long, follows from every byte, and none that is near it leads anywhere."""
    digest = store.add(tables)
    assert len(digest) == 32
    changed = {**tables, "councils": tables["councils"] + b" "}
    assert map_digest(changed) != digest
    maps = VisitorMaps(Scenario(), store)
    for wrong in ("", digest[:-1], digest[:12], digest.upper(), f"{digest} "):
        with pytest.raises(InputError, match="does not have the map"):
            maps.base(wrong)
    assert maps.base(digest).geography.map == "own"
    maps.close()


def test_the_store_forgets_what_nobody_asked_for_longest() -> None:
    """It holds so many bytes; a map that is opened again stays."""
    store = MapStore(most=25)
    one, two, three = ({"councils": letter * 10} for letter in (b"a", b"b", b"c"))
    store.add(one)
    store.add(two)
    assert store.tables(map_digest(one)) == one
    store.add(three)
    assert store.tables(map_digest(two)) is None
    assert store.tables(map_digest(one)) == one


def test_a_map_that_cannot_be_played_is_not_remembered(store: MapStore) -> None:
    """What is refused leaves nothing behind."""
    bad = {"councils": b"code,name\nA,B\n", "neighbours": b"a,b\n"}
    visit = Visit(lambda: None)
    with pytest.raises(InputError, match=r"councils\.csv"):
        visit.bring_map(bad)
    assert store.tables(map_digest(bad)) is None
    assert GONE not in visit.problem


def test_going_back_from_a_map_begins_from_what_was_before(
    tables: dict[str, bytes], store: MapStore
) -> None:
    """The run of the address is played, and resetting leads back to its map, not to the other."""
    visit = Visit(lambda: None)
    before = visit.query()
    visit.bring_map(tables)
    own = visit.query()
    visit.go_to(before)
    assert visit.session.base.geography.map == "england"
    visit.go_to(own)
    assert visit.session.base.geography.map == "own"
    visit.restart()
    visit.close()
