"""Attributes of agents: what is written acts on the run, what cannot be written says why."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest

from simulation import PartnershipModel, Scenario, run
from simulation.agents import ChiefExecutive, Council, Leader
from simulation.agents.attributes import Column
from simulation.errors import InputError, WriteError
from simulation.result import Result
from tests.strategies import scenario_of

BUSY = scenario_of("hexagonal", "busy").with_changes({"period.months": 48})
PLAYED = 20

TABLES = {"councils": "councils", "leaders": "leaders", "chief_executives": "chiefs"}
SHARES = {
    "councils": ["culture", "stress", "wariness", "opposition"],
    "leaders": ["style", "boldness", "persuasion"],
    "chief_executives": ["ambition", "strength", "skill", "delegation"],
}
WRITABLE = [(agents, name) for agents, names in SHARES.items() for name in names]
EVERY = [*WRITABLE, ("councils", "reserves"), ("councils", "control"), ("leaders", "since")]


def played(months: int = PLAYED, scenario: Scenario = BUSY, seed: int = 2) -> PartnershipModel:
    """Return a model after some months."""
    model = PartnershipModel(scenario, seed=seed)
    for _ in range(months):
        model.step()
    return model


def finished(model: PartnershipModel) -> Result:
    """Return the result of a model that is played to its end."""
    while model.running:
        model.step()
    return model.result()


def new_value(name: str, old: Any) -> Any:
    """Return another value that an attribute can have."""
    if name == "control":
        return "Lab" if old != "Lab" else "Con"
    if name == "since":
        return old - 60
    return old * 0.01 if name == "reserves" else (1.0 if old < 0.5 else 0.0)


def served(model: PartnershipModel, agents: str) -> list[Any]:
    """Return the agents of a kind, of chief executives those who serve somebody."""
    every = list(getattr(model, agents))
    return [one for one in every if one.serves] if agents == "chief_executives" else every


@pytest.mark.parametrize(("agents", "name"), EVERY)
def test_what_is_written_acts(agents: str, name: str) -> None:
    """An attribute that is set of all agents reads back as set, and the run goes on otherwise."""
    model = played()
    for agent in served(model, agents):
        value = new_value(name, getattr(agent, name))
        setattr(agent, name, value)
        assert getattr(agent, name) == value
    result, untouched = finished(model), run(BUSY, seed=2)
    tables = ("monthly", "talks", "partnerships")
    assert not all(getattr(result, one).equals(getattr(untouched, one)) for one in tables)


@pytest.mark.parametrize(("agents", "name"), EVERY)
def test_writing_what_stands_there_changes_nothing(agents: str, name: str) -> None:
    """A value written over itself leaves the run as it is, to the last digit."""
    model = played()
    for agent in served(model, agents):
        setattr(agent, name, getattr(agent, name))
    untouched = run(BUSY, seed=2).events
    pd.testing.assert_frame_equal(finished(model).events, untouched, check_exact=True)


@pytest.mark.parametrize(("agents", "name"), WRITABLE)
@pytest.mark.parametrize("value", [0, 1, 0.25, np.float32(0.25), np.int64(1)])
def test_a_number_stands_in_the_table(agents: str, name: str, value: Any) -> None:
    """What is written stands in the tables that the rules and the result read."""
    model = played(2)
    setattr(getattr(model, agents)[3], name, value)
    table = getattr(model.arrays[0], TABLES[agents])
    assert table[name][3] == getattr(getattr(model.world, TABLES[agents]), name)[3] == value
    assert type(getattr(getattr(model, agents)[3], name)) is float


@pytest.mark.parametrize(("agents", "name"), [*WRITABLE, ("councils", "reserves")])
@pytest.mark.parametrize(
    ("value", "problem"),
    [(7.0, "too large"), (-0.1, "too small"), (math.nan, "finite"), (math.inf, "large|finite"),
     (10**400, "large|finite"), ("0.5", "a number"), (None, "a number"), (True, "a number"),
     ([0.5], "a number"), (1j, "a number")],
)  # fmt: skip
def test_a_value_out_of_range_is_refused(agents: str, name: str, value: Any, problem: str) -> None:
    """A wrong value is refused with what is wrong and what is allowed, and nothing is written."""
    if name == "reserves" and value == 7.0:
        return  # seven pounds are little, but not wrong
    agent = getattr(played(2), agents)[3]
    before = getattr(agent, name)
    with pytest.raises(WriteError, match=problem) as caught:
        setattr(agent, name, value)
    allowed = "0 or more (pounds)" if name == "reserves" else "0 to 1"
    assert caught.value.allowed == allowed
    assert caught.value.field == f"{type(agent).__name__}.{name}"
    assert getattr(agent, name) == before


def test_a_refusal_is_an_error_of_attributes_and_of_input() -> None:
    """Python expects an AttributeError, the command line an InputError: it is both."""
    assert issubclass(WriteError, AttributeError)
    assert issubclass(WriteError, InputError)


@pytest.mark.parametrize("value", [20, 21, 1.5, -5000, "1", True, math.nan])
def test_a_leader_took_office_in_a_month_that_has_passed(value: Any) -> None:
    """A month that is still to come, or none at all, is refused."""
    model = played()
    with pytest.raises(WriteError):
        model.leaders[0].since = value
    model.leaders[0].since = PLAYED - 1
    assert model.leaders[0].since == PLAYED - 1


READ_ONLY = [
    (agents, name)
    for agents, kind in zip(TABLES, (Council, Leader, ChiefExecutive), strict=True)
    for name in kind.READ_ONLY
]


@pytest.mark.parametrize(("agents", "name"), READ_ONLY)
def test_what_follows_from_something_else_says_what_to_do(agents: str, name: str) -> None:
    """It is refused with a reason, also with the value it has, and reads as before."""
    agent = getattr(played(), agents)[0]
    before = getattr(agent, name)
    with pytest.raises(WriteError, match="cannot be set: ") as caught:
        setattr(agent, name, before)
    assert len(caught.value.problem) > len("cannot be set: it is")
    assert getattr(agent, name) == before
    with pytest.raises(WriteError, match="cannot be deleted"):
        delattr(agent, name)


@pytest.mark.parametrize(
    ("agents", "name", "nearest"),
    [("councils", "stres", "stress"), ("councils", "Culture", "culture"),
     ("councils", "controll", "control"), ("councils", "poplation", "population"),
     ("councils", "budget", None), ("leaders", "bold", "boldness"), ("leaders", "ambition", None),
     ("chief_executives", "skil", "skill"), ("chief_executives", "colour", None)],
)  # fmt: skip
def test_a_name_that_no_agent_has_is_refused(agents: str, name: str, nearest: str | None) -> None:
    """A mistyped or invented attribute is refused with the nearest right one, or with all."""
    model = played(1)
    with pytest.raises(WriteError, match="no such attribute") as caught:
        setattr(getattr(model, agents)[0], name, 1.0)
    assert caught.value.nearest == nearest
    assert "subclass" in str(caught.value)
    assert not hasattr(getattr(model, agents)[0], name)
    with pytest.raises(WriteError, match="no such attribute"):
        getattr(model, agents).set(name, 1.0)


class Coloured(Council):
    """A council with attributes of its own."""

    colour: str
    shade: float = 0.5

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.visits = 0


class ColouredModel(PartnershipModel):
    """A model of such councils."""

    council_type = Coloured


def test_a_subclass_may_have_attributes_of_its_own() -> None:
    """What a subclass declares, gives a default, or sets when it is made can be set."""
    model = ColouredModel(BUSY, seed=1)
    council = model.councils[0]
    for name, value in {"colour": "red", "shade": 0.7, "visits": 3, "_mine": 1}.items():
        setattr(council, name, value)
        assert getattr(council, name) == value
    del council.shade
    assert council.shade == 0.5
    with pytest.raises(WriteError):
        council.visit = 1
    assert type(model.agents_by_type[Coloured][0]) is Coloured


def test_mesa_may_set_what_is_its_own() -> None:
    """Mesa writes position, number and model to agents."""
    council = played(1).councils[0]
    for name, value in {"pos": (1.0, 2.0), "unique_id": 77, "model": council.model}.items():
        setattr(council, name, value)
        assert getattr(council, name) == value


@pytest.mark.parametrize(
    "name", ["base", "geography", "months", "run", "seed_used", "talks", "partnerships"]
)
def test_what_a_model_was_made_with_stays(name: str) -> None:
    """It would say what no month follows; what the model only shows cannot be set either."""
    model = played(1)
    before = getattr(model, name)
    with pytest.raises(WriteError, match=f"PartnershipModel.{name}: cannot be set"):
        setattr(model, name, None)
    assert getattr(model, name) == before or name == "geography"


UNITARY = Scenario().with_changes({"geography.tiers": ["unitary"], "period.months": 6})


@pytest.mark.parametrize("kind", TABLES)
def test_a_council_that_does_not_exist_yet_cannot_be_changed(kind: str) -> None:
    """Before 2009 some unitary councils do not exist: neither they nor their people can be set."""
    model = PartnershipModel(UNITARY, seed=1)
    absent = [council.row for council in model.councils if not council.control]
    agent = getattr(model, kind)[absent[0]]
    with pytest.raises(WriteError, match="does not exist"):
        setattr(agent, SHARES[kind][0], 0.5)
    if kind == "councils":
        with pytest.raises(WriteError, match="does not exist"):
            agent.control = "Lab"
        assert "does not exist" in repr(agent)


def test_a_run_touched_by_hand_is_that_with_touched_tables() -> None:
    """Setting stress of an agent is setting it in the table, so no other number moves."""
    by_agent, by_table = played(), played()
    for council in by_agent.councils:
        council.stress = 1.0
    for row in range(len(by_table.councils)):
        by_table.world.councils.stress[row] = 1.0
    pd.testing.assert_frame_equal(
        finished(by_agent).events, finished(by_table).events, check_exact=True
    )


class Calm(Council):
    """A council that sets its own stress in the middle of a month."""

    def feel_month(self) -> None:
        """Feel the month as usual, but never more than a little."""
        super().feel_month()
        self.stress = min(self.stress, 0.05)


class CalmModel(PartnershipModel):
    """A model of such councils."""

    council_type = Calm


def test_an_agent_may_write_within_a_month() -> None:
    """What an overridden method writes in a month is seen by the rest of that month."""
    model = CalmModel(BUSY, seed=2)
    result = finished(model)
    assert result.monthly["mean_stress"].max() <= 0.05
    assert run(BUSY, seed=2).monthly["mean_stress"].max() > 0.05


def test_writable_columns_are_those_listed_here() -> None:
    """No attribute can be set that these tests do not know."""
    listed = {(TABLES[agents], name) for agents, name in EVERY}
    found = set()
    for table, kind in zip(TABLES.values(), (Council, Leader, ChiefExecutive), strict=True):
        columns = {name for name, one in vars(kind).items() if isinstance(one, Column)}
        found |= {(table, name) for name in columns - set(kind.READ_ONLY)}
    assert found == listed
