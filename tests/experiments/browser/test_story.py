"""The story tells what happened, filtered, each event with its month and councils."""

from __future__ import annotations

import pytest

from experiments.browser.cards.story import EVENT_GROUPS, story
from experiments.browser.recording.recording import TURNING_POINTS, RecordedModel
from simulation.errors import InputError
from simulation.event_kinds import EVENTS


def test_everything_is_told_latest_first(played: RecordedModel) -> None:
    """Without filters every event of the table is told, in turned order, up to the month."""
    table = played.result().events
    table = table[table["month"] <= 50]
    told = story(played.recording, 50, kinds=EVENTS, most=10**6)
    assert told.total == len(told.events) == len(table)
    assert [one.sentence for one in reversed(told.events)] == list(table["sentence"])
    assert [one.date for one in reversed(told.events)] == list(table["date"])
    short = story(played.recording, 50, kinds=EVENTS, most=10)
    assert short.events == told.events[:10]
    assert short.total == told.total


def test_kinds_councils_and_words_filter(played: RecordedModel) -> None:
    """Each filter keeps what it says, and together they keep what all of them keep."""
    recording, month = played.recording, played.recording.month
    failed = story(recording, month, kinds=["talks failed"], most=10**6).events
    assert {one.kind for one in failed} == {"talks failed"}
    one = failed[0].councils[0]
    of_council = story(recording, month, kinds=EVENTS, council=one, most=10**6).events
    assert all(one in event.councils for event in of_council)
    assert failed[0] in of_council
    name = recording.names[one]
    worded = story(recording, month, kinds=EVENTS, text=f"  {name.upper()} ", most=10**6).events
    assert all(name in event.sentence for event in worded)
    both = story(recording, month, kinds=["talks failed"], council=one, most=10**6).events
    assert both == [event for event in of_council if event.kind == "talks failed"]


def test_an_event_leads_to_its_moment(played: RecordedModel) -> None:
    """At the month of an agreement the map shows the group of its councils."""
    recording = played.recording
    agreed = story(recording, recording.month, kinds=["partnership agreed"]).events
    assert agreed
    for event in agreed:
        groups = {
            group.partnership: group.councils for group in recording.frame(event.month).groups
        }
        assert event.partnership in groups
        assert set(event.councils) <= set(groups[event.partnership])
        assert event.talks is not None


def test_a_joining_names_who_joined(played: RecordedModel) -> None:
    """An event of a joining or a leaving names the council that moved first."""
    recording = played.recording
    moved = story(recording, recording.month, kinds=["council joined", "council left"]).events
    assert moved
    for event in moved:
        assert event.sentence.startswith(recording.names[event.councils[0]])


def test_groups_of_kinds_hold_every_kind() -> None:
    """The menu of kinds has every kind of event, and none that does not exist."""
    assert {kind for kinds in EVENT_GROUPS.values() for kind in kinds} == set(EVENTS)
    assert EVENT_GROUPS["Turning points"] == TURNING_POINTS


def test_an_unknown_kind_is_refused(played: RecordedModel) -> None:
    """A mistyped kind is refused with the nearest right one."""
    with pytest.raises(InputError, match="did you mean 'talks failed'"):
        story(played.recording, 5, kinds=["talks faild"])
