"""What a person sees while runs are played: how far, how fast, how long still."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

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


@contextmanager
def progress(runs: int) -> Iterator[Callable[[int], None]]:
    """Show a bar on the error stream for more than one run; give what moves it on.

    Parameters
    ----------
    runs : int
        How many are played in all.
    """
    if runs == 1:
        yield lambda _: None
        return
    with progress_of(runs) as advance:
        yield lambda number: advance(number, 0)


@contextmanager
def progress_of(runs: int, done: int = 0, failed: int = 0) -> Iterator[Callable[[int, int], None]]:
    """Show a bar with failures; give what moves it on by runs and by failures among them.

    Parameters
    ----------
    runs : int
        How many are played in all.
    done, failed : int
        How many were played before, and failed.
    """
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


@contextmanager
def tidy_when_ended() -> Iterator[None]:
    """Let an order to end the process clean up first, as Ctrl-C does."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
