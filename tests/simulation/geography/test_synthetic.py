"""Synthetic maps: any size, as dense as asked, and drawn like England."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from simulation.errors import InputError
from simulation.geography import Geography, Party, hexagonal, random_planar

Builder = Callable[..., Geography]
BUILDERS = [hexagonal, random_planar]
both = pytest.mark.parametrize("build", BUILDERS)


def like_neighbours(geography: Geography) -> float:
    """Return the share of contiguous ties between councils of like control."""
    pairs = geography.ties[geography.ties["contiguous"]]
    control = geography.initial_control
    return float((control[pairs["source"]] == control[pairs["target"]]).mean())


@both
@pytest.mark.parametrize("councils", [1, 2, 3, 4, 7, 201, 1000])
def test_a_map_has_as_many_councils_as_asked(build: Builder, councils: int) -> None:
    """Any number of councils gives a map with that many distinct codes."""
    geography = build(councils, seed=0)
    assert len(geography.councils) == councils
    assert geography.councils["code"].is_unique
    assert len(geography.initial_control) == len(geography.initial_largest_party) == councils


@both
def test_small_maps_hang_together(build: Builder) -> None:
    """Two councils touch; one has no ties."""
    assert build(1).ties.empty
    assert build(2).ties["contiguous"].tolist() == [True, True]


def test_a_hexagon_has_six_neighbours() -> None:
    """Away from the edge every hexagon touches six at the spacing, and none has more."""
    geography = hexagonal(900, spacing_km=10)
    touching = geography.ties[geography.ties["contiguous"]]
    degree = np.bincount(touching["source"], minlength=900)
    assert degree.max() == 6
    assert (degree == 6).mean() > 0.85
    assert touching["distance_km"].to_numpy() == pytest.approx(np.full(len(touching), 10))


def test_random_cells_have_about_six_neighbours() -> None:
    """A triangulation has nearly six neighbours a council, and no over-long edges."""
    geography = random_planar(900, spacing_km=10)
    touching = geography.ties[geography.ties["contiguous"]]
    assert len(touching) / 900 == pytest.approx(5.8, abs=0.2)
    assert touching["distance_km"].max() <= 25


@both
def test_the_map_is_roughly_square(build: Builder) -> None:
    """Width and height differ little, and area a council is that of the spacing."""
    councils = build(2000, spacing_km=10).councils
    width, height = np.ptp(councils["x_km"]), np.ptp(councils["y_km"])
    assert width == pytest.approx(height, rel=0.06)
    assert width * height / 2000 == pytest.approx(100 * np.sqrt(3) / 2, rel=0.06)


@both
def test_the_default_density_is_that_of_england(build: Builder) -> None:
    """With 201 councils a map has about 23 ties a council, as the districts have."""
    assert len(build(201).ties) / 201 == pytest.approx(23, abs=2)


@both
def test_a_seed_gives_one_map(build: Builder) -> None:
    """The same seed gives the same map, another seed another."""
    one, same, other = build(60, seed=0), build(60, seed=0), build(60, seed=1)
    pd.testing.assert_frame_equal(one.councils, same.councils)
    pd.testing.assert_frame_equal(one.ties, same.ties)
    assert np.array_equal(one.initial_control, same.initial_control)
    assert not one.councils["population"].equals(other.councils["population"])


@both
def test_clustering_joins_like_councils(build: Builder) -> None:
    """More clustering gives more like neighbours, from chance to nearly all, at the same shares."""
    maps = {level: build(3000, seed=3, clustering=level) for level in (0.0, 0.5, 1.0)}
    alone, some, close = (like_neighbours(geography) for geography in maps.values())
    assert alone == pytest.approx(0.656**2 + 0.178**2 + 0.097**2 + 0.056**2 + 0.013**2, abs=0.03)
    assert alone + 0.05 < some < close - 0.15
    assert close > 0.75
    for geography in maps.values():
        assert (geography.initial_control == Party.CON).mean() == pytest.approx(0.656, abs=0.05)


@both
def test_default_neighbours_are_as_alike_as_englands(build: Builder) -> None:
    """By default 61 % of neighbours have like control, as the districts had in 2005-2018."""
    shares = [like_neighbours(build(201, seed)) for seed in range(20)]
    assert np.mean(shares) == pytest.approx(0.606, abs=0.04)


@both
def test_shares_steer_control(build: Builder) -> None:
    """Shares of parties come out as asked; the largest party is never no overall control."""
    geography = build(4000, shares={"Lab": 0.5, "NOC": 0.5})
    labour = geography.initial_control == Party.LAB
    assert labour.mean() == pytest.approx(0.5, abs=0.05)
    assert (geography.initial_control[~labour] == Party.NOC).all()
    assert (geography.initial_largest_party[labour] == Party.LAB).all()
    assert Party.NOC not in geography.initial_largest_party


@both
def test_counties_are_compact_groups(build: Builder) -> None:
    """Counties have the size asked for, and councils of one lie nearer than the reach."""
    geography = build(800, county_size=8)
    assert geography.councils["county"].nunique() == pytest.approx(100, abs=1)
    by_county = geography.councils.groupby("county")
    assert by_county[["x_km", "y_km"]].std().fillna(0).to_numpy().max() < 65
    touching = geography.ties[geography.ties["contiguous"]]
    assert touching["same_county"].mean() > 0.5


def test_a_map_of_twenty_thousand_is_built_whole() -> None:
    """Twenty thousand councils keep their density, order and reverse ties."""
    geography = hexagonal(20_000)
    ends = geography.ties[["source", "target"]].to_numpy()
    assert len(ends) / 20_000 == pytest.approx(30, abs=1)
    assert np.array_equal(ends[geography.reverse], ends[:, ::-1])
    assert geography.ties.memory_usage().sum() < 40 * len(ends)
    assert np.abs(ends[:, 0] - ends[:, 1]).mean() < 0.1 * 20_000 / 3


@both
@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("councils", 0, "a whole number from 1 to 500,000"),
        ("councils", 500_001, "500001"),
        ("councils", 2.5, "2.5"),
        ("seed", -1, "a whole number from 0"),
        ("spacing_km", 0, "more than 0 km"),
        ("reach_km", -1, "0 or more km"),
        ("reach_km", float("nan"), "0 or more km"),
        ("clustering", 1.5, "0 to 1"),
        ("county_size", 0, "1 or more councils"),
        ("shares", {"Tory": 1.0}, "Con, Lab, LD, Ind, NOC"),
        ("shares", {"labb": 1.0}, "did you mean 'Lab'?"),
        ("shares", {"Lab": -0.5, "Con": 1.5}, "shares.Lab"),
        ("shares", {"Lab": 0.5, "Con": 0.4}, "do not sum to 1"),
    ],
)
def test_a_value_out_of_range_is_refused(
    build: Builder, option: str, value: object, said: str
) -> None:
    """The message names the option, the value and what is allowed."""
    with pytest.raises(InputError) as error:
        build(**{"councils": 20, option: value})
    assert option in str(error.value)
    assert said in str(error.value)


def test_a_reach_that_would_fill_the_memory_is_refused() -> None:
    """A reach of thousands of councils on a large map is refused before anything is built."""
    with pytest.raises(InputError, match=r"reach_km.*at most 600 ties a council"):
        hexagonal(100_000, spacing_km=1, reach_km=65)
