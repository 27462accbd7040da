"""`partnerships diff`: two folders of results, and what differs between them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from experiments.commands.replies import AsJson, Reply


def diff(
    one: Annotated[
        Path, typer.Argument(metavar="A", help="A folder that run, sweep or compare has left.")
    ],
    other: Annotated[Path, typer.Argument(metavar="B", help="Another, that is held against it.")],
    *,
    out: Annotated[
        Path | None,
        typer.Option(
            help="Folder of the page and tables; default results/A_and_B, by their names.",
            show_default=False,
        ),
    ] = None,
    _json: AsJson = False,
) -> Reply:
    """Show what differs between two folders: what was asked, and what came out."""
    from experiments.decisions.page_folder import check_kind
    from experiments.decisions.two_folders.folder import ResultFolder
    from experiments.decisions.two_folders.page import (
        KIND,
        as_json,
        save_side_by_side,
        side_by_side,
    )
    from experiments.store.layout import PAGE
    from experiments.text.numbers import wrap
    from simulation.errors import InputError
    from simulation.files import resolved

    both = [resolved(path, field) for path, field in ((one, "A"), (other, "B"))]
    if both[0].resolve() == both[1].resolve():
        raise InputError("is the same folder twice", field="B", value=str(other), allowed="another")
    place = out or Path("results") / "_and_".join(path.name for path in both)
    check_kind(place, KIND)
    found = side_by_side(ResultFolder.read(one, "A"), ResultFolder.read(other, "B"))
    save_side_by_side(found, place)
    for sentence in found.sentences:
        typer.echo(wrap(sentence))
    typer.echo(f"\nReport   {place / PAGE}")
    return Reply(as_json(found), {"folder": place, "report": place / PAGE})
