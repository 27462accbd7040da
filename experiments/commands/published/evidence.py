"""`make evidence`: all evidence, from the bank to the studies, in order.

Each step is a command of its own that goes on where it was stopped; what was finished by the same
code is not done again. `--quick` plays all of it in small, in about ten minutes, leaves the
packaged posterior and what is published in full as they are, and with `--check` compares its
numbers with those published of the quick form.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

from experiments.commands.published.decisions import DECISIONS
from experiments.commands.published.publish import QUICK, run_or_end
from experiments.commands.published.quick import differences, publish
from experiments.commands.published.studies import CONFIGS, STUDIES, VALIDATION
from experiments.facts.comparison import facts
from experiments.statistics.posterior import PACKAGED, Posterior
from experiments.store.folder import write_whole
from simulation.provenance import dependencies

DONE = "evidence.json"
"""In the folder of the results, what is finished, and what it was made from."""

CORES = 2
"""On which the minutes below were measured."""


@dataclass(frozen=True)
class Step:
    """A part of the evidence.

    Parameters
    ----------
    name : str
        What it is called.
    minutes, quick_minutes : float
        About how long it takes on two cores, in full and in small.
    module, words, quick_words : str, sequence of str
        The module that is run, and what it is given in full and in small.
    """

    name: str
    minutes: float
    quick_minutes: float
    module: str
    words: Sequence[str] = ()
    quick_words: Sequence[str] = ("--quick",)


APP = "experiments.commands.app"
CALIBRATES = "experiments.commands.published.calibration"
PLAYS = "experiments.commands.published.studies"
STEPS = (
    Step("bank, waves, posterior and coverage", 30, 3, CALIBRATES),
    Step("facts of England", 1, 0.5, PLAYS, (VALIDATION,), (VALIDATION, "--quick")),
    Step("scorecard", 6, 2, APP, ("validate", "--accept"), ("validate", "--quick")),
    Step("ablation of the scorecard", 8, 0, APP, ("validate", "--ablation"), ()),
    Step("studies", 16, 3, PLAYS, STUDIES, (*STUDIES, "--quick")),
    Step("decisions", 10, 0, PLAYS, (DECISIONS,), ()),
)
"""In the order in which each needs those before it."""


def steps_of(*, quick: bool) -> list[Step]:
    """Return the steps of a size."""
    return [step for step in STEPS if not quick or step.quick_words]


def identity() -> str:
    """Return what finished steps are known by: code, posterior, facts and the files of studies."""
    digest = hashlib.sha256(repr(facts()).encode())
    for file in sorted(CONFIGS.glob("*.toml")):
        digest.update(f"{file.name} {file.read_bytes()!r}".encode())
    code = dependencies(APP, PLAYS, CALIBRATES).hash
    return f"{code} {Posterior.read(PACKAGED).hash} {digest.hexdigest()}"


def finished_steps(path: Path, known: str) -> list[str]:
    """Return the names of the steps that the same code has finished."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return []
    return list(content["steps"]) if content.get("made_with") == known else []


def announce(left: Sequence[Step], workers: int, *, quick: bool) -> str:
    """Return what is to come and how long it takes."""
    if not left:
        return "All of it is finished."
    minutes = [(step.quick_minutes if quick else step.minutes) * CORES / workers for step in left]
    named = zip(left, minutes, strict=True)
    parts = ", ".join(f"{step.name} {number:.0f}" for step, number in named)
    total = sum(minutes)
    return f"About {total:.0f} minutes on {workers} cores: {parts}. It can be stopped at any time."


def play(step: Step, workers: int, *, quick: bool) -> None:
    """Play one step with the command that anybody would use for it; end as it does if it fails."""
    words = step.quick_words if quick else step.words
    command = [sys.executable, "-m", step.module, *words, "--workers", str(workers)]
    run_or_end(command)


def main() -> None:
    """Play what is not finished, step by step."""
    parser = argparse.ArgumentParser(prog="make evidence", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="in small, in about ten minutes")
    parser.add_argument("--check", action="store_true", help="compare with what is published")
    parser.add_argument("--fresh", action="store_true", help="play finished steps again")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes")
    given = parser.parse_args()
    if given.check and not given.quick:
        parser.error("--check is of --quick: what is published in full has tests of its own")
    path = (QUICK.played if given.quick else Path("results")) / DONE
    done = [] if given.fresh else finished_steps(path, identity())
    left = [step for step in steps_of(quick=given.quick) if step.name not in done]
    typer.echo(announce(left, given.workers, quick=given.quick))
    for step in left:
        begun = time.perf_counter()
        typer.echo(f"\n== {step.name}")
        play(step, given.workers, quick=given.quick)
        done.append(step.name)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, json.dumps({"made_with": identity(), "steps": done}, indent=1))
        typer.echo(f"{step.name}: {(time.perf_counter() - begun) / 60:.1f} minutes")
    if given.check:
        _check()
    elif given.quick:
        publish()


def _check() -> None:
    """End with an error where a quick form tells something else than what is published of it."""
    found = differences()
    for line in found:
        typer.echo(line, err=True)
    if found:
        raise SystemExit(1)
    typer.echo("The numbers are those that are published of the quick form.")


if __name__ == "__main__":
    main()
