"""A class of thirty on one server: guesses pooled, all brought to one month, and what it costs."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from statistics import median

import psutil

from benchmarks.measured import Measured, seconds
from benchmarks.view import busy_share
from tests.browser.driving import Served, served
from tests.browser.sockets import RawPage

MEGABYTE = 1024.0**2
MONTH = 95
IDLE = 5.0
SETTLED = 20.0
"""Seconds until what a server compiles and loads beside its first answers is done."""

Visitors = list[RawPage]


def measure(*, quick: bool) -> list[Measured]:
    """Return how soon a class is joined, pooled and brought together, and what it costs idle.

    Parameters
    ----------
    quick : bool
        Fewer visitors.
    """
    number = 5 if quick else 30
    with served("--class", "Thirty", "--json") as server, ThreadPoolExecutor(number) as pool:
        wall = RawPage(server.address, "?" + server.summary["projector"].partition("?")[2])
        enter(wall)
        time.sleep(SETTLED)
        process = psutil.Process(server.pid)
        before = process.memory_info().rss
        start = time.perf_counter()
        visitors = list(pool.map(lambda _: join(server), range(number)))
        joined = time.perf_counter() - start
        each = (process.memory_info().rss - before) / MEGABYTE / number
        guessed = seconds(lambda: guesses(pool, visitors, wall))
        single = [one_guess(visitors[0], wall, value) for value in (20.0, 40.0, 60.0)]
        brought = come(pool, visitors, wall)
        idle = busy_share(process, lambda: time.sleep(IDLE))
        left = seconds(lambda: leave(pool, visitors, wall))
    of = f"of {number}, at once"
    return [
        Measured("all have joined after", joined, "s", note=f"{of}, England"),
        Measured("memory of each", each, "MB", most=10),
        Measured("a guess is on the projector after", median(single), "s", most=1),
        Measured("all guesses are on the projector after", guessed, "s", note=of),
        Measured("the first is brought after", brought[0], "s", note="96 months are played"),
        Measured("all are brought after", brought[-1], "s", most=30, note=of),
        Measured("processor, all idle", 100 * idle, "% of a core", most=5),
        Measured("all are gone from the count after", left, "s", note="pages closed"),
    ]  # fmt: skip


def enter(page: RawPage, code: str = "") -> None:
    """Come in, by a code or by what the address said."""
    page.send("enter", {"key": "", "code": code, "alone": False})
    page.settle()


def join(server: Served) -> RawPage:
    """Return the page of a visitor who has joined."""
    page = RawPage(server.address)
    enter(page, server.summary["code"])
    page.part_with("guess")
    return page


def guesses(pool: ThreadPoolExecutor, visitors: Visitors, wall: RawPage) -> None:
    """Let all guess at once, and wait until the projector has counted them."""
    list(pool.map(lambda one: one.send("guess", {"name": "reason", "value": 1}), visitors))
    wall.until(lambda: counted(wall, 0) == len(visitors))


def one_guess(visitor: RawPage, wall: RawPage, value: float) -> float:
    """Return the seconds from a guess to its dot on the projector."""
    shown = f"{value:g}%"

    def there() -> bool:
        rows = wall.shown("reveal")["questions"]
        return len(rows) > 1 and rows[1]["plot"]["middle"] == shown

    visitor.send("guess", {"name": "success", "value": value})
    return seconds(lambda: wall.until(there))


def counted(wall: RawPage, question: int) -> int:
    """Return how many guesses the projector shows at a question."""
    rows = wall.shown("reveal")["questions"]
    return int(rows[question]["number"]) if len(rows) > question else 0


def come(pool: ThreadPoolExecutor, visitors: Visitors, wall: RawPage) -> list[float]:
    """Return the seconds after which each visitor is where all are brought, the soonest first."""
    start = time.perf_counter()

    def follow(page: RawPage) -> float:
        page.until(lambda: page.shown("follow")["called"] > 0)
        page.send("follow", page.shown("follow")["called"])
        page.until(lambda: page.shown("advance")["month"] == MONTH)
        return time.perf_counter() - start

    arriving = [pool.submit(follow, page) for page in visitors]
    wall.send("bring", {"preset": "as_it_was", "seed": 1, "month": MONTH, "own_seeds": False})
    return sorted(one.result() for one in arriving)


def leave(pool: ThreadPoolExecutor, visitors: Visitors, wall: RawPage) -> None:
    """Let all close their pages, and wait until none is counted as here."""
    closing: Callable[[RawPage], None] = RawPage.close
    list(pool.map(closing, visitors))
    wall.until(lambda: wall.shown("reveal")["here"] == 0)
