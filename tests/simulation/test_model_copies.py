"""Copies and pickles: a model goes on to the same last digit, and everything public is taken."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from mesa import Agent, DataCollector

from simulation import PartnershipModel, Scenario, run, run_ensemble
from simulation.agents import Council, Leader
from simulation.errors import InputError, WriteError
from simulation.maps import geography_of
from simulation.parameters import FROZEN, Parameters
from simulation.replay import arrays_after
from simulation.result import TABLES, Result
from tests.strategies import BUSY, WORLDS, scenario_of


def pickled(one: Any) -> Any:
    """Return what comes out of a pickle."""
    return pickle.loads(pickle.dumps(one))  # noqa: S301 # our own


COPIES = [copy.deepcopy, pickled]
MONTHS = 24
BUSY_MONTHS = BUSY | {"period.months": MONTHS}


def played(months: int, scenario: Scenario | None = None, **given: Any) -> PartnershipModel:
    """Return a model after some months."""
    model = PartnershipModel(scenario or scenario_of("hexagonal", "busy"), seed=5, **given)
    for _ in range(months):
        model.step()
    return model


def finished(model: PartnershipModel) -> Result:
    """Return the result of a model that is played to its end."""
    while model.running:
        model.step()
    return model.result()


def assert_same(one: Result, other: Result) -> None:
    """Compare all tables exactly."""
    for name in TABLES:
        pd.testing.assert_frame_equal(
            getattr(one, name), getattr(other, name), check_exact=True, obj=name
        )


@pytest.mark.parametrize("copied", COPIES)
@pytest.mark.parametrize("months", [0, 15, MONTHS])
@pytest.mark.parametrize("world", WORLDS)
def test_a_copy_goes_on_to_the_same_last_digit(
    world: str, months: int, copied: Callable[[Any], Any]
) -> None:
    """Taken at any month, original and copy both come to the tables of the compiled driver."""
    scenario = Scenario().with_changes(WORLDS[world] | BUSY_MONTHS)
    model = played(months, scenario, run=3)
    other = copied(model)
    assert (other.month, other.steps, other.running) == (months, months, months < MONTHS)
    untouched = run(scenario, seed=5, run=3)
    assert_same(finished(other), untouched)
    assert model.month == months
    assert_same(finished(model), untouched)
    assert other.steps == model.steps


@pytest.mark.parametrize("copied", [*COPIES, copy.copy])
def test_a_copy_shares_nothing_that_changes(copied: Callable[[Any], Any]) -> None:
    """What is written to a copy, or played in it, leaves the original as it was."""
    model = played(20)
    other = copied(model)
    for one, two in zip(model.arrays[0], other.arrays[0], strict=True):
        assert not np.shares_memory(np.asarray(one), np.asarray(two))
    before = model.councils[3].stress, model.random.getstate(), len(model.result().events)
    other.councils[3].stress = 1.0
    assert other.arrays[0].councils["stress"][3] == 1.0
    other.random.random()
    finished(other)
    assert before == (model.councils[3].stress, model.random.getstate(), len(model.result().events))
    assert other.rng is not model.rng


@pytest.mark.parametrize("copied", COPIES)
def test_a_copy_has_agents_of_its_own(copied: Callable[[Any], Any]) -> None:
    """Agents, cells and sets of a copy belong to it, with the same numbers and neighbours."""
    model = played(20)
    for council in model.councils:
        _ = council.cell.neighborhood, council.cell.get_neighborhood(2)
    other = copied(model)
    assert [agent.unique_id for agent in other.agents] == [one.unique_id for one in model.agents]
    assert other.agents_by_type[Council] == list(other.councils)
    assert other.network is other.grid
    for one, two in zip(model.councils, other.councils, strict=True):
        assert two.model is other
        assert two.cell is other.network[two.row]
        assert two.cell.agents == [two]
        assert set(two.cell.connections) == set(one.cell.connections)
        assert {id(cell) for cell in two.cell.connections.values()} <= {
            id(cell) for cell in other.network
        }
        assert two.cell.random is other.random
    with pytest.raises(InputError):
        other.councils[0].remove()
    with pytest.raises(WriteError):
        other.councils[0].stres = 1.0


@pytest.mark.parametrize("copied", COPIES)
def test_copies_of_copies_go_on(copied: Callable[[Any], Any]) -> None:
    """A copy can be copied, and a model can be copied in every month."""
    model = played(0, scenario_of("hexagonal", "busy").with_changes({"period.months": 24}))
    while model.running:
        model.step()
        model = copied(model)
    assert_same(model.result(), run(model.base, seed=5))


@pytest.mark.parametrize("copied", COPIES)
@pytest.mark.parametrize("take", [lambda model: model.councils[3], lambda model: model.leaders[3],
                                  lambda model: model.chief_executives[3]])  # fmt: skip
def test_an_agent_takes_its_model_along(
    take: Callable[[Any], Any], copied: Callable[[Any], Any]
) -> None:
    """A copy of an agent is an agent of a copy of its model, which can be played on."""
    model = played(20)
    agent = copied(take(model))
    assert agent.model is not model
    assert take(agent.model) is agent
    councils = copied(model.councils)
    assert councils == list(councils[0].model.councils)
    assert_same(finished(agent.model), finished(model))


class Watching(PartnershipModel):
    """A model with attributes of its own, agents of another kind, and reporters of many kinds."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.favourite, self.watched = self.councils[3], []
        self.observer = Agent(self)
        self.datacollector = DataCollector(
            model_reporters={
                "month": "month",
                "talks": lambda model: len(model.talks),
                "method": self.count,
            },
            agenttype_reporters={Council: {"stress": "stress", "name": lambda one: one.name},
                                 Leader: {"shifted": [shifted, [1.0]]}},
        )  # fmt: skip

    def count(self) -> int:
        """Return how many partnerships there are in this model."""
        return len(self.partnerships)

    def step(self) -> None:
        """Play a month and remember the talks that began."""
        super().step()
        self.watched += [talks for talks in self.talks if talks not in self.watched]


def shifted(leader: Leader, by: float) -> float:
    """Return boldness and something."""
    return float(leader.boldness) + by


@pytest.mark.parametrize("copied", COPIES)
def test_what_a_subclass_adds_is_copied(copied: Callable[[Any], Any]) -> None:
    """Attributes, agents of other kinds, and the collector with all its reporters come along."""
    model = Watching(scenario_of("hexagonal", "busy"), seed=5, **{"period.months": 30})
    for _ in range(15):
        model.step()
    other = copied(model)
    assert other.favourite is other.councils[3]
    assert other.observer in other.agents
    assert other.observer.model is other
    assert all(talks.model is other for talks in other.watched)
    finished(model), finished(other)
    assert [talks.row for talks in other.watched] == [talks.row for talks in model.watched]
    for name in ("get_model_vars_dataframe",):
        frames = [getattr(one.datacollector, name)() for one in (model, other)]
        pd.testing.assert_frame_equal(*frames)
        assert len(frames[0]) == 30
    for kind in (Council, Leader):
        frames = [one.datacollector.get_agenttype_vars_dataframe(kind) for one in (model, other)]
        pd.testing.assert_frame_equal(*frames)


@pytest.mark.parametrize("copied", COPIES)
def test_a_reporter_that_holds_on_to_a_model_is_refused(copied: Callable[[Any], Any]) -> None:
    """Such a reporter would report of the original in the copy: it says what to do."""
    model = played(1)
    model.datacollector = DataCollector(model_reporters={"month": lambda _: model.month})
    with pytest.raises(InputError, match="takes the model") as caught:
        copied(model)
    assert caught.value.field == "datacollector: month"


def test_a_pickle_goes_to_another_process(tmp_path: Path) -> None:
    """A model pickled here is played on in a new process, to the same last digit."""
    model, path = played(20), tmp_path / "model.pickle"
    path.write_bytes(pickle.dumps(model))
    code = (
        "import pickle, sys\n"
        "model = pickle.load(open(sys.argv[1], 'rb'))\n"
        "while model.running: model.step()\n"
        "pickle.dump(model.result(), open(sys.argv[1], 'wb'))\n"
    )
    subprocess.run([sys.executable, "-c", code, str(path)], check=True, cwd=Path.cwd())
    assert_same(pickle.loads(path.read_bytes()), finished(model))  # noqa: S301 # our own


def test_states_are_played_on_from_a_pickle() -> None:
    """State and books that went through a pickle are resumed as they were."""
    scenario = scenario_of("hexagonal", "busy").with_changes({"period.months": 40})
    model = PartnershipModel(scenario, seed=5)
    model.resume(pickled(arrays_after(scenario, 20, seed=5)), 20)
    assert_same(finished(model), run(scenario, seed=5))


@pytest.mark.parametrize("copied", COPIES)
@pytest.mark.parametrize("world", WORLDS)
def test_scenarios_parameters_and_maps_are_taken(world: str, copied: Callable[[Any], Any]) -> None:
    """Scenarios are copied before and after parameters are asked for; so is all they make."""
    scenario = Scenario().with_changes(WORLDS[world] | {"talks.planned_months": 6.0})
    assert copied(scenario) == scenario
    parameters = scenario.parameters
    assert copied(scenario) == scenario
    assert copied(scenario).parameters == parameters
    assert copied(parameters) == parameters
    assert type(copied(parameters)) is Parameters
    assert all(type(getattr(copied(parameters), name)) is kind for name, kind in FROZEN.items())
    geography = geography_of(scenario)
    _ = geography.numbered
    again = copied(geography)
    pd.testing.assert_frame_equal(again.councils, geography.councils)
    pd.testing.assert_frame_equal(again.ties, geography.ties)
    assert set(again.numbered.edges) == set(geography.numbered.edges)


@pytest.mark.parametrize("copied", COPIES)
@pytest.mark.parametrize("asked", [False, True])
def test_results_are_taken(asked: bool, copied: Callable[[Any], Any]) -> None:
    """A result is copied before and after its tables are made, of one run and of many."""
    scenario = scenario_of("hexagonal", "busy").with_changes({"period.months": 30})
    for result in (run(scenario, seed=1), run_ensemble(scenario, runs=2, seed=1)):
        if asked:
            _ = [getattr(result, name) for name in TABLES]
        assert_same(copied(result), result)


@pytest.mark.parametrize("copied", COPIES)
@pytest.mark.parametrize("kind", [InputError, WriteError])
def test_errors_are_taken(kind: type[InputError], copied: Callable[[Any], Any]) -> None:
    """An error says the same, and holds the same, after a pickle."""
    error = kind("is wrong", file="a.toml", field="b", value=3, allowed="4", nearest="c")
    again = copied(error)
    assert (type(again), str(again), vars(again)) == (kind, str(error), vars(error))
    assert type(error.at("d")) is type(error.within("b.toml")) is kind


@pytest.mark.parametrize("copied", COPIES)
def test_whoever_observes_a_model_observes_that_one(copied: Callable[[Any], Any]) -> None:
    """Where Mesa tells observers of a change, those of the original hear nothing of the copy."""
    model, heard = played(2), []
    if not hasattr(model, "observe"):
        pytest.skip("this version of Mesa has no observers")

    def hear(signal: Any) -> None:
        heard.append(signal)

    model.observe("time", "changed", hear)
    other = copied(model)
    other.step()
    assert heard == []
    model.step()
    assert heard


def test_a_copy_that_is_let_go_is_gone() -> None:
    """Neither a copy nor what it was copied from is held on to."""
    import gc
    import weakref

    model = played(3)
    gone = [weakref.ref(one) for one in (model, copy.deepcopy(model), pickled(model))]
    del model
    gc.collect()
    assert [one() for one in gone] == [None, None, None]
