"""`partnerships calibrate`: which parameter values agree with what the sources report."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from experiments.commands import whole
from experiments.commands.named import NAMED, study_path
from experiments.commands.replies import AsJson, Reply, folder_reply
from experiments.commands.run import MOST_WORKERS

MOST_GENERATIONS = 1000
STOPPED = 130


def calibrate(
    study: Annotated[Path, typer.Argument(callback=study_path, help=f"What is asked: {NAMED}.")],
    *,
    workers: Annotated[
        int | None,
        typer.Option(
            parser=whole(1, MOST_WORKERS),
            metavar="N",
            help="Processes that play; without it, one for each core.",
            show_default=False,
        ),
    ] = None,
    cluster: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="Dask scheduler whose workers play instead (start them with --nthreads 1).",
            show_default=False,
        ),
    ] = None,
    generations: Annotated[
        int | None,
        typer.Option(
            parser=whole(1, MOST_GENERATIONS),
            metavar="N",
            help="Generations in all; a finished calibration can be asked for more.",
            show_default=False,
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            help="Folder of the results; default results/ and the name of STUDY.",
            show_default=False,
        ),
    ] = None,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Move a folder of another calibration aside.")
    ] = False,
    figures: Annotated[
        bool, typer.Option("--figures/--no-figures", help="Draw figures and the page.")
    ] = True,
    _json: AsJson = False,
) -> Reply:
    """Find the parameter values that agree with the evidence; stop at any moment and go on."""
    from experiments.calibration.bank_study import calibrate_histories
    from experiments.calibration.run import calibrate as calibrate_means
    from experiments.calibration.study import CalibrationStudy
    from simulation.code_cache import check_compiling

    asked = CalibrationStudy.load(study)
    check_compiling()  # before there is a folder
    if generations:
        asked = asked.with_generations(generations)
    place = out or Path("results") / study.stem
    number = workers or os.cpu_count() or 1
    try:
        run_study = calibrate_histories if asked.observed else calibrate_means
        run_study(
            asked, place, workers=number, cluster=cluster, fresh=fresh, figures=figures, file=study
        )
    except KeyboardInterrupt:
        told = f"Stopped; what is finished is kept in {place}: the same command goes on."
        typer.echo(told, err=True)
        raise typer.Exit(STOPPED) from None
    return folder_reply(place)
