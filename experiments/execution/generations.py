"""What a person sees of a calibration: which step, how far, how long still."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

COLUMNS = (
    TextColumn("{task.description}"),
    BarColumn(),
    MofNCompleteColumn(),
    TextColumn("{task.fields[note]}"),
    TimeRemainingColumn(),
    TextColumn("left"),
)


@contextmanager
def step(words: str, total: int) -> Iterator[Callable[[int], None]]:
    """Show a bar for a step on the error stream; give what moves it on."""
    with Progress(*COLUMNS, console=Console(stderr=True)) as bar:
        task = bar.add_task(words, total=total, note="")
        yield lambda number: bar.advance(task, number)


@contextmanager
def generations(number: int, particles: int) -> Iterator[Callable[[int, int, int, float], None]]:
    """Show a bar for each generation; give what hears how many particles were accepted and tried.

    Parameters
    ----------
    number, particles : int
        Generations in all, and particles that each accepts.
    """
    tasks = {}
    with Progress(*COLUMNS, console=Console(stderr=True)) as bar:

        def told(generation: int, accepted: int, tried: int, threshold: float) -> None:
            if generation not in tasks:
                words = (
                    f"Generation {generation + 1} of {number}, distance up to {threshold:.3g}"
                    if generation >= 0
                    else "Drawing from the priors"
                )
                tasks[generation] = bar.add_task(words, total=particles, note="")
            note = f"{tried:,} tried" if generation >= 0 else ""
            bar.update(tasks[generation], completed=min(accepted, particles), note=note)

        yield told
