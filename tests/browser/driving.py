"""A server of the view and a web browser: for the tests, the pictures and the measurements."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from playwright.sync_api import Browser, Page, expect, sync_playwright

PATIENCE = 15_000
"""Milliseconds that a test waits for anything; a machine that does other things is slow."""

LONG = 4 * PATIENCE
"""Milliseconds for what computes much, and for a page that is opened."""

expect.set_options(timeout=PATIENCE)

CHROMIUM = shutil.which("chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


TOKEN = "known to these tests"  # noqa: S105 for servers that are started here
"""With it a server that was started here tells its state."""


@dataclass(frozen=True)
class Served:
    """A server that runs: where it is, the number of its process, and what else it said."""

    address: str
    pid: int
    summary: Mapping[str, str] = field(default_factory=dict)

    def visitors(self) -> int:
        """Return how many visitors the server holds."""
        state = urllib.request.Request(  # noqa: S310 our own server
            f"{self.address}resourcez", headers={"Authorization": f"Bearer {TOKEN}"}
        )
        with urllib.request.urlopen(state) as answer:  # noqa: S310 our own server
            return int(json.load(answer)["kernels"]["total"])


@contextmanager
def served(*words: str, errors: int | IO[str] = subprocess.DEVNULL) -> Iterator[Served]:
    """Serve the view on a free port while the block lasts.

    Parameters
    ----------
    *words : str
        Further words for `partnerships browser`.
    errors : int or file
        Where the server writes what goes wrong.
    """
    command = [
        sys.executable,
        "-m",
        "experiments.commands.app",
        "browser",
        "--no-open",
        "--port",
        "0",
    ]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", "SOLARA_RESOURCEZ_TOKEN": TOKEN}
    with subprocess.Popen(
        [*command, *words], stdout=subprocess.PIPE, stderr=errors, text=True,
        env=environment, cwd=Path(__file__).parents[2],
    ) as server:  # fmt: skip
        try:
            line = server.stdout.readline() if server.stdout else ""
            told = re.search(r"http://\S+", line)
            if told is None:
                raise RuntimeError("the server did not start")
            if "--json" in words:
                summary = json.loads(line)["summary"]
                yield Served(summary["address"], server.pid, summary)
            else:
                yield Served(told[0], server.pid)
        finally:
            server.terminate()


@contextmanager
def chromium(*flags: str) -> Iterator[Browser]:
    """Give a web browser, started with further flags, while the block lasts."""
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, *flags])
        yield browser
        browser.close()


def wait_patiently(page: Page) -> None:
    """Let whatever is done with a page take its time, and opening it more."""
    page.set_default_timeout(PATIENCE)
    page.set_default_navigation_timeout(LONG)


def whole(page: Page) -> None:
    """Wait until a page that is being opened shows its map, in its own letters."""
    page.wait_for_selector(".cp-map [data-i]", timeout=LONG)
    page.evaluate("document.fonts.ready")  # a font that comes late moves what is clicked


def shows(page: Page, words: str) -> None:
    """Wait until this month is shown, above the page and on its map."""
    month = page.locator("[data-test=date]")
    expect(month).to_have_text(re.compile(rf"^\s*{words}\s*$"))
    expect(page.locator(".cp-map")).to_have_attribute("aria-label", re.compile(rf"^Map, {words}$"))


def addressed(page: Page, words: str) -> None:
    """Wait until the address holds these words."""
    expect(page).to_have_url(re.compile(words))


def turn(page: Page, tab: str) -> None:
    """Open a tab, and wait until it is what the panel shows."""
    page.click(f"#tab-{tab}")
    expect(page.locator(f"#tab-{tab}")).to_have_attribute("aria-selected", "true")
    expect(page.locator("#panel")).to_have_attribute("aria-labelledby", f"tab-{tab}")


def until(page: Page, holds: Callable[[], bool]) -> None:
    """Wait until something holds that no locator can say."""
    end = time.monotonic() + PATIENCE / 1000
    while not holds():
        assert time.monotonic() < end, "waited in vain"
        page.wait_for_timeout(50)
