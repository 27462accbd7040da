"""What the page does with what was done: faults are told, refusals stand beside their value."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from experiments.browser.visit.background import Background
from experiments.browser.visit.settings import parse_value, setting_groups
from experiments.browser.visit.visit import Visit
from simulation import Scenario
from simulation.errors import InputError


class Shown:
    """Counts how often the page was shown anew."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> None:
        """Show the page."""
        self.times += 1


@pytest.fixture
def visit() -> Iterator[Visit]:
    """Return a visit as it begins."""
    visit = Visit(Shown())
    yield visit
    visit.close()


def test_an_error_in_a_run_is_told_and_playing_stops(
    visit: Visit, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever fails is told in words, halts playing, and leaves the page to go on."""

    def fail(_: object) -> None:
        raise ZeroDivisionError("division by zero")

    visit.handler(fail)()
    assert "division by zero" in visit.problem
    assert visit.halt == 1
    assert "An action of the page failed" in caplog.text
    visit.handler(visit.session.advance)(1)
    assert visit.session.month == 0


def test_wrong_input_is_told_as_a_sentence(visit: Visit) -> None:
    """What a person gave that cannot be used is told without a traceback."""
    visit.handler(visit.apply_preset)("no such preset")
    assert visit.problem == "There is no such preset, got 'no such preset'."
    visit.dismiss(None)
    assert visit.problem == ""


@pytest.mark.parametrize("said", [-5, 10_000, 3])
def test_only_a_council_of_the_map_is_picked(visit: Visit, said: int) -> None:
    """What the page says is checked, whoever says it."""
    visit.handler(visit.pick_council)(said)
    assert visit.session.council == (said if said == 3 else -1)


def test_a_link_that_cannot_be_used_leaves_what_the_server_begins_with() -> None:
    """A wrong link is told, and the visitor begins as without it."""
    visit = Visit(Shown(), "?seed=x")
    assert "seed" in visit.problem
    assert visit.session.next_scenario == Scenario.default()
    visit.close()


def test_every_entry_goes_to_the_page_and_back() -> None:
    """The default of each entry, as the page holds it, is the default the scenario takes."""
    scenario = Scenario.default()
    for group in setting_groups():
        changes = {
            entry["name"]: parse_value(entry["name"], entry["start"]) for entry in group["entries"]
        }
        assert scenario.with_changes(changes) == scenario, group["name"]


def test_work_beside_the_page_is_stopped_and_followed() -> None:
    """New work takes the place of the last; what fails in it is told."""
    told: list[str] = []
    kept: list[int] = []
    work = Background(Shown(), told.append)
    work.start(lambda: iter(range(3)), kept.append)
    work.join()
    assert kept == [0, 1, 2]
    assert not work.busy

    def failing() -> Iterator[int]:
        raise InputError("nothing to be done")
        yield 0

    work.start(failing, kept.append)
    work.join()
    assert told == ["nothing to be done"]

    work.start(lambda: iter(range(1_000_000_000)), lambda _: None)
    work.cancel()
    work.join()
    assert not work.busy
