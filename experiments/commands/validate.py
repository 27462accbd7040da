"""`partnerships validate`: the scorecard of every statement of the two studies."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from experiments.commands import whole
from experiments.commands.replies import AsJson, Reply, folder_reply
from experiments.commands.run import LARGEST_SEED, MOST_RUNS, MOST_WORKERS

NO_LONGER_MET = 1
FACTS = Path("results/validation")
"""Where the comparison with the facts goes unless a folder is named."""

FEWEST_RUNS, RUNS = 20, 400
"""With fewer there is nothing to be said of where England lies among them."""


def validate(  # noqa: PLR0913 -- each is an option of the command
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
    facts: Annotated[
        bool,
        typer.Option(
            "--facts", help="Instead: where England's one history lies among single runs."
        ),
    ] = False,
    runs: Annotated[
        int | None,
        typer.Option(
            parser=whole(FEWEST_RUNS, MOST_RUNS),
            metavar="N",
            help=f"With --facts: how many single runs; default {RUNS}.",
            show_default=False,
        ),
    ] = None,
    seed: Annotated[
        int | None,
        typer.Option(
            parser=whole(0, LARGEST_SEED),
            metavar="N",
            help="With --facts: seed of the draws; default 0.",
            show_default=False,
        ),
    ] = None,
    posterior: Annotated[
        str | None,
        typer.Option(
            metavar="[FILE]",
            help="With --facts: draw each run's parameters from a calibration: its folder or "
            "posterior.csv; without FILE the packaged one.",
            show_default=False,
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            help="Folder of the scorecard, without which only a full one is written; with --facts "
            f"of the comparison, default {FACTS}.",
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
    own = {"--runs": runs, "--seed": seed, "--posterior": posterior}
    other = {"--only": only, "--quick": quick, "--ablation": ablation, "--accept": accept}
    _check_options(other if facts else own, facts=facts)
    if facts:
        from experiments.facts.validation import validate_facts
        from experiments.runs.job import Job
        from experiments.statistics.posterior import Posterior
        from simulation.scenario import Scenario

        job = Job(
            Scenario.default(), runs=runs or RUNS, seed=seed or 0, workers=workers, tables="main",
            posterior=Posterior.read(posterior) if posterior else None,
        )  # fmt: skip
        validate_facts(job, out or FACTS)
        return folder_reply(out or FACTS)
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


def _check_options(others: Mapping[str, object], *, facts: bool) -> None:
    """Refuse an option of the one kind of validation where the other is asked for."""
    from simulation.errors import InputError

    for name, value in others.items():
        if value is not None and value is not False:
            raise InputError(
                "cannot stand beside --facts" if facts else "is an option of --facts",
                field=name, value=None if value is True else str(value),
                allowed="--facts without it, or without --facts" if facts else "with --facts",
            )  # fmt: skip
