"""The agents of a model as sets of Mesa: what sets can do they can, and nobody is taken out."""

from __future__ import annotations

import copy
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from mesa import Agent
from mesa.agent import AgentSet
from mesa.discrete_space import CellAgent

from simulation import PartnershipModel, run
from simulation.agents import ChiefExecutive, Council, Leader
from simulation.agents.roster import Roster
from simulation.errors import InputError
from tests.strategies import scenario_of

BUSY = scenario_of("hexagonal", "busy").with_changes({"period.months": 24})
KINDS = {"councils": Council, "leaders": Leader, "chief_executives": ChiefExecutive}


@pytest.fixture
def model() -> PartnershipModel:
    """Return a model after some months."""
    made = PartnershipModel(BUSY, seed=2)
    for _ in range(12):
        made.step()
    return made


@pytest.fixture(autouse=True)
def nothing_deprecated() -> Any:
    """Turn every warning about something that will be dropped into an error."""
    with warnings.catch_warnings():
        for kind in (DeprecationWarning, PendingDeprecationWarning, FutureWarning):
            warnings.filterwarnings("error", category=kind, module=r"mesa|simulation|tests|test_")
        yield


@pytest.mark.parametrize("agents", KINDS)
def test_agents_are_a_set_of_mesa_and_a_table(model: PartnershipModel, agents: str) -> None:
    """The agents of a kind are one of Mesa's sets, with the row as index, slices and length."""
    every = getattr(model, agents)
    assert isinstance(every, AgentSet)
    assert every is model.agents_by_type[KINDS[agents]]
    assert [every[row].row for row in range(30)] == list(range(30)) == every.get("row")
    assert [agent.row for agent in every[3:6]] == [3, 4, 5]
    assert (len(every), every[-1].row, every.index(every[7])) == (30, 29, 7)
    assert every == list(every) == every.to_list()
    assert every[3] in every
    with pytest.raises(IndexError):
        _ = every[30]


def test_what_sets_of_mesa_can_do_they_can(model: PartnershipModel) -> None:
    """Select, agg, get, set, groupby, map, sort and shuffle work as Mesa has them."""
    councils = model.councils
    stress = model.world.councils.stress
    assert councils.agg("stress", np.mean) == pytest.approx(np.mean(stress))
    assert councils.agg("stress", [min, max]) == [min(stress), max(stress)]
    strained = councils.select(lambda council: council.stress > 0.1)
    assert [one.row for one in strained] == [row for row in range(30) if stress[row] > 0.1]
    assert len(councils.select(at_most=5)) == 5
    groups = councils.groupby("control")
    assert sum(groups.count().values()) == 30
    for party, mean in groups.agg("stress", np.mean).items():
        own = [stress[one.row] for one in councils if one.control == party]
        assert mean == pytest.approx(np.mean(own))
    assert councils.map(lambda council: council.row) == list(range(30))
    assert next(iter(councils.sort("stress", ascending=True))).stress == min(stress)
    assert sorted(one.row for one in councils.shuffle()) == list(range(30))
    assert councils.set("stress", 0.2) is councils
    assert list(stress) == [0.2] * 30
    councils.select(lambda council: council.row < 3).set("stress", 0.9)
    assert list(stress)[:4] == [0.9, 0.9, 0.9, 0.2]
    called: list[int] = []
    councils.do(lambda council: called.append(council.row))
    assert called == list(range(30))


OPERATIONS: dict[str, Callable[[Any], Any]] = {
    "select": lambda every: every.select(lambda one: one.row < 5),
    "select all": lambda every: every.select(),
    "copy": copy.copy,
    "shuffle": lambda every: every.shuffle(),
    "sort": lambda every: every.sort("row"),
    "and": lambda every: every & every.select(lambda one: one.row < 5),
    "group": lambda every: next(iter(every.groupby(lambda one: one.row < 5)))[1],
}


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=OPERATIONS)
def test_sets_that_come_back_are_ones_own(
    model: PartnershipModel, operation: Callable[[Any], Any]
) -> None:
    """What an operation gives back can be changed at will, and the model has all its agents."""
    mine = operation(model.councils)
    assert isinstance(mine, AgentSet)
    assert not isinstance(mine, Roster)
    mine.remove(next(iter(mine)))
    mine.add(model.leaders[0])
    assert len(model.councils) == 30
    assert len(model.agents) == 90


REMOVALS: dict[str, Callable[[PartnershipModel], Any]] = {
    "agent": lambda model: model.councils[0].remove(),
    "leader": lambda model: model.leaders[0].remove(),
    "chief executive": lambda model: model.chief_executives[0].remove(),
    "all": lambda model: model.remove_all_agents(),
    "deregister": lambda model: model.deregister_agent(model.councils[0]),
    "each": lambda model: model.councils.do("remove"),
    "set": lambda model: model.councils.remove(model.councils[0]),
    "discard": lambda model: model.agents.discard(model.leaders[0]),
    "by type": lambda model: model.agents_by_type[Council].discard(model.councils[0]),
    "pop": lambda model: model.councils.pop(),
    "clear": lambda model: model.agents.clear(),
    "minus": lambda model: model.councils.__isub__(model.councils.select(at_most=3)),
}


@pytest.mark.parametrize("remove", REMOVALS.values(), ids=REMOVALS)
def test_removing_an_agent_is_refused(
    model: PartnershipModel, remove: Callable[[PartnershipModel], Any]
) -> None:
    """No way takes a council, a leader or a chief executive out; each says what to do instead."""
    with pytest.raises(InputError, match="cannot be removed") as caught:
        remove(model)
    assert "own_map.md" in str(caught.value)
    assert (len(model.councils), len(model.agents), len(model.councils[0].cell.agents)) == (
        30,
        90,
        1,
    )
    while model.running:
        model.step()
    pd.testing.assert_frame_equal(model.result().events, run(BUSY, seed=2).events)


@pytest.mark.parametrize("operation", ["select", "shuffle", "sort"])
def test_the_order_of_the_agents_stays(model: PartnershipModel, operation: str) -> None:
    """A set of the model cannot be changed in place."""
    arguments = ["row"] if operation == "sort" else []
    with pytest.raises(InputError, match="keep their order"):
        getattr(model.councils, operation)(*arguments, inplace=True)
    assert model.councils.get("row") == list(range(30))


MADE: list[Callable[[PartnershipModel], Any]] = [
    lambda model: Council(model, row=3, cell=model.network[3]),
    lambda model: Leader(model, row=3),
    lambda model: ChiefExecutive(model, 30),
    lambda model: Leader.create_agents(model, 2, row=[1, 2]),
]


@pytest.mark.parametrize("make", MADE)
def test_making_an_agent_by_hand_is_refused(
    model: PartnershipModel, make: Callable[[PartnershipModel], Any]
) -> None:
    """Councils and their people are made with their model, one for each row."""
    with pytest.raises(InputError, match="are made with their model"):
        make(model)
    assert len(model.agents) == 90


def test_agents_of_another_model_cannot_be_added(model: PartnershipModel) -> None:
    """A set of the model takes no councils of others."""
    other = PartnershipModel(BUSY, seed=1)
    with pytest.raises(InputError, match="other models"):
        model.councils.add(other.councils[0])
    model.councils.add(model.councils[0])
    assert len(model.councils) == 30


class Consultant(CellAgent):
    """An agent of another kind, who moves from council to council."""

    def __init__(self, model: PartnershipModel, cell: Any) -> None:
        super().__init__(model)
        self.cell = cell

    def move_on(self) -> None:
        """Move to a council that is tied to this one."""
        self.cell = self.cell.neighborhood.select_random_cell()


def test_agents_of_other_kinds_come_and_go(model: PartnershipModel) -> None:
    """They are registered with numbers of their own, move over the network, and are removed."""
    consultants = [Consultant(model, model.network[row]) for row in range(3)]
    assert len({agent.unique_id for agent in model.agents}) == 93
    assert list(model.agents_by_type[Consultant]) == consultants
    assert consultants[0] in model.network[0].agents
    model.agents_by_type[Consultant].do("move_on")
    other = copy.deepcopy(model)
    moved = list(other.agents_by_type[Consultant])
    assert [one.cell.coordinate for one in moved] == [one.cell.coordinate for one in consultants]
    assert all(one.cell is other.network[one.cell.coordinate] for one in moved)
    consultants[0].remove()
    assert len(model.agents) == 92
    while model.running:
        model.step()
    pd.testing.assert_frame_equal(model.result().events, run(BUSY, seed=2).events)


def test_a_model_with_agents_of_other_kinds_is_let_go() -> None:
    """Mesa 3.3 numbers agents in a table that must not hold on to the model."""
    made = PartnershipModel(BUSY, seed=1)
    Agent(made)
    assert made not in getattr(Agent, "_ids", {})
