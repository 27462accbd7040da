"""Files that are handed in are checked as on the command line, and leave nothing behind."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.browser.recording.recording import RecordedModel
from experiments.browser.visit.uploads import (
    LARGEST_SCENARIO,
    LARGEST_TABLE,
    OwnMap,
    uploaded_scenario,
)
from experiments.browser.visit.visit import Visit
from simulation import Scenario
from simulation.errors import InputError
from tests.strategies import OWN_MAP, WORLDS

pytest.importorskip("solara", reason="the extra `browser` is not installed")

from experiments.browser.tabs.take_away import TakeAwayTab

TABLES = {
    name: (OWN_MAP / f"{name}.csv").read_bytes() for name in ("councils", "neighbours", "control")
}


def folders() -> set[Path]:
    """Return the folders of maps that stand now."""
    return set(Path(tempfile.gettempdir()).glob("partnerships-map-*"))


def test_a_scenario_comes_back_as_it_was_written() -> None:
    """What `to_toml` wrote is read again, with or without a byte order mark."""
    scenario = Scenario().with_changes({"talks.planned_months": 9.0, "levers.visits": 0.5})
    content = scenario.to_toml().encode()
    assert uploaded_scenario(content) == scenario
    assert uploaded_scenario(b"\xef\xbb\xbf" + content) == scenario
    assert uploaded_scenario(b"") == Scenario()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"[talks]\nplanned_monts = 4\n", "did you mean 'talks.planned_months'"),
        (b"[talks]\nplanned_months = 99.0\n", "allowed: 1.0 to 24.0"),
        (b"[talks\n", "is not TOML"),
        (b"PK\x03\x04", "another archive"),
        (b"\x89PNG\r\n", "a picture"),
        (b"name = '\x07'", "control characters"),
        ("name = '\ufffd'".encode(), "not a text file in UTF-8"),
        (b"\xff\xfe\x00", "not a text file in UTF-8"),
        (b"a = " + b"[" * 5000, "nested too deeply"),
        (b"a = " + b"9" * 5000, "too many digits"),
        (b"#" * (LARGEST_SCENARIO + 1), "too large"),
        (b'[geography]\ncouncils = "/etc/passwd"\n', "needs the tables"),
        (b'[geography]\nmap = "own"\n', "needs the tables"),
        (b"geography = 3\n", "must be a group"),
        (b"[period]\nmonths = 1200\n", "too much for one page"),
    ],
)
def test_a_wrong_scenario_is_refused(content: bytes, said: str) -> None:
    """One message says what is wrong and names the scenario."""
    with pytest.raises(InputError, match="the scenario") as refused:
        uploaded_scenario(content)
    assert said in str(refused.value)


def test_a_map_is_played_and_taken_away() -> None:
    """An own map with its record can be played; its folder goes with it."""
    before = folders()
    with OwnMap(TABLES) as own:
        scenario = own.on(Scenario().with_changes({"period.months": 6}))
        assert len(folders() - before) == 1
        model = RecordedModel(scenario, rng=1)
        model.advance(6)
        assert model.recording.names[0] in TABLES["councils"].decode()
    assert folders() == before


def test_without_a_record_control_is_drawn() -> None:
    """Councils and neighbours are enough."""
    with OwnMap({name: TABLES[name] for name in ("councils", "neighbours")}) as own:
        assert own.on(Scenario()).history.control == "drawn"


def test_a_scenario_on_an_own_map_uses_the_tables_that_were_handed_in() -> None:
    """Paths in the scenario are passed over, wherever they point."""
    content = b'[geography]\nmap = "own"\ncouncils = "/etc/passwd"\nneighbours = "../x"\n'
    with OwnMap(TABLES) as own:
        scenario = uploaded_scenario(content, own_map=own)
        assert Path(scenario.geography.councils).name == "councils.csv"
        assert "/etc" not in scenario.to_toml()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("councils", b"", "the file is empty"),
        ("councils", b"\x00\x01\x02\xff", "councils.csv"),
        ("councils", b"code,name\na,b\n", "no column 'x_km'"),
        ("councils", TABLES["councils"].replace(b",", b"|"), "councils.csv"),
        ("councils", b"code\n" * 2000, "too many rows"),
        ("councils", b"x" * (LARGEST_TABLE + 1), "too large"),
        ("councils", "\ufffdPNG\r\n".encode(), "not a text file in UTF-8"),
        ("councils", b"PK\x03\x04" + bytes(90), "another archive"),
        ("neighbours", b"PK\x03\x04", "neighbours.csv: is not a text file (a spreadsheet"),
        ("control", b"%PDF-1.7", "control.csv: is not a text file (a PDF)"),
        ("councils", b"PAR1x", "a Parquet file"),
        ("councils", b"<!doctype html>", "a page"),
        ("councils", b"code,name\n\x07\x07", "control characters"),
        ("councils", b"code,name\n\0", "zero bytes"),
        ("neighbours", b"code_a,code_b\nA01,=cmd()\n", "is a formula"),
        ("control", b"code,year,control\nA01,2010,Con\n", "a council has no row"),
        ("../../x", b"", "no such table"),
    ],
)
def test_a_wrong_table_is_refused(name: str, content: bytes, said: str) -> None:
    """The message names the table as it was handed in, never a place on this machine."""
    before = folders()
    with pytest.raises(InputError) as refused, OwnMap({**TABLES, name: content}) as own:
        own.on(Scenario())
    assert said in str(refused.value)
    assert tempfile.gettempdir() not in str(refused.value)
    assert folders() == before


def test_a_missing_table_is_named() -> None:
    """Neighbours are asked for."""
    with pytest.raises(InputError, match=r"neighbours\.csv: is missing"):
        OwnMap({"councils": TABLES["councils"]})


@given(content=st.binary(max_size=300))
def test_any_bytes_are_a_scenario_or_refused(content: bytes) -> None:
    """Nothing but a scenario or an input error comes of any bytes."""
    with suppress(InputError):
        assert isinstance(uploaded_scenario(content), Scenario)


@given(
    content=st.one_of(
        st.binary(max_size=200),
        st.text("abc,01\n\"'\r;é", max_size=200).map(
            lambda text: b"code,name,x_km,y_km,population,net_budget\n" + text.encode()
        ),
    )
)
def test_any_bytes_are_a_table_or_refused(content: bytes) -> None:
    """Crash only: any bytes as a table of councils raise nothing but a refusal."""
    tables = {"councils": content, "neighbours": b"code_a,code_b\n"}
    with suppress(InputError), OwnMap(tables) as own:
        own.on(Scenario())


WRONG: list[Any] = [
    {}, {"what": "toml"}, {"what": "map", "files": []}, {"what": "map", "files": {"councils": 1}},
    {"what": "zip", "files": {"toml": ""}}, {"what": [], "files": {"toml": ""}},
    {"what": "toml", "files": {"toml": "x" * (LARGEST_SCENARIO + 1)}},
    {"what": "map", "files": {"councils": "x" * (LARGEST_TABLE + 1), "neighbours": ""}},
    {"what": "map", "files": {"councils": "PK\x03\x04", "neighbours": ""}},
    {"what": "map", "files": {"councils": "\ud800", "neighbours": ""}},
    {"what": "map", "files": {"/etc/passwd": ""}}, {"what": "map", "files": {}},
]  # fmt: skip
"""What the page would never send, as it comes through its WebSocket."""


@pytest.mark.parametrize("upload", WRONG, ids=range(len(WRONG)))
def test_what_reaches_the_server_past_the_page_is_refused(upload: dict[str, Any]) -> None:
    """Size and kind are checked again where the server gets them; the run on the map goes on."""
    visit = Visit(lambda: None, scenario=Scenario().with_changes(WORLDS["hexagonal"]))
    tab, before, stood = TakeAwayTab(visit), visit.session.recording, folders()
    visit.handler(tab.upload)(upload)
    assert visit.problem
    assert "That did not work" not in visit.problem
    assert len(visit.problem) <= 300
    assert visit.session.recording is before
    assert folders() == stood
