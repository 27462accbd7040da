"""Cards tell what the run holds, at the month they are asked for, and nothing later."""

from __future__ import annotations

import json
from dataclasses import asdict

import pytest

from experiments.browser.cards.council import council_card
from experiments.browser.cards.ruling import RULINGS
from experiments.browser.cards.talks import talks_card
from experiments.browser.cards.trust import RecordedTrust
from experiments.browser.recording.recording import RecordedModel
from simulation import Scenario
from simulation.branches import BRANCHES
from simulation.end_causes import END_CAUSES
from simulation.rules.trust import affinity, trust_now
from simulation.terms import AGREED, FAILED, OPEN, PARTIES


def formal(model: RecordedModel) -> list[int]:
    """Return the rows of formal talks."""
    table = model.recording.talks.table.rows
    return [row for row, one in enumerate(table) if one["outcome"] in (OPEN, AGREED, FAILED)]


def test_the_terms_of_affinity_add_up_to_it(england_played: RecordedModel) -> None:
    """For every tie of some councils the terms add up to the level that the rule gives."""
    recording = england_played.recording
    past = RecordedTrust(recording, 100)
    for council in (0, 50, 120, 200):
        for tie in past.ties_of(council):
            level = past.affinity(tie)
            if 0.0 < level < 1.0:
                told = sum(term.value for term in past.terms(tie))
                assert told == pytest.approx(level, abs=0.005)  # terms below 0.0005 are left out


def test_trust_on_a_card_is_that_of_the_model() -> None:
    """Trust and the level it settles at are those the rules give in the model itself."""
    model = RecordedModel(Scenario(), rng=2)
    model.advance(70)
    past = RecordedTrust(model.recording, 69)
    for tie in past.ties_of(60):
        level = affinity(model.parameters, model.world, tie, 69)
        assert past.affinity(tie) == pytest.approx(level, abs=1e-6)
        expected = trust_now(model.parameters, model.world, tie, 69)
        assert past.trust(tie) == pytest.approx(expected, abs=1e-6)


def test_a_council_card_tells_of_a_slim_team_and_of_looking() -> None:
    """What it says of both is what the agents are, and says nothing where neither is."""
    changes = {"restructuring.rate": 0.5, "restructuring.posts": 0.6, "search.retry": 0.4}
    model = RecordedModel(Scenario().with_changes(changes), rng=3)
    model.advance(75)
    told = set()
    for council in model.councils:
        about = council_card(model.recording, council.row, 74).about
        looking = council.looking is not None and council.looking >= 74
        told.add((council.slim > 0.5, looking))
        assert ("slimmed its own top team" in about) == (council.slim > 0.5)
        assert ("looking for a partner" in about) == looking
    assert len(told) >= 3


def test_a_council_card_agrees_with_the_agents(lively: Scenario) -> None:
    """Control, leader, post and partners are those of the Mesa agents."""
    model = RecordedModel(lively, rng=4)
    model.advance(50)
    for council in model.councils:
        card = council_card(model.recording, council.row, 49)
        assert (card.name, card.code, card.control) == (council.name, council.code, council.control)
        assert card.leader is not None
        assert card.leader.since == council.leader.since
        assert card.stress == pytest.approx(council.stress, abs=0.0006)
        assert (card.post == "shared") == bool(council.partners)
        assert (card.post in ("departure announced", "post vacant")) == council.window
        now = [line for line in card.partnerships if line.ended is None]
        assert sorted(now[0].partners if now else []) == sorted(p.name for p in council.partners)
        talking = [line.partner for line in card.talks if line.status in ("soundings", "open")]
        partner = council.in_talks_with
        assert talking == ([partner.name] if partner else [])


def test_the_most_trusted_stand_first_and_partners_are_not_left_out(
    played: RecordedModel,
) -> None:
    """Trust falls down the list, and whoever it shares with is on it."""
    for row in range(len(played.councils)):
        card = council_card(played.recording, row, 60)
        assert [one.trust for one in card.trusts[:6]] == sorted(
            (one.trust for one in card.trusts[:6]), reverse=True
        )
        names = {one.name for one in card.trusts}
        sharing = [line.partners for line in card.partnerships if line.ended is None]
        for partner in sharing[0] if sharing else []:
            tied = {
                played.recording.names[played.world.ties.target[tie]] for tie in _ties(played, row)
            }
            assert partner in names or partner not in tied


def _ties(model: RecordedModel, row: int) -> range:
    councils = model.world.councils
    return range(councils.first_tie[row], councils.last_tie[row])


def test_control_through_the_years_follows_the_record(england_played: RecordedModel) -> None:
    """The spells of a card are the changes of control that the events tell."""
    events = england_played.result().events
    for row in range(0, 201, 10):
        card = council_card(england_played.recording, row, 167)
        changes = events[(events["council"] == card.code) & (events["kind"] == "control changed")]
        assert [spell.month for spell in card.control_history[1:]] == [
            month for month in changes["month"] if month > 0
        ]
        assert {spell.control for spell in card.control_history} <= {*PARTIES, ""}


def test_a_talks_card_agrees_with_the_table(played: RecordedModel) -> None:
    """Months, outcome, stage, reason and causes are those of the table of talks."""
    table, last = played.result().talks, played.recording.month
    for row, told in zip(formal(played), table.itertuples(), strict=True):
        card = talks_card(played.recording, row, last)
        assert card.status == told.outcome
        assert card.began == told.began
        assert ";".join(card.codes) == told.councils
        assert card.planned == told.planned_months
        if told.outcome == "failed":
            assert (card.stage, card.reason) == (told.stage, told.reason)
            assert [";".join(side.causes) for side in card.accounts] == [
                told.causes_asker or "",
                told.causes_asked or "",
            ]
        if told.outcome != "open":
            assert card.ended == told.ended
            assert card.ending
            assert card.ruling is not None
            assert card.moments[-1].month <= told.ended


def test_a_card_knows_nothing_of_what_comes_later(lively: Scenario, played: RecordedModel) -> None:
    """At an earlier month cards are what they were when that month was the last."""
    model = RecordedModel(lively, rng=4)
    for months in (15, 25):
        model.advance(months)
        month = model.month - 1
        for row in range(len(model.councils)):
            then = council_card(model.recording, row, month)
            assert council_card(played.recording, row, month) == then
        table = model.recording.talks.table.rows
        for row in range(len(table)):
            then_talks = talks_card(model.recording, row, month)
            now = talks_card(played.recording, row, month)
            assert (now.status, now.series, now.gates) == (
                then_talks.status,
                then_talks.series,
                then_talks.gates,
            )
            assert (now.moments, now.ending) == (then_talks.moments, then_talks.ending)
            assert now.facts == then_talks.facts


def test_every_failure_has_a_rule_with_a_source(england_played: RecordedModel) -> None:
    """A ruling names numbers and rows of the evidence, for every way in which talks end."""
    seen = set()
    for seed in (1, 2, 3):
        model = england_played if seed == 1 else RecordedModel(Scenario(), rng=seed)
        model.advance(1000)
        for row in formal(model):
            card = talks_card(model.recording, row, model.recording.month)
            if card.ruling is None:
                continue
            assert card.ruling.sources
            assert all(source.startswith("SF") for source in card.ruling.sources)
            assert card.ruling.sentence.endswith(".")
            assert any(sign.isdigit() for sign in card.ruling.sentence)
            seen.add(card.reason or card.status)
    assert len(seen) > 8


def test_every_rule_has_its_sentence() -> None:
    """No rule that ends talks is without a sentence."""
    assert sorted(RULINGS) == list(range(len(BRANCHES)))


def test_an_agreement_met_its_gates(played: RecordedModel, england_played: RecordedModel) -> None:
    """Where talks agreed and no date hurried them, vision and trust were what is needed."""
    for model in (played, england_played):
        for row in formal(model):
            card = talks_card(model.recording, row, model.recording.month)
            if card.status == "agreed" and not model.recording.talks.table.rows[row]["hurried"]:
                met = {(gate.name, gate.met) for gate in card.gates}
                assert ("vision", False) not in met
                assert ("trust", False) not in met


def test_elections_and_leaders_are_among_the_moments(england_played: RecordedModel) -> None:
    """Some talks of England were crossed by an election, in a May, and by a leader's going."""
    moments = [
        moment
        for row in formal(england_played)
        for moment in talks_card(england_played.recording, row, 167).moments
    ]
    elections = [moment for moment in moments if moment.kind == "election"]
    assert elections
    assert all(moment.date.endswith("-05") for moment in elections)
    assert any(moment.kind == "leader changed" for moment in moments)


def test_cards_are_plain_values(played: RecordedModel) -> None:
    """Cards and frames can be sent as JSON."""
    recording = played.recording
    for row in range(5):
        assert json.loads(json.dumps(asdict(council_card(recording, row, 40))))["row"] == row
    for talks in formal(played)[:20]:
        assert json.dumps(asdict(talks_card(recording, talks, recording.month)))
    assert json.dumps(asdict(recording.frame(40)))


def test_talks_that_are_not_there_are_refused(played: RecordedModel) -> None:
    """A row beyond the table, or a month before the first contact, is an error."""
    first = int(played.recording.talks.table.rows[10]["first_contact"])
    for talks, month in ((-1, 50), (10_000, 50), (10, first - 1)):
        with pytest.raises(IndexError, match="no talks"):
            talks_card(played.recording, talks, month)


def test_a_partnership_that_ended_says_what_decided(england_played: RecordedModel) -> None:
    """The line of a council tells the cause of the end, with the council that decided."""
    recording, last = england_played.recording, england_played.recording.months - 1
    over = 0
    for council in range(len(recording.codes)):
        for line in council_card(recording, council, last).partnerships:
            record = recording.partnerships.table.rows[line.partnership]
            if line.ended is not None and record["ended"] == line.ended:
                decider = record["cause_council"]
                side = recording.names[decider] if decider >= 0 else ""
                words = END_CAUSES[record["cause"]].sentence.format(side=side)
                assert f"; it ended because {words}" in line.sentence
                over += 1
    assert over > 0


def test_a_council_that_left_the_others_says_why(lively: Scenario) -> None:
    """Where the partnership went on, the line of the council that left tells the cause of it."""
    model = RecordedModel(lively, rng=4)
    model.advance(1000)
    recording, last = model.recording, model.recording.months - 1
    lines = [line.sentence for council in range(len(recording.codes))
             for line in council_card(recording, council, last).partnerships]  # fmt: skip
    left = [words for words in lines if "; it left the others" in words]
    assert left
    assert all("; it left the others because " in words for words in left)
