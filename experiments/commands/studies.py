"""`partnerships sweep` and `partnerships compare`: studies of many runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from experiments.commands import whole
from experiments.commands.export import Formats, take_along
from experiments.commands.named import NAMED, study_path
from experiments.commands.png import Png, save_pngs
from experiments.commands.replies import AsJson, Reply, folder_reply
from experiments.commands.run import LARGEST_SEED, MOST_WORKERS

MOST_RUNS = 1_000_000_000
MOST_MEMBERS = 10_000
MOST_IN_A_TASK = 100_000

File = Annotated[
    Path, typer.Argument(metavar="STUDY", callback=study_path, help=f"The study: {NAMED}.")
]
Runs = Annotated[
    int | None,
    typer.Option(
        parser=whole(1, MOST_RUNS),
        metavar="N",
        help="Runs at each point (of each member, with a posterior) instead of those in the file; "
        "more can be added later.",
        show_default=False,
    ),
]
Members = Annotated[
    int | None,
    typer.Option(
        parser=whole(2, MOST_MEMBERS),
        metavar="N",
        help="Members of the posterior instead of those in the file; more can be added later.",
        show_default=False,
    ),
]
Seed = Annotated[
    int | None,
    typer.Option(
        parser=whole(0, LARGEST_SEED),
        metavar="N",
        help="Seed of the draws instead of that in the file.",
        show_default=False,
    ),
]
Workers = Annotated[
    int, typer.Option(parser=whole(1, MOST_WORKERS), metavar="N", help="Threads of this machine.")
]
Cluster = Annotated[
    str | None,
    typer.Option(
        metavar="ADDRESS",
        help="Play on the Dask cluster whose scheduler is there, such as tcp://10.0.0.5:8786.",
        show_default=False,
    ),
]
PerTask = Annotated[
    int | None,
    typer.Option(
        "--batch",
        parser=whole(1, MOST_IN_A_TASK),
        metavar="N",
        help="Runs of a task of the cluster, instead of as many as keep its scheduler below its "
        "limit.",
        show_default=False,
    ),
]
Out = Annotated[
    Path | None,
    typer.Option(
        help="Folder of the results; default results/ and the name of STUDY.", show_default=False
    ),
]
Fresh = Annotated[
    bool, typer.Option("--fresh", help="Start over; an older folder is kept under another name.")
]
Figures = Annotated[bool, typer.Option("--figures/--no-figures", help="Draw figures and the page.")]
Yes = Annotated[bool, typer.Option("--yes", help="More than a million runs are meant.")]


def sweep(  # noqa: PLR0913 -- each is an option of the command
    study: File,
    *,
    runs: Runs = None,
    members: Members = None,
    seed: Seed = None,
    workers: Workers = 1,
    cluster: Cluster = None,
    batch: PerTask = None,
    out: Out = None,
    fresh: Fresh = False,
    figures: Figures = True,
    png: Png = False,
    yes: Yes = False,
    formats: Formats = None,
    _json: AsJson = False,
) -> Reply:
    """Play every point of a design many times; the same command goes on where it was stopped."""
    return _run(study, runs, members, seed, out, compares=False, workers=workers, cluster=cluster,
                batch=batch, fresh=fresh, figures=figures, many=yes, formats=formats,
                png=png)  # fmt: skip


def compare(  # noqa: PLR0913 -- each is an option of the command
    study: File,
    *,
    runs: Runs = None,
    members: Members = None,
    seed: Seed = None,
    workers: Workers = 1,
    cluster: Cluster = None,
    batch: PerTask = None,
    out: Out = None,
    fresh: Fresh = False,
    figures: Figures = True,
    png: Png = False,
    yes: Yes = False,
    formats: Formats = None,
    _json: AsJson = False,
) -> Reply:
    """Compare policies with a baseline, run by run on the same draws."""
    return _run(study, runs, members, seed, out, compares=True, workers=workers, cluster=cluster,
                batch=batch, fresh=fresh, figures=figures, many=yes, formats=formats,
                png=png)  # fmt: skip


def _run(
    file: Path,
    runs: int | None,
    members: int | None,
    seed: int | None,
    out: Path | None,
    *,
    compares: bool,
    formats: str | None,
    png: bool,
    **options: object,
) -> Reply:
    from experiments.studies.run import run_study, with_played_runs
    from experiments.studies.study_file import load_study
    from simulation.code_cache import check_compiling
    from simulation.errors import InputError

    study = load_study(file, runs=runs, members=members, seed=seed)
    if study.compares != compares:
        what, command = ("policies", "compare") if study.compares else ("a design", "sweep")
        allowed = f"partnerships {command} {file}"
        raise InputError(f"the study has {what}", file=str(file), allowed=allowed)
    check_compiling()  # before there is a folder
    place = out or Path("results") / file.stem
    if not options["fresh"]:
        asked = {"members": members is not None, "runs": runs is not None}
        study = with_played_runs(study, place, **asked)
    try:
        run_study(study, place, **options)  # type: ignore[arg-type] # options of the command
    except InputError as error:
        of_study = not error.file and not (error.field or "--").startswith("--")
        raise (error.within(str(file)) if of_study else error) from None
    save_pngs(place, wanted=png and bool(options["figures"]))
    take_along(place, formats)
    return folder_reply(place)
