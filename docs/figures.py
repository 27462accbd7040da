"""The figure of the README and of the site's first page, drawn from runs played for it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from experiments.figures import councils_sharing
from experiments.figures.chart import Picture
from experiments.figures.saving import save_as
from experiments.runs.job import Job
from experiments.statistics.posterior import Posterior
from experiments.text.scenario import Setting
from simulation import Scenario

RUNS = 300


def sharing() -> Picture:
    """Return councils sharing over time, as `partnerships run england --posterior` draws it."""
    posterior = Posterior.read("packaged")
    job = Job(Scenario.load("england"), runs=RUNS, posterior=posterior)
    job.prepare()
    counted = pd.concat([part for _, part in job.chunks(councils_sharing.count)])
    tally = counted.groupby(["month", "date", "councils"], as_index=False)["runs"].sum()
    return councils_sharing.draw(councils_sharing.reduce(tally), Setting(job.scenario, RUNS))


def draw_figures(folder: Path) -> list[Path]:
    """Draw the figure into a folder and return its file."""
    picture = sharing()
    path = folder / f"{picture.name}.svg"
    save_as(picture.figure, path)
    return [path]
