"""Tables as spreadsheets save them, and what is out of reason: read as meant, or named by place."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulation import Scenario
from simulation.errors import InputError
from simulation.geography import Geography, own
from simulation.maps import beyond_record, check_period, geography_of

COUNCILS = (
    "code,name,tier,x_km,y_km,population,net_budget,election_year\n"
    "A01,Ash,unitary,0,0,90000,12000000,2007\n"
    "A02,Birch,unitary,20.5,0,80000,11000000,2007\n"
    "A03,Cole,shire_district,40,9,70000,10000000,2007\n"
)
NEIGHBOURS = "code_a,code_b,boundary_km\nA01,A02,15.4\nA02,A03,9\n"


def built(
    folder: Path, councils: str | bytes = COUNCILS, neighbours: str = NEIGHBOURS, **options: str
) -> Geography:
    """Return the map of two tables."""
    content = councils if isinstance(councils, bytes) else councils.encode()
    (folder / "councils.csv").write_bytes(content)
    (folder / "neighbours.csv").write_text(neighbours, encoding="utf-8")
    return own(folder / "councils.csv", folder / "neighbours.csv", **options)  # type: ignore[arg-type]


def grid(east: float, north: float) -> str:
    """Return nine councils, `east` and `north` apart."""
    rows = [
        f"T{x}{y},Town {x}{y},{-2 + x * east},{52 + y * north},90000,12000000"
        for x in range(3)
        for y in range(3)
    ]
    return "\n".join(["code,name,x_km,y_km,population,net_budget", *rows])


READ = {
    "semicolons": COUNCILS.replace(",", ";"),
    "decimal commas": COUNCILS.replace(",", ";").replace("20.5", "20,5"),
    "tabs": COUNCILS.replace(",", "\t"),
    "trailing commas": COUNCILS.replace("\n", ",\n"),
    "a formula for a code": COUNCILS.replace("A01", '="A01"'),
    "a line that names the separator": "sep=;\r\n" + COUNCILS.replace(",", ";"),
    "a mark at the start": "\ufeff" + COUNCILS,
    "official words": COUNCILS.replace("unitary", "UA").replace(
        "shire_district", "Non-metropolitan district"
    ),
}

REFUSED = {
    "a comma in a name": ("Ash,", "Ash, City of,", ["line 2, column 'name'", "quotes"]),
    "the same on the last line": ("Cole", "Cole,X", ["line 4, column 'name'", "9 fields"]),
    "a column twice": ("name,tier", "name,name", ["line 1", "stands twice", "'name'"]),
    "thousands": ("80000", '"80,000"', ["line 3, column 'population'", "thousands", "'80,000'"]),
    "a decimal comma": ("20.5", '"20,5"', ["line 3, column 'x_km'", "decimal comma", "'20,5'"]),
    "a currency": ("11000000", "£11000000", ["line 3, column 'net_budget'", "sign"]),
    "an error": ("80000", "#REF!", ["line 3, column 'population'", "error of the spreadsheet"]),
    "a formula": ("Birch", "=B2", ["line 3, column 'name'", "formula"]),
    "an impossible year": ("7000000,2007", "7000000,20007", []),
    "too many people": ("80000", "80000000000", ["line 3, column 'population'", "out of range"]),
    "too large a budget": ("11000000", "11e20", ["line 3, column 'net_budget'", "out of range"]),
}


@pytest.mark.parametrize("case", READ)
def test_what_a_spreadsheet_saves_is_read(tmp_path: Path, case: str) -> None:
    """Separators, decimal commas, marks and official words change nothing of the map."""
    found, plain = built(tmp_path, READ[case]), built(tmp_path)
    assert found.councils.equals(plain.councils)
    assert found.ties.equals(plain.ties)


@pytest.mark.parametrize("case", REFUSED)
def test_a_fault_of_a_spreadsheet_is_named(tmp_path: Path, case: str) -> None:
    """The message says what is the matter, in which line and column."""
    old, new, words = REFUSED[case]
    text = COUNCILS.replace(old, new)
    if text == COUNCILS:
        text = COUNCILS.replace("10000000,2007", "10000000,20007")
        words = ["line 4, column 'election_year'", "1800 to 2200"]
    with pytest.raises(InputError) as refused:
        built(tmp_path, text)
    for word in words:
        assert word in str(refused.value)


def test_another_file_is_named_as_what_it_is(tmp_path: Path) -> None:
    """A workbook and text in UTF-16 are told apart from a table."""
    for content, word in (
        (b"PK\x03\x04 rest", "spreadsheet"),
        (COUNCILS.encode("utf-16"), "UTF-16"),
    ):
        with pytest.raises(InputError, match=word):
            built(tmp_path, content)


@pytest.mark.parametrize(("unit", "steps"), [("metres", (25e3, 25e3)), ("degrees", (0.36, 0.22))])
def test_units_of_coordinates_are_told_and_converted(
    tmp_path: Path, unit: str, steps: tuple[float, float]
) -> None:
    """Metres and degrees are refused as kilometres and converted where a scenario says so."""
    none = "code_a,code_b\n"
    with pytest.raises(InputError, match=rf"look like {unit}.*geography.coordinates"):
        built(tmp_path, grid(*steps), none)
    found = built(tmp_path, grid(*steps), none, coordinates=unit)
    assert 20 < found.ties["distance_km"].min() < 30
    assert 0 < len(found.ties) <= 9 * 8


def test_doubts_are_noted_with_their_line(tmp_path: Path) -> None:
    """Few people, little money and a map of hermits are noted; a likely map has no notes."""
    assert built(tmp_path).notes == ()
    few = built(tmp_path, COUNCILS.replace("80000", "80"))
    assert "line 3" in few.notes[0]
    assert "thousands" in few.notes[0]
    poor = built(tmp_path, COUNCILS.replace("11000000", "11000"))
    assert "line 3: 11000" in poor.notes[0]
    apart = COUNCILS.replace("20.5", "200").replace("40", "400")
    assert "no council can reach another" in built(tmp_path, apart, "code_a,code_b\n").notes[0]


@pytest.mark.parametrize(
    ("shares", "noted"),
    [(("0.2", "0.9", "0"), True), (("0.2", "", "1"), True), (("0.2", "0.9", "20"), False),
     (("0", "0", "0"), False), (("", "", ""), False), (("0.5", "", ""), False)],
)  # fmt: skip
def test_rural_shares_in_place_of_per_cent_are_noted(
    tmp_path: Path, shares: tuple[str, ...], noted: bool
) -> None:
    """Where nothing given is above one per cent, shares may have been meant; one is no sign."""
    lines = COUNCILS.splitlines()
    ends = ("rural_share_pct", *shares)
    table = "\n".join(f"{line},{end}" for line, end in zip(lines, ends, strict=True))
    notes = " ".join(built(tmp_path, table).notes)
    assert ("rural_share_pct" in notes) == noted
    assert ("shares, not per cent" in notes) == noted


def test_all_neighbours_outside_the_map_are_named_at_once(tmp_path: Path) -> None:
    """One message lists every unknown code; on request the pairs are left out and noted."""
    more = NEIGHBOURS + "A03,X1,3\nX2,A01,4\n"
    with pytest.raises(InputError, match=r"2 codes are unknown: X1, X2.*drop-unknown-neighbours"):
        built(tmp_path, neighbours=more)
    found = built(tmp_path, neighbours=more, unknown_neighbours="dropped")
    assert found.ties.equals(built(tmp_path).ties)
    assert "2 pairs" in found.notes[0]


def test_a_period_beyond_the_record_is_refused_or_held(tmp_path: Path) -> None:
    """On England, and on an own map with a record, years without one are refused, or held."""
    control = "code,year,control\n" + "".join(
        f"A0{one},{year},Con\n" for one in (1, 2, 3) for year in (2009, 2012)
    )
    built(tmp_path)
    (tmp_path / "control.csv").write_text(control, encoding="utf-8")
    own_map = {
        "geography.map": "own",
        **{f"geography.{one}": str(tmp_path / f"{one}.csv") for one in
           ("councils", "neighbours", "control")},
        "period.start": "2009-01",
    }  # fmt: skip
    cases: list[tuple[dict[str, object], int, int]] = [({}, 168, 180), (own_map, 48, 60)]
    for changes, within, beyond in cases:
        scenario = Scenario().with_changes({**changes, "period.months": within})
        geography = geography_of(scenario)
        assert beyond_record(scenario, geography) is None
        check_period(scenario, geography)
        longer = scenario.with_changes({"period.months": beyond})
        with pytest.raises(InputError, match=r"beyond the record.*beyond_record"):
            check_period(longer, geography)
        held = longer.with_changes({"period.beyond_record": "hold"})
        check_period(held, geography)
        assert "held as it was" in str(beyond_record(held, geography))
    drawn = Scenario().with_changes({**own_map, "history.control": "drawn", "period.months": 90})
    assert beyond_record(drawn, geography_of(drawn)) is None
