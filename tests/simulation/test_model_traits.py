"""Control, culture, style and seats: what else changes when an attribute is set by hand."""

from __future__ import annotations

from typing import Any

import pytest

from simulation import PartnershipModel, Scenario
from simulation.errors import WriteError
from simulation.rules.start import steady_affinity
from simulation.terms import LAB, PARTIES
from tests.strategies import scenario_of

BUSY = scenario_of("hexagonal", "busy").with_changes({"period.months": 48})


def played(months: int = 20, scenario: Scenario = BUSY) -> PartnershipModel:
    """Return a model after some months."""
    model = PartnershipModel(scenario, seed=2)
    for _ in range(months):
        model.step()
    return model


def finish(model: PartnershipModel) -> None:
    """Play a model to its end."""
    while model.running:
        model.step()


def other_party(control: str) -> str:
    """Return a party that is not in control."""
    return "Lab" if control != "Lab" else "Con"


def drawn(**changes: Any) -> PartnershipModel:
    """Return a model whose control changes at elections alone, and never by itself."""
    still = {"politics.change_whole": 0.0, "politics.change_part": 0.0, "leaders.leave_month": 0.0}
    return PartnershipModel(BUSY.with_changes(still | changes), seed=3)


def test_control_takes_the_party_of_the_leader_with_it() -> None:
    """The leader's party is that in control; with none in control it stays what it was."""
    model = drawn()
    council = next(council for council in model.councils if council.control != "Lab")
    boldness, since = council.leader.boldness, council.leader.since
    council.control = "Lab"
    assert (council.control, council.leader.party) == ("Lab", "Lab")
    assert (council.leader.boldness, council.leader.since) == (boldness, since)
    council.control = "NOC"
    assert (council.control, council.leader.party) == ("NOC", "Lab")


def test_a_change_of_control_is_told_and_lasts() -> None:
    """The change is an event of the month that comes next, and holds until an election."""
    model = drawn()
    for _ in range(7):
        model.step()
    council = next(council for council in model.councils if council.control not in ("Lab", "NOC"))
    council.control = "Lab"
    events = model.result().events
    told = events[(events["kind"] == "control changed") & (events["council"] == council.code)]
    assert told["month"].tolist() == [7]
    assert "Labour" in told["sentence"].iloc[0]
    finish(model)
    assert model.result().events["month"].is_monotonic_increasing
    assert model.councils[council.row].control == "Lab"


def test_the_record_brings_control_back() -> None:
    """Where control follows the record, a change by hand holds until the next May."""
    scenario = Scenario().with_changes({"period.start": "2006-01", "period.months": 6})
    model = PartnershipModel(scenario, seed=1)
    council = next(one for one in model.councils if one.control == "Con")
    council.control = "Lab"
    for _ in range(4):
        model.step()
    assert council.control == "Lab"
    model.step()
    assert council.control == PARTIES[model.world.councils.recorded_control[council.row]]


def test_a_new_opposition_comes_with_new_control() -> None:
    """The opposition is drawn anew, as at an election."""
    model = drawn()
    council = next(council for council in model.councils if council.control != "Lab")
    before = council.opposition
    council.control = "Lab"
    assert council.opposition != before


@pytest.mark.parametrize(
    ("value", "nearest"), [("con", "Con"), ("Labour", "Lab"), ("", None), (None, None), (LAB, None)]
)
def test_control_is_a_party(value: Any, nearest: str | None) -> None:
    """What is no label of a party is refused with all that are."""
    council = played(1).councils[0]
    with pytest.raises(WriteError, match="must be a party") as caught:
        council.control = value
    assert caught.value.allowed == ", ".join(PARTIES)
    assert caught.value.nearest == nearest


def test_events_have_room_for_changes_by_hand() -> None:
    """Control can be changed by hand more often than any month changes it."""
    model = played(1)
    room = len(model.arrays[0].events)
    while len(model.arrays[0].events) == room:
        for council in model.councils:
            council.control = other_party(council.control)
    finish(model)
    assert len(model.result().events) > room / 2


def test_culture_moves_what_trust_settles_at() -> None:
    """The steady part of affinity along all ties of the council is that of its new culture."""
    model = played()
    council = model.councils[5]
    council.culture = 1.0 if council.culture < 0.5 else 0.0
    ties = model.world.ties
    for e in range(len(ties.source)):
        assert ties.base[e] == steady_affinity(model.parameters, model.world, e)


@pytest.mark.parametrize(("agents", "name"), [("councils", "culture"), ("leaders", "style")])
def test_a_trait_acts_on_no_month_that_has_passed(agents: str, name: str) -> None:
    """Trust of the last month is what it was before culture or style changed; then it moves."""
    quiet = scenario_of("hexagonal", "default").with_changes({"period.months": 30})
    model, same = played(24, quiet), played(24, quiet)
    agent = getattr(model, agents)[5]
    setattr(agent, name, 1.0 - getattr(agent, name) / 2.0)

    def apart(month: int) -> float:
        """Return how far trust of one leader in all others is apart in the two models."""
        model.month = same.month = month
        rows = range(len(model.leaders))
        one = [model.leaders[5].trust_in(model.leaders[row]) for row in rows]
        other = [same.leaders[5].trust_in(same.leaders[row]) for row in rows]
        known = [pair for pair in zip(one, other, strict=True) if None not in pair]
        return max(abs(a - b) for a, b in known)

    assert apart(23) < 1e-12
    assert apart(29) > 1e-4


def test_a_seat_that_is_laid_aside_cannot_be_changed() -> None:
    """Partners have one chief executive, and the seats of the others say so."""
    model = played()
    aside = [chief for chief in model.chief_executives if not chief.serves]
    assert aside
    with pytest.raises(WriteError, match="laid aside") as caught:
        aside[0].skill = 0.5
    assert "chief_executive" in str(caught.value.allowed)
    council = model.councils[aside[0].row]
    council.chief_executive.skill = 0.25
    assert model.world.chiefs.skill[model.world.chiefs.seat[council.row]] == 0.25
