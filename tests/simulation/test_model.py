"""PartnershipModel: how a model is made and stepped, and what its agents tell."""

from __future__ import annotations

import gc
import warnings
import weakref
from typing import Any

import numpy as np
import pandas as pd
import pytest

from simulation import PartnershipModel, Scenario, run
from simulation.agents import ChiefExecutive, Council, Leader
from simulation.errors import InputError
from simulation.result import TABLES, Result
from simulation.terms import NEVER, PARTIES
from tests.strategies import scenario_of

BUSY = scenario_of("hexagonal", "busy").with_changes({"period.months": 40})


def finished(model: PartnershipModel) -> PartnershipModel:
    """Step a model to its end and return it."""
    while model.running:
        model.step()
    return model


@pytest.fixture(scope="module")
def model() -> PartnershipModel:
    """Return a model in the middle of a busy run."""
    made = PartnershipModel(BUSY, rng=2)
    for _ in range(30):
        made.step()
    return made


def assert_equal(one: Result, other: Result) -> None:
    """Compare all tables exactly."""
    for name in TABLES:
        pd.testing.assert_frame_equal(
            getattr(one, name), getattr(other, name), check_exact=True, obj=name
        )


@pytest.mark.parametrize("number", [0, 17])
@pytest.mark.parametrize("seed", [0, 3])
def test_a_model_gives_the_result_of_the_other_driver(seed: int, number: int) -> None:
    """Played to its end, a model has the tables that `run` gives, for seed 0 too."""
    played = finished(PartnershipModel(BUSY, rng=seed, run=number))
    assert_equal(played.result(), run(BUSY, seed=seed, run=number))


def test_a_model_runs_to_the_end_of_its_period() -> None:
    """It is running until the last month is played; a step after that changes nothing."""
    made = PartnershipModel(BUSY.with_changes({"period.months": 3}), rng=1)
    running = []
    for _ in range(3):
        running.append(made.running)
        made.step()
    assert (running, made.running, made.month) == ([True] * 3, False, 3)
    before = made.result()
    made.step()
    assert (made.running, made.month) == (False, 3)
    assert_equal(before, made.result())


def test_a_result_can_be_had_on_the_way() -> None:
    """After some months the result is that of a shorter period, but for what lies ahead."""
    made = PartnershipModel(BUSY, rng=4)
    assert len(made.result().monthly) == len(made.result().events) == 0
    for _ in range(12):
        made.step()
    shorter = run(BUSY.with_changes({"period.months": 12}), seed=4)
    for name in ("monthly", "talks", "partnerships", "events"):
        pd.testing.assert_frame_equal(
            getattr(made.result(), name), getattr(shorter, name), check_exact=True, obj=name
        )


def test_changes_are_made_by_dotted_name() -> None:
    """Keyword arguments with dotted names change the scenario, on top of one handed in."""
    changes: dict[str, Any] = {"talks.planned_months": 6, "period.months": 12}
    made = PartnershipModel(rng=1, **changes)
    assert made.base == Scenario().with_changes(changes)
    made = PartnershipModel(BUSY, rng=1, **{"talks.planned_months": 6})
    assert made.base == BUSY.with_changes({"talks.planned_months": 6})


def test_a_scenario_may_come_as_base() -> None:
    """`base` hands a scenario in by another name, as the view does."""
    made = PartnershipModel(base=BUSY, rng=1, **{"period.months": 5})
    assert made.base == BUSY.with_changes({"period.months": 5})


def test_a_scenario_of_others_is_passed_over() -> None:
    """What some versions of Mesa hand in as `scenario` is not ours, and counts for nothing."""
    other: Any = type("Scenario", (), {"rng": 1, "to_dict": dict})()
    made = PartnershipModel(other, base=BUSY, rng=1)
    assert made.base == BUSY


@pytest.mark.parametrize("name", ["planned_months", "talks.planed_months"])
def test_an_unknown_argument_is_refused(name: str) -> None:
    """A name that no parameter has is refused with the nearest right one."""
    with pytest.raises(InputError) as caught:
        PartnershipModel(BUSY, rng=1, **{name: 6})
    assert caught.value.nearest == "talks.planned_months"


def test_without_a_seed_models_differ() -> None:
    """A model without a seed takes a new one and tells which."""
    one, other = PartnershipModel(BUSY), PartnershipModel(BUSY)
    assert one.seed_used != other.seed_used
    assert PartnershipModel(BUSY, rng=one.seed_used).seed_used == one.seed_used


def test_two_models_share_nothing() -> None:
    """Stepping one model leaves another as it was, on the same map."""
    one, other = PartnershipModel(BUSY, rng=1), PartnershipModel(BUSY, rng=1)
    finished(one)
    assert other.month == 0
    assert_equal(finished(other).result(), one.result())


def test_there_is_an_agent_of_each_kind_for_every_row(model: PartnershipModel) -> None:
    """Each council has its leader and its chief executive, in the order of the tables."""
    number = len(model.geography.councils)
    for kind, agents in (
        (Council, model.councils),
        (Leader, model.leaders),
        (ChiefExecutive, model.chief_executives),
    ):
        assert [agent.row for agent in agents] == list(range(number))
        assert list(model.agents_by_type[kind]) == agents
    assert len(model.agents) == 3 * number


COLUMNS = {
    "councils": ["population", "culture", "stress", "wariness", "reserves", "opposition"],
    "leaders": ["style", "boldness", "persuasion", "since"],
    "chief_executives": ["ambition", "strength", "skill", "delegation", "since"],
}


@pytest.mark.parametrize("agents", COLUMNS)
def test_agents_read_their_row(model: PartnershipModel, agents: str) -> None:
    """An attribute of an agent is the value in its row, now and after it has changed."""
    table = getattr(model.world, "chiefs" if agents == "chief_executives" else agents)
    for agent in getattr(model, agents):
        for name in COLUMNS[agents]:
            assert getattr(agent, name) == getattr(table, name)[agent.row]
            assert type(getattr(agent, name)) in (float, int)


def test_councils_know_their_place(model: PartnershipModel) -> None:
    """Code, name, control and leader of a council are those of the map and the month."""
    given = model.geography.councils
    for council in model.councils:
        assert council.code == given["code"][council.row]
        assert council.name == given["name"][council.row]
        assert council.control == PARTIES[model.world.councils.control[council.row]]
        assert council.leader is model.leaders[council.row]
        assert council.leader.party in PARTIES


def alive(table: pd.DataFrame) -> list[list[str]]:
    """Return the councils of what has not ended."""
    return [pair.split(";") for pair in table.loc[table["ended"].isna(), "councils"]]


def test_partners_are_those_of_the_table(model: PartnershipModel) -> None:
    """Councils in a living partnership name each other as partners, others nobody."""
    sharing = {council.code for council in model.councils if council.partners}
    for founders in alive(model.result().partnerships):
        inside = [council for council in model.councils if council.code in set(founders) & sharing]
        for council in inside:
            others = {partner.code for partner in council.partners}
            assert council.code not in others
            assert all(council in partner.partners for partner in council.partners)
    assert len(sharing) == model.result().monthly["councils_sharing"].iloc[-1] > 0


def test_partners_have_one_chief_executive(model: PartnershipModel) -> None:
    """The chief executive of partners serves them all; whoever is alone has one to itself."""
    for council in model.councils:
        served = council.chief_executive.serves
        assert set(served) == {council, *council.partners}
    laid_aside = [chief for chief in model.chief_executives if not chief.serves]
    sharing = sum(len(council.partners) > 0 for council in model.councils)
    assert len(laid_aside) == sharing - int(model.latest("partnerships"))


def test_those_in_talks_name_each_other(model: PartnershipModel) -> None:
    """Councils in talks are in talks with each other, as the table of open talks says."""
    for codes in alive(model.result().talks):
        first, second = (next(c for c in model.councils if c.code == code) for code in codes)
        assert first.in_talks_with is second
        assert second.in_talks_with is first
    for council in model.councils:
        other = council.in_talks_with
        assert other is None or other.in_talks_with is council


def test_the_network_is_that_of_the_ties(model: PartnershipModel) -> None:
    """The neighbours of a council's cell are the councils it is tied to, and know trust."""
    ties = model.world.ties
    for council in model.councils:
        first, last = (getattr(model.world.councils, f"{end}_tie")[council.row]
                       for end in ("first", "last"))  # fmt: skip
        tied = {ties.target[e] for e in range(first, last)}
        near = {agent.row for cell in council.cell.neighborhood for agent in cell.agents}
        assert near - {council.row} == tied
        for leader in model.leaders:
            known = council.leader.trust_in(leader)
            assert (known is not None) == (leader.row in tied)
            assert known is None or 0.0 <= known <= 1.0


def test_a_window_is_an_opening_post(model: PartnershipModel) -> None:
    """As many councils have a window as the month counted."""
    assert sum(council.window for council in model.councils) == model.latest("windows")
    chiefs = model.world.chiefs
    for council in model.councils:
        opening = chiefs.leaves[council.row] != NEVER or chiefs.vacant[council.row] != NEVER
        assert council.window == (opening and not council.partners)


def test_the_data_collector_holds_the_months(model: PartnershipModel) -> None:
    """What Mesa's collector has is what `monthly` has."""
    collected = model.datacollector.get_model_vars_dataframe()
    monthly = model.result().monthly
    assert len(collected) == len(monthly)
    for name in collected.columns:
        assert collected[name].tolist() == monthly[name].tolist()


def test_trust_is_told_to_the_end(model: PartnershipModel) -> None:
    """Trust of two leaders can be asked for after the last month as before it."""
    made = finished(PartnershipModel(BUSY, rng=1, **{"period.months": 3}))
    pairs = [(one, other) for one in made.leaders for other in made.leaders]
    known = [trust for one, other in pairs if (trust := one.trust_in(other)) is not None]
    assert known
    assert all(0.0 <= trust <= 1.0 for trust in known)


def test_looking_changes_nothing() -> None:
    """A run in which every agent is looked at every month is the same run."""
    watched = PartnershipModel(BUSY, rng=5)
    while watched.running:
        watched.step()
        for council in watched.councils:
            _ = council.partners, council.in_talks_with, council.window, council.control
            _ = council.chief_executive.serves, council.leader.party, repr(council)
            _ = [council.leader.trust_in(other) for other in watched.leaders]
        for row in (*watched.talks, *watched.soundings, *watched.all_partnerships):
            _ = repr(row), row.months, row.councils
        watched.result()
    assert_equal(watched.result(), run(BUSY, seed=5))


def test_nothing_that_is_deprecated_is_used() -> None:
    """Making, stepping and reading a model calls nothing that Mesa or others will drop."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        made = finished(PartnershipModel(BUSY, rng=1, **{"period.months": 6}))
        for name in TABLES:
            assert isinstance(getattr(made.result(), name), pd.DataFrame)
        made.datacollector.get_model_vars_dataframe()


def test_a_model_that_is_let_go_is_gone() -> None:
    """A model that nobody holds is collected, so that many can be made in one process."""
    made = PartnershipModel(BUSY, rng=1, **{"period.months": 2})
    finished(made)
    gone = weakref.ref(made)
    del made
    gc.collect()
    assert gone() is None


def test_numpy_numbers_are_seeds() -> None:
    """A whole number of NumPy is as good as one of Python."""
    assert PartnershipModel(BUSY, rng=np.int64(3)).seed_used == 3
