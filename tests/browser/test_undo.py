"""Taking back what was done last, and going to an address of the page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from experiments.browser.visit.visit import Visit
from simulation import Scenario
from tests.browser.test_session import SMALL


@pytest.fixture
def visit() -> Iterator[Visit]:
    """Return a visit on a small map."""
    visit = Visit(lambda: None, scenario=Scenario().with_changes(SMALL))
    yield visit
    visit.close()


def put(visit: Visit, name: str, value: float) -> None:
    """Set a value as the page does."""
    visit.handler(lambda _: visit.session.set_value(name, value))()


def test_settings_are_taken_back_one_by_one(visit: Visit) -> None:
    """The last is taken back first, and the button says which it is."""
    before = visit.session.next_scenario
    put(visit, "talks.planned_months", 9)
    put(visit, "talks.patience", 3)
    assert visit.undo.words.startswith("Patience")
    visit.take_back()
    assert visit.session.next_scenario == before.with_changes({"talks.planned_months": 9.0})
    visit.take_back()
    assert visit.session.next_scenario == before
    assert visit.undo.words == ""
    visit.take_back()


def test_a_new_start_is_taken_back_with_the_run_it_left(visit: Visit) -> None:
    """The run of before is on the map again at its month, with what had been set for the next."""
    session = visit.session
    visit.handler(session.advance)(9)
    run = session.model
    put(visit, "talks.planned_months", 9)
    visit.handler(visit.restart)()
    visit.handler(session.advance)(2)
    visit.take_back()
    assert (session.model, session.month) == (run, 8)
    assert session.needs_restart
    visit.take_back()
    assert not session.needs_restart


def test_what_changes_nothing_is_nothing_to_take_back(visit: Visit) -> None:
    """Neither playing, looking, nor a value set to what it was is a step."""
    visit.handler(visit.session.advance)(3)
    visit.handler(visit.pick_council)(4)
    put(visit, "talks.planned_months", visit.session.scenario.talks.planned_months)
    assert visit.undo.words == ""


def test_no_more_than_two_runs_are_remembered(visit: Visit) -> None:
    """Who starts again and again holds the run on the map and the one before."""
    for seed in range(2, 7):
        visit.handler(visit.session.set_seed)(seed)
        visit.handler(visit.restart)()
    remembered = [visit.undo.model(visit.session.scenario, seed) for seed in range(1, 7)]
    assert [model is not None for model in remembered] == [False] * 4 + [True] * 2


def test_an_address_of_before_shows_the_run_of_before(visit: Visit) -> None:
    """Going back over a new start plays nothing again, and restores tab, month and council."""
    session = visit.session
    visit.handler(session.advance)(9)
    visit.handler(visit.pick_council)(3)
    address, run = visit.address, session.model
    visit.handler(session.set_seed)(5)
    visit.handler(visit.restart)()
    visit.tab = "levers"
    visit.go_to(address)
    assert (session.model, session.month, session.council) == (run, 8, 3)
    assert (visit.tab, visit.address) == ("council", address)


def test_going_back_within_a_run_keeps_what_has_been_set(visit: Visit) -> None:
    """An address of before the change leads to its tab, and the change still waits."""
    address = visit.address
    put(visit, "talks.planned_months", 9)
    visit.tab = "levers"
    visit.go_to(address)
    assert visit.tab == "guide"
    assert visit.session.next_scenario.talks.planned_months == 9


@pytest.mark.parametrize("query", ["", "?seed=x", "?month=999", "?council=E99"])
def test_a_wrong_address_is_told_and_changes_nothing(visit: Visit, query: str) -> None:
    """What no page of ours wrote is refused in words."""
    visit.handler(visit.session.advance)(4)
    visit.handler(visit.pick_council)(3)
    before = visit.undo.state()
    visit.handler(visit.go_to, undoable=False)(query)
    assert visit.problem
    assert visit.undo.state() == before


def test_an_address_opened_anew_gives_everything_back(visit: Visit) -> None:
    """Another visit to the address shows the same run, month, tab, council, talks and settings."""
    session = visit.session
    visit.handler(visit.apply_preset)("long_talks")
    visit.handler(visit.restart)()
    visit.handler(session.advance)(25)
    visit.handler(visit.pick_council)(7)
    visit.handler(visit.show_talks)(1)
    visit.handler(visit.apply_preset)("short_talks")
    visit.handler(session.set_seed)(11)
    other = Visit(lambda: None, visit.address, session.base)
    assert other.problem == ""
    assert other.view == visit.view
    assert other.session.baseline == session.baseline
    assert other.address == visit.address
    other.close()
