"""`partnerships run`: checks first, then a whole folder or none, then a short answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import typer

from experiments.execution import INTERRUPTED, Stopped, terminated_as_interrupted
from experiments.figures.council_map import map_dates as chosen_dates
from experiments.runs.job import Job
from experiments.runs.play import write_results
from experiments.runs.results import RunResults, check_folder
from experiments.runs.summary import summary_sentences
from experiments.store.disk import FULL, full_words
from experiments.store.folder import whole_folder
from experiments.store.layout import PAGE, TABLES
from experiments.text.maps import say_of_map
from experiments.text.numbers import wrap
from experiments.text.scenario import Setting
from simulation.months import check_month


def run_job(
    job: Job,
    out: Path,
    *,
    fresh: bool = False,
    figures: bool = True,
    map_dates: tuple[str, ...] = (),
) -> None:
    """Play a job, put its folder in place and say in short what came out.

    Parameters
    ----------
    job : Job
        What is played.
    out : Path
        Where the results are to stand; not there yet, empty, or the same run.
    fresh : bool
        Whether a folder of another run is moved aside.
    figures : bool
        Whether figures and page are drawn.
    map_dates : tuple of str
        Months of the map; empty for the usual ones.

    Raises
    ------
    InputError
        If anything that was given cannot be used; then nothing is written.
    """
    dates = [check_month(date, "--map-date") for date in map_dates]
    chosen_dates(Setting(job.scenario, job.runs), dates)
    check_folder(out, job, fresh=fresh)
    job.check()
    say_of_map(job.scenario, job.geography)
    with nothing_written(), whole_folder(out, fresh=fresh) as folder:
        finished = _play(job, folder)
        wrong = _draw(finished, dates) if figures else None
    _say_where(out, wrong, figures=figures)


@contextmanager
def nothing_written() -> Iterator[None]:
    """Say that nothing was written where a run was stopped or the disk took no more."""
    try:
        with terminated_as_interrupted():
            yield
    except KeyboardInterrupt:
        raise Stopped("Stopped; nothing was written.", INTERRUPTED) from None
    except OSError as error:
        if error.errno not in FULL:
            raise
        words = f"Error: {full_words(error)}; nothing was written. Make room, or use --out."
        raise Stopped(words) from None


def _play(job: Job, folder: Path) -> RunResults:
    """Play a job into a folder and say what came out, before anything is drawn."""
    if job.begin_compiling():
        _say_first(job)
    write_results(job, folder)
    finished = RunResults.read(folder)
    _say_answer(finished)
    return finished


def _say_first(job: Job) -> None:
    """Say that the model is compiled meanwhile, and of many runs at once what the first brought."""
    typer.echo(
        "Compiling the model once, in the background; until then the Mesa driver plays: the same "
        "numbers, some seconds a run.",
        err=True,
    )
    if job.runs == 1:
        return
    with TemporaryDirectory() as place:
        write_results(replace(job, runs=1), Path(place))
        typer.echo("The first run alone:")
        _say_answer(RunResults.read(Path(place)))
    typer.echo("\nAll of them:")


def _say_answer(finished: RunResults) -> None:
    """Say what came out."""
    for sentence in summary_sentences(finished):
        typer.echo(wrap(sentence))


def _say_where(out: Path, wrong: Exception | None, *, figures: bool) -> None:
    """Say where all is, and what went wrong with the page if something did."""
    typer.echo(f"\nTables   {out / TABLES}")
    if wrong is not None:
        typer.echo(
            f"The page could not be drawn; `partnerships report {out}` tries again.", err=True
        )
        raise wrong
    if figures:
        typer.echo(f"Report   {out / PAGE}")


def _draw(finished: RunResults, dates: Sequence[str]) -> Exception | None:
    """Draw figures and page; return what went wrong, which must not cost the tables."""
    from experiments.runs.page import draw_page  # the answer stands before this is loaded

    try:
        draw_page(finished, dates)
    except Exception as error:  # noqa: BLE001 -- told after the tables stand in their place
        return error
    return None
