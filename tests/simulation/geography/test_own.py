"""A user's own tables make a map."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from simulation import Scenario
from simulation.errors import InputError
from simulation.geography import Party, own
from simulation.maps import geography_of

EXAMPLE = Path(__file__).parents[3] / "configs" / "own_map"
COUNCILS = """code,name,x_km,y_km,population,net_budget
A,Ash,0,0,90000,12000000
B,Birch,20,0,80000,11000000
C,Cedar,200,0,70000,10000000
"""
NEIGHBOURS = "code_a,code_b,boundary_km\nA,B,5.5\nC,A,\n"
CONTROL = "code,year,control,largest_party\nA,2010,Con,\nB,2010,NOC,LD\nC,2011,noc,\nA,2012,Lab,\n"


class Tables:
    """Three tables of a small map in a folder; each can be rewritten."""

    def __init__(self, folder: Path) -> None:
        self.councils = folder / "councils.csv"
        self.neighbours = folder / "neighbours.csv"
        self.control = folder / "control.csv"
        self.write("councils", COUNCILS)
        self.write("neighbours", NEIGHBOURS)
        self.write("control", CONTROL)

    def write(self, table: str, text: str) -> None:
        """Replace a table."""
        getattr(self, table).write_text(text, encoding="utf-8")

    def refused(self) -> str:
        """Return the message with which the map is refused."""
        with pytest.raises(InputError) as error:
            own(self.councils, self.neighbours, self.control)
        return str(error.value)


@pytest.fixture
def tables(tmp_path: Path) -> Tables:
    """Return sound tables of three councils."""
    return Tables(tmp_path)


def test_the_example_is_a_map() -> None:
    """The example has twelve councils, all tied, with control by year."""
    geography = own(EXAMPLE / "councils.csv", EXAMPLE / "neighbours.csv", EXAMPLE / "control.csv")
    assert len(geography.councils) == 12
    assert (np.diff(geography.first_tie) > 0).all()
    assert geography.control_years == range(2005, 2019)
    assert geography.control is not None
    assert (geography.control != Party.NONE).all()
    assert (geography.elections([2010, 2011]) > 0).any(axis=1).all()


def test_ties_are_neighbours_and_councils_in_reach(tables: Tables) -> None:
    """Two councils are tied if they are listed, however far, or near, listed or not."""
    geography = own(tables.councils, tables.neighbours)
    code = geography.councils["code"].to_numpy()
    ties = geography.ties
    found = {
        code[a] + code[b]: km
        for a, b, km in zip(ties["source"], ties["target"], ties["boundary_km"], strict=True)
    }
    assert found == {"AB": 5.5, "BA": 5.5, "AC": 0.0, "CA": 0.0}
    assert ties["contiguous"].all()
    assert len(own(tables.councils, tables.neighbours, reach_km=500).ties) == 6


def test_optional_columns_have_defaults(tables: Tables) -> None:
    """What is not given is an average shire district, elected whole in 2011, without a county."""
    row = own(tables.councils, tables.neighbours).councils.iloc[0]
    assert (row["tier"], row["county"], row["region"]) == ("shire_district", "", "")
    assert (row["deprivation"], row["grant_exposure"], row["grant_share"]) == (0.5, 1.0, 0.5)
    assert (row["election_cycle"], row["election_year"]) == ("all_out", 2011)
    assert row["rurality"] == 0.0


def test_optional_columns_are_used(tables: Tables) -> None:
    """Given values count; one grant column fills the other; words may be in capitals."""
    tables.write(
        "councils",
        "code,name,x_km,y_km,population,net_budget,tier,election_cycle,grant_exposure,grant_share\n"
        "A,Ash,0,0,9,1e6,London_Borough,,1.5,\n"
        "B,Birch,1,1,9,1e7,unitary,Thirds,,0.25\n"
        "C,Cedar,2,2,9,1e7,county,none,,\n",
    )
    rows = own(tables.councils, tables.neighbours).councils.set_index("code")
    assert rows["tier"].to_dict() == {"A": "london_borough", "B": "unitary", "C": "county"}
    assert rows["election_cycle"].to_dict() == {"A": "all_out", "B": "thirds", "C": ""}
    assert rows["election_year"].to_dict() == {"A": 2010, "B": 0, "C": 0}
    assert rows["grant_exposure"].to_dict() == {"A": 1.5, "B": 0.5, "C": 1.0}
    assert rows["grant_share"].to_dict() == {"A": 0.75, "B": 0.25, "C": 0.5}
    assert rows["net_budget"].to_dict() == {"A": 3e6, "B": 1e7, "C": 1e7}


def test_a_rural_share_counts_against_that_of_the_districts(tables: Tables) -> None:
    """It is taken less the mean of the English districts, whoever else is on the map."""
    header = "code,name,x_km,y_km,population,net_budget,rural_share_pct\n"
    tables.write(
        "councils",
        f"{header}A,Ash,0,0,9,1e6,93.6\nB,Birch,1,1,9,1e7,0\nC,Cedar,2,2,9,1e7,\n",
    )
    rows = own(tables.councils, tables.neighbours).councils.set_index("code")["rurality"]
    assert rows.to_numpy() == pytest.approx([0.5, -0.436, 0.0])
    tables.write("councils", f"{header}A,Ash,0,0,9,1e6,101\n")
    with pytest.raises(InputError, match=r"rural_share_pct.*0 to 100"):
        own(tables.councils, tables.neighbours)


def test_a_county_is_tied_with_the_districts_inside(tables: Tables) -> None:
    """A county council is contiguous with the shire districts of its name, at any distance."""
    tables.write(
        "councils",
        "code,name,x_km,y_km,population,net_budget,tier,county\n"
        "A,Ash,0,0,9,1e7,,Wold\nB,Birch,500,0,9,1e7,unitary,Wold\n"
        "C,Cedar,900,0,9,1e7,,\nW,Wold,300,0,9,1e8,county,Wold\n",
    )
    tables.write("neighbours", "code_a,code_b\n")
    geography = own(tables.councils, tables.neighbours)
    code = geography.councils["code"].to_numpy()
    assert {code[row] for row in geography.ties["source"]} == {"A", "W"}
    assert geography.ties["contiguous"].tolist() == [True, True]
    assert geography.ties["same_county"].tolist() == [True, True]


def test_control_is_carried_on_and_blank_before(tables: Tables) -> None:
    """A year before the first row is none, a later gap repeats; NOC without a leader is Ind."""
    geography = own(tables.councils, tables.neighbours, tables.control)
    row = {code: row for row, code in enumerate(geography.councils["code"])}
    control, largest = geography.control, geography.largest_party
    assert control is not None
    assert largest is not None
    assert geography.control_years == range(2010, 2013)
    assert control[row["A"]].tolist() == [Party.CON, Party.CON, Party.LAB]
    assert control[row["B"]].tolist() == [Party.NOC] * 3
    assert control[row["C"]].tolist() == [Party.NONE, Party.NOC, Party.NOC]
    assert largest[row["B"]].tolist() == [Party.LD] * 3
    assert geography.initial_control[row["C"]] == Party.NOC
    assert geography.initial_largest_party[row["C"]] == Party.IND


def test_without_a_record_control_is_drawn(tables: Tables) -> None:
    """Without a control table the first control is drawn from the shares, the same for a seed."""
    drawn = own(tables.councils, tables.neighbours, seed=4, shares={"LD": 1.0})
    assert drawn.control is None
    assert len(drawn.control_years) == 0
    assert drawn.initial_control.tolist() == [Party.LD] * 3
    again = own(tables.councils, tables.neighbours, seed=4)
    assert np.array_equal(
        again.initial_control, own(tables.councils, tables.neighbours, seed=4).initial_control
    )


def test_the_order_of_rows_does_not_matter(tables: Tables) -> None:
    """Shuffled rows, blank lines, spaces and a byte order mark give the same map."""
    before = own(tables.councils, tables.neighbours, tables.control)
    head, *rows = COUNCILS.splitlines()
    shuffled = "\n".join([head, *rows[::-1]]).replace(",", " , ")
    tables.write("councils", f"\ufeff{shuffled}\n\n\n")
    tables.write("neighbours", NEIGHBOURS + "B,A,1\n")
    after = own(tables.councils, tables.neighbours, tables.control)
    assert before.councils.equals(after.councils)
    assert before.ties.equals(after.ties)
    assert np.array_equal(before.initial_control, after.initial_control)


def test_other_columns_are_ignored_and_slips_refused(tables: Tables) -> None:
    """A column of another name does no harm; one a slip away from ours is refused."""
    tables.write("councils", COUNCILS.replace("\n", ",7\n").replace("budget,7", "budget,mayor"))
    assert len(own(tables.councils, tables.neighbours).councils) == 3
    tables.write(
        "councils", COUNCILS.replace("\n", ",7\n").replace("budget,7", "budget,deprivaton")
    )
    message = tables.refused()
    assert "'deprivaton'" in message
    assert "did you mean 'deprivation'?" in message


def test_a_header_alone_is_a_map_without_neighbours(tables: Tables) -> None:
    """A neighbour table without rows leaves the ties within reach."""
    tables.write("neighbours", "code_a,code_b\n")
    geography = own(tables.councils, tables.neighbours)
    assert len(geography.ties) == 2
    assert not geography.ties["contiguous"].any()


def test_a_map_is_read_again_only_when_its_tables_change(tables: Tables) -> None:
    """Scenarios on the same tables share one map; a table written anew makes another."""
    scenario = Scenario().with_changes(
        {"geography.map": "own", "geography.councils": str(tables.councils),
         "geography.neighbours": str(tables.neighbours), "history.control": "drawn"}
    )  # fmt: skip
    first = geography_of(scenario)
    assert geography_of(scenario.with_changes({"politics.salience": 0.9})) is first
    tables.write("councils", COUNCILS.replace("Cedar", "Chestnut"))
    again = geography_of(scenario)
    assert again is not first
    assert "Chestnut" in set(again.councils["name"])
