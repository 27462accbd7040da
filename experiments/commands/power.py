"""`partnerships power`: how many runs find a difference of a stated size."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from experiments.commands import real, whole
from experiments.commands.replies import AsJson, Reply, folder_reply
from experiments.commands.studies import MOST_MEMBERS, Cluster, File, PerTask, Seed, Workers, Yes

Outcome = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="What differs; default the first that the study shows."),
]
Difference = Annotated[
    float,
    typer.Option(
        metavar="SIZE",
        help="The difference to be found: points of a share (2 is 2 points), else in its unit.",
    ),
]
Power = Annotated[
    float, typer.Option(parser=real(0.5, 0.999), metavar="SHARE", help="Chance to find it.")
]
Level = Annotated[
    float,
    typer.Option(
        parser=real(0.0001, 0.5), metavar="SHARE", help="Chance to find one where there is none."
    ),
]
Pilot = Annotated[
    int | None,
    typer.Option(
        parser=whole(8, MOST_MEMBERS),
        metavar="N",
        help="Play a pilot of so many runs of each point (of so many members, with a posterior), "
        "instead of taking what is played.",
        show_default=False,
    ),
]
Out = Annotated[
    Path | None,
    typer.Option(
        help="Folder of the study; default results/ and the name of STUDY. A pilot stands beside "
        "it, with _pilot and the outcome behind its name. The page stands in power/ inside the "
        "folder whose runs it tells of.",
        show_default=False,
    ),
]


def power(  # noqa: PLR0913 -- each is an option of the command
    study: File,
    *,
    difference: Difference,
    outcome: Outcome = None,
    power: Power = 0.8,
    level: Level = 0.05,
    pilot: Pilot = None,
    seed: Seed = None,
    workers: Workers = 1,
    cluster: Cluster = None,
    batch: PerTask = None,
    out: Out = None,
    yes: Yes = False,
    _json: AsJson = False,
) -> Reply:
    """Say how many runs find a difference of that size, paired on common draws and unpaired."""
    from experiments.decisions.power_page import page_folder
    from experiments.decisions.power_run import TABLE, run_power
    from experiments.store.layout import PAGE

    asked = {"difference": difference, "outcome": outcome, "power": power, "level": level}
    folder = run_power(study, out or Path("results") / study.stem, asked, pilot=pilot, seed=seed,
                       workers=workers, cluster=cluster, batch=batch, many=yes)  # fmt: skip
    reply = folder_reply(folder, TABLE)
    own = {"report": page_folder(folder) / PAGE, "power": folder / TABLE}
    return Reply(reply.summary, {**reply.paths, **own})
