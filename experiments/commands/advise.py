"""`partnerships advise`: what would happen if two councils talked."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from experiments.commands import whole
from experiments.commands.named import NAMED, scenario_path
from experiments.commands.replies import AsJson, Reply
from experiments.commands.run import LARGEST_SEED, MOST_WORKERS

MOST_MEMBERS, MOST_HISTORIES = 1000, 1000
USUAL_MONTH = "2010-06"
TWO = 2


def advise(  # noqa: PLR0913 -- each is an option of the command
    councils: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="COUNCIL COUNCIL",
            help="Names or codes of two councils, the one that asks first.",
            show_default=False,
        ),
    ] = None,
    *,
    month: Annotated[
        str, typer.Option(metavar="MONTH", help="At whose end formal talks begin.")
    ] = USUAL_MONTH,
    pairs: Annotated[
        str | None,
        typer.Option(
            metavar="COUNTY", help="Rank every pair of a county instead.", show_default=False
        ),
    ] = None,
    config: Annotated[
        Path | None,
        typer.Option(
            "--scenario", callback=scenario_path, help=f"Scenario: {NAMED}; without it, England.",
            show_default=False,
        ),
    ] = None,
    changes: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="NAME=VALUE", help="Change a value; can be repeated."),
    ] = None,
    posterior: Annotated[
        str,
        typer.Option(
            metavar="FILE", help="What is known of the parameters: a calibration, or packaged."
        ),
    ] = "packaged",
    members: Annotated[
        int | None,
        typer.Option(
            parser=whole(2, MOST_MEMBERS), metavar="N", help="Sets of parameters; default 60.",
            show_default=False,
        ),
    ] = None,
    runs: Annotated[
        int | None,
        typer.Option(
            parser=whole(2, MOST_HISTORIES), metavar="N", help="Histories of each; default 8.",
            show_default=False,
        ),
    ] = None,
    seed: Annotated[
        int, typer.Option(parser=whole(0, LARGEST_SEED), metavar="N", help="Seed of the draws.")
    ] = 0,
    workers: Annotated[
        int, typer.Option(parser=whole(1, MOST_WORKERS), metavar="N", help="Threads.")
    ] = 2,
    out: Annotated[
        Path | None,
        typer.Option(
            help="Folder; default results/advice/ and who and when.", show_default=False
        ),
    ] = None,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Move a folder that stands there aside.")
    ] = False,
    _json: AsJson = False,
) -> Reply:  # fmt: skip
    """Tell what would happen if two councils talked, what would help, and whom else to ask."""
    from experiments.decisions.advice.pair import month_of
    from experiments.decisions.advice.plays import MEMBERS, RUNS, Setting
    from experiments.decisions.advice.run import NUMBERS, advise_pairs, advise_two
    from experiments.statistics.posterior import Posterior
    from experiments.text.scenario import scenario_from

    _check_given(councils or [], pairs)
    scenario = scenario_from(config, changes or ())
    setting = Setting(
        scenario,
        month_of(scenario.period, month),
        Posterior.read(posterior).without(scenario.changed()),
        members or MEMBERS,
        runs or RUNS,
        seed,
        workers,
    )
    if pairs is not None:
        folder = advise_pairs(setting, pairs, out, fresh=fresh)
    else:
        first, second = councils or ("", "")
        folder = advise_two(setting, (first, second), out, fresh=fresh)
    typer.echo(f"\nNumbers  {folder / NUMBERS}\nReport   {folder / 'report.html'}")
    return Reply(_numbers(folder / NUMBERS), {"folder": folder, "report": folder / "report.html"})


def _check_given(councils: list[str], county: str | None) -> None:
    """Refuse anything but two councils or a county.

    Raises
    ------
    InputError
        Saying which.
    """
    from simulation.errors import InputError

    if len(councils) == (0 if county is not None else TWO):
        return
    raise InputError(
        "is about two councils, or the pairs of a county",
        field="COUNCIL",
        value=", ".join(councils) or None,
        allowed="two names or codes, or --pairs COUNTY alone",
    )


def _numbers(path: Path) -> Any:
    import json

    return json.loads(path.read_text(encoding="utf-8"))
