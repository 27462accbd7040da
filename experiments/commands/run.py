"""`partnerships run`: play a scenario and leave tables, figures and a page."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from experiments.commands import whole
from experiments.commands.export import Formats, take_along
from experiments.commands.named import NAMED, scenario_path
from experiments.commands.png import Png, save_pngs
from experiments.commands.replies import AsJson, Reply, ReplyingCommand, folder_reply

USUAL_RUNS = 100
"""One history misleads: from run to run councils that share differ by a third."""

MOST_RUNS = 1_000_000
MOST_WORKERS = 256
LARGEST_SEED = 2**63 - 1


class Driver(StrEnum):
    """Which of the two drivers plays the runs; both give the same tables."""

    compiled = "compiled"
    mesa = "mesa"


class KeptTables(StrEnum):
    """Which tables are written."""

    all = "all"
    main = "main"


BARE, PACKAGED = "--posterior", "packaged"


class WithPosterior(ReplyingCommand):
    """A command whose option `--posterior` may stand without a file."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read `--posterior` with nothing that could be its file as the packaged one."""
        given = [*args, ""]
        named = [
            f"{BARE}={PACKAGED}" if word == BARE and _no_file(after) else word
            for word, after in zip(args, given[1:], strict=True)
        ]
        return super().parse_args(ctx, named)


def _no_file(word: str) -> bool:
    from simulation.configs import is_config

    return not word or word.startswith("-") or word.endswith(".toml") or is_config(word)


def run(  # noqa: PLR0913 -- each is an option of the command
    config: Annotated[
        Path | None,
        typer.Argument(
            callback=scenario_path,
            help=f"Scenario: {NAMED}; without it, England 2005-2018.",
            show_default=False,
        ),
    ] = None,
    *,
    runs: Annotated[
        int, typer.Option(parser=whole(1, MOST_RUNS), metavar="N", help="How many runs.")
    ] = USUAL_RUNS,
    seed: Annotated[
        int, typer.Option(parser=whole(0, LARGEST_SEED), metavar="N", help="Seed of the draws.")
    ] = 0,
    changes: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="NAME=VALUE",
            help="Change a value, such as talks.planned_months=6; can be repeated.",
        ),
    ] = None,
    posterior: Annotated[
        str | None,
        typer.Option(
            metavar="[FILE]",
            help="Draw each run's parameters from a calibration: its folder or posterior.csv; "
            "without FILE the packaged one. What CONFIG or --set changes stays.",
            show_default=False,
        ),
    ] = None,
    driver: Annotated[Driver, typer.Option(help="What plays the runs.")] = Driver.compiled,
    workers: Annotated[
        int,
        typer.Option(
            parser=whole(1, MOST_WORKERS), metavar="N", help="Threads of the compiled driver."
        ),
    ] = 1,
    out: Annotated[
        Path | None,
        typer.Option(
            help="Folder of the results; default results/ and the name of CONFIG.",
            show_default=False,
        ),
    ] = None,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Move a folder of another run aside.")
    ] = False,
    tables: Annotated[
        KeptTables | None,
        typer.Option(
            help="Tables to write; default all up to 25 runs, then the main ones and all of run 0.",
            show_default=False,
        ),
    ] = None,
    drop_unknown_neighbours: Annotated[
        bool,
        typer.Option(
            "--drop-unknown-neighbours",
            help="Own map: leave out neighbours that are not on it, instead of refusing them.",
        ),
    ] = False,
    pairs: Annotated[
        bool,
        typer.Option("--pairs", help="Tell for every pair of councils the chance that they share."),
    ] = False,
    figures: Annotated[
        bool, typer.Option("--figures/--no-figures", help="Draw figures and the page.")
    ] = True,
    png: Png = False,
    map_dates: Annotated[
        list[str] | None,
        typer.Option(
            "--map-date", metavar="MONTH", help="Month of a map, such as 2012-01; can be repeated."
        ),
    ] = None,
    formats: Formats = None,
    _json: AsJson = False,
) -> Reply:
    """Play a scenario and leave tables, figures and a page that a person can read."""
    from experiments.runs.job import Job
    from experiments.runs.run import run_job
    from experiments.statistics.posterior import Posterior
    from experiments.text.scenario import scenario_from

    dropping = ["geography.unknown_neighbours=dropped"] if drop_unknown_neighbours else []
    job = Job(
        scenario=scenario_from(config, [*(changes or ()), *dropping]),
        runs=runs,
        seed=seed,
        driver=driver.value,
        workers=workers,
        tables=tables.value if tables else None,
        posterior=Posterior.read(posterior) if posterior else None,
        pairs=pairs,
    )
    place = out or Path("results") / (config.stem if config else "england")
    run_job(job, place, fresh=fresh, figures=figures, map_dates=tuple(map_dates or ()))
    save_pngs(place, wanted=png and figures)
    take_along(place, formats)
    return folder_reply(place)
