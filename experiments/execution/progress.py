"""What a person sees while runs are played: how far, how fast, how long still."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from simulation.progress import ProgressLines

SOON, AGAIN = 1.2, 15.0
"""Seconds until the first sign of life, and between two of them."""


MANY = 5000
"""Things with which something may take long."""


class Rate(ProgressColumn):
    """Runs a second."""

    def render(self, task: Task) -> Text:
        """Return the rate of a task."""
        speed = task.finished_speed or task.speed
        return Text(f"{speed:,.1f} runs/s" if speed else "")


class Failures(ProgressColumn):
    """Runs that failed, if any did."""

    def render(self, task: Task) -> Text:
        """Return the failures of a task."""
        failed = task.fields.get("failed", 0)
        return Text(f"{failed:,} failed", style="bold red") if failed else Text("")


def in_lines() -> bool:
    """Return whether progress is written in lines: in notebooks, files and pipes."""
    console = Console(stderr=True)
    return console.is_jupyter or not console.is_terminal


@contextmanager
def sign_of_life(words: str, number: int) -> Iterator[None]:
    """Say on the error stream that something goes on, if it does for long.

    Parameters
    ----------
    words : str
        What is done, such as ``Making the points``.
    number : int
        Of how many things; with few of them nothing is said, however slow the machine.
    """
    if number < MANY:
        yield
        return
    over, begun = threading.Event(), time.monotonic()

    def say() -> None:
        if over.wait(SOON):
            return
        print(f"{words} …", file=sys.stderr, flush=True)  # noqa: T201
        while not over.wait(AGAIN):
            passed = time.monotonic() - begun
            print(f"{words}: {passed:.0f} s so far", file=sys.stderr, flush=True)  # noqa: T201

    saying = threading.Thread(target=say, daemon=True)
    saying.start()
    try:
        yield
    finally:
        over.set()
        saying.join()


@contextmanager
def runs_bar(runs: int) -> Iterator[Callable[[int], None]]:
    """Show a bar on the error stream for more than one run; give what moves it on."""
    if runs == 1:
        yield lambda _: None
        return
    with study_bar(runs) as advance:
        yield lambda number: advance(number, 0)


@contextmanager
def study_bar(runs: int, done: int = 0, failed: int = 0) -> Iterator[Callable[[int, int], None]]:
    """Show a bar with failures; give what moves it on by runs and by failures among them.

    Parameters
    ----------
    runs : int
        How many are played in all.
    done, failed : int
        How many were played before, and failed.
    """
    if in_lines():
        lines, failures = ProgressLines(runs, done=done), [failed]

        def say(number: int, wrong: int) -> None:
            failures[0] += wrong
            lines.advance(number, f"{failures[0]:,} failed" if failures[0] else "")

        yield say
        return
    columns = (
        TextColumn("Playing"),
        BarColumn(),
        MofNCompleteColumn(),
        Rate(),
        TimeRemainingColumn(),
        TextColumn("left"),
        Failures(),
    )
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("", total=runs, completed=done, failed=failed)

        def advance(number: int, wrong: int) -> None:
            bar.update(task, advance=number, failed=bar.tasks[0].fields["failed"] + wrong)

        yield advance


STEP_COLUMNS = (
    TextColumn("{task.description}"),
    BarColumn(),
    MofNCompleteColumn(),
    TextColumn("{task.fields[note]}"),
    TimeRemainingColumn(),
    TextColumn("left"),
)


@contextmanager
def step_bar(words: str, total: int) -> Iterator[Callable[[int], None]]:
    """Show a bar for a step on the error stream; give what moves it on."""
    if in_lines():
        yield ProgressLines(total, words).advance
        return
    with Progress(*STEP_COLUMNS, console=Console(stderr=True)) as bar:
        task = bar.add_task(words, total=total, note="")
        yield lambda number: bar.advance(task, number)


@contextmanager
def generations_bar(
    number: int, particles: int
) -> Iterator[Callable[[int, int, int, float], None]]:
    """Show a bar for each of `number` generations; give what hears of particles taken and tried."""
    if in_lines():
        yield _generation_lines(number, particles)
        return
    tasks = {}
    with Progress(*STEP_COLUMNS, console=Console(stderr=True)) as bar:

        def show(generation: int, accepted: int, tried: int, threshold: float) -> None:
            if generation not in tasks:
                words = _generation_words(generation, number, threshold)
                tasks[generation] = bar.add_task(words, total=particles, note="")
            note = f"{tried:,} tried" if generation >= 0 else ""
            bar.update(tasks[generation], completed=min(accepted, particles), note=note)

        yield show


def _generation_words(generation: int, number: int, threshold: float) -> str:
    if generation < 0:
        return "Drawing from the priors"
    return f"Generation {generation + 1} of {number}, distance up to {threshold:.3g}"


def _generation_lines(number: int, particles: int) -> Callable[[int, int, int, float], None]:
    """Return what says in lines how many particles each generation has."""
    tasks: dict[int, ProgressLines] = {}

    def say(generation: int, accepted: int, tried: int, threshold: float) -> None:
        if generation not in tasks:
            words = _generation_words(generation, number, threshold)
            tasks[generation] = ProgressLines(particles, words)
        lines = tasks[generation]
        note = f"{tried:,} tried" if generation >= 0 else ""
        lines.advance(min(accepted, particles) - lines.done, note)

    return say
