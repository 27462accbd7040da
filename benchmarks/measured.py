"""A measurement beside its target, repeats that take turns, and the table of them all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
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


def seconds(action: Callable[[], object]) -> float:
    """Return how long an action takes."""
    start = perf_counter()
    action()
    return perf_counter() - start


def in_turns(actions: Mapping[str, Callable[[], object]], repeats: int) -> dict[str, list[float]]:
    """Return the seconds of each action, measured in turns, as the clock of a machine moves."""
    times: dict[str, list[float]] = {name: [] for name in actions}
    for _ in range(repeats):
        for name, action in actions.items():
            times[name].append(seconds(action))
    return times


def middle_ratio(above: Iterable[float], below: Iterable[float]) -> float:
    """Return the median of the ratios of repeats that were measured side by side."""
    return median(one / other for one, other in zip(above, below, strict=True))


def show(rows: Iterable[Measured], title: str) -> None:
    """Print measurements as a table, ratios first."""
    table = Table(title=title, title_justify="left")
    for heading in ("measured", "value", "target", "met", "how"):
        table.add_column(heading, justify="right" if heading == "value" else "left")
    for row in sorted(rows, key=lambda row: row.unit != "x"):
        value = f"{row.value:,.0f}" if row.value >= THOUSAND else f"{row.value:.3g}"
        table.add_row(row.what, f"{value} {row.unit}", row.target, row.met, row.note)
    Console(width=150).print(table)
