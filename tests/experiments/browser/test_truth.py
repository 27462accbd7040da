"""What cards say of every end is what the row of talks holds, for each failure of twenty runs.

What has to be said is worked out here from the tables of the compiled driver, by the rule that they
name, and not by the code of the cards.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple

import pytest

from experiments.browser.cards.council import council_card
from experiments.browser.cards.story import story
from experiments.browser.cards.talks import TalksCard, talks_card
from experiments.browser.recording.recording import RecordedModel
from experiments.browser.tabs.talks import list_rows
from simulation import Scenario, run
from simulation.branches import BRANCHES
from simulation.geography.tiers import TIERS
from simulation.terms import AGREED, FAILED, OPEN
from tests.experiments.browser.conftest import SMALL
from tests.strategies import BUSY, WORLDS, levers

CALM = SMALL | {"geography.size": 24, "period.months": 60, "approach.base": 0.06}
ALL_TIERS = {"geography.tiers": list(TIERS), "period.start": "2010-01", "period.months": 30}

WORLDS_AND_SEEDS: dict[str, tuple[dict[str, Any], range]] = {
    "busy": (SMALL | BUSY | {"geography.size": 24}, range(7)),
    "calendar": (CALM | {"choices.clock": "calendar", "talks.planned_months": 6.0}, range(4)),
    "levers": (CALM | levers("hexagonal"), range(3)),
    "no date": (CALM | {"choices.clock": "no_date", "talks.patience": 1.0}, range(1)),
    "own map": (WORLDS["own"] | BUSY, range(3)),
    "all tiers": (ALL_TIERS, range(1)),
    "england": ({}, range(1, 2)),
}
"""Twenty runs in all."""


@cache
def played(world: str, seed: int) -> RecordedModel:
    """Return a recorded run, played to its end."""
    model = RecordedModel(Scenario().with_changes(WORLDS_AND_SEEDS[world][0]), rng=seed)
    model.advance(1000)
    return model


class Ended(NamedTuple):
    """Talks that ended: the run, their row in it, the card, and the row of the compiled table."""

    model: RecordedModel
    row: int
    card: TalksCard
    record: Any

    @property
    def names(self) -> list[str]:
        """The names of the two councils."""
        codes, recording = self.record.councils.split(";"), self.model.recording
        return [recording.names[recording.codes.index(code)] for code in codes]

    @property
    def decider(self) -> str:
        """The name of the council that decided; empty for both."""
        code, recording = self.record.decided_council, self.model.recording
        return recording.names[recording.codes.index(code)] if isinstance(code, str) else ""

    @property
    def text(self) -> str:
        """All that the card says of why they ended."""
        assert self.card.ruling is not None
        return f"{self.card.ruling.headline} {self.card.ruling.sentence}"


@cache
def ended(world: str) -> list[Ended]:
    """Return all talks that ended in the runs of a world."""
    return list(_ended(world))


def _ended(world: str) -> Iterator[Ended]:
    for seed in WORLDS_AND_SEEDS[world][1]:
        model = played(world, seed)
        rows = model.recording.talks.table.rows
        formal = [r for r, one in enumerate(rows) if one["outcome"] in (OPEN, AGREED, FAILED)]
        table = run(model.base, seed=seed).talks
        for row, record in zip(formal, table.itertuples(), strict=True):
            if record.outcome != "open":
                yield Ended(
                    model, row, talks_card(model.recording, row, model.recording.month), record
                )


def pct(value: float) -> str:
    """Return a share as the page writes it."""
    return "under 1%" if 0 < value < 0.005 else f"{value:.0%}"


def came(e: Ended) -> str:
    """Return what came out at a vote, which never reads as if it had been enough."""
    number, needed = pct(e.record.decided_number), pct(e.record.decided_threshold)
    return f"just under {needed}" if number == needed else number


def breakdown(*words: str) -> Callable[[Ended], list[str]]:
    """Return what is said of a breakdown by one of the chances that compete in a month."""

    def say(e: Ended) -> list[str]:
        number, likely = pct(e.record.decided_number), pct(e.record.decided_threshold)
        return [*words, f"it had a chance of {number};", f"over anything had one of {likely}"]

    return say


def lost(who: str) -> Callable[[Ended], list[str]]:
    """Return what is said of a vote that members, or officers, of one side lost."""
    return lambda e: [
        f"{e.decider}’s {who} ",
        f"came out at {came(e)}, where {pct(e.record.decided_threshold)} is needed",
    ]


def at_gate(e: Ended) -> list[str]:
    """Return what is said of talks that ended at the gate furthest short."""
    if e.record.decided_number != e.record.decided_number:
        alone = {"appointment": "wanted the joint post.", "money": "All was there but the money"}
        return [alone.get(e.record.reason, "but the leaders never saw it together.")]
    of = f" of {e.decider}" if e.decider else ""
    return [f"{of} {came(e)} of {pct(e.record.decided_threshold)}", "the furthest first: "]


def partner(e: Ended) -> list[str]:
    """Return what is said of a partner that takes no other in."""
    if e.record.decided_threshold > 1:
        number, most = e.record.decided_number, e.record.decided_threshold
        return [f"of {e.decider} was full", f"{number:.0f} councils, where {most:.0f}"]
    return [f"{e.decider} voted no", f"came to {came(e)} on the day"]


SAID: dict[str, Callable[[Ended], list[str]]] = {
    "votes won": lambda e: [
        f"those of {e.decider}, came to {pct(e.record.decided_number)}",
        f"({pct(e.record.decided_threshold)})",
    ],
    "ground lost": lambda _: ["The ground was gone."],
    "leader went": lambda e: [
        e.decider or "Each council",
        "lost its leader",
        f"a chance of {pct(e.record.decided_threshold)} ",
    ],
    "leak": lambda e: [
        "leaked as a done deal",
        f"take {pct(e.record.decided_number)} of support back",
        f"a chance of {pct(e.record.decided_threshold)}.",
    ],
    "candidate refused": lambda e: [
        f"{e.decider} would not take the candidate",
        f"trust at {pct(e.record.decided_number)}",
        f"with a chance of {pct(min(1, max(0, e.record.decided_threshold)))}",
    ],
    "bad match found": lambda e: [
        pct(e.record.decided_number),
        f"a chance of {pct(e.record.decided_threshold)} in that month",
    ],
    "culture clash": breakdown("Their ways of working clashed."),
    "self-interest": breakdown("Self-interest over the joint post"),
    "hostile insider": breakdown("hostile insider"),
    "chief executives clash": breakdown("Two strong chief executives clashed."),
    "stalled": breakdown("stalled by the leaders’ distrust"),
    "members unwilling": breakdown("were unwilling"),
    "will faded": breakdown("The will to finish had faded."),
    "other": breakdown("Something outside the talks"),
    "deadlock": breakdown("Both chief executives wanted the joint post."),
    "members' vote": lost("members"),
    "officers' say": lost("officers"),
    "partners' vote": partner,
    "not ready on the date": at_gate,
    "time over": at_gate,
}
"""By the rule that the table names: what the card has to say."""


@pytest.mark.parametrize("world", WORLDS_AND_SEEDS)
def test_every_card_says_what_the_record_holds(world: str) -> None:
    """Rule, council, number and threshold of the row are in the words, and no other rule's are."""
    number = 0
    for e in ended(world):
        number += 1
        for words in SAID[e.record.decided_by](e):
            assert words in e.text, (e.record.decided_by, words, e.text)
        headline = e.card.ruling.headline if e.card.ruling else ""
        assert headline.endswith(".")
        others = [name for name in e.names if name != e.decider]
        if e.record.decided_by not in ("votes won", "ground lost"):
            assert not [name for name in others if name in headline.replace(e.decider, "")]
        if e.decider and e.record.decided_by not in ("votes won", "stalled", *GATES):
            assert e.decider in headline
    assert number > 10


GATES = ("not ready on the date", "time over")


def test_the_runs_hold_every_rule_but_one() -> None:
    """No rule is left out of the comparison, but for a county that is reorganised."""
    found = {e.record.decided_by for world in WORLDS_AND_SEEDS for e in ended(world)}
    assert set(BRANCHES) - found <= {"ground lost"}
    assert set(SAID) == set(BRANCHES)


@pytest.mark.parametrize("world", WORLDS_AND_SEEDS)
def test_the_parts_of_a_lost_vote_add_up(world: str) -> None:
    """Support less what was not prepared, and chance, is what came out; the draw says which."""
    for e in ended(world):
        fall = e.card.fall
        lost_by_one = e.record.decided_by in ("members' vote", "officers' say")
        assert (fall is not None) == lost_by_one
        if fall is None:
            continue
        assert fall.support - fall.unprepared + fall.chance == fall.came
        assert fall.came == round(100 * e.record.decided_number)
        spread = e.model.parameters.vote.spread
        assert abs(fall.chance - 100 * spread * (2 * e.record.decided_draw - 1)) <= 2


@pytest.mark.parametrize("world", WORLDS_AND_SEEDS)
def test_clashes_of_leaders_and_of_chief_executives_are_told_apart(world: str) -> None:
    """Wherever a reason is shown, it is the clash that the table names."""
    for e in ended(world):
        if e.record.outcome != "failed":
            continue
        leaders = {"leaders": True, "chief executives": False}.get(e.record.clash)
        told = " ".join([e.card.ending, *(one.sentence for one in e.card.accounts)])
        assert "personalities" not in e.card.why
        if leaders is not None:
            assert e.card.why == f"clash of {e.record.clash}"
            assert ("two strong chief executives clashed" in e.card.ending) == (not leaders)
        if leaders is False:
            assert "leaders could not work together" not in told
        row = next(r for r in list_rows(e.model.recording, 10**3) if r["talks"] == e.row)
        assert row["reason"] == e.card.why


@pytest.mark.parametrize("world", ["busy", "own map", "england"])
def test_what_is_said_is_dated_when_it_happened(world: str) -> None:
    """A failure stands at its end, on the council's card and in the story."""
    for e in ended(world):
        recording, last = e.model.recording, e.model.recording.month
        assert e.card.ended == e.record.ended
        if e.record.outcome == "failed" and e.row % 5 == 0:
            lines = council_card(recording, e.card.rows[0], last).talks
            assert [one.month for one in lines if one.talks == e.row] == [e.record.ended]
            events = story(recording, last, kinds=["talks failed"], most=10**6).events
            assert [one.month for one in events if one.talks == e.row] == [e.record.ended]


@pytest.mark.parametrize("world", ["busy", "england"])
def test_numbers_are_written_one_way(world: str) -> None:
    """Shares are whole percentages, in cards and in the story; no month is written as 2011-03."""
    for e in ended(world):
        assert not DECIMALS.search(f"{e.text} {e.card.ending} {e.card.facts}"), e.text
    recording = played(world, WORLDS_AND_SEEDS[world][1][0]).recording
    for event in story(recording, recording.month, most=10**6).events:
        assert not DECIMALS.search(event.sentence), event.sentence


DECIMALS = re.compile(r"\b[01]\.\d\d|\d\.\d+%|\b\d{4}-\d\d\b")
