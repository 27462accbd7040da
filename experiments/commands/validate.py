"""`partnerships validate`: the scorecard of every statement of the two studies."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from experiments.commands import whole
from experiments.commands.replies import AsJson, Reply, folder_reply

MOST_WORKERS = 256
NO_LONGER_MET = 1


def validate(
    *,
    only: Annotated[
        str | None,
        typer.Option(metavar="ROWS", help="Rows such as SF037,SF040; default all of them."),
    ] = None,
    quick: Annotated[
        bool,
        typer.Option(
            "--quick", help="Fewer runs, and only rows whose verdict is beyond doubt at that size."
        ),
    ] = False,
    ablation: Annotated[
        bool,
        typer.Option("--ablation", help="Switch off each mechanism: which rows break without it?"),
    ] = False,
    prior: Annotated[
        bool,
        typer.Option(
            "--prior",
            help="Draw parameters from their priors: how often does each row pass? About 30 "
            "minutes on one core; what was stopped goes on.",
        ),
    ] = False,
    accept: Annotated[
        bool, typer.Option("--accept", help="Publish even if a row that was met is lost.")
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option(
            help="Folder of the scorecard; without it only a full one is written.",
            show_default=False,
        ),
    ] = None,
    workers: Annotated[
        int,
        typer.Option(
            parser=whole(1, MOST_WORKERS), metavar="N", help="Threads of the compiled driver."
        ),
    ] = min(os.cpu_count() or 1, 8),
    _json: AsJson = False,
) -> Reply:
    """Judge the model by every statement of the two studies, and compare with what is published."""
    from experiments.patterns.validation import Question, validate

    rows = [row.strip().upper() for row in only.split(",") if row.strip()] if only else []
    if only is not None and not rows:
        from simulation.errors import InputError

        raise InputError(
            "names no row", field="--only", value=only, allowed="rows such as SF037,SF040"
        )
    if prior and (quick or ablation):
        from simulation.errors import InputError

        raise InputError(
            "cannot be answered together with --quick or --ablation",
            field="--prior",
            allowed="one of the three",
        )
    question = Question(
        rows, quick=quick, ablation=ablation, prior=prior, accept=accept, workers=workers, out=out
    )
    found = validate(question)
    reply = folder_reply(found.folder) if found.folder else Reply([])
    summary = {"verdicts": found.verdicts, "no_longer_met": found.lost}
    return Reply(summary, reply.paths, NO_LONGER_MET if found.lost else 0)
