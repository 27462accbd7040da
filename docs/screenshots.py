"""`python -m docs.screenshots [FOLDER]`: take pictures of the view, and draw the README's figure.

Each is to be looked at: cramped, clipped, unlabelled or ugly is a fault like any other.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Literal, NamedTuple

from playwright.sync_api import Browser, Page

from docs.figures import draw_figures
from tests.browser.driving import CHROMIUM, Served, chromium, served

IMAGES = Path(__file__).parent / "images"
PATIENCE = 60_000
SEED_AND_MONTH = "?seed=1&month=95"


class Picture(NamedTuple):
    """A picture: name of its file, width and height of the window, theme, and what is done."""

    name: str
    width: int
    height: int
    theme: Literal["light", "dark"]
    prepare: Callable[[Page], None]


def as_it_opens(page: Page) -> None:
    """Leave the page as it opens, with the guide."""
    page.wait_for_selector("[data-test=guide-text]")


def failed_talks(page: Page) -> None:
    """Open the card of talks that failed."""
    page.click("#tab-talks")
    page.select_option("[data-test=talks-kind]", "failed")
    page.locator("[data-test=talks-row]").nth(2).click()
    page.wait_for_selector("[data-test=ruling]")


def a_council(page: Page) -> None:
    """Open the card of a council in a partnership, on a map coloured by stress."""
    page.select_option("[data-test=colour]", "stress")
    page.locator(".cp-map .council").nth(120).click()
    page.wait_for_selector("[data-test=council-name]")


def compared(page: Page) -> None:
    """Compare long talks with the baseline over many runs."""
    page.click("#tab-levers")
    page.click("[data-test=preset-long_talks]")
    page.wait_for_selector("[data-test=preset-words]")
    page.click("#tab-ensemble")
    page.click("[data-test=ensemble-start]")
    page.get_by_text("300 of 300 runs").wait_for()


PICTURES = (
    Picture("view", 1280, 720, "light", failed_talks),
    Picture("view_dark", 1920, 1080, "dark", a_council),
    Picture("view_narrow", 400, 800, "light", as_it_opens),
    Picture("view_large", 1920, 1080, "light", compared),  # last, since it takes longest
)


def take(browser: Browser, server: Served, picture: Picture, path: Path) -> None:
    """Take one picture."""
    context = browser.new_context(
        viewport={"width": picture.width, "height": picture.height}, color_scheme=picture.theme
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(server.address + SEED_AND_MONTH)
    page.wait_for_selector(".cp-map .council")
    picture.prepare(page)
    page.mouse.move(0, 0)
    page.wait_for_timeout(700)
    page.screenshot(path=path)
    context.close()


def main() -> None:
    """Take all pictures."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else IMAGES
    for path in draw_figures(folder):
        print(path, flush=True)
    if CHROMIUM is None:
        sys.exit("no chromium is installed (Debian's package chromium)")
    with served() as server, chromium() as browser:
        for picture in PICTURES:
            path = folder / f"{picture.name}.png"
            take(browser, server, picture, path)
            print(path, flush=True)


if __name__ == "__main__":
    main()
