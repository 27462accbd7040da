"""A measurement beside its target, repeats that take turns, and the table of them all."""

from __future__ import annotations

import json
import resource
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from statistics import median
from time import perf_counter

from rich.console import Console
from rich.table import Table

THOUSAND = 1000.0


@dataclass(frozen=True)
class Measured:
    """One measurement.

    Attributes
    ----------
    what : str
        What was measured.
    value : float
        The value, in `unit`; ``"x"`` is a ratio.
    unit : str
        Its unit.
    most, least : float or None
        The target: at most, or at least, so much.
    note : str
        How it was measured, in a few words.
    """

    what: str
    value: float
    unit: str
    most: float | None = None
    least: float | None = None
    note: str = ""

    @property
    def target(self) -> str:
        """The target in words."""
        if self.most is not None:
            return f"at most {self.most:g} {self.unit}"
        return f"at least {self.least:g} {self.unit}" if self.least is not None else ""

    @property
    def met(self) -> str:
        """Whether the target is met, in a word."""
        if not self.target:
            return ""
        below = self.most is None or self.value <= self.most
        return "yes" if below and (self.least is None or self.value >= self.least) else "NO"


Clock = Callable[[], float]
"""Seconds since some moment: `perf_counter`, or `process_time`, which others do not slow down."""


def of_children() -> float:
    """Return the processor time of all processes that this one has started and that have ended."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def seconds(action: Callable[[], object], clock: Clock = perf_counter) -> float:
    """Return how long an action takes, by a clock."""
    start = clock()
    action()
    return clock() - start


def in_turns(
    actions: Mapping[str, Callable[[], object]], repeats: int, clock: Clock = perf_counter
) -> dict[str, list[float]]:
    """Return the seconds of each action, measured in turns, as the clock of a machine moves."""
    times: dict[str, list[float]] = {name: [] for name in actions}
    for _ in range(repeats):
        for name, action in actions.items():
            times[name].append(seconds(action, clock))
    return times


def middle_ratio(above: Iterable[float], below: Iterable[float]) -> float:
    """Return the median of the ratios of repeats that were measured side by side."""
    return median(one / other for one, other in zip(above, below, strict=True))


def ratios_first(rows: Iterable[Measured]) -> list[Measured]:
    """Return measurements in the order in which they are printed."""
    return sorted(rows, key=lambda row: row.unit != "x")


def as_json(rows: Iterable[Measured], machine: Mapping[str, str]) -> str:
    """Return measurements and what they were made on as JSON, in the order of the table."""
    listed = [asdict(row) | {"met": row.met} for row in ratios_first(rows)]
    return json.dumps({"machine": dict(machine), "measured": listed}, indent=1)


def show(rows: Iterable[Measured], title: str) -> None:
    """Print measurements as a table, ratios first."""
    table = Table(title=title, title_justify="left")
    for heading in ("measured", "value", "target", "met", "how"):
        table.add_column(heading, justify="right" if heading == "value" else "left")
    for row in ratios_first(rows):
        value = f"{row.value:,.0f}" if row.value >= THOUSAND else f"{row.value:.3g}"
        table.add_row(row.what, f"{value} {row.unit}", row.target, row.met, row.note)
    Console(width=150).print(table)
