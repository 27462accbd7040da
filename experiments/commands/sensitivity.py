"""`partnerships sensitivity`: which of what is not known moves an outcome."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from experiments.commands import real, whole
from experiments.commands.replies import AsJson, Reply, folder_reply
from experiments.commands.studies import (
    Cluster,
    Figures,
    File,
    Fresh,
    PerTask,
    Seed,
    Workers,
    Yes,
)

Rows = Annotated[
    int | None,
    typer.Option(
        parser=whole(16, 2**20),
        metavar="N",
        help="Rows of the design, a power of two, or trajectories, instead of those in the file; "
        "more can be added later.",
        show_default=False,
    ),
]
Runs = Annotated[
    int | None,
    typer.Option(
        parser=whole(2, 1000),
        metavar="N",
        help="Runs of each point, from which luck is known, instead of those in the file.",
        show_default=False,
    ),
]
Method = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="sobol (indices), or morris (which of many parameters matter at all).",
        show_default=False,
    ),
]
Outcome = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="What is shown first.", show_default=False),
]
Shapley = Annotated[bool, typer.Option("--shapley", help="Shapley effects too; takes more runs.")]
Width = Annotated[
    float,
    typer.Option(
        parser=real(0.001, 1.0),
        metavar="SHARE",
        help="Say how many runs give intervals so wide.",
    ),
]
Out = Annotated[
    Path | None,
    typer.Option(
        help="Folder of the results; default results/, the name of STUDY and _sensitivity.",
        show_default=False,
    ),
]


def sensitivity(  # noqa: PLR0913 -- each is an option of the command
    study: File,
    *,
    outcome: Outcome = None,
    method: Method = None,
    shapley: Shapley = False,
    rows: Rows = None,
    runs: Runs = None,
    width: Width = 0.1,
    seed: Seed = None,
    workers: Workers = 1,
    cluster: Cluster = None,
    batch: PerTask = None,
    out: Out = None,
    fresh: Fresh = False,
    figures: Figures = True,
    yes: Yes = False,
    _json: AsJson = False,
) -> Reply:
    """Find which of what varies moves an outcome, with luck kept apart (Sobol, Shapley, Morris)."""
    from experiments.decisions.sensitivity.folder import with_played_rows
    from experiments.decisions.sensitivity.run import run_sensitivity
    from experiments.decisions.sensitivity.study import load_sensitivity
    from simulation.code_cache import check_compiling
    from simulation.errors import InputError

    given = {"method": method, "rows": rows, "runs": runs, "shapley": shapley or None}
    options = {name: one for name, one in given.items() if one is not None}
    found = load_sensitivity(study, options, seed=seed, outcome=outcome)
    check_compiling()  # before there is a folder
    place = out or Path("results") / f"{study.stem}_sensitivity"
    if not fresh:
        found = with_played_rows(found, place, rows=rows is not None, shapley=shapley)
    try:
        run_sensitivity(found, place, width=width, workers=workers, cluster=cluster,
                        batch=batch, fresh=fresh, figures=figures, many=yes)  # fmt: skip
    except InputError as error:
        of_study = not error.file and not (error.field or "--").startswith("--")
        raise (error.within(str(study)) if of_study else error) from None
    return folder_reply(place)
