"""England's map holds the facts it was compiled from."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from simulation.errors import InputError
from simulation.geography import TIERS, Geography, Party, england, fitted

ALL_TIERS = {
    "shire_district": 201,
    "unitary": 56,
    "metropolitan_district": 36,
    "london_borough": 33,
    "county": 27,
}


def pair(geography: Geography, a: str, b: str) -> pd.Series:
    """Return the tie from the council named a to the council named b."""
    row = {name: row for row, name in enumerate(geography.councils["name"])}
    ties = geography.ties
    both = (ties["source"] == row[a]) & (ties["target"] == row[b])
    (place,) = ties.index[both]
    found: pd.Series = ties.loc[place]
    return found


def contiguous_graph(geography: Geography) -> nx.Graph:
    """Return the councils joined where they share a boundary."""
    pairs = geography.ties[geography.ties["contiguous"]]
    graph = nx.Graph()
    graph.add_nodes_from(geography.councils.index)
    graph.add_edges_from(zip(pairs["source"], pairs["target"], strict=True))
    return graph


def test_all_principal_councils_are_there_by_tier(everyone: Geography) -> None:
    """England has 353 councils in five tiers."""
    assert everyone.councils["tier"].value_counts().to_dict() == ALL_TIERS
    assert everyone.councils["code"].is_unique


def test_the_default_is_the_shire_districts(districts: Geography) -> None:
    """The default map holds the 201 shire districts and nobody else."""
    assert districts.councils["tier"].value_counts().to_dict() == {"shire_district": 201}


def test_everyone_is_counted_once_below_the_counties(everyone: Geography) -> None:
    """The 326 districts hold the people of England; counties hold those of their districts."""
    councils = everyone.councils
    county = councils["tier"] == "county"
    assert councils.loc[~county, "population"].sum() == 53_012_456
    below = councils[councils["tier"] == "shire_district"].groupby("county")["population"].sum()
    above = councils[county].set_index("county")["population"]
    assert below.sort_index().to_dict() == above.sort_index().to_dict()


def test_districts_share_the_boundaries_of_the_record(districts: Geography) -> None:
    """428 pairs of shire districts are contiguous, 298 of them within a county."""
    pairs = districts.ties[districts.ties["contiguous"]]
    assert len(pairs) == 2 * 428
    assert pairs["same_county"].sum() == 2 * 298
    assert (pairs["boundary_km"] > 0).all()
    assert (districts.ties.loc[~districts.ties["contiguous"], "boundary_km"] == 0).all()


def test_the_districts_are_one_land_and_two_islands() -> None:
    """826 boundaries join 324 of the 326 districts; Wight and Scilly stand alone."""
    below_county = england([tier for tier in TIERS if tier != "county"])
    graph = contiguous_graph(below_county)
    parts = sorted(nx.connected_components(graph), key=len)
    islands = {below_county.councils["name"][row] for part in parts[:2] for row in part}
    assert graph.number_of_edges() == 826
    assert [len(part) for part in parts] == [1, 1, 324]
    assert islands == {"Isle of Wight", "Isles of Scilly"}


def test_a_district_has_about_23_ties(districts: Geography) -> None:
    """A reach of 65 km gives a district about 23 others to talk to."""
    assert len(districts.ties) / 201 == pytest.approx(23, abs=0.5)
    assert districts.ties["distance_km"].max() <= 65


def test_a_wider_reach_only_adds_ties() -> None:
    """With no reach the contiguous pairs remain; a longer reach adds pairs."""
    assert len(england(reach_km=0).ties) == 2 * 428
    assert len(england(reach_km=100).ties) > len(england(reach_km=65).ties)


def test_known_neighbours_are_contiguous(districts: Geography) -> None:
    """South Hams and West Devon share a long boundary in one county; a river parts Fareham."""
    devon = pair(districts, "South Hams", "West Devon")
    across_the_river = pair(districts, "Eastleigh", "Fareham")
    assert devon["contiguous"]
    assert devon["same_county"]
    assert devon["boundary_km"] > 20
    assert not across_the_river["contiguous"]
    assert across_the_river["distance_km"] < 20


def test_a_county_is_tied_with_its_districts_and_their_neighbours(everyone: Geography) -> None:
    """A county is contiguous with districts inside and beyond its edge, and with other counties."""
    inside = pair(everyone, "Hampshire", "Basingstoke and Deane")
    unitary = pair(everyone, "Hampshire", "Southampton")
    district = pair(everyone, "Hampshire", "Waverley")
    county = pair(everyone, "Hampshire", "West Sussex")
    assert inside["contiguous"]
    assert inside["same_county"]
    assert inside["boundary_km"] == 0
    assert not inside["same_tier"]
    assert all(tie["contiguous"] and not tie["same_county"] for tie in (unitary, district, county))
    assert county["same_tier"]


def test_every_county_is_tied_with_all_its_districts(everyone: Geography) -> None:
    """Each of the 201 districts has a contiguous tie with its own county, at any distance."""
    ties, tier = everyone.ties, everyone.councils["tier"].to_numpy()
    up = (tier[ties["source"]] == "shire_district") & (tier[ties["target"]] == "county")
    own = ties[up & ties["same_county"] & ties["contiguous"]]
    assert own["source"].nunique() == len(own) == 201


def test_a_county_shares_with_an_outside_district_what_its_districts_share(
    everyone: Geography,
) -> None:
    """The boundary of a county with a district is the sum over the county's districts."""
    near = ("East Hampshire", "Hart", "Rushmoor")
    parts = [pair(everyone, "Waverley", name)["boundary_km"] for name in near]
    assert min(parts) > 0
    assert pair(everyone, "Waverley", "Hampshire")["boundary_km"] == pytest.approx(sum(parts))


def test_numbers_of_the_world_do_not_depend_on_the_tiers_chosen(
    districts: Geography, everyone: Geography
) -> None:
    """Percentiles, means and the median budget are the same on a map of one tier as of all."""
    columns = ["deprivation", "grant_exposure", "grant_share", "net_budget", "rurality"]
    few = districts.councils.set_index("code")[columns]
    many = everyone.councils.set_index("code")[columns].loc[few.index]
    pd.testing.assert_frame_equal(few, many)
    assert districts.median_budget == everyone.median_budget


def test_deprivation_is_a_percentile_among_all_councils(everyone: Geography) -> None:
    """Deprivation runs evenly from 0 to 1, and known deprived places stand high."""
    place = everyone.councils.set_index("name")["deprivation"]
    assert place.min() == 0
    assert place.max() == 1
    assert place.mean() == pytest.approx(0.5)
    assert place["Hastings"] > 0.9
    assert place["Hart"] < 0.02


def test_rurality_is_the_rural_share_less_that_of_the_districts(everyone: Geography) -> None:
    """It averages 0 over the districts; the most rural stand at 1 less the mean, towns below 0."""
    table = everyone.councils.set_index("name")
    districts = table[table["tier"] == "shire_district"]["rurality"]
    assert districts.mean() == pytest.approx(0.0, abs=1e-12)
    assert districts.max() == pytest.approx(1.0 - fitted.RURAL_SHARE_MEAN, abs=5e-4)
    assert table.loc["Babergh", "rurality"] > 0.2
    assert table.loc["Cambridge", "rurality"] == pytest.approx(-0.433, abs=5e-4)


def test_exposure_averages_one_in_each_tier(everyone: Geography) -> None:
    """Exposure to grant cuts is 1 on average in every tier and never negative."""
    by_tier = everyone.councils.groupby("tier")["grant_exposure"].mean()
    assert by_tier.to_numpy() == pytest.approx(np.ones(5))
    assert everyone.councils["grant_share"].between(0, 1).all()


def test_budgets_are_pounds_of_an_ordinary_year(districts: Geography) -> None:
    """The middle district spends about 15 million pounds; one distorted year leaves no trace."""
    budget = districts.councils.set_index("name")["net_budget"]
    assert districts.median_budget == budget.median() == pytest.approx(15e6, rel=0.02)
    assert budget["South Lakeland"] > 15e6
    assert budget.min() >= 3e6


def test_control_follows_the_record(everyone: Geography) -> None:
    """Recorded control of known councils is as it was."""
    control = pd.DataFrame(
        everyone.control, index=everyone.councils["name"], columns=list(everyone.control_years)
    )
    assert everyone.control_years == range(2005, 2019)
    assert (control.loc["Manchester"] == Party.LAB).all()
    assert control.loc["Thanet", 2015] == Party.IND
    assert control.loc["Birmingham", 2005] == Party.NOC
    assert control.loc["Birmingham", 2012] == Party.LAB


def test_councils_of_2009_have_no_control_before(everyone: Geography) -> None:
    """Nine unitaries begin in April 2009; a council begins with its first recorded control."""
    assert everyone.control is not None
    young = everyone.control[:, 3] == Party.NONE
    began_2009 = young & (everyone.control[:, 4] != Party.NONE)
    assert began_2009.sum() == 9
    assert (everyone.initial_control[began_2009] == everyone.control[began_2009, 4]).all()
    assert (everyone.initial_control != Party.NONE).all()


def test_a_majority_party_is_the_largest(everyone: Geography) -> None:
    """Where a party controls it is the largest; under no overall control some party still leads."""
    assert everyone.control is not None
    assert everyone.largest_party is not None
    hung = everyone.control == Party.NOC
    assert (everyone.largest_party[~hung] == everyone.control[~hung]).all()
    assert set(np.unique(everyone.largest_party[hung])) == {0, 1, 2, 3}


@pytest.mark.parametrize(
    ("tiers", "said"),
    [
        (["shire_districts"], "did you mean 'shire_district'?"),
        (["metropolitan"], "did you mean 'metropolitan_district'?"),
        ([], "needs a list of tiers"),
        ("unitary", "needs a list of tiers"),
    ],
)
def test_an_unknown_tier_is_refused(tiers: list[str], said: str) -> None:
    """A wrong choice of tiers is named with the tiers there are and the nearest one."""
    with pytest.raises(InputError) as error:
        england(tiers)
    assert said in str(error.value)
    assert "tiers" in str(error.value)
    assert "london_borough" in str(error.value)


@pytest.mark.parametrize("reach", [-1.0, float("nan"), float("inf")])
def test_a_reach_that_is_no_distance_is_refused(reach: float) -> None:
    """A negative, infinite or missing reach is refused by name."""
    with pytest.raises(InputError, match="reach_km"):
        england(reach_km=reach)
