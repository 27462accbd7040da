"""`partnerships validate --ablation`: play, apply the rule, and leave table and page."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import typer

from experiments.execution import INTERRUPTED, Stopped, terminated_as_interrupted
from experiments.execution.progress import step_bar
from experiments.execution.workers import processes
from experiments.facts.comparison import BOUND, ORDER, Fact, facts
from experiments.facts.switched_off import SEED, Ablation, PlayedCells
from experiments.patterns.ablation import (
    HALF,
    MANIFEST,
    TABLE,
    ablation_table,
    carry_nothing,
    compare_facts,
    compare_rows,
    summary_sentences,
)
from experiments.patterns.catalogue import CATALOGUE, patterns_named
from experiments.patterns.mechanisms import EVERYTHING_ON
from experiments.patterns.page import redraw
from experiments.patterns.prior_pass import in_one_world
from experiments.patterns.scorecard import PUBLISHED, REFERENCE
from experiments.patterns.validation import ASIDE, is_repository
from experiments.statistics.position import RARE, position_among
from experiments.statistics.posterior import PACKAGED, Posterior
from experiments.store.folder import unwritable, write_whole
from experiments.store.manifest import origin
from experiments.store.spreadsheet import save_csv
from experiments.text.numbers import plural, wrap
from simulation.ensemble import prepare
from simulation.errors import InputError
from simulation.provenance import dependencies

MEMBERS, RUNS = 18, 20
"""Members that are played unless asked otherwise, and runs of each in each cell."""

SECONDS_OF_CELL, SECONDS_OF_RUN = 0.75, 0.025
"""On one core: of reading every row off a cell however few its runs, and of each of its runs."""

MADE_BY = "experiments.facts.ablation_run"

BEYOND = 2
"""The side of a run without a number: beyond all that have one."""


@dataclass(frozen=True)
class AblationQuestion:
    """What is asked of `partnerships validate --ablation`.

    Attributes
    ----------
    rows : sequence of str
        Rows to judge; none for all that can be read off one world.
    members, runs : int
        Members of the posterior, and runs of each.
    posterior : str
        Where it is.
    workers : int
        Processes.
    out : Path or None
        Where the table goes; without it, a whole one of the packaged posterior is published, if
        this is the repository.
    """

    rows: Sequence[str] = ()
    members: int = MEMBERS
    runs: int = RUNS
    posterior: str = PACKAGED
    workers: int = 1
    out: Path | None = None

    @property
    def folder(self) -> Path:
        """Where the table goes."""
        whole = not self.rows and self.members >= MEMBERS and self.runs >= RUNS
        published = whole and self.posterior == PACKAGED and is_repository()
        return self.out or (REFERENCE if published else ASIDE)

    def ablation(self) -> Ablation:
        """Return what is played.

        Raises
        ------
        InputError
            For a row that has no pattern or compares worlds, or a posterior that cannot be read.
        """
        patterns = patterns_named(self.rows) if self.rows else list(CATALOGUE.values())
        rows = tuple(one.row for one in in_one_world(patterns))
        others = [row for row in self.rows if row not in rows]
        if others:
            raise InputError(
                "compares worlds, and a mechanism is switched off in one", field="--only",
                value=others[0], allowed="with --ablation, rows that are read off one world",
            )  # fmt: skip
        return Ablation(Posterior.read(self.posterior), self.members, self.runs, rows)


def run_ablation(question: AblationQuestion) -> dict[str, Any]:
    """Switch off each mechanism in members of a posterior, and write what each carries.

    Returns
    -------
    dict
        The mechanisms that carry nothing, and the table's rows.

    Raises
    ------
    InputError
        For what cannot be used.
    Stopped
        If the command was told to end.
    """
    ablation, folder = question.ablation(), question.folder
    cells = PlayedCells(ablation, question.out or ASIDE)
    seconds = _play(cells, question.workers)
    table, size = _compare(cells)
    manifest = {**origin(dependencies(MADE_BY), {"play": seconds}), **size}
    _write(folder, table, manifest)
    for line in _lines(table):
        typer.echo(wrap(line))
    for sentence in summary_sentences(table, size):
        typer.echo("\n" + wrap(sentence))
    typer.echo(f"\nTable       {folder / TABLE}")
    if (folder / PUBLISHED.name).exists():
        typer.echo(f"Page        {redraw(folder)}")
    return {"carry_nothing": carry_nothing(table), "mechanisms": table.to_dict("records")}


def _compare(cells: PlayedCells) -> tuple[pd.DataFrame, dict[str, Any]]:
    """Return what each mechanism carries, and of how much it was found."""
    asked, passed = cells.ablation, cells.verdicts()
    inside, moved = place_facts(cells.numbers())
    rows, numbers = compare_rows(passed), compare_facts(inside, moved, RARE)
    size = {
        "members": asked.members,
        "runs": asked.runs,
        "rows": len(asked.rows),
        "rows_passed": int((passed[EVERYTHING_ON].mean() > HALF).sum()),
        "passed_by": {str(row): int(n) for row, n in passed[EVERYTHING_ON].sum().items()},
        "facts": len(inside[EVERYTHING_ON]),
        "facts_inside": int((inside[EVERYTHING_ON] >= RARE).sum()),
        "posterior": asked.posterior.hash,
        "seed": SEED,
    }
    return ablation_table(asked.mechanisms, rows, numbers), size


def minutes_needed(cells: int, runs: int, workers: int) -> float:
    """Return about how many minutes so many cells take."""
    return cells * (SECONDS_OF_CELL + runs * SECONDS_OF_RUN) / workers / 60.0


def _play(cells: PlayedCells, workers: int) -> float:
    """Play what is left of the cells and return how many seconds it took."""
    begun, left = time.perf_counter(), len(cells.left)
    if left:
        minutes = minutes_needed(left, cells.ablation.runs, workers)
        done = len(cells.ablation.cells) - left
        typer.echo(
            wrap(
                f"About {plural(max(minutes, 1.0), 'minute')} on as many quiet cores as there are "
                f"workers ({workers}). It can be stopped at any time, and the same command goes on"
                f"{f': {done} of {done + left} are there' if done else ''}."
            )
        )
        with _what_stands(cells.path), processes(workers) as pool:
            prepare()
            with step_bar("Members without a mechanism", left) as advance:
                cells.play(pool, advance)
    return time.perf_counter() - begun


@contextmanager
def _what_stands(path: Path) -> Iterator[None]:
    try:
        with terminated_as_interrupted():
            yield
    except KeyboardInterrupt:
        words = f"Stopped: what was played stands in {path}; the same command goes on."
        raise Stopped(words, INTERRUPTED) from None
    except OSError as error:
        raise unwritable(path.parent, error) from None


def place_facts(
    numbers: Mapping[str, pd.DataFrame],
) -> tuple[dict[str, pd.Series[Any]], pd.DataFrame]:
    """Return where England lies among the runs, and how many runs a mechanism moves past it.

    Parameters
    ----------
    numbers : mapping of str to DataFrame
        What each run has in place of each fact, with `EVERYTHING_ON` and with each mechanism off.

    Returns
    -------
    inside : dict of str to Series
        The mid-p of each fact; of an order, the share of runs in which it holds.
    moved : DataFrame
        Mechanism, what (the fact), and how many runs it moves up and down when it is off.
    """
    judged = [one for one in facts() if one.compared != BOUND]
    inside = {
        name: pd.Series({one.fact: _mid_p(one, frame[one.fact]) for one in judged})
        for name, frame in numbers.items()
    }
    lines = []
    for one in judged:
        on = _sides(one, numbers[EVERYTHING_ON][one.fact])
        for name, frame in numbers.items():
            if name != EVERYTHING_ON:
                off = _sides(one, frame[one.fact])
                lines.append((name, one.fact, int((off > on).sum()), int((off < on).sum())))
    return inside, pd.DataFrame(lines, columns=["mechanism", "what", "up", "down"])


def _mid_p(one: Fact, values: pd.Series[Any]) -> float:
    if one.compared == ORDER:
        return float(values.mean())
    return position_among(values, one.value, one.decimals).mid_p


def _sides(one: Fact, values: pd.Series[Any]) -> Any:
    """Return whether each run is below England's number (-1), the same, above, or has none."""
    number = 1.0 if one.compared == ORDER else one.value
    apart = np.sign(np.round(values.to_numpy(float), one.decimals) - round(number, one.decimals))
    return np.where(np.isnan(apart), BEYOND, apart)


def _write(folder: Path, table: pd.DataFrame, manifest: Mapping[str, Any]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        save_csv(table, folder / TABLE)
        write_whole(folder / MANIFEST, json.dumps(manifest, indent=2, ensure_ascii=False) + "\n")
    except OSError as error:
        raise unwritable(folder, error) from None


def _lines(table: pd.DataFrame) -> Iterator[str]:
    """Yield a line for each mechanism that carries something or stands against something."""
    words = {"rows": "carries", "facts": "carries", "rows_against": "stands against",
             "facts_against": "stands against"}  # fmt: skip
    for row in table.to_dict("records"):
        found = [f"{verb} {row[column]}" for column, verb in words.items() if row[column]]
        if found:
            yield f"{row['mechanism']}: {'; '.join(found)}."
