"""A table that cannot be used is refused with one message that says what to mend."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from simulation.errors import InputError
from simulation.geography import own

if TYPE_CHECKING:
    from pathlib import Path

TABLES = {
    "councils": (
        "code,name,x_km,y_km,population,net_budget,tier,deprivation,election_cycle\n"
        "A01,Ash,0,0,90000,12000000,unitary,0.1,thirds\n"
        "A02,Birch,20,0,80000,11000000,unitary,0.2,halves\n"
    ),
    "neighbours": "code_a,code_b,boundary_km\nA01,A02,5\n",
    "control": "code,year,control,largest_party\nA01,2010,Con,Con\nA02,2010,NOC,Lab\n",
}


def refused(folder: Path, tables: dict[str, str | bytes | None]) -> str:
    """Write the tables, leave out those that are None, and return the message of refusal."""
    for name, text in tables.items():
        if text is not None:
            content = text if isinstance(text, bytes) else text.encode()
            (folder / f"{name}.csv").write_bytes(content)
    with pytest.raises(InputError) as error:
        own(folder / "councils.csv", folder / "neighbours.csv", folder / "control.csv")
    return str(error.value)


def test_the_tables_are_sound_before_they_are_spoiled(tmp_path: Path) -> None:
    """Each case below differs from tables that are accepted."""
    for name, text in TABLES.items():
        (tmp_path / f"{name}.csv").write_text(text)
    geography = own(
        tmp_path / "councils.csv", tmp_path / "neighbours.csv", tmp_path / "control.csv"
    )
    assert len(geography.councils) == 2


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "there is no such file"),
        (b"", "the file is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\xff", "not a CSV table"),
        (b'code,"name\n1,2,3', "the table has no column"),
        (b"colour;size\n1;2\n", "the required columns are code"),
    ],
)
def test_a_file_that_is_no_table_is_refused(
    tmp_path: Path, table: str, content: bytes | None, said: str
) -> None:
    """A missing, empty, binary or foreign file is named with what is wrong."""
    message = refused(tmp_path, {**TABLES, table: content})
    assert message.partition(".csv:")[0].endswith(table)
    assert said in message or "not a CSV table" in message


@pytest.mark.parametrize(
    ("table", "old", "new", "said"),
    [
        (
            "councils",
            "net_budget",
            "budget",
            ["no column 'net_budget'", "code, name, x_km", "'budget'"],
        ),
        ("councils", "A02", "A01", ["line 3, column 'code'", "stands twice", "'A01'"]),
        ("councils", "A02", "A;2", ["line 3, column 'code'", "'A;2'", "no ';'"]),
        ("councils", "A02,", ",", ["line 3, column 'code'", "is blank"]),
        ("councils", "Birch", "", ["line 3, column 'name'", "is blank"]),
        ("councils", "80000", "many", ["line 3, column 'population'", "'many'", "above 0"]),
        ("councils", "80000", "0", ["line 3, column 'population'", "out of range", "'0'"]),
        ("councils", "80000", "-4", ["line 3, column 'population'", "'-4'", "above 0"]),
        ("councils", "80000", "80.5", ["line 3, column 'population'", "not a whole number"]),
        ("councils", "80000", "nan", ["line 3, column 'population'", "not a finite number"]),
        ("councils", "80000", "", ["line 3, column 'population'", "not a finite number"]),
        ("councils", "20,0", "inf,0", ["line 3, column 'x_km'", "'inf'", "finite"]),
        ("councils", "11000000", "0", ["line 3, column 'net_budget'", "pounds a year"]),
        ("councils", "0.2", "20", ["line 3, column 'deprivation'", "'20'", "to 1"]),
        ("councils", "unitary,0.2", "unitray,0.2", ["column 'tier'", "did you mean 'unitary'?"]),
        ("councils", "halves", "half", ["line 3, column 'election_cycle'", "mean 'halves'?"]),
        ("councils", "halves", "halves,1", ["not a CSV table", "as many fields as the header"]),
        ("neighbours", "A02", "A0Z", ["line 2, column 'code_b'", "'A0Z'", "a code of the"]),
        ("neighbours", "A02", "A01", ["line 2", "its own neighbour", "'A01'"]),
        ("neighbours", ",5", ",-5", ["line 2, column 'boundary_km'", "0 or more km"]),
        ("neighbours", ",5", ",15400", ["column 'boundary_km'", "'15400'", "at most 10,000"]),
        ("councils", "11000000", "9e15", ["column 'net_budget'", "'9e15'", "1 to 10,000,000,000"]),
        ("neighbours", ",5", ",far", ["line 2, column 'boundary_km'", "'far'"]),
        ("control", "A02", "A09", ["line 3, column 'code'", "no council has this code"]),
        ("control", "A02,2010", "A01,2010", ["control.csv", "has no row", "'A02'"]),
        ("control", "A02,2010", "A01,2010,Con,Con\nA02,2010", ["line 3, column 'year'", "twice"]),
        ("control", "NOC", "NCO", ["line 3, column 'control'", "did you mean 'NOC'?"]),
        ("control", "NOC,Lab", "NOC,NOC", ["column 'largest_party'", "Con, Lab, LD, Ind"]),
        ("control", "2010,Con", "MMX,Con", ["line 2, column 'year'", "'MMX'", "calendar year"]),
    ],
)
def test_a_wrong_entry_is_refused(
    tmp_path: Path, table: str, old: str, new: str, said: list[str]
) -> None:
    """The message names the file, the line, the column, the value and what is allowed."""
    assert old in TABLES[table]
    message = refused(tmp_path, {**TABLES, table: TABLES[table].replace(old, new)})
    assert message.partition(".csv:")[0].endswith(table)
    assert "\n" not in message
    for words in said:
        assert words in message


def test_a_map_without_councils_is_refused(tmp_path: Path) -> None:
    """A header without rows is no map."""
    header = TABLES["councils"].splitlines()[0] + "\n\n"
    message = refused(tmp_path, {**TABLES, "councils": header})
    assert "the table has no councils" in message


def test_a_folder_is_no_table(tmp_path: Path) -> None:
    """A folder in place of a file is refused like any other unreadable thing."""
    (tmp_path / "councils.csv").mkdir()
    message = refused(tmp_path, {**TABLES, "councils": None})
    assert "councils.csv: cannot be read" in message
