"""The view: a recorded month, a replay, an ensemble; first paint and steps; thirty visitors."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from statistics import median

import numpy as np
import psutil
from playwright.sync_api import Browser, Page

from benchmarks.measured import Measured, seconds
from experiments.browser.cards.what_if import what_if
from experiments.browser.ensemble.progress import ensemble_summaries, warm_up
from experiments.browser.recording.recording import RecordedModel
from experiments.figures.layouts import scenes_of
from simulation import Scenario
from simulation.geography import TIERS, england
from simulation.terms import AGREED, FAILED
from tests.browser.driving import Served, chromium, served
from tests.browser.sockets import RawPage

MEGABYTE = 1024.0**2
PLAYED = 4.0
ENDED_WITHIN = 60.0
APART = 3
"""Different months that visitors are in, to see that none is in another's."""

PAINTED = """
selector => new Promise((done, never) => {
    setTimeout(() => never(new Error('no month was painted')), 30000);
    const date = document.querySelector('[data-test=date]'), start = performance.now();
    const seen = new MutationObserver(() => requestAnimationFrame(() => setTimeout(() => {
        seen.disconnect(); done(performance.now() - start); }, 0)));
    seen.observe(date, { subtree: true, characterData: true, childList: true });
    document.querySelector(selector).click();
})
"""
"""Milliseconds from a click to the painting of the month that it brings, within half a minute."""

MONTH = "() => Number(document.querySelector('[data-test=slider]').value)"


def measure(*, quick: bool) -> list[Measured]:
    """Return what the parts of a visit take, what one visitor waits for, and what many cost.

    Parameters
    ----------
    quick : bool
        Fewer visitors.
    """
    visitors = 5 if quick else 30
    warm_up()
    rows = [*one_run(), *many_runs()]
    with served() as server, chromium() as browser:
        first = visit(browser, server)
        first.wait_for_timeout(20_000)  # until what is compiled and loaded beside is done
        return [*rows, *alone(browser, server), *together(browser, server, visitors)]


def one_run() -> list[Measured]:
    """Return how long a recorded month, a replay of talks and a map take, without a page."""
    scenario = Scenario()
    model = RecordedModel(scenario, rng=1)
    model.advance(60)
    months = [1000 * seconds(model.step) for _ in range(20)]
    model.advance(model.months)
    ended = np.isin(model.recording.talks.table.rows["outcome"], (AGREED, FAILED))
    replay = partial(what_if, scenario, seed=1, run=0, change="leaders_stay")
    replays = [seconds(partial(replay, talks=int(row))) for row in np.flatnonzero(ended)[:5]]
    layout = seconds(lambda: scenes_of(england(TIERS)))
    return [
        Measured("a month, recorded", median(months), "ms", most=20, note="England, of 20"),
        Measured("what if", median(replays), "s", most=2, note="England, of 5"),
        Measured("all tiers laid out", layout, "s", most=0.5, note="the first time"),
    ]


def many_runs() -> list[Measured]:
    """Return how soon an ensemble has its first bands, and how soon it can be stopped."""
    start = time.perf_counter()
    after = [time.perf_counter() - start for _ in ensemble_summaries(Scenario(), runs=300)]
    going = ensemble_summaries(Scenario(), runs=100_000)
    next(going)
    stop = seconds(going.close)
    return [
        Measured("first bands, of the time of all", after[0] / after[-1], "x", most=0.5),
        Measured("300 runs, summarised on the way", after[-1], "s"),
        Measured("an ensemble stopped after", stop, "s", most=2),
    ]


def visit(browser: Browser, server: Served) -> Page:
    """Return a new visitor's page, opened."""
    page = browser.new_context(viewport={"width": 1280, "height": 720}).new_page()
    page.set_default_timeout(60_000)
    page.goto(server.address)
    page.wait_for_selector(".cp-map .council")
    return page


def step(page: Page) -> float:
    """Return the milliseconds from a click on "+ Month" to its painting."""
    return float(page.evaluate(PAINTED, "[data-test=month]"))


def alone(browser: Browser, server: Served) -> list[Measured]:
    """Return what a single visitor waits for."""
    paints = []
    for _ in range(3):
        start = time.perf_counter()
        page = visit(browser, server)
        paints.append(time.perf_counter() - start)
        page.close()
    page = visit(browser, server)
    page.locator(".cp-map .council").nth(60).click()
    page.wait_for_selector("[data-test=council-name]")
    steps = [step(page) for _ in range(20)]
    page.select_option("[data-test=speed]", "8")
    rate = playing(page, 1.0)
    page.select_option("[data-test=speed]", "20")
    fast = playing(page, 1.0)
    pause = paused(page)
    page.close()
    return [
        Measured("first paint", median(paints), "s", most=3, note="new visitor, to the map"),
        Measured("step, click to paint", median(steps), "ms", most=150, note="card open"),
        Measured("Play at 8 a second", rate, "steps/s", least=7.5, note="card open"),
        Measured("Play at 20 a second", fast, "months/s", note="three months a frame"),
        Measured("pause answered", pause, "s", most=0.5, note="at 20 a second"),
    ]


def playing(page: Page, warm: float) -> float:
    """Return the months that pass in a second of playing."""
    page.click("[data-test=play]")
    page.wait_for_timeout(1000 * warm)
    start, before = time.perf_counter(), page.evaluate(MONTH)
    page.wait_for_timeout(1000 * PLAYED)
    rate = (page.evaluate(MONTH) - before) / (time.perf_counter() - start)
    page.click("[data-test=play]")
    page.wait_for_timeout(300)
    page.locator("[data-test=slider]").fill("-1")
    page.wait_for_timeout(300)
    return float(rate)


def paused(page: Page) -> float:
    """Return how long after a click on Pause the last month comes."""
    page.click("[data-test=play]")
    page.wait_for_timeout(1000)
    page.click("[data-test=play]")
    start = last = time.perf_counter()
    month = page.evaluate(MONTH)
    while time.perf_counter() < start + 1.0:
        now = page.evaluate(MONTH)
        if now != month:
            month, last = now, time.perf_counter()
    return last - start


def together(browser: Browser, server: Served, visitors: int) -> list[Measured]:
    """Return what many visitors cost, and how soon they are forgotten."""
    process = psutil.Process(server.pid)
    before = process.memory_info().rss
    page, others = visit(browser, server), [RawPage(server.address) for _ in range(visitors - 1)]
    step(page)
    for number, other in enumerate(others):
        other.send("advance", number % APART + 1)
        other.settle()
    apart = len({other.shown("advance")["month"] for other in others})
    each = (process.memory_info().rss - before) / MEGABYTE / visitors
    idle = busy_share(process, lambda: time.sleep(5))
    among = median(step(page) for _ in range(10))
    beside = while_an_ensemble_runs(page, browser, server)
    page.context.close()
    for other in others:
        other.close()
    ended = seconds(lambda: until_gone(server))
    again = growth(server, process, min(visitors, 10))
    return [
        Measured(f"memory of each of {visitors} visitors", each, "MB", most=10),
        Measured("different months among them", float(apart), "", least=APART, note="1 to 3 steps"),
        Measured("processor, all idle", 100 * idle, "% of a core", most=5),
        Measured("step among idle visitors", among, "ms", most=150),
        Measured("step beside an ensemble of another", beside, "ms", note="longest of 10"),
        Measured("closed visitors forgotten after", ended, "s", most=ENDED_WITHIN),
        Measured("memory each of a second wave leaves", again, "MB", most=1),
    ]  # fmt: skip


def busy_share(process: psutil.Process, wait: Callable[[], object]) -> float:
    """Return the share of a core that a process takes while we wait."""
    before = sum(process.cpu_times()[:2])
    took = seconds(wait)
    return (sum(process.cpu_times()[:2]) - before) / took


def while_an_ensemble_runs(page: Page, browser: Browser, server: Served) -> float:
    """Return the longest of ten steps of one visitor while another's ensemble runs."""
    other = visit(browser, server)
    other.click("#tab-ensemble")
    other.click("[data-test=ensemble-start]")
    longest = max(step(page) for _ in range(10))
    other.context.close()
    return longest


def growth(server: Served, process: psutil.Process, visitors: int) -> float:
    """Return the memory that each of some more visitors leaves behind."""
    before = process.memory_info().rss
    for _ in range(visitors):
        page = RawPage(server.address)
        page.send("advance", 12)
        page.settle()
        page.close()
    until_gone(server)
    return (process.memory_info().rss - before) / MEGABYTE / visitors


def until_gone(server: Served) -> None:
    """Wait until the server holds no visitor but the first."""
    limit = time.monotonic() + 3 * ENDED_WITHIN
    while time.monotonic() < limit:
        if server.visitors() <= 1:
            return
        time.sleep(0.5)
