"""What comes from outside: hostile links and files are told what is wrong, and nothing more."""

from __future__ import annotations

import http.client
import re
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opened
from tests.browser.driving import shows, whole

OWN_MAP = Path(__file__).parents[2] / "configs" / "own_map"


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("?seed=abc", "whole number"),
        ("?month=99999", "whole number"),
        ("?council=E99", "no such council"),
        ("?set=geography.councils=/etc/passwd&set=geography.map=own", "cannot name files"),
        ("?set=geography.map=hexagonal&set=geography.size=400000", "too much"),
        ("?set=talks.planned_months=9e99", "1.0 to 24.0"),
        ("?set=__class__=1", "no such name"),
        ("?x=%3Cscript%3Ealert(1)%3C/script%3E", "unknown part"),
        ("?set=name=%22" + "A" * 7000 + "%22", "too long"),
    ],
)
def test_a_hostile_link_gives_a_message(open_page: Opened, query: str, told: str) -> None:
    """The page opens as it would without the link, and says what is wrong with it."""
    page = open_page(query)
    expect(page.locator("[data-test=problem]")).to_contain_text(told)
    assert "Traceback" not in page.inner_text("body")
    page.click("[data-test=month]")
    shows(page, "January .*")


def hand_in(page: Page, files: dict[str, bytes], button: str) -> None:
    """Hand in files by the names of their fields."""
    page.click("#tab-take")
    for name, content in files.items():
        file = {"name": f"{name}.file", "mimeType": "text/plain", "buffer": content}
        page.set_input_files(f"[data-test=up-{name}]", file)  # type: ignore[arg-type]
    page.click(f"[data-test={button}]")


WRONG_SCENARIOS = {
    b"not toml": "not TOML",
    b"[talks]\nplanned_month = 3\n": "planned_months",
    b'[geography]\nmap = "own"\ncouncils = "/etc/passwd"\n': "tables of its map",
    b"[period]\nmonths = 1200\n": "period.months",
    b"a = " + b"[" * 3000: "nested too deeply",
}


def test_a_period_beyond_the_record_is_played_with_a_notice(page: Page) -> None:
    """Where its scenario says so, the page says above the map that control is held as it was."""
    content = b'[period]\nstart = "2016-01"\nmonths = 60\nbeyond_record = "hold"\n'
    expect(page.locator("[data-test=notice]")).to_have_count(0)
    hand_in(page, {"toml": content}, "send-toml")
    page.click("[data-test=restart]")
    expect(page.locator("[data-test=notice]")).to_contain_text("2018")


def test_a_wrong_scenario_gives_a_message(page: Page) -> None:
    """A scenario is refused as on the command line, and the page goes on."""
    for content, told in WRONG_SCENARIOS.items():
        hand_in(page, {"toml": content}, "send-toml")
        expect(page.locator("[data-test=problem]")).to_contain_text(told)
    page.click("[data-test=month]")
    shows(page, "January .*")


def test_a_scenario_of_ones_own_is_played(page: Page) -> None:
    """A scenario that is handed in is played, under its name."""
    scenario = (
        b'name = "Mine"\n[geography]\nmap = "hexagonal"\nsize = 12\n[history]\ncontrol = "drawn"\n'
    )
    hand_in(page, {"toml": scenario}, "send-toml")
    expect(page.locator(".cp-head .name")).to_have_text("Mine")
    expect(page.locator(".cp-map .hex")).to_have_count(12)


def test_a_map_of_ones_own_is_played(page: Page) -> None:
    """Councils and neighbours that are handed in become the map: cells with their names."""
    files = {name: (OWN_MAP / f"{name}.csv").read_bytes() for name in ("councils", "neighbours")}
    rows = files["councils"].decode().strip().count("\n")
    hand_in(page, files, "send-map")
    expect(page.locator(".cp-map .council")).to_have_count(rows)
    expect(page.locator(".cp-map .hex")).to_have_count(0)
    names = [line.split(",")[1] for line in files["councils"].decode().splitlines()[1:]]
    expect(page.locator(".cp-map text.name")).to_have_count(rows)
    assert set(page.locator(".cp-map text.name").all_text_contents()) == set(names)
    page.select_option("[data-test=place]", "hexagons")
    expect(page.locator(".cp-map .hex")).to_have_count(rows)
    page.click("[data-test=year]")
    shows(page, "December 2005")
    expect(page).to_have_url(re.compile(r"month=11.*map=[0-9a-f]{32}"))
    page.reload()
    whole(page)
    shows(page, "December 2005")
    expect(page.locator(".cp-map .council")).to_have_count(rows)


def test_the_address_of_a_map_that_is_gone_says_what_to_do(open_page: Opened) -> None:
    """The page opens all the same, and names what has to be handed in again."""
    page = open_page(f"?seed=1&month=3&map={'0' * 32}")
    expect(page.locator("[data-test=problem]")).to_contain_text("Hand in the same tables")


def test_a_wrong_map_gives_a_message_without_a_place(page: Page) -> None:
    """A table that is wrong is named as it was handed in."""
    files = {"councils": b"code,name\nA,B\n", "neighbours": b"a,b\n"}
    hand_in(page, files, "send-map")
    expect(page.locator("[data-test=problem]")).to_contain_text("councils.csv")
    assert tempfile.gettempdir() not in page.inner_text("[data-test=problem]")


NO_TABLES = [
    (b"PK\x03\x04" + bytes(1_900_000), "zip archive"),
    (b"%PDF-1.7", "PDF"),
    (b"code,name\n" + bytes(9), "no text"),
    (b"\x89PNG\r\n", "picture"),
    (b"<html>", "XML"),
    (b"x" * 3_000_000, "up to 2 MB"),
    (b"\x07" * 2_000_000, "no text"),
]
"""Files that are no tables, and what the page says of each; no two in a row the same."""


def test_a_file_that_is_not_what_it_says_is_refused_by_the_page(page: Page) -> None:
    """The page names the file and what it is; nothing is sent, and the page stays connected."""
    problem = page.locator("[data-test=up-problem]")
    for content, told in NO_TABLES:
        hand_in(page, {"councils": content}, "send-map")
        expect(problem).to_contain_text(told)
        expect(problem).to_contain_text("councils.file")
    page.click("[data-test=month]")
    shows(page, "January .*")


def test_files_that_are_too_much_together_are_refused_by_the_page(page: Page) -> None:
    """The limit is that of what is sent, in which a quotation mark takes two places."""
    files = dict.fromkeys(("councils", "neighbours", "control"), b'"' * 2_000_000)
    hand_in(page, files, "send-map")
    expect(page.locator("[data-test=up-problem]")).to_contain_text("too much together")


def answer(server: str, path: str, **headers: str) -> tuple[int, bytes]:
    """Return status and body of a request made by hand."""
    place = urlsplit(server)
    asking = http.client.HTTPConnection(place.hostname or "", place.port)
    asking.putrequest("GET", path, skip_host="Host" in headers)
    for name, value in headers.items():
        asking.putheader(name, value)
    asking.endheaders()
    got = asking.getresponse()
    return got.status, got.read()


@pytest.mark.parametrize(
    "path",
    [
        "/_solara/cdn/../../../../../../etc/passwd",
        "/_solara/cdn/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/static/../../../../../../../../etc/passwd",
        "/static/public/../app/page.py",
        "/static/assets/..%2fpage.py",
        "/_solara/cdn/not-there@1.0.0/file.js",
    ],
)
def test_no_other_file_can_be_read(server: str, path: str) -> None:
    """Neither files of the machine nor of the project, nor front-end files that are not here."""
    status, body = answer(server, path)
    assert status in (403, 404) or b"<!doctype html>" in body[:200].lower()
    assert b"root:" not in body
    assert b"import solara" not in body


@pytest.mark.parametrize("name", ["evil.example", "127.0.0.1.evil.example:80"])
def test_another_name_for_this_machine_is_not_served(server: str, name: str) -> None:
    """A page elsewhere that lets its own name point to this machine gets nothing."""
    assert answer(server, "/", Host=name)[0] == 403


def test_another_site_cannot_use_the_session(server: str) -> None:
    """A request that says it comes from another site's page is refused."""
    assert answer(server, "/", Origin="http://evil.example")[0] == 403
    host = urlsplit(server).netloc
    assert answer(server, "/", Origin=f"http://{host}")[0] == 200


def test_the_page_may_load_only_from_here(server: str) -> None:
    """The policy that goes with the page shuts out every other place."""
    place = urlsplit(server)
    asking = http.client.HTTPConnection(place.hostname or "", place.port)
    asking.request("GET", "/")
    policy = asking.getresponse().getheader("content-security-policy") or ""
    assert "default-src 'self'" in policy
    assert "connect-src 'self'" in policy
    assert "http" not in policy
