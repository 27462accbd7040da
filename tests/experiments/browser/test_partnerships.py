"""The card of a partnership is what the run holds: what is shared, its books, how it ends."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pytest

from experiments.browser.cards.pairing import candidates
from experiments.browser.cards.partnership import PartnershipCard, partnership_card
from experiments.browser.charts.partnership import partnership_charts
from experiments.browser.recording.recording import RecordedModel
from experiments.browser.tabs.partnership import list_rows
from experiments.browser.visit.visit import Visit
from experiments.text.numbers import pounds
from simulation import Scenario, run
from simulation.end_causes import END_CAUSES
from simulation.rules.endings import choice_hazard, members_hazard
from tests.experiments.browser.conftest import SMALL
from tests.strategies import BUSY, WORLDS

LOOSE = {"ending.succession_base": 0.2, "ending.members": 0.3, "own_capacity.rate": 0.02,
         "ending.leader_base": 0.2}  # fmt: skip
WORLDS_AND_SEEDS: dict[str, tuple[dict[str, Any], range]] = {
    "busy": (SMALL | BUSY | LOOSE, range(3)),
    "at once": (SMALL | BUSY | {"choices.review": "at_once"}, range(1)),
    "own map": (WORLDS["own"] | BUSY, range(2)),
    "england": ({}, range(1, 2)),
}

SHARES = ("leader change", "succession", "merger", "company", "distrust", "inequity",
          "cool members", "culture", "members turned", "own capacity, unfair share",
          "own capacity, distrust", "own capacity, poor results")  # fmt: skip
"""Causes of which the number that decided is a share."""


@cache
def played(world: str, seed: int) -> RecordedModel:
    """Return a recorded run, played to its end."""
    model = RecordedModel(Scenario().with_changes(WORLDS_AND_SEEDS[world][0]), rng=seed)
    model.advance(1000)
    return model


@cache
def cards(world: str) -> list[tuple[RecordedModel, PartnershipCard, Any]]:
    """Return run, card and row of the compiled table of every partnership of a world."""
    found = []
    for seed in WORLDS_AND_SEEDS[world][1]:
        model = played(world, seed)
        table = run(model.base, seed=seed).partnerships
        for row, record in enumerate(table.itertuples()):
            card = partnership_card(model.recording, row, model.recording.month)
            found.append((model, card, record))
    return found


def pct(value: float) -> str:
    """Return a share as the page writes it."""
    return "under 1%" if 0 < value < 0.005 else f"{value:.0%}"


@pytest.mark.parametrize("world", WORLDS_AND_SEEDS)
def test_how_it_ended_is_what_the_record_holds(world: str) -> None:
    """Cause, council, number and chance of the row are in the words of the card."""
    ended = 0
    for model, card, record in cards(world):
        if record.how == "alive":
            assert card.ruling is None
            assert card.ended is None
            continue
        ended += 1
        assert card.ruling is not None
        assert (card.began, card.ended, card.status) == (record.began, record.ended, record.how)
        code, recording = record.cause_council, model.recording
        side = recording.names[recording.codes.index(code)] if isinstance(code, str) else ""
        words = END_CAUSES[list(END_CAUSES).index(record.cause)].sentence.format(side=side)
        assert card.headline == f"{words[0].upper()}{words[1:]}."
        text = card.ruling.sentence
        if record.cause in SHARES:
            number, needed = pct(record.cause_number), pct(record.cause_threshold)
            assert number in text or (number == needed and f"just under {needed}" in text)
        if record.cause_chance == record.cause_chance:
            assert text.endswith(f" was {pct(record.cause_chance)}.")
        assert not re.search(r"\b0\.\d|\d\.\d+%|\d{4}-\d\d", text)
    assert ended > 2


def test_the_runs_hold_most_causes() -> None:
    """Few causes are left out of the comparison."""
    found = {record.cause for world in WORLDS_AND_SEEDS for _, _, record in cards(world)}
    assert len(set(END_CAUSES) & found) >= 12, set(END_CAUSES) - found


@pytest.mark.parametrize("world", WORLDS_AND_SEEDS)
def test_the_books_are_those_of_the_table(world: str) -> None:
    """What it saved, cost and promised, and when it had paid for itself, as in the table."""
    for _, card, record in cards(world):
        if record.how != "alive":
            continue
        money = dict(card.money)
        assert money["Saved so far, gross"] == pounds(np.float32(record.gross_saving))
        assert money["Saved so far, as people report it"] == pounds(
            np.float32(record.observed_saving)
        )
        assert money["Net so far"] == pounds(np.float32(record.net_saving))
        assert money["Paid for setting up"] == pounds(np.float32(record.setup_cost))
        back = money["The last stage had paid for itself"]
        assert (back != "not yet") == bool(pd.notna(record.payback_months))
        assert sorted(card.councils) == sorted(set(card.councils))


def test_a_partnership_month_by_month_is_that_of_the_model() -> None:
    """Chances of its end and the books of a month are what the rules give in the model itself."""
    model = RecordedModel(Scenario().with_changes(SMALL | BUSY), rng=4)
    model.advance(50)
    q = next(row for row in range(50) if model.world.partnerships.ended[row] < 0)
    now = model.recording.partnerships.series(q, 49)[-1]
    assert now["choice"] == pytest.approx(choice_hazard(model.parameters, model.world, q), rel=1e-5)
    assert now["turn"] == pytest.approx(members_hazard(model.parameters, model.world, q), rel=1e-5)
    assert now["net"] == pytest.approx(model.world.partnerships.net[q], rel=1e-5)


def test_a_card_knows_nothing_of_what_comes_later() -> None:
    """At an earlier month the card of a partnership is what it was when that month was the last."""
    scenario = Scenario().with_changes(WORLDS_AND_SEEDS["busy"][0])
    model = RecordedModel(scenario, rng=0)
    model.advance(45)
    for row in range(len(model.recording.partnerships.table.rows)):
        then = partnership_card(model.recording, row, 44)
        now = partnership_card(played("busy", 0).recording, row, 44)
        for name in ("headline", "status", "shared", "money", "ways", "series", "moments", "ended"):
            assert getattr(now, name) == getattr(then, name), name


def test_the_list_is_complete_and_the_card_can_be_drawn() -> None:
    """Every partnership of a run is listed, and has charts and plain values."""
    for world in WORLDS_AND_SEEDS:
        model = played(world, WORLDS_AND_SEEDS[world][1][0])
        recording = model.recording
        rows = list_rows(recording, recording.month)
        assert {one["row"] for one in rows} == set(range(len(recording.partnerships.table.rows)))
        assert len(list_rows(recording, 30)) <= len(rows)
        for one in rows[:6]:
            card = partnership_card(recording, one["row"], recording.month)
            assert json.dumps(asdict(card))
            assert json.dumps(partnership_charts(recording, card))


def test_a_partnership_that_is_not_there_is_refused(played: RecordedModel) -> None:
    """A row beyond the table, or a month before it began, is an error."""
    for row, month in ((-1, 50), (10_000, 50), (0, -1)):
        with pytest.raises(IndexError, match="no partnership"):
            partnership_card(played.recording, row, month)


def test_picking_a_partnership_opens_its_tab() -> None:
    """A click on a solid line looks at the partnership; a row that is not there at the list."""
    visit = Visit(lambda: None)
    while not len(visit.session.recording.partnerships.table.rows):
        visit.session.advance(12)
    visit.pick_partnership(0)
    assert (visit.tab, visit.session.partnership) == ("partnership", 0)
    visit.pick_partnership(10_000)
    assert visit.session.partnership == -1
    visit.restart()
    assert visit.session.partnership == -1


def test_candidates_are_all_that_a_council_is_tied_to(england_played: RecordedModel) -> None:
    """Each tie of a council is a candidate with what both trust, the most trusted first."""
    recording = england_played.recording
    for row in (3, 77, 150):
        found = candidates(recording, row, 120)
        ties = recording.geography.ties
        assert {one.row for one in found} == set(ties.loc[ties["source"] == row, "target"])
        assert [one.trust for one in found] == sorted((one.trust for one in found), reverse=True)
        now = recording.councils_at(120)
        for one in found:
            back = {other.row: other.trust for other in candidates(recording, one.row, 120)}
            assert back[row] == pytest.approx(one.returned)
            assert ("shares with" in one.stands) == (now[one.row]["partnership"] >= 0)
