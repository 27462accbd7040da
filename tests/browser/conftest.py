"""A server of the view and a web browser for all tests, and a page that forgives nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from experiments.browser.ensemble.progress import warm_up
from tests.browser.driving import CHROMIUM, chromium, served, wait_patiently, whole

pytest.importorskip("solara", reason="the extra `browser` is not installed")

SMALL_WORLD = """
name = "A small world"
[geography]
map = "hexagonal"
size = 30
[history]
control = "drawn"
[period]
months = 60
[approach]
base = 0.02
least_trust = 0.3
"""
"""A map of thirty councils, in which there is something to see within a year."""

Opened = Callable[..., Page]


@pytest.fixture(scope="session")
def small_world(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the file of a small world."""
    config = tmp_path_factory.mktemp("view") / "small.toml"
    config.write_text(SMALL_WORLD, encoding="utf-8")
    return str(config)


@pytest.fixture(scope="session")
def server(small_world: str) -> Iterator[str]:
    """Return the address of a view of a small world."""
    warm_up()  # a test's patience is not for the compiler
    with served(small_world) as place:
        yield place.address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a web browser."""
    if CHROMIUM is None:
        pytest.skip("no chromium is installed (Debian's package chromium)")
    with chromium("--process-per-site") as started:
        yield started


class Faults(list[str]):
    """What a page did that no page may do."""

    def watch(self, page: Page) -> None:
        """Note errors, refusals and requests to anywhere else."""
        page.on("pageerror", lambda error: self.append(f"error: {error}"))
        page.on("console", lambda said: self._console(said.type, said.text))
        page.on("response", lambda got: self._response(got.status, got.url))
        page.on("request", lambda asked: self._request(asked.url))
        page.on("websocket", lambda opened: self._request(opened.url))

    def _console(self, kind: str, text: str) -> None:
        if kind == "error":
            self.append(f"console: {text}")

    def _response(self, status: int, url: str) -> None:
        if status >= 400:
            self.append(f"{status}: {url}")

    def _request(self, url: str) -> None:
        if not url.startswith(("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:")):
            self.append(f"elsewhere: {url}")


@pytest.fixture(scope="session")
def visitor(server: str, browser: Browser) -> Callable[..., BrowserContext]:
    """Return what gives the browser of the first, second … visitor of a test.

    It is kept, and with it the process of its pages, which then has compiled their scripts
    already: that is most of the work of opening one.
    """
    known: dict[tuple[int, int, str, int], BrowserContext] = {}

    def visiting(
        width: int, height: int, theme: Literal["light", "dark"], number: int = 0
    ) -> BrowserContext:
        key = (width, height, theme, number)
        if key not in known:
            known[key] = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme=theme
            )
            known[key].new_page().goto(f"{server}readyz")  # stays, and the process with it
        return known[key]

    return visiting


@pytest.fixture
def open_page(server: str, visitor: Callable[..., BrowserContext]) -> Iterator[Opened]:
    """Return what opens the page; a test fails at its end if any page did what none may do."""
    faults, pages = Faults(), []

    def opened(
        query: str = "", *, width: int = 1280, height: int = 720, theme: str = "light"
    ) -> Page:
        page = visitor(width, height, theme).new_page()
        pages.append(page)
        wait_patiently(page)
        faults.watch(page)
        page.goto(server + query)
        whole(page)
        return page

    yield opened
    for page in pages:
        page.close()
    assert faults == []


def tabs_of(page: Page) -> list[str]:
    """Return the names of the tabs that can be chosen: a wide page has the plots beside the map."""
    shown = page.locator("[role=tab]:visible")
    expect(shown).not_to_have_count(0)
    return [name.removeprefix("tab-") for name in shown.evaluate_all("all => all.map(x => x.id)")]


@pytest.fixture
def page(open_page: Opened) -> Page:
    """Return the page as it opens."""
    return open_page()
