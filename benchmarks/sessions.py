"""Memory of the view's server: what three hundred visitors who came and went leave behind."""

from __future__ import annotations

import time

import psutil

from benchmarks.measured import Measured
from tests.browser.driving import Served, served
from tests.browser.sockets import PATIENCE, RawPage

MEGABYTE = 1024.0**2
WARM = 40
"""Visitors before the first look: by then what is loaded and kept for all is there."""

SETTLED = 5.0
"""Seconds after the last visitor in which the server collects what nobody refers to."""


def measure(*, quick: bool) -> list[Measured]:
    """Return by how much the server has grown after many visitors have come and gone.

    Parameters
    ----------
    quick : bool
        A tenth of the visitors.
    """
    visitors = 30 if quick else 300
    with served() as server:
        memory = psutil.Process(server.pid).memory_info
        come_and_go(server, WARM)
        before = memory().rss
        come_and_go(server, visitors)
        grown = (memory().rss - before) / MEGABYTE
        threads = psutil.Process(server.pid).num_threads()
    return [
        Measured(f"memory left by {visitors} visitors", grown, "MB", most=20,
                 note="England, a year played each"),
        Measured("the server's memory before", before / MEGABYTE, "MB"),
        Measured("threads of the server after", float(threads), ""),
    ]  # fmt: skip


def come_and_go(server: Served, visitors: int) -> None:
    """Let visitors open the page, play a year and close it, one after the other."""
    for _ in range(visitors):
        visit(server)
    limit = time.monotonic() + PATIENCE
    while server.visitors() and time.monotonic() < limit:
        time.sleep(0.5)
    time.sleep(SETTLED)


def visit(server: Served) -> None:
    """Open the page as a web browser does, without drawing it, play a year, and close it."""
    page = RawPage(server.address)
    page.send("advance", 12)
    page.settle()
    page.close()
