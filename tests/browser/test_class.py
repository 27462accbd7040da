"""A class in the page: visitors join, guess and are brought together; the projector shows it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import Faults
from tests.browser.driving import LONG, Served, addressed, served, shows, wait_patiently, whole
from tests.browser.sockets import RawPage
from tests.browser.test_accessible import faults

ODD = "Übung 3 <b>„Rat“</b> & Co"


@dataclass
class Room:
    """A server that has a class, and the pages of its visitors."""

    address: str
    code: str
    token: str
    browsers: Callable[..., BrowserContext]
    faults: Faults
    pages: list[Page] = field(default_factory=list)

    def page(self, query: str, width: int = 1280, theme: str = "light") -> Page:
        """Return a page of a browser of its own, which nothing tells of an earlier visit."""
        context = self.browsers(width, 720, theme, len(self.pages))
        context.clear_cookies()
        page = context.new_page()
        self.pages.append(page)
        wait_patiently(page)
        self.faults.watch(page)
        page.goto(self.address + query)
        return page

    def visitor(self) -> Page:
        """Return the page of a visitor who has joined by the link."""
        page = self.page(f"?class={self.code}")
        whole(page)
        return page

    def projector(self, **more: str) -> Page:
        """Return the page for the projector."""
        page = self.page(f"?projector={self.token}", **more)  # type: ignore[arg-type]
        page.wait_for_selector("[data-test=projector]", timeout=LONG)
        return page


@pytest.fixture(scope="module")
def place(small_world: str) -> Iterator[Served]:
    """Return a server that has a class; what its tests have guessed and called stays."""
    with served(small_world, "--class", ODD, "--json") as place:
        yield place


@pytest.fixture
def room(place: Served, visitor: Callable[..., BrowserContext]) -> Iterator[Room]:
    """Return a class with nobody in it; a test fails if a page did what none may do."""
    token = place.summary["projector"].partition("projector=")[2]
    room = Room(place.address, place.summary["code"], token, visitor, Faults())
    yield room
    wall = room.projector()
    for page in room.pages:
        if page is not wall:
            page.close()
    expect(wall.locator("[data-test=here]")).to_have_text("0")
    wall.close()
    assert room.faults == []


def option(page: Page, number: int) -> None:
    """Guess at the first question of the guide."""
    page.locator("[data-test=guess] input[type=radio]").nth(number).click()


def test_a_class_guesses_and_the_projector_shows_it(room: Room) -> None:
    """Visitors join by code or link; their guesses are counted live, each once, without names."""
    wall = room.projector()
    expect(wall.locator("h1")).to_have_text(ODD)
    expect(wall.locator("[data-test=class-code]")).to_have_text(room.code)
    expect(wall.locator("[data-test=here]")).to_have_text("0")
    one = room.page("")
    one.fill("[data-test=code]", "QQ")
    one.click("[data-test=enter]")
    expect(one.locator("[data-test=class-problem]")).to_contain_text("not the code")
    one.fill("[data-test=code]", room.code.lower())
    one.click("[data-test=enter]")
    whole(one)
    two = room.visitor()
    expect(wall.locator("[data-test=here]")).to_have_text("2")
    option(one, 1)
    option(two, 1)
    expect(wall.locator("[data-test=guesses]")).to_have_text("2 guesses")
    expect(wall.locator("[data-test=option-2] .mine b")).to_contain_text("2")
    two.locator("[data-test=guess] input[required]").fill("40")
    two.get_by_role("button", name="This is my guess").click()
    expect(wall.locator("[data-test=question]")).to_contain_text("Of 100 talks")
    expect(wall.locator("[data-test=dots-plot] .dot")).to_have_count(1)
    wall.click("[data-test=question-1a]")
    expect(wall.locator("[data-test=guesses]")).to_have_text("2 guesses")
    one.reload()
    whole(one)
    expect(wall.locator("[data-test=here]")).to_have_text("2")
    option(one, 3)
    expect(wall.locator("[data-test=option-4] .mine b")).to_contain_text("1")
    expect(wall.locator("[data-test=guesses]")).to_have_text("2 guesses")
    two.close()
    expect(wall.locator("[data-test=here]")).to_have_text("1")
    expect(wall.locator("[data-test=guesses]")).to_have_text("2 guesses")


def test_what_came_out_is_shown_when_whoever_leads_wants(room: Room) -> None:
    """A visitor finds out why talks failed; the class sees it after a click."""
    wall, page = room.projector(), room.visitor()
    option(page, 0)
    page.locator("[data-test=slider]").focus()
    for _ in range(3):
        page.click("[data-test=year]")
    shows(page, "December 2007")
    page.click("#tab-talks")
    page.select_option("[data-test=talks-kind]", "failed")
    page.locator("[data-test=talks-row]").first.click()
    expect(page.locator("[data-test=ruling]")).not_to_be_empty()
    page.click("#tab-guide")
    expect(wall.locator("[data-test=came]")).to_contain_text("1 visitor knows")
    expect(wall.locator(".bar.came")).to_have_count(0)
    wall.click("[data-test=reveal]")
    expect(wall.locator("[data-test=came]")).to_contain_text("It was that")
    expect(wall.locator(".bar.came")).to_have_count(4)
    wall.click("[data-test=reveal]")
    expect(wall.locator(".bar.came")).to_have_count(0)


def test_visitors_cannot_lead(room: Room) -> None:
    """Without the token there is no projector; a visitor's page has nothing that brings others."""
    one = room.visitor()
    expect(one.locator("[data-test^=bring]")).to_have_count(0)
    for query in ("?projector", "?projector=" + room.code, "?lead=x"):
        other = room.page(query)
        expect(other.locator("[data-test=class-problem]")).to_contain_text("whoever leads")
        expect(other.locator("[data-test^=bring]")).to_have_count(0)
    wall = room.projector()
    expect(wall).to_have_url(re.compile(r"\?projector$"))
    wall.reload()
    expect(wall.locator("[data-test=projector]")).to_be_visible()
    intrude(room.address)
    one.click("[data-test=year]")
    shows(one, "December 2005")
    expect(wall.locator("[data-test=bring-words]")).to_have_text("")


def intrude(address: str) -> None:
    """Send what leads from a page that is not let in, from every part that it has."""
    page = RawPage(address, "?projector")
    for part in page.state:
        for data in ({"preset": "as_it_was", "seed": 1, "month": 3, "own_seeds": False}, None):
            page.send("bring", data, part)
            page.settle()
    page.close()


def test_who_did_not_join_plays_alone(room: Room) -> None:
    """The view works without joining, nothing of it is pooled, and joining stays possible."""
    wall, page = room.projector(), room.page("?seed=2&month=11")
    before = wall.locator("[data-test=guesses]").all_inner_texts()
    page.click("[data-test=alone]")
    whole(page)
    shows(page, "December 2005")
    expect(page.locator("[data-test=class-strip]")).to_contain_text("alone")
    option(page, 1)
    wall.click("[data-test=bring]")
    expect(wall.locator("[data-test=bring-words]")).to_contain_text("brought")
    shows(page, "December 2005")
    expect(wall.locator("[data-test=here]")).to_have_text("0")
    assert wall.locator("[data-test=guesses]").all_inner_texts() == before
    page.reload()
    page.wait_for_selector("[data-test=class-strip].alone", timeout=LONG)
    page.click("[data-test=join-later]")
    page.fill("[data-test=code]", room.code)
    page.click("[data-test=enter]")
    expect(wall.locator("[data-test=here]")).to_have_text("1")


def test_a_page_of_the_view_leads_with_the_token(room: Room) -> None:
    """Whoever leads plays to a moment and brings all to it, to the talks that are open."""
    one = room.visitor()
    lead = room.page(f"?lead={room.token}")
    whole(lead)
    lead.click("[data-test=year]")
    shows(lead, "December 2005")
    lead.click("#tab-story")
    expect(lead).to_have_url(re.compile("tab=story"))
    lead.click("[data-test=bring-here]")
    shows(one, "December 2005")
    expect(one.locator("#tab-story")).to_have_attribute("aria-selected", "true")
    lead.reload()
    expect(lead.locator("[data-test=bring-here]")).to_be_visible(timeout=LONG)


def test_whoever_leads_brings_all_to_one_moment(room: Room) -> None:
    """One click: the same scenario, seed and month for all, also for who plays or comes later."""
    wall, one, two = room.projector(), room.visitor(), room.visitor()
    wall.select_option("[data-test=bring-preset]", "as_it_was")
    wall.locator("[data-test=bring-month]").fill("12")
    wall.click("[data-test=bring]")
    for page in (one, two):
        shows(page, "December 2005")
        expect(page.locator("[data-test=class-strip]")).to_contain_text("All were brought here")
    one.click("[data-test=play]")
    two.click("#tab-levers")
    expect(two.locator("#tab-levers")).to_have_attribute("aria-selected", "true")
    wall.select_option("[data-test=bring-preset]", "long_talks")
    wall.fill("[data-test=bring-seed]", "5")
    wall.locator("[data-test=bring-month]").fill("24")
    wall.click("[data-test=bring]")
    expect(wall.locator("[data-test=bring-words]")).to_contain_text("December 2006, seed 5")
    late = room.visitor()
    for page in (one, two, late):
        shows(page, "December 2006")
        expect(page).to_have_url(re.compile("seed=5.*planned_months%3D9"))
        expect(page.locator(".cp-head .seed")).to_have_text("seed 5")
        expect(page.locator("[data-test=play]")).to_have_attribute("aria-label", "Play")
    expect(two.locator("#tab-levers")).to_have_attribute("aria-selected", "true")
    two.click("[data-test=undo]")
    shows(two, "December 2005")
    addressed(two, "month=11")
    two.reload()
    whole(two)
    shows(two, "December 2005")


def test_runs_to_the_end_are_pooled(room: Room) -> None:
    """With a seed for each, the last month gives a distribution over visitors."""
    wall, pages = room.projector(), [room.visitor() for _ in range(2)]
    before = wall.locator("[data-test=dots-first] .dot").count()
    wall.check("[data-test=bring-own]")
    wall.locator("[data-test=bring-month]").fill("60")
    wall.click("[data-test=bring]")
    for page in pages:
        shows(page, "December 2009")
    expect(wall.locator("[data-test=dots-first] .dot")).to_have_count(before + 2)
    expect(wall.locator("[data-test=runs]")).to_contain_text("to the end")
    assert len({page.locator(".cp-head .seed").inner_text() for page in pages}) == 2


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pages_of_a_class_have_no_serious_fault(room: Room, theme: str) -> None:
    """Neither the page that asks for the code, nor the projector, nor the strip; no overflow."""
    asking, wall = room.page("", theme=theme), room.projector(theme=theme)
    expect(asking.locator("[data-test=code]")).to_be_visible()
    found = faults(asking) + faults(wall)
    visitor = room.visitor()
    option(visitor, 1)
    visitor.locator("[data-test=guess] input[required]").fill("40")
    visitor.get_by_role("button", name="This is my guess").click()
    wall.locator("[data-test=bring-month]").fill("60")
    wall.click("[data-test=bring]")
    expect(wall.locator("[data-test=dots-first] .dot")).not_to_have_count(0)
    expect(wall.locator("[data-test=question-1b]")).to_be_visible()
    for question in ("1a", "1b"):
        wall.click(f"[data-test=question-{question}]")
        expect(wall.locator(f"[data-test=question-{question}]")).to_have_attribute(
            "aria-pressed", "true"
        )
        found += faults(wall)
    found += [fault for fault in faults(visitor) if "cp-class" in fault]
    assert found == []
    for width, height in ((1280, 720), (1920, 1080)):
        wall.set_viewport_size({"width": width, "height": height})
        size = "() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
        assert wall.evaluate(size) == [width, height]


def test_a_server_without_a_class_says_so(server: str, browser: Browser) -> None:
    """A link to a class that is over opens the view, with a word about it."""
    page = browser.new_page()
    page.goto(f"{server}?class=BCDF", timeout=LONG)
    whole(page)
    expect(page.locator("[data-test=problem]")).to_contain_text("holds no class")
    expect(page.locator("[data-test=class-strip]")).to_have_count(0)
    page.close()
