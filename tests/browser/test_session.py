"""One visitor's work, without a page: playing, setting, links, and giving up the run."""

from __future__ import annotations

import gc
import weakref

import pytest

from experiments.browser.visit.links import View
from experiments.browser.visit.session import Session
from simulation import Scenario
from simulation.errors import InputError

SMALL = {
    "geography.map": "hexagonal",
    "geography.size": 12,
    "history.control": "drawn",
    "period.months": 30,
}


@pytest.fixture
def session() -> Session:
    """Return a session on a small map."""
    return Session(Scenario().with_changes(SMALL))


def test_going_back_plays_nothing_again(session: Session) -> None:
    """An earlier month is shown from memory, and advancing from it goes through what was played."""
    session.advance(20)
    session.show_month(5)
    session.advance(1)
    assert (session.month, session.recording.month) == (6, 19)


def test_looking_back_plays_nothing(session: Session) -> None:
    """The slider shows what was played and stops at its last month."""
    session.advance(20)
    session.look_back(5)
    assert session.month == 5
    session.look_back(25)
    assert (session.month, session.recording.month) == (19, 19)
    session.look_back(-7)
    assert session.month == -1


def test_advancing_ends_with_the_period(session: Session) -> None:
    """Nothing is played beyond the last month."""
    session.advance(500)
    assert session.ended
    assert session.month == 29


def test_a_change_waits_for_the_next_start(session: Session) -> None:
    """What is set is not in the run on the map before it is started again."""
    session.set_value("talks.planned_months", 9)
    assert session.needs_restart
    assert session.scenario.talks.planned_months != 9
    session.restart()
    assert not session.needs_restart
    assert session.scenario.talks.planned_months == 9


def test_a_refused_change_leaves_all_as_it_was(session: Session) -> None:
    """A value that is not allowed is refused, and nothing is set."""
    before = session.next_scenario
    with pytest.raises(InputError, match="planned_months"):
        session.set_value("talks.planned_months", 99)
    assert session.next_scenario == before


@pytest.mark.parametrize("name", ["geography.councils", "geography.neighbours"])
def test_a_visitor_names_no_file(session: Session, name: str) -> None:
    """The files of a map cannot be set by their paths."""
    with pytest.raises(InputError, match="uploaded"):
        session.set_value(name, "/etc/passwd")


@pytest.mark.parametrize("changes", [{"geography.size": 400_000}, {"period.months": 1200}])
def test_what_is_too_much_for_a_page_is_refused(session: Session, changes: dict[str, int]) -> None:
    """A map or a period that would take all memory is refused before it is built."""
    with pytest.raises(InputError, match="too much"):
        session.change(changes)


def test_a_lever_is_reset_alone(session: Session) -> None:
    """Resetting one value leaves the others changed."""
    session.change({"levers.neutral_broker": 1.0, "talks.planned_months": 9.0})
    session.reset("levers.neutral_broker")
    assert session.next_scenario.levers.neutral_broker.level == 0.0
    assert session.next_scenario.talks.planned_months == 9.0


def test_a_preset_sets_nothing_but_its_own_changes(session: Session) -> None:
    """A preset takes the place of what was set before, on the map that the visitor began with."""
    session.set_value("talks.patience", 1.0)
    session.apply_preset("long_talks")
    assert session.next_scenario == session.base.with_changes({"talks.planned_months": 9.0})


def test_a_view_is_restored(session: Session) -> None:
    """What a link describes is what is shown."""
    session.set_value("talks.planned_months", 6.0)
    session.restart()
    session.advance(10)
    session.council = 3
    view = session.view
    other = Session()
    other.restore(View(view.scenario, view.seed, view.month, view.council))
    assert other.view == view


def test_a_closed_session_gives_up_its_model(session: Session) -> None:
    """Once the visitor has gone, nothing holds on to the model."""
    session.advance(12)
    model = weakref.ref(session.model)
    session.close()
    gc.collect()
    assert model() is None
