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

FEWEST_MEMBERS, MOST_MEMBERS = 6, 10_000
"""With fewer no change of their verdicts is beyond chance."""

QUESTIONS = ("--facts", "--prior", "--ablation", "--quick")
"""What can be asked instead of the whole scorecard, one at a time."""

OPTIONS = {
    "--only": ("", "--prior", "--ablation", "--quick"),
    "--accept": ("", "--quick"),
    "--runs": ("--facts", "--ablation"),
    "--members": ("--ablation",),
    "--seed": ("--facts",),
    "--posterior": ("--facts", "--ablation"),
}
"""The questions that an option belongs to; nothing for the whole scorecard."""


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
        typer.Option(
            "--ablation",
            help="Switch off each mechanism in members of the posterior: which rows and facts "
            "break without it? About 8 minutes on two cores; what was stopped goes on.",
        ),
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
            help=f"With --facts: how many single runs; default {RUNS}. With --ablation: of each "
            "member; default 20.",
            show_default=False,
        ),
    ] = None,
    members: Annotated[
        int | None,
        typer.Option(
            parser=whole(FEWEST_MEMBERS, MOST_MEMBERS),
            metavar="N",
            help="With --ablation: how many members of the posterior; default 18; more can be "
            "added later.",
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
            "posterior.csv; without FILE the packaged one. With --ablation: where members come "
            "from.",
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
            parser=whole(1, MOST_WORKERS),
            metavar="N",
            help="Threads of the compiled driver; with --ablation processes.",
        ),
    ] = min(os.cpu_count() or 1, 8),
    _json: AsJson = False,
) -> Reply:
    """Judge the model by every statement of the two studies, and compare with what is published."""
    questions = dict(zip(QUESTIONS, (facts, prior, ablation, quick), strict=True))
    options = (only, accept or None, runs, members, seed, posterior)
    _check_options(questions, dict(zip(OPTIONS, options, strict=True)))
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
    rows = [row.strip().upper() for row in only.split(",") if row.strip()] if only else []
    if only is not None and not rows:
        from simulation.errors import InputError

        raise InputError(
            "names no row", field="--only", value=only, allowed="rows such as SF037,SF040"
        )
    if ablation:
        return _ablate(rows, members, runs, posterior, workers, out)
    from experiments.patterns.validation import Question, validate

    question = Question(rows, quick=quick, prior=prior, accept=accept, workers=workers, out=out)
    found = validate(question)
    reply = folder_reply(found.folder) if found.folder else Reply([])
    summary = {"verdicts": found.verdicts, "no_longer_met": found.lost}
    return Reply(summary, reply.paths, NO_LONGER_MET if found.lost else 0)


def _ablate(rows: list[str], members: int | None, runs: int | None, posterior: str | None,
            workers: int, out: Path | None) -> Reply:  # fmt: skip
    from experiments.facts.ablation_run import MEMBERS, RUNS, AblationQuestion, run_ablation
    from experiments.statistics.posterior import PACKAGED

    question = AblationQuestion(
        rows, members or MEMBERS, runs or RUNS, posterior or PACKAGED, workers, out
    )
    summary = run_ablation(question)
    return Reply(summary, folder_reply(question.folder).paths)


def _check_options(questions: Mapping[str, bool], options: Mapping[str, object]) -> None:
    """Refuse two questions at once, and an option of another question."""
    from simulation.errors import InputError

    asked = [name for name, wanted in questions.items() if wanted]
    first = asked[0] if asked else ""
    wrong = [name for name, value in options.items() if value is not None]
    wrong = [*asked[1:], *(name for name in wrong if first not in OPTIONS[name])]
    if not wrong:
        return
    name, value = wrong[0], options.get(wrong[0])
    belongs = " or ".join(one for one in OPTIONS.get(name, ()) if one)
    raise InputError(
        f"cannot stand beside {first}" if first else f"is an option of {belongs}",
        field=name, value=None if value in (None, True) else str(value),
        allowed=f"{first} without it, or without {first}" if first else f"with {belongs}",
    )  # fmt: skip
