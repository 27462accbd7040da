"""Talks and partnerships as objects: they tell what the tables of the result do, as a run goes."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pandas as pd
import pytest

from simulation import PartnershipModel
from simulation.agents import Council
from simulation.agents.partnerships import Partnership
from simulation.agents.rows import Entry, Row
from simulation.agents.talks import Talks
from simulation.errors import InputError, WriteError
from simulation.result import Result
from simulation.terms import PARTIES
from tests.strategies import scenario_of

BUSY = scenario_of("hexagonal", "busy").with_changes({"period.months": 60})


@pytest.fixture(scope="module")
def model() -> PartnershipModel:
    """Return a model in the middle of a busy run."""
    made = PartnershipModel(BUSY, seed=2)
    for _ in range(45):
        made.step()
    return made


@pytest.fixture(scope="module")
def result(model: PartnershipModel) -> Result:
    """Return its tables so far."""
    return model.result()


def same(told: Any, cell: Any) -> bool:
    """Return whether an attribute says what a cell of a table says, missing as None."""
    if told is None or pd.isna(cell):
        return told is None and bool(pd.isna(cell))
    return bool(told == cell)


SIDED = ("members", "officers", "fear")
TALKS = {
    "initiator": "initiator",
    "purpose": "purpose",
    "first_contact": "first_contact",
    "began": "began",
    "ended": "ended",
    "planned_months": "planned_months",
    "scope": "scope",
    "candidate": "candidate",
    "leader_changes": "leader_changes",
    "stalled_months": "stalled_months",
    "repaired": "repaired",
    "leaked": "leaked",
    "outcome": "outcome",
    "stage": "stage",
    "reason": "reason",
    "vision": "vision_end",
    "evidence": "evidence",
    "groundwork": "groundwork",
    "cash": "cash",
    "officer_hours": "officer_hours",
}
"""Attributes of talks and the columns of the result that tell the same."""

PARTNERSHIPS = {
    "since": "began",
    "ended": "ended",
    "how": "how",
    "reason": "reason",
    "scope": "scope",
    "depth": "depth",
    "team_month": "team_month",
    "services_month": "services_month",
    "purpose": "purpose",
    "embedding": "embedding",
    "burden": "burden",
    "expected": "expected",
    "target": "target",
    "target_met": "target_met",
    "payback_months": "payback_months",
    "setup_cost": "setup_cost",
    "gross_saving": "gross_saving",
    "net_saving": "net_saving",
    "observed_saving": "observed_saving",
    "posts_removed": "posts_removed",
    "management_saving": "management_saving_year",
}


def codes(councils: Any) -> str:
    """Return councils as the tables name them."""
    return ";".join(council.code for council in councils)


def test_talks_tell_what_the_result_tells(model: PartnershipModel, result: Result) -> None:
    """All formal talks so far have, attribute by attribute, the row of the table of talks."""
    table = result.talks
    assert len(model.all_talks) == len(table) > 20
    for talks, (_, row) in zip(model.all_talks, table.iterrows(), strict=True):
        assert talks.number == row["talks"]
        assert codes(talks.councils) == row["councils"]
        for name, column in TALKS.items():
            assert same(getattr(talks, name), row[column]), name
        for name in SIDED:
            assert getattr(talks, name) == (row[f"{name}_asker"], row[f"{name}_asked"])
        assert min(talks.trust) == row["trust_end"]
        assert talks.motives == {name: row[f"motive_{name}"] for name in talks.motives}
        assert sum(talks.motives.values()) == pytest.approx(1.0)
        for side, causes in talks.causes._asdict().items():
            assert ";".join(causes) == row[f"causes_{side}"]
        number = talks.partnership and talks.partnership.number
        assert same(number, row["partnership"])


def test_partnerships_tell_what_the_result_tells(model: PartnershipModel, result: Result) -> None:
    """All partnerships so far have the row of the table of partnerships."""
    table = result.partnerships
    assert len(model.all_partnerships) == len(table) > 5
    for one, (_, row) in zip(model.all_partnerships, table.iterrows(), strict=True):
        assert one.number == row["partnership"]
        assert one.talks.number == row["talks"]
        assert codes(one.founders) == row["councils"]
        assert len(one.councils) == row["size"]
        for name, column in PARTNERSHIPS.items():
            assert same(getattr(one, name), row[column]), name
        yearly = row["management_saving_year"] + row["services_saving_year"]
        assert one.yearly_saving == pytest.approx(yearly)
        assert one.alive == pd.isna(row["ended"])
        for name in ("time_share", "equity", "members", "officers"):
            assert len(getattr(one, name)) == len(one.councils)
            assert all(0.0 <= share <= 1.0 for share in getattr(one, name))


def test_what_is_under_way_is_what_the_months_count(model: PartnershipModel) -> None:
    """Open talks and living partnerships are as many as the books of the month have."""
    made = PartnershipModel(BUSY, seed=4)
    for lists in (made.talks, made.soundings, made.partnerships, made.all_talks):
        assert lists == []
    while made.running:
        made.step()
        assert len(made.talks) == made.latest("talks_open")
        assert len(made.partnerships) == made.latest("partnerships")
        assert all(one.alive for one in made.partnerships)
        assert {talks.outcome for talks in made.talks} <= {"open"}
        assert {talks.outcome for talks in made.soundings} <= {"soundings"}
        within = {talks for council in made.councils if (talks := council.negotiation)}
        assert within == {*made.talks, *made.soundings}
        assert {one.partnership for one in made.councils} - {None} == {*made.partnerships}


def test_councils_and_rows_know_each_other(model: PartnershipModel) -> None:
    """The councils of a row name it, and are those that they name as partner or other side."""
    for talks in (*model.talks, *model.soundings):
        for council, other in (talks.councils, talks.councils[::-1]):
            assert council.negotiation == talks
            assert council.in_talks_with is other
    for one in model.partnerships:
        for council in one.councils:
            assert council.partnership == one
            assert [council, *council.partners].sort(key=id) == [*one.councils].sort(key=id)
            assert council.chief_executive is one.chief_executive
    alone = [council for council in model.councils if council.partnership is None]
    assert alone
    assert all(council.partners == [] for council in alone)


def test_soundings_have_nothing_of_formal_talks() -> None:
    """What belongs to formal talks is None in soundings, and there once they turn into talks."""
    made = PartnershipModel(BUSY, seed=2, **{"approach.soundings": 6.0})
    while not made.soundings:
        made.step()
    talks = made.soundings[0]
    assert talks.councils.asker is not talks.councils.asked
    for name in ("began", "months", "planned_months", "vision", "trust", "momentum", "number"):
        assert getattr(talks, name) is None
    while made.running and talks.outcome == "soundings":
        made.step()
    assert talks.outcome in ("open", "lapsed")
    assert (talks.trust is None) == (talks.outcome == "lapsed")


def test_a_row_is_live() -> None:
    """A row that is held on to tells what stands there after more months, in longer tables too."""
    made = PartnershipModel(BUSY, seed=2)
    while not made.talks:
        made.step()
    talks, seen = made.talks[0], []
    while made.running and talks.outcome == "open":
        assert talks.months == made.month - 1 - talks.began
        assert talks.momentum is not None
        seen.append((talks.vision, talks.members))
        made.step()
    assert len(set(seen)) == len(seen) > 1
    assert talks.outcome in ("agreed", "failed")
    assert talks.ended == made.month - 1
    while made.running:
        made.step()
    assert talks.months == talks.ended - talks.began


@pytest.mark.parametrize("kind", [Talks, Partnership])
def test_nothing_of_a_row_can_be_set(model: PartnershipModel, kind: type[Row]) -> None:
    """A row is read only, whatever the name, and says what to set instead."""
    row = kind(model, 0)
    names = [name for name, one in vars(kind).items() if isinstance(one, Entry | property)]
    assert len(names) > 20
    for name in (*names, "row", "model", "colour"):
        with pytest.raises(WriteError, match="read only") as caught:
            setattr(row, name, 0.5)
        assert "scenario" in str(caught.value)
        with pytest.raises(WriteError):
            delattr(row, name)


def test_rows_are_equal_if_they_are_one(model: PartnershipModel) -> None:
    """Two objects of one row of one model are equal and one to a set; of two models they differ."""
    talks = model.all_talks[0]
    assert talks == Talks(model, talks.row)
    assert len({talks, Talks(model, talks.row), *model.all_talks}) == len(model.all_talks)
    assert talks != model.all_talks[1]
    assert talks != Partnership(model, talks.row)
    assert talks != talks.row
    other = copy.deepcopy(model)
    assert talks != Talks(other, talks.row)


@pytest.mark.parametrize("copied", [copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))])  # noqa: S301 # our own
def test_a_row_can_be_copied(model: PartnershipModel, copied: Any) -> None:
    """A copy of a row is that row of a copy of its model."""
    talks, again = copied((model.talks[0], model.talks[0]))
    assert talks == again
    assert talks.model is not model
    assert talks.councils.asker.code == model.talks[0].councils.asker.code
    assert talks in talks.model.talks


def test_a_row_that_is_not_there_says_so(model: PartnershipModel) -> None:
    """A row beyond those in use, or below 0, has nothing to tell."""
    for row in (-1, 10_000):
        for kind in (Talks, Partnership):
            with pytest.raises(InputError, match="no such row"):
                _ = kind(model, row).councils


def test_everything_has_a_line_that_says_what_it_is(model: PartnershipModel) -> None:
    """Model, agents, talks and partnerships print as one line with names and state."""
    assert repr(model).startswith("<PartnershipModel of 30 councils: 45 of 60 months played, ")
    for council in model.councils:
        line = repr(council)
        assert line.startswith(f"<Council {council.name} ({council.code}): {council.control}")
        assert all(partner.name in line for partner in council.partners)
        assert council.in_talks_with is None or council.in_talks_with.name in line
        assert council.control in PARTIES
        assert repr(council.leader).startswith(f"<Leader of {council.name}: ")
    for chief in model.chief_executives:
        names = [council.name for council in chief.serves]
        assert all(name in repr(chief) for name in names)
        assert ("laid aside" in repr(chief)) == (not names)
    for row in (*model.all_talks, *model.soundings, *model.all_partnerships):
        assert all(council.name in repr(row) for council in row.councils)
        assert "\n" not in repr(row)
        assert (row.reason or "") in repr(row) or isinstance(row, Partnership)
    assert "30 agents: Council" in repr(model.councils)
    assert isinstance(model.councils[0], Council)
