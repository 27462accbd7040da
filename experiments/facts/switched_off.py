"""Members of the posterior with a mechanism switched off: what they pass, and single runs of them.

Each member has draws of its own, the same with everything on and with any mechanism off. What is
played is written down at once, so that what was stopped goes on.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from experiments.execution.workers import Workers
from experiments.facts.comparison import facts, measure_facts
from experiments.patterns.catalogue import patterns_named
from experiments.patterns.mechanisms import EVERYTHING_ON, MECHANISMS, Mechanism
from experiments.patterns.prior_pass import verdicts_by_value
from experiments.patterns.samples import BASELINE, Need, Samples, Statistic
from experiments.statistics.posterior import Posterior
from simulation.provenance import dependencies
from simulation.result import Result
from simulation.scenario import Scenario

SEED = 20_261_126
"""Of the members and their draws."""

MADE_BY = ("experiments.facts.switched_off",)
"""What verdicts and numbers come from, with all that it imports."""


class Cell(NamedTuple):
    """A member, by its place among those that are played, and the mechanism that is off in it."""

    place: int
    mechanism: str


class CellResult(NamedTuple):
    """What came of a cell: the verdict of each row, and for each run a number for each fact."""

    verdicts: dict[str, str]
    numbers: list[list[float]]


@dataclass(frozen=True)
class Ablation:
    """What is switched off in whom.

    Parameters
    ----------
    posterior : Posterior
        Where members come from.
    members, runs : int
        How many members, in the order of `Posterior.draw_members`, and runs of each.
    rows : tuple of str
        The rows of the evidence that are judged.
    mechanisms : tuple of Mechanism
        What is switched off.
    """

    posterior: Posterior
    members: int
    runs: int
    rows: tuple[str, ...]
    mechanisms: tuple[Mechanism, ...] = MECHANISMS

    @property
    def cells(self) -> list[Cell]:
        """Every cell, member by member, each first with everything on."""
        names = [EVERYTHING_ON, *(one.name for one in self.mechanisms)]
        return [Cell(place, name) for place in range(self.members) for name in names]

    @property
    def key(self) -> str:
        """A hash of all that a cell depends on."""
        parts = [dependencies(*MADE_BY).hash, self.posterior.hash, self.runs, facts()]
        return hashlib.sha256(repr(parts).encode()).hexdigest()[:12]

    @cached_property
    def _on(self) -> list[Scenario]:
        members = self.posterior.draw_members(self.members, SEED)
        return [self.posterior.scenario(Scenario.default(), int(one)) for one in members]

    def scenario(self, cell: Cell) -> Scenario:
        """Return what a cell plays."""
        on = self._on[cell.place]
        off = [one for one in self.mechanisms if one.name == cell.mechanism]
        return off[0].without(on) if off else on


def _numbers(result: Result) -> Any:
    return measure_facts(result)[[one.fact for one in facts()]].to_numpy(dtype=float)


NUMBERS = Need(BASELINE, Statistic("what each run has in place of each fact", _numbers))


@dataclass(frozen=True)
class _Work:
    """Plays a cell; can be handed to another process."""

    rows: tuple[str, ...]
    runs: int

    def __call__(self, item: tuple[Cell, Scenario]) -> tuple[Cell, CellResult]:
        cell, scenario = item
        return cell, play_cell(scenario, self.rows, self.runs, SEED + cell.place)


def play_cell(scenario: Scenario, rows: Sequence[str], runs: int, seed: int) -> CellResult:
    """Return the verdicts of rows by their values, and what each run has in place of each fact."""
    patterns = patterns_named(rows)
    samples = Samples(scenario, runs, seed=seed)
    samples.play([*(need for pattern in patterns for need in pattern.needs()), NUMBERS])
    numbers = samples(NUMBERS.variant, NUMBERS.statistic)
    return CellResult(verdicts_by_value(patterns, samples), numbers.tolist())


class PlayedCells:
    """The cells that were played, in a file to which each is added as it is done.

    Parameters
    ----------
    ablation : Ablation
        What is asked.
    folder : Path
        Where the file stands, under the hash of all that cells depend on: what has changed begins
        anew, and more members go on from those that are there.
    """

    def __init__(self, ablation: Ablation, folder: Path) -> None:
        self.ablation = ablation
        self.path = folder / f"ablation_{ablation.key}.jsonl"
        self.played = _read(self.path, set(ablation.rows))

    @property
    def left(self) -> list[Cell]:
        """The cells that are still to be played."""
        return [cell for cell in self.ablation.cells if cell not in self.played]

    def play(self, workers: Workers, advance: Callable[[int], None]) -> None:
        """Play what is left; `advance` hears of each cell."""
        asked = self.ablation
        self.path.parent.mkdir(parents=True, exist_ok=True)
        items = ((cell, asked.scenario(cell)) for cell in self.left)
        with self.path.open("a", encoding="utf-8", newline="") as file:
            file.write("\n")  # what was cut short stays a line of its own
            for cell, played in workers.as_ready(_Work(asked.rows, asked.runs), items):
                self.played[cell] = played
                file.write(json.dumps({**cell._asdict(), **played._asdict()}) + "\n")
                file.flush()
                advance(1)

    def verdicts(self) -> dict[str, pd.DataFrame]:
        """Return which members pass which rows, with everything on and with each mechanism off."""
        rows = list(self.ablation.rows)
        return {
            name: pd.DataFrame(
                [[one.verdicts[row] == "met" for row in rows] for one in members], columns=rows
            )
            for name, members in self._by_mechanism()
        }

    def numbers(self) -> dict[str, pd.DataFrame]:
        """Return what the runs of all members have in place of each fact, in the same order."""
        names = [one.fact for one in facts()]
        return {
            name: pd.DataFrame([run for one in members for run in one.numbers], columns=names)
            for name, members in self._by_mechanism()
        }

    def _by_mechanism(self) -> Iterable[tuple[str, list[CellResult]]]:
        for name in (EVERYTHING_ON, *(one.name for one in self.ablation.mechanisms)):
            cells = (Cell(place, name) for place in range(self.ablation.members))
            yield name, [self.played[cell] for cell in cells]


def _read(path: Path, rows: set[str]) -> dict[Cell, CellResult]:
    """Return the cells of a file of which all these rows were judged and nothing is cut short."""
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines() if path.is_file() else []:
        content = _content(line)
        if rows <= set(content.get("verdicts", ())) and "numbers" in content:
            cell = Cell(content["place"], content["mechanism"])
            found[cell] = CellResult(content["verdicts"], content["numbers"])
    return found


def _content(line: str) -> Mapping[str, Any]:
    try:
        content = json.loads(line)
    except ValueError:
        return {}
    return content if isinstance(content, dict) else {}
