"""Studies: what they cost beside the compiled driver alone, and against Mesa's batch runner."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
import tomllib
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter, process_time, sleep

import mesa
import tomli_w

from benchmarks.measured import Measured, in_turns, middle_ratio, of_children, seconds
from experiments.studies.batch import KEEP
from experiments.studies.design_order import write_tables
from experiments.studies.folder import open_study
from experiments.studies.parts import part_folders
from experiments.studies.run import play_rest
from experiments.studies.study import Study
from experiments.studies.study_file import load_study
from simulation import PartnershipModel
from simulation.ensemble import each_chunk

STUDY = Path(__file__).parents[1] / "configs" / "studies" / "talk_length.toml"
COMMAND = [sys.executable, "-m", "experiments.commands.app", "sweep"]
FINISHED = 10_000
"""Runs of a finished study that is asked for once more."""


class Batched(PartnershipModel):  # type: ignore[misc] # Mesa has no types
    """Our Mesa driver as Mesa's own batch runner asks for it."""

    def __init__(self, rng: int | None = None, seed: int | None = None, **changes: float) -> None:
        renamed = {name.replace("__", "."): value for name, value in changes.items()}
        super().__init__(rng=rng if seed is None else seed, **renamed)
        self.datacollector = mesa.DataCollector(model_reporters={"month": "steps"})


def without_posterior(runs: int) -> Study:
    """Return the study with about so many runs in all, with the parameters of its base alone."""
    study = load_study(STUDY)
    each = max(1, runs // len(study.points))
    return replace(study, posterior=None, nest=None, runs=each)


def study_file(folder: Path) -> Path:
    """Write the same study as a file that the command reads, and return its place."""
    content = tomllib.loads(STUDY.read_text(encoding="utf-8"))
    del content["members"]
    content |= {"posterior": "none", "scenario": str(STUDY.parent / content["scenario"])}
    path = folder / "study.toml"
    path.write_text(tomli_w.dumps(content), encoding="utf-8")
    return path


def in_study(study: Study, workers: int) -> None:
    """Play a study into tables."""
    with tempfile.TemporaryDirectory() as place, open_study(Path(place) / "out", study) as kept:
        with open(os.devnull, "w") as nowhere, contextlib.redirect_stderr(nowhere):  # noqa: PTH123
            play_rest(kept, Path(place) / "out", workers=workers)
        write_tables(kept, Path(place) / "out")


def played(runs: int, workers: int) -> None:
    """Play about so many runs of a study into tables."""
    in_study(without_posterior(runs), workers)


def alone(study: Study, workers: int) -> None:
    """Play the same runs with the compiled driver, keeping nothing."""
    for point in study.points:
        chunks = each_chunk(
            study.scenario_of(point.number), len_of, runs=study.runs, seed=study.seed,
            workers=workers, keep=KEEP,
        )  # fmt: skip
        for _ in chunks:
            pass


def len_of(_: object) -> int:
    """Return nothing of a chunk."""
    return 0


def with_mesa(study: Study, points: int) -> None:
    """Play one run of some points with Mesa's batch runner."""
    for point in study.points[:points]:
        changes = {name.replace(".", "__"): value for name, value in point.changes.items()}
        mesa.batch_run(
            Batched, changes, number_processes=1, iterations=1, max_steps=168,
            data_collection_period=-1, display_progress=False,
        )  # fmt: skip


def speeds(*, quick: bool) -> list[Measured]:
    """Return runs a second with 1 and 2 workers, and their overhead."""
    study = without_posterior(160 if quick else 1_200)
    repeats = 3 if quick else 5
    rows = []
    for workers in (1, 2):
        played_by = {"study": partial(in_study, study, workers),
                     "alone": partial(alone, study, workers)}  # fmt: skip
        spent = in_turns(played_by, repeats, process_time)
        times = in_turns(played_by, repeats)
        over = middle_ratio(spent["study"], spent["alone"])
        note = f"{study.all_runs:,} runs, tables written, median of {repeats} in turns"
        rows += [
            Measured(f"study against the driver alone, {workers} worker(s)", over, "x",
                     most=1.08 if workers == 1 else None, note=f"processor time; {note}"),
            Measured(f"study with {workers} worker(s)", study.all_runs / median(times["study"]),
                     "runs/s", note=note),
        ]  # fmt: skip
    return rows


def against_mesa(*, quick: bool) -> Measured:
    """Return how many times as fast a study is as Mesa's batch runner."""
    points = 2 if quick else 4
    study = without_posterior(120 if quick else 960)
    mesa_runs, ours = partial(with_mesa, study, points), partial(in_study, study, 1)
    times = in_turns({"mesa": mesa_runs, "study": ours}, 3)
    theirs, our = ([one / number for one in times[name]] for name, number in
                   (("mesa", points), ("study", study.all_runs)))  # fmt: skip
    note = "one process each, our Mesa driver, median of 3 in turns"
    ratio = middle_ratio(theirs, our)
    return Measured("study against Mesa's batch runner, a run", ratio, "x", least=60.0, note=note)


def first_result(study: Path, place: Path) -> float:
    """Return the seconds from the command to the first part of a study in its folder."""
    begun = perf_counter()
    process = subprocess.Popen(  # noqa: S603 -- our own command
        [*COMMAND, str(study), "--out", str(place), "--no-figures"],
        stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    while not part_folders(place):
        sleep(0.01)
    process.kill()
    process.wait()
    return perf_counter() - begun


def resumed(study: Path, place: Path, runs: int) -> float:
    """Return the processor time in which the command finds a finished study finished."""
    words = [*COMMAND, str(study), "--out", str(place), "--runs", str(runs), "--workers", "2"]

    def again() -> None:
        subprocess.run(words, check=True, capture_output=True)  # noqa: S603 -- our own command

    again()
    return median(seconds(again, of_children) for _ in range(3))


def measure(*, quick: bool) -> list[Measured]:
    """Return the speed of studies.

    Parameters
    ----------
    quick : bool
        Fewer runs and repeats.
    """
    points = len(load_study(STUDY).points)
    runs = (FINISHED // 10 if quick else FINISHED) // points
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        study = study_file(folder)
        first = median(first_result(study, folder / str(one)) for one in range(1 if quick else 3))
        again = resumed(study, folder / "whole", runs)
    return [
        *speeds(quick=quick),
        against_mesa(quick=quick),
        Measured("time to the first result of a study", first, "s", note="from the command"),
        Measured(f"a finished study of {points * runs:,} runs, again", again, "s", most=1.5,
                 note="processor time of the command, median of 3"),
    ]  # fmt: skip
