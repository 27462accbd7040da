"""A recorded run shows any month again, exactly, and keeps no model alive."""

from __future__ import annotations

import gc
import weakref

import numpy as np
import pytest

from experiments.browser.recording.columns import SHARED
from experiments.browser.recording.recording import RecordedModel
from simulation import PartnershipModel, Scenario
from simulation.geography import TIERS
from simulation.terms import DEPTHS, PARTIES

pytestmark = pytest.mark.usefixtures("played")


def test_earlier_months_are_shown_as_they_were(lively: Scenario, played: RecordedModel) -> None:
    """A frame equals what the model itself held at the end of that month."""
    model = PartnershipModel(lively, rng=4)
    for month in range(60):
        model.step()
        frame, councils = played.recording.frame(month), model.world.councils
        assert frame.control == councils.control[:].tolist()
        assert frame.sharing == [int(row >= 0) for row in councils.partnership[:].tolist()]
        assert frame.stress == [round(np.float32(one).item(), 3) for one in councils.stress]
        there = {row for row in councils.talks[:].tolist() if row >= 0}
        assert {link.talks for link in frame.links} == there


def test_links_and_groups_name_the_councils(played: RecordedModel) -> None:
    """Links join the councils of their talks; groups hold every sharing council once."""
    recording, seen = played.recording, 0
    for month in range(recording.months):
        frame = recording.frame(month)
        assert sorted(row for group in frame.groups for row in group.councils) == [
            row for row, sharing in enumerate(frame.sharing) if sharing
        ]
        assert all(frame.chief[row] == SHARED for group in frame.groups for row in group.councils)
        for link in frame.links:
            councils = recording.talks.table.rows[link.talks]["councils"].tolist()
            assert [link.asker, link.asked] == councils
            assert frame.stage[link.asker] == frame.stage[link.asked] == 1 + link.formal
            seen += 1
    assert seen > 100


def test_months_in_the_future_are_refused(lively: Scenario) -> None:
    """A month that has not been played cannot be shown, before the first it is the start."""
    model = RecordedModel(lively, rng=4)
    model.advance(3)
    assert model.recording.frame(-1).date == "2006-12"
    assert not model.recording.frame(-1).groups
    for month in (3, -2):
        with pytest.raises(IndexError, match="not been played"):
            model.recording.frame(month)


def test_recorded_sentences_are_those_of_the_result(played: RecordedModel) -> None:
    """Told month by month, events have the sentences of the table of events."""
    table = played.result().events
    assert played.recording.events.sentences == list(table["sentence"])
    assert played.recording.events.table.rows["month"].tolist() == list(table["month"])


def test_the_run_is_that_of_the_plain_model(lively: Scenario, played: RecordedModel) -> None:
    """Recording changes nothing in the run."""
    model = PartnershipModel(lively, rng=4)
    while model.running:
        model.step()
    assert model.result().talks.equals(played.result().talks)
    monthly = list(model.result().monthly["councils_sharing"])
    assert played.recording.monthly("councils_sharing") == monthly
    assert played.recording.monthly("councils_sharing", 9) == monthly[:10]


def test_the_series_of_talks_end_as_the_talks_did(played: RecordedModel) -> None:
    """The last month of each series holds what the table of talks holds at the end."""
    table, recording = played.result().talks, played.recording
    formal = [row for row in range(len(recording.talks.table.rows)) if len(_series(played, row))]
    assert len(formal) == len(table)
    for row, told in zip(formal, table.itertuples(), strict=True):
        last = _series(played, row)[-1]
        assert last["vision"] == np.float32(told.vision_end)
        assert last["trust"].min() == np.float32(told.trust_end)
        assert last["members"].tolist() == [
            np.float32(told.members_asker),
            np.float32(told.members_asked),
        ]
        if told.outcome != "open":
            assert len(_series(played, row)) == told.months + 1
            assert last["month"] == told.ended


def _series(model: RecordedModel, row: int) -> np.ndarray:
    return model.recording.talks.series(row, model.recording.month)


def test_trust_at_an_earlier_month_is_what_it_was(lively: Scenario, played: RecordedModel) -> None:
    """Ties at the end of a month hold the trust, the month it was exact, and the services."""
    model = RecordedModel(lively, rng=4)
    for months in (1, 20, 30):
        model.advance(months)
        there, then = model.arrays[0].ties, played.recording.ties.at(model.month - 1)
        assert then["exact"].tolist() == there["exact"].tolist()
        assert then["services"].tolist() == there["services"].tolist()
        assert np.array_equal(then["trust"].astype("f4"), there["trust"].astype("f4"))


def test_partnerships_are_followed_to_their_end(played: RecordedModel) -> None:
    """Each partnership has a row a month, the last in the month of its end."""
    table, recording = played.result().partnerships, played.recording
    assert len(table) == len(recording.partnerships.table.rows) > 5
    for row, told in enumerate(table.itertuples()):
        series = recording.partnerships.series(row, recording.month)
        assert series["month"][0] == told.began
        last = recording.month if told.how == "alive" else told.ended
        assert series["month"][-1] == last
        assert DEPTHS[series["depth"][-1]] == told.depth


def test_the_next_event_is_found_in_what_was_played_or_by_playing_on(lively: Scenario) -> None:
    """From an earlier month nothing is played; from the last one the run goes on until it."""
    model = RecordedModel(lively, rng=4)
    first = model.to_next_event(-1, ["talks failed"])
    assert first is not None
    assert model.month == first + 1
    assert model.to_next_event(-1, ["talks failed"]) == first
    assert model.month == first + 1
    second = model.to_next_event(first, ["talks failed"])
    assert second is not None
    assert second > first
    assert model.to_next_event(model.months - 1) is None


def test_a_recording_does_not_keep_its_model_alive(lively: Scenario) -> None:
    """Once the model is given up it is gone, and its months can still be shown."""
    model = RecordedModel(lively, rng=4)
    model.advance(12)
    recording, gone = model.recording, weakref.ref(model)
    arrays = weakref.ref(model.arrays[0].talks)
    del model
    gc.collect()
    assert gone() is None
    assert arrays() is None
    assert PARTIES[recording.frame(11).control[0]]


def test_a_visitor_takes_less_than_ten_megabytes() -> None:
    """The recording of all tiers of England over its whole period is below 8 MB."""
    model = RecordedModel(Scenario().with_changes({"geography.tiers": list(TIERS)}), rng=1)
    model.advance(1000)
    assert model.recording.nbytes < 8_000_000
