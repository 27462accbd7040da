"""What differs in what two folders were asked to play: parameters in words, runs, designs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from experiments.decisions.two_folders.folder import ResultFolder
from experiments.store.layout import scenario_hash
from experiments.text.scenario import Change, scenario_changes
from simulation.scenario import PATH_NAMES


class Difference(NamedTuple):
    """Something that differs: its name, its values in the two folders, what it is, its unit."""

    name: str
    one: str
    other: str
    meaning: str
    unit: str = ""


def scenario_differences(one: ResultFolder, other: ResultFolder) -> list[Difference]:
    """Return the parameters that two scenarios do not have in common, in the order of groups."""
    before, now = ({row.name: row for row in scenario_changes(each.scenario)}
                   for each in (one, other))  # fmt: skip
    rows = [
        Difference(
            name, _value(before.get(name), row), _value(now.get(name), row), row.meaning, row.unit
        )
        for name, row in {**before, **now}.items()
        if name not in PATH_NAMES and _same(before.get(name)) != _same(now.get(name))
    ]
    if not rows and scenario_hash(one.scenario) != scenario_hash(other.scenario):
        words = "the councils, neighbours or elections of a map of one's own"
        rows.append(Difference("geography", "its tables", "other tables", words))
    return rows


def _value(row: Change | None, there: Change) -> str:
    """Return a value, or the default where a scenario does not change it."""
    if row is not None:
        return row.value
    return f"{there.default} (default)" if there.default != "–" else "–"


def _same(row: Change | None) -> str | None:
    return None if row is None else row.value


OTHERS: dict[str, tuple[str, Callable[[ResultFolder], Any]]] = {
    "seed": ("the seed of all draws", lambda folder: folder.seed),
    "runs": ("runs, of a study at each point", lambda folder: folder.runs),
    "members": ("members of the posterior at each point", lambda folder: folder.members),
    "driver": (
        "what played the months; both give the same numbers",
        lambda folder: folder.manifest.get("driver"),
    ),
    "design": ("kind of design", lambda folder: folder.study and folder.study.design),
    "points": ("points of the design", lambda folder: len(folder.changes())),
}


def other_differences(one: ResultFolder, other: ResultFolder) -> list[Difference]:
    """Return what differs beside the scenario: seed, runs, members, design."""
    rows = []
    for name, (words, value) in OTHERS.items():
        here, there = value(one), value(other)
        if here != there and not (name == "driver" and None in (here, there)):
            rows.append(Difference(name, _plain(here), _plain(there), words))
    return rows


def _plain(value: Any) -> str:
    return "–" if value is None else f"{value:,}" if isinstance(value, int) else str(value)
