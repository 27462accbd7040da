"""Ties come in pairs, in order, and rows of neighbours lie close."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from simulation.geography import Geography, hexagonal, random_planar, ties
from simulation.geography.order import in_morton_order, morton_code
from simulation.geography.ties import NO_BOUNDARIES, Boundaries, tie_table


def table(x: list[float], county: list[str] | None = None) -> pd.DataFrame:
    """Return councils on a line at the given km."""
    return pd.DataFrame(
        {"x_km": x, "y_km": 0.0, "county": county or [""] * len(x), "tier": "shire_district"}
    )


@pytest.fixture(params=["districts", "everyone", "hexagons", "points"])
def any_map(request: pytest.FixtureRequest) -> Geography:
    """Return one map of each kind."""
    made = {"hexagons": lambda: hexagonal(150), "points": lambda: random_planar(150)}
    name = request.param
    return made[name]() if name in made else request.getfixturevalue(name)


def test_every_tie_has_its_reverse_alike(any_map: Geography) -> None:
    """The tie back joins the same two councils and carries the same facts."""
    ties = any_map.ties
    back = ties.iloc[any_map.reverse].reset_index(drop=True)
    assert (back["source"].to_numpy() == ties["target"].to_numpy()).all()
    assert (back["target"].to_numpy() == ties["source"].to_numpy()).all()
    facts = ["distance_km", "contiguous", "boundary_km", "same_county", "same_tier"]
    pd.testing.assert_frame_equal(back[facts], ties[facts])


def test_ties_are_sorted_and_single(any_map: Geography) -> None:
    """Ties stand by source, then target; none twice, none of a council with itself."""
    ends = any_map.ties[["source", "target"]]
    assert ends.equals(ends.sort_values(["source", "target"]))
    assert not ends.duplicated().any()
    assert (ends["source"] != ends["target"]).all()


def test_offsets_find_the_ties_of_each_council(any_map: Geography) -> None:
    """From one offset to the next lie exactly the ties that start at the council."""
    first, source = any_map.first_tie, any_map.ties["source"].to_numpy()
    assert len(first) == len(any_map.councils) + 1
    assert first[-1] == len(source)
    counts = np.bincount(source, minlength=len(any_map.councils))
    assert np.array_equal(np.diff(first), counts)
    assert np.array_equal(np.repeat(np.arange(len(counts)), np.diff(first)), source)


def test_rows_of_neighbours_lie_close(any_map: Geography) -> None:
    """Contiguous councils are much nearer in the table than two rows taken at random."""
    pairs = any_map.ties[any_map.ties["contiguous"]]
    apart = (pairs["source"] - pairs["target"]).abs().mean()
    assert apart < 0.5 * len(any_map.councils) / 3


def test_the_curve_visits_quarters_in_turn() -> None:
    """Along the curve the south-west comes first, then south-east, north-west, north-east."""
    x, y = np.array([1.0, 0.0, 1.0, 0.0]), np.array([1.0, 1.0, 0.0, 0.0])
    assert np.argsort(morton_code(x, y)).tolist() == [3, 2, 1, 0]


def test_councils_on_one_spot_are_ordered_by_code() -> None:
    """The order does not hang on the order of the rows given."""
    councils = pd.DataFrame({"code": ["b", "c", "a"], "x_km": 1.0, "y_km": 1.0})
    assert in_morton_order(councils)["code"].tolist() == ["a", "b", "c"]


def test_reach_counts_the_limit_itself() -> None:
    """Councils just as far apart as the reach are tied, those beyond are not."""
    ties = tie_table(table([0, 10, 20.5]), NO_BOUNDARIES, reach_km=10)
    assert ties[["source", "target"]].to_numpy().tolist() == [[0, 1], [1, 0]]
    assert not ties["contiguous"].any()


def test_contiguous_councils_are_tied_at_any_distance() -> None:
    """A boundary ties two councils out of reach; a pair given twice keeps its longer length."""
    boundaries = Boundaries(np.array([1, 0]), np.array([0, 1]), np.array([3.0, 7.0]))
    ties = tie_table(table([0, 500]), boundaries, reach_km=10)
    assert ties["boundary_km"].tolist() == [7.0, 7.0]
    assert ties["distance_km"].tolist() == [500.0, 500.0]


def test_councils_without_a_county_share_none() -> None:
    """Two blanks are not one county."""
    ties = tie_table(table([0, 1, 2], ["", "", "Kent"]), NO_BOUNDARIES, reach_km=5)
    assert not ties["same_county"].any()


@pytest.mark.parametrize("councils", [1, 2, 40, 400])
def test_few_councils_are_tied_as_many_are(councils: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking at all pairs gives the ties that a tree gives, on a grid with equal distances too."""
    draws = np.random.default_rng(councils)
    for position in (draws.uniform(0, 200, (councils, 2)), draws.integers(0, 9, (councils, 2))):
        there = table([0.0] * councils).assign(x_km=position[:, 0], y_km=position[:, 1])
        few = tie_table(there, NO_BOUNDARIES, reach_km=5.0)
        monkeypatch.setattr(ties, "FEW", 0)
        pd.testing.assert_frame_equal(few, tie_table(there, NO_BOUNDARIES, reach_km=5.0))
        monkeypatch.undo()
