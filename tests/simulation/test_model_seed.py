"""What a model is made from: a seed under either name, a scenario, and hints that mean the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from simulation import PartnershipModel
from simulation.counts import LARGEST, seed_of
from simulation.errors import InputError
from tests.strategies import scenario_of

SMALL = scenario_of("hexagonal", "busy").with_changes({"period.months": 12})


def events(model: PartnershipModel) -> pd.DataFrame:
    """Return the events of a model, played to its end."""
    while model.running:
        model.step()
    return model.result().events


@pytest.mark.parametrize("seed", [0, 3, np.int64(3), np.uint8(3), LARGEST])
def test_seed_and_rng_are_one_thing(seed: Any) -> None:
    """A model made with `seed` is the one made with `rng`, and both may be given if they agree."""
    both = ({"seed": seed}, {"rng": seed}, {"seed": seed, "rng": seed})
    models = [PartnershipModel(SMALL, **given) for given in both]
    assert {model.seed_used for model in models} == {int(seed)}
    assert {type(model.seed_used) for model in models} == {int}
    tables = [events(model) for model in models]
    for table in tables[1:]:
        pd.testing.assert_frame_equal(table, tables[0], check_exact=True)


@pytest.mark.parametrize("make", [np.random.default_rng, np.random.PCG64])
def test_a_generator_gives_a_seed(make: Any) -> None:
    """A NumPy generator gives the seed that its next number is: the same state the same seed."""
    one, other = make(3), make(3)
    seeds = [PartnershipModel(SMALL, rng=one).seed_used for _ in range(2)]
    assert seeds[0] != seeds[1]
    assert seeds == [PartnershipModel(SMALL, seed=other).seed_used for _ in range(2)]
    assert all(0 <= seed <= LARGEST for seed in seeds)


def test_a_seed_sequence_stands_for_one_seed() -> None:
    """A SeedSequence is not used up: it stands for the same seed each time, its children not."""
    sequence = np.random.SeedSequence(3)
    assert seed_of(sequence) == seed_of(seed=sequence) == seed_of(np.random.SeedSequence(3))
    assert len({seed_of(child) for child in sequence.spawn(5)} | {seed_of(sequence)}) == 6
    assert 0 <= seed_of(sequence) <= LARGEST


WRONG = [-1, LARGEST + 1, 1.0, np.float64(2.0), float("nan"), "1", b"1", True, np.True_, [1, 2],
         np.array([1]), np.random.RandomState(1), {}]  # fmt: skip


@pytest.mark.parametrize("name", ["rng", "seed"])
@pytest.mark.parametrize("value", WRONG, ids=lambda value: type(value).__name__)
def test_what_is_no_seed_is_refused(name: str, value: Any) -> None:
    """A seed is a whole number from 0 or a NumPy generator; all else is refused in one sentence."""
    with pytest.raises(InputError, match="a seed must be a whole number") as caught:
        PartnershipModel(SMALL, **{name: value})
    assert caught.value.field == name
    assert caught.value.allowed == f"0 to {LARGEST}"


@pytest.mark.parametrize("pair", [(1, 2), (1, np.random.default_rng(1)), (1, "1"), (True, 1)])
def test_two_different_seeds_are_refused(pair: tuple[Any, Any]) -> None:
    """The two names cannot say different things."""
    with pytest.raises(InputError, match="under two names"):
        PartnershipModel(SMALL, rng=pair[0], seed=pair[1])


@pytest.mark.parametrize("run", [-1, 1.5, "1", True, None])
def test_the_number_of_a_run_is_a_whole_number(run: Any) -> None:
    """The number of a run is refused below 0 and where it is no whole number."""
    with pytest.raises(InputError, match="run"):
        PartnershipModel(SMALL, seed=1, run=run)


@pytest.mark.parametrize("name", ["scenario", "base"])
@pytest.mark.parametrize("value", ["configs/england.toml", Path("a.toml"), {"period.months": 3}, 7])
def test_what_is_no_scenario_is_refused(name: str, value: Any) -> None:
    """A file, changes or a seed in the place of a scenario are not passed over but refused."""
    with pytest.raises(InputError, match="is not a scenario") as caught:
        PartnershipModel(**{name: value})
    assert caught.value.field == name


HINTS = [
    ("planned_months", "talks.planned_months"),
    ("planed_months", "talks.planned_months"),
    ("months", "period.months"),
    ("tlaks", "talks"),
    ("steps", None),
    ("month", None),
    ("random_state", None),
]


@pytest.mark.parametrize(("name", "nearest"), HINTS)
def test_a_hint_names_what_means_the_same(name: str, nearest: str | None) -> None:
    """A name without its group meets the parameter it stands for, none that only sounds alike."""
    with pytest.raises(InputError) as caught:
        PartnershipModel(SMALL, seed=1, **{name: 6})
    assert caught.value.nearest == nearest
