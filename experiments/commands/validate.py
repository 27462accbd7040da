"""`partnerships validate`: the scorecard of every statement of the two studies."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from experiments.commands import whole

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
    accept: Annotated[
        bool, typer.Option("--accept", help="Publish even if a row that was met is lost.")
    ] = False,
    workers: Annotated[
        int,
        typer.Option(
            parser=whole(1, MOST_WORKERS), metavar="N", help="Threads of the compiled driver."
        ),
    ] = min(os.cpu_count() or 1, 8),
) -> None:
    """Judge the model by every statement of the two studies, and compare with what is published."""
    from experiments.patterns.validation import Question, validate

    rows = [row.strip().upper() for row in only.split(",") if row.strip()] if only else []
    if only is not None and not rows:
        from simulation.errors import InputError

        raise InputError(
            "names no row", field="--only", value=only, allowed="rows such as SF037,SF040"
        )
    question = Question(rows, quick=quick, ablation=ablation, accept=accept, workers=workers)
    if validate(question):
        raise typer.Exit(NO_LONGER_MET)
