"""Talks are replayed exactly, and one change acts on nothing but what it says."""

from __future__ import annotations

import pytest

from experiments.browser.cards.talks import talks_card
from experiments.browser.cards.what_if import WhatIf, what_if
from experiments.browser.recording.recording import RecordedModel
from simulation import Scenario, run
from simulation.errors import InputError
from simulation.terms import AGREED, FAILED, LAPSED

HIGH = 2
"""Talks of each kind that a test looks at."""


def ended(model: RecordedModel, **wanted: object) -> list[int]:
    """Return rows of talks that ended, with these values in the table of talks."""
    rows = model.recording.talks.table.rows
    formal = [place for place, row in enumerate(rows) if row["outcome"] in (AGREED, FAILED)]
    told = run(model.base, seed=model.seed_used).talks
    told = told[told["outcome"] != "open"]
    return [
        row
        for row, one in zip(formal, told.to_dict("records"), strict=True)
        if all(one[name] == value for name, value in wanted.items())
    ]


def asked(model: RecordedModel, talks: int, change: str) -> WhatIf:
    """Return what if."""
    return what_if(model.base, seed=model.seed_used, run=0, talks=talks, change=change)


def test_the_unchanged_replay_is_the_run_itself(
    played: RecordedModel, england_played: RecordedModel
) -> None:
    """With nothing changed both cards equal the card of the run that was watched, exactly."""
    for model, step in ((played, 9), (england_played, 12)):
        for talks in ended(model)[::step]:
            told = asked(model, talks, "nothing")
            assert told.same
            assert told.before == told.after
            assert told.before == talks_card(model.recording, talks, model.recording.month)


def test_a_change_that_changes_nothing_leaves_all_equal(england_played: RecordedModel) -> None:
    """One party where there is one already, a vacancy where there is one: nothing differs."""
    one_party = ended(england_played, party_mismatch=0.0)[:HIGH]
    vacant = ended(england_played, vacancy="asker")[:HIGH]
    four = ended(england_played, planned_months=4)[:HIGH]
    cases = [(one_party, "same_party"), (vacant, "vacancy"), (four, "four_months")]
    for talks, change in [(one, change) for rows, change in cases for one in rows]:
        told = asked(england_played, talks, change)
        assert told.same
        assert told.changed == ""
        assert "nothing differs" in told.difference
        assert told.before.series == told.after.series


def test_where_no_leader_goes_leaders_that_stay_change_nothing(
    england_played: RecordedModel,
) -> None:
    """Holding leaders in office acts only where one would have gone."""
    for talks in ended(england_played, leader_changes=0)[:4]:
        assert asked(england_played, talks, "leaders_stay").same


def test_leaders_stay(england_played: RecordedModel) -> None:
    """Where a leader's going ended talks, they go on, with no new leader among the events."""
    for talks in ended(england_played, reason="leader change")[:3]:
        told = asked(england_played, talks, "leaders_stay")
        assert told.before.reason == "leader change"
        assert told.after.reason != "leader change"
        assert len(told.after.series.months) >= len(told.before.series.months)
        began = told.after.began
        assert began is not None
        late = [one for one in told.after.moments if one.month > began]
        assert not [one for one in late if one.kind == "leader changed"]


def test_one_party_raises_trust(england_played: RecordedModel) -> None:
    """Between two parties, one party in control of both makes trust higher month by month."""
    for talks in ended(england_played, party_mismatch=1.0)[:3]:
        told = asked(england_played, talks, "same_party")
        before, after = (one.series.values["trust_asker"] for one in (told.before, told.after))
        pairs = list(zip(before, after, strict=False))
        assert pairs[0][0] == pairs[0][1]
        assert all(then >= was for was, then in pairs)
        assert told.changed.startswith("One party")


def test_a_vacancy_adds_vision(england_played: RecordedModel) -> None:
    """Where neither was leaving, a vacancy adds the vision that a window adds."""
    gain = england_played.parameters.talks.vision_window
    vacant = _with_vacancy(england_played)
    rows = [row for row in ended(england_played) if row not in vacant]
    for talks in rows[:3]:
        told = asked(england_played, talks, "vacancy")
        if told.changed:
            first = [one.series.values["vision"][0] for one in (told.before, told.after)]
            assert first[1] - first[0] == pytest.approx(gain, abs=2e-4)


def _with_vacancy(model: RecordedModel) -> list[int]:
    return [row for side in ("asker", "asked", "both") for row in ended(model, vacancy=side)]


def test_a_longer_plan_puts_the_vote_off(lively: Scenario) -> None:
    """Where a plan is an embargo and nine months long, nothing is agreed before the ninth."""
    model = RecordedModel(lively.with_changes({"choices.clock": "embargo"}), rng=4)
    model.advance(1000)
    for talks in ended(model, outcome="agreed")[:4]:
        told = asked(model, talks, "nine_months")
        assert told.after.planned == 9
        if told.after.status == "agreed":
            assert told.after.months_of_talks >= 9


def test_a_guarantee_lowers_fear(england_played: RecordedModel) -> None:
    """With independence guaranteed both sides fear a takeover less in every later month."""
    for talks in ended(england_played)[:3]:
        told = asked(england_played, talks, "guarantee")
        for side in ("fear_asker", "fear_asked"):
            before, after = (one.series.values[side][1:] for one in (told.before, told.after))
            assert all(then < was for was, then in zip(before, after, strict=False) if was > 0)


def test_a_guarantee_by_others_stays_with_them(lively: Scenario) -> None:
    """Where councils pull the lever already at full, only the pair is added to them."""
    scenario = lively.with_changes({"levers.sovereignty_guarantee": 1.0})
    model = RecordedModel(scenario, rng=4)
    model.advance(40)
    told = asked(model, ended_of(scenario)[0], "guarantee")
    assert told.same
    assert told.changed == ""


def ended_of(scenario: Scenario) -> list[int]:
    """Return the rows of ended talks of a run of a scenario."""
    rows = run(scenario, seed=4).raw.talks
    return [place for place, row in enumerate(rows) if row["outcome"] in (AGREED, FAILED)]


def test_the_sentence_says_what_differed(england_played: RecordedModel) -> None:
    """It tells both ends where they differ, and that they are alike where they are."""
    for talks in ended(england_played, reason="leader change")[:2]:
        told = asked(england_played, talks, "leaders_stay")
        assert told.difference.startswith(("As it was, they failed", "With both leaders"))
    assert "the end is the same" in asked(england_played, talks, "nothing").difference


def test_what_is_not_there_is_refused(played: RecordedModel) -> None:
    """An unknown change, a row beyond the table and soundings that lapsed are refused."""
    with pytest.raises(InputError, match="did you mean 'vacancy'"):
        asked(played, ended(played)[0], "vacency")
    rows = played.recording.talks.table.rows
    lapsed = [row for row in range(len(rows)) if rows[row]["outcome"] == LAPSED][:1]
    for talks in (-1, 10_000, *lapsed):
        with pytest.raises(InputError, match="no such formal talks"):
            asked(played, talks, "nothing")
