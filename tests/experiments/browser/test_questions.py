"""Every "what if?" at once: plays are those of the Mesa driver, and the table says them."""

from __future__ import annotations

from functools import cache

import pytest

from experiments.browser.cards.partnership_questions import CHANGES as PARTNERSHIP_CHANGES
from experiments.browser.cards.partnership_questions import ask_partnership
from experiments.browser.cards.questions import OTHERS, Asked, Prospect, Prospects, ask_all, finding
from experiments.browser.cards.replays import MOST_MONTHS, PartnershipReplays, TalksReplays
from experiments.browser.cards.what_if import what_if
from experiments.browser.recording.recording import RecordedModel
from experiments.decisions.replays.changes import CHANGES
from simulation import Scenario, run
from simulation.end_causes import END_CAUSES
from simulation.errors import InputError
from simulation.terms import AGREED, FAILED, LAPSED, OPEN, OUTCOMES
from tests.experiments.browser.conftest import SMALL
from tests.strategies import BUSY, WORLDS

SCENARIOS = {
    "lively": SMALL | BUSY,
    "own": WORLDS["own"] | BUSY,
    "england": {"period.start": "2009-01", "period.months": 60},
}


TALKS = Asked(CHANGES, str, lambda *_: "", "agree", "these two")
"""Talks, as a finding is put in words."""


def formal(scenario: Scenario, seed: int) -> list[int]:
    """Return the rows of talks that ended."""
    rows = run(scenario, seed=seed).raw.talks
    return [row for row, one in enumerate(rows) if one["outcome"] in (AGREED, FAILED)]


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_compiled_play_is_that_of_the_mesa_driver(name: str) -> None:
    """With each change both drivers end the same talks in the same month in the same way."""
    scenario = Scenario().with_changes(SCENARIOS[name])
    rows = formal(scenario, 4)
    differed = 0
    for talks in rows[2 :: len(rows) // 2][: 2 if name == "lively" else 1]:
        replays = TalksReplays(scenario, seed=4, run=0, talks=talks)
        base = replays.play(CHANGES["nothing"])
        for change in CHANGES:
            play = replays.play(CHANGES[change])
            card = what_if(scenario, seed=4, run=0, talks=talks, change=change).after
            ended = int(play.row["ended"]) if play.row["outcome"] != OPEN else None
            assert (OUTCOMES[play.row["outcome"]], ended) == (card.status, card.ended), change
            differed += play.end != base.end
    assert differed > 0


@pytest.mark.parametrize("name", SCENARIOS)
def test_with_nothing_changed_the_talks_end_as_they_did(name: str) -> None:
    """On their own chances the row of the talks is that of the run, to the last digit."""
    scenario = Scenario().with_changes(SCENARIOS[name])
    table = run(scenario, seed=4).raw.talks
    for talks in formal(scenario, 4)[::7]:
        row = TalksReplays(scenario, seed=4, run=0, talks=talks).play(CHANGES["nothing"]).row
        for column in ("outcome", "ended", "decided_by", "decided_number", "vision", "members"):
            assert repr(row[column]) == repr(table[talks][column])


@cache
def asked(talks: int) -> tuple[Prospects, ...]:
    """Return the tables that come in for talks of a lively world."""
    scenario = Scenario().with_changes(SCENARIOS["lively"])
    return tuple(ask_all(scenario, seed=4, run=0, talks=talks))


def some() -> int:
    """Return the row of talks that failed."""
    scenario = Scenario().with_changes(SCENARIOS["lively"])
    rows = run(scenario, seed=4).raw.talks
    return next(row for row in formal(scenario, 4) if rows["outcome"][row] == FAILED)


def test_questions_stand_in_the_order_of_what_they_change() -> None:
    """The talks as they were first, then what turns the end; what cannot matter last, with why."""
    tables = asked(some())
    order = ["base", "turned", "other", "same", "cannot"]
    for table in tables:
        kinds = [order.index(one.kind) for one in table.answers]
        assert kinds == sorted(kinds)
        assert {one.change for one in table.answers} == set(CHANGES)
        for one in table.answers:
            assert (one.changed == "") == (one.kind == "cannot")
            assert one.end == CHANGES[one.change].already if one.kind == "cannot" else one.end
    assert tables[0].answers[0].change == "nothing"


def test_answers_come_in_one_by_one() -> None:
    """Same chances come at once, then a hundred others a question; the finding comes last."""
    tables = asked(some())
    counted = [sum(bool(one.agreed) for one in table.answers) for table in tables]
    possible = sum(one.kind != "cannot" for one in tables[0].answers)
    assert counted == [*range(possible + 1), possible]
    assert not any(table.finding for table in tables[:-1])
    for one in tables[-1].answers:
        share = one.of_others
        assert (share is None) == (one.kind == "cannot")
        if share is not None:
            assert len(one.agreed) == OTHERS
            assert 0.0 <= share.low <= one.number / OTHERS <= share.high <= 1.0
            assert share.high - share.low > 0.02


def test_other_chances_are_others_and_stay_what_they_are() -> None:
    """Two chances of one question differ in some ends, and each can be played again."""
    scenario = Scenario().with_changes(SCENARIOS["lively"])
    replays = TalksReplays(scenario, seed=4, run=0, talks=some())
    ends = [replays.play(CHANGES["nothing"], chance).end for chance in range(1, 20)]
    assert len(set(ends)) > 3
    assert ends == [replays.play(CHANGES["nothing"], chance).end for chance in range(1, 20)]


def answer(change: str, agree: int, kind: str = "same") -> Prospect:
    """Return an answer of which so many of a hundred agree, the first ones."""
    agreed = tuple(place < agree for place in range(OTHERS))
    return Prospect(change, CHANGES[change].title, "x", kind, "x", agreed)


def test_the_finding_says_what_chance_did_and_names_what_a_test_finds() -> None:
    """Unlucky where most agree; a change is named only where it is clearly apart."""
    base = answer("nothing", 77, "base")
    plain = finding([base, answer("quiet", 78)], "bad", TALKS)
    assert plain.startswith("77 of 100 agree with nothing changed: these two were mostly unlucky.")
    assert "No single change" in plain
    clear = finding([base, answer("guarantee", 96), answer("nine_months", 45)], "bad", TALKS)
    assert "planned for nine months, 45 agree, fewer than chance explains" in clear
    assert "mostly lucky" in finding([answer("nothing", 10, "base")], "good", TALKS)
    assert "not chance alone" in finding([answer("nothing", 10, "base")], "bad", TALKS)


def test_talks_that_are_not_there_are_refused(played: RecordedModel) -> None:
    """Soundings that lapsed and rows beyond the table have no questions."""
    rows = played.recording.talks.table.rows
    lapsed = [row for row in range(len(rows)) if rows[row]["outcome"] == LAPSED][:1]
    for talks in (-1, 10_000, *lapsed):
        with pytest.raises(InputError, match="no such formal talks"):
            next(ask_all(played.base, seed=4, run=0, talks=talks))


def test_a_partnership_with_nothing_changed_ends_as_it_did() -> None:
    """On its own chances it ends in the month and by the rule of the run, or lives five years."""
    scenario = Scenario().with_changes(SCENARIOS["lively"])
    table = run(scenario, seed=4).raw.partnerships
    lived = ended = 0
    for row in range(len(table)):
        replays = PartnershipReplays(scenario, seed=4, run=0, partnership=row)
        play = replays.play(PARTNERSHIP_CHANGES["nothing"])
        over = 0 <= table["ended"][row] < table["began"][row] + MOST_MONTHS
        assert play.good == (not over)
        if over:
            names = ("ended", "cause", "cause_council")
            assert play.end == tuple(int(table[name][row]) for name in names)
        lived, ended = lived + play.good, ended + over
    assert lived
    assert ended


def test_every_question_about_a_partnership_is_answered() -> None:
    """Each has its end and how many of a hundred live on; leaders that stay end none by going."""
    scenario = Scenario().with_changes(SCENARIOS["lively"])
    *_, last = ask_partnership(scenario, seed=4, run=0, partnership=1)
    assert {one.change for one in last.answers} == set(PARTNERSHIP_CHANGES)
    assert all(bool(one.agreed) == (one.kind != "cannot") for one in last.answers)
    assert "live on with nothing changed" in last.finding
    replays = PartnershipReplays(scenario, seed=4, run=0, partnership=1)
    ends = [replays.play(PARTNERSHIP_CHANGES["leaders_stay"], one).row for one in range(1, 60)]
    causes = {END_CAUSES[int(row["cause"])] for row in ends if row["ended"] >= 0}
    assert not causes & {"leader change", "leader review"}
    with pytest.raises(InputError, match="no such partnership"):
        next(ask_partnership(scenario, seed=4, run=0, partnership=10_000))
