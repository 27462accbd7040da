"""What a map can tell: elections, a graph of itself, and itself with one more council."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from simulation.errors import InputError
from simulation.geography import Geography, hexagonal

WHOLE, PART = 1, 2


def held(geography: Geography, name: str, years: range = range(2005, 2019)) -> dict[int, int]:
    """Return the elections of a council by year, years without one left out."""
    row = geography.councils.index[geography.councils["name"] == name][0]
    calendar = geography.elections(years)[row]
    return {year: int(kind) for year, kind in zip(years, calendar, strict=True) if kind}


@pytest.mark.parametrize(
    ("name", "kind", "years"),
    [
        ("Babergh", WHOLE, [2007, 2011, 2015]),
        ("Exeter", PART, [2006, 2007, 2008, 2010, 2011, 2012, 2014, 2015, 2016, 2018]),
        ("Adur", PART, [2006, 2008, 2010, 2012, 2014, 2016, 2018]),
        ("Manchester", PART, [2006, 2007, 2008, 2010, 2011, 2012, 2014, 2015, 2016, 2018]),
        ("Camden", WHOLE, [2006, 2010, 2014, 2018]),
        ("Kent", WHOLE, [2005, 2009, 2013, 2017]),
        ("Isle of Wight", WHOLE, [2005, 2009, 2013, 2017]),
        ("Wiltshire", WHOLE, [2009, 2013, 2017]),
        ("Bedford", WHOLE, [2011, 2015]),
        ("City of London", WHOLE, []),
    ],
)
def test_councils_elect_in_their_years(
    everyone: Geography, name: str, kind: int, years: list[int]
) -> None:
    """Known councils of each tier and cycle hold the elections they held."""
    assert held(everyone, name) == dict.fromkeys(years, kind)


def test_elections_go_on_by_their_period(everyone: Geography) -> None:
    """Outside the record a council elects by the same rule, before it and after."""
    assert held(everyone, "Babergh", range(1995, 2031, 4)) == dict.fromkeys(
        range(1995, 2031, 4), WHOLE
    )
    assert held(everyone, "Kent", range(2019, 2026)) == {2021: WHOLE, 2025: WHOLE}
    assert held(everyone, "Wiltshire", range(1997, 2009)) == {}


def test_years_may_come_in_any_order(districts: Geography) -> None:
    """Columns follow the years asked for."""
    forward, backward = districts.elections([2010, 2011]), districts.elections([2011, 2010])
    assert np.array_equal(forward, backward[:, ::-1])
    assert districts.elections([]).shape == (201, 0)


def test_most_districts_elect_whole_in_2011(districts: Geography) -> None:
    """124 districts are elected whole in 2011; halves join the thirds in even years."""
    calendar = districts.elections([2009, 2010, 2011])
    assert (calendar == WHOLE).sum(axis=0).tolist() == [0, 0, 124]
    assert (calendar == PART).sum(axis=0).tolist() == [0, 77, 70]


def test_the_graph_carries_every_fact(districts: Geography) -> None:
    """The NetworkX graph has a node a code and an edge a pair, with the columns as attributes."""
    graph = districts.graph()
    assert isinstance(graph, nx.Graph)
    assert not graph.is_directed()
    assert list(graph) == districts.councils["code"].tolist()
    assert 2 * graph.number_of_edges() == len(districts.ties)
    first = districts.councils.iloc[0]
    assert graph.nodes[first["code"]] == first.to_dict()
    tie = districts.ties.iloc[0]
    edge = graph.edges[first["code"], districts.councils["code"][tie["target"]]]
    assert edge == tie.drop(["source", "target"]).to_dict()


def test_an_isolated_council_changes_nothing_for_the_others(districts: Geography) -> None:
    """One more council comes last, without ties, and all else stays as it was."""
    more = districts.with_isolated_council("X1", "Nowhere", like=7)
    pd.testing.assert_frame_equal(more.councils.iloc[:-1], districts.councils, check_dtype=True)
    pd.testing.assert_frame_equal(more.ties, districts.ties)
    assert more.control is not None
    assert districts.control is not None
    assert np.array_equal(more.control[:-1], districts.control)
    assert more.median_budget == districts.median_budget
    assert np.array_equal(more.first_tie[:-1], districts.first_tie)
    assert more.first_tie[-1] == more.first_tie[-2]
    assert np.array_equal(more.elections([2010])[:-1], districts.elections([2010]))


def test_an_isolated_council_is_like_the_one_it_copies(districts: Geography) -> None:
    """It has a code, name and place of its own, no county, and the copied rest."""
    more = districts.with_isolated_council("X1", "Nowhere", like=7)
    new, old = more.councils.iloc[-1], districts.councils.iloc[7]
    changed = ["code", "name", "county", "x_km"]
    assert (new["code"], new["name"], new["county"]) == ("X1", "Nowhere", "")
    assert new["x_km"] > districts.councils["x_km"].max() + 1000
    assert new.drop(changed).to_dict() == old.drop(changed).to_dict()
    assert more.control is not None
    assert districts.control is not None
    assert (more.control[-1] == districts.control[7]).all()
    assert more.initial_control[-1] == districts.initial_control[7]
    assert more.graph().degree("X1") == 0


def test_any_map_can_take_an_isolated_council() -> None:
    """A map without recorded control stays without; a taken code is refused."""
    small = hexagonal(5)
    assert small.with_isolated_council("X", "Far", like=0).control is None
    with pytest.raises(InputError, match="S000001"):
        small.with_isolated_council("S000001", "Far", like=0)
