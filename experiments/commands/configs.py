"""`partnerships configs`: the scenarios and studies that come with the package."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from experiments.commands.replies import AsJson, Reply

COLUMNS = ("name", "command", "about")


def configs(
    name: Annotated[
        str | None,
        typer.Argument(help="Show this one; without it, list them all.", show_default=False),
    ] = None,
    *,
    copy: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help="Copy it there, with the scenario and the tables that it names; what stands there "
            "stays as it is.",
            show_default=False,
        ),
    ] = None,
    _json: AsJson = False,
) -> Reply:
    """List the scenarios and studies that come with the package; show one, or copy it."""
    from experiments.store.configs import copy_config
    from simulation.configs import named_config
    from simulation.errors import InputError

    if name is None:
        if copy is not None:
            raise InputError("which one is to be copied?", field="NAME",
                             allowed="a name that `partnerships configs` lists")  # fmt: skip
        return _listed()
    config = named_config(name)
    row = {"name": name, "command": config.command, "about": config.about}
    if copy is None:
        typer.echo(config.text, nl=False)
        return Reply(row | {"text": config.text}, {"file": config.path})
    copies = copy_config(name, copy)
    for path in copies:
        typer.echo(path)
    typer.echo(f"\nIt is played by: partnerships {config.command} {copies[0]}")
    return Reply(row, {"file": copies[0], "folder": copy})


def _listed() -> Reply:
    """List them all, each with the command that plays it."""
    from experiments.commands.screen import print_table
    from simulation.configs import configs as known

    rows = [{name: str(getattr(one, name)) for name in COLUMNS} for one in known().values()]
    cells = [[row[name] for name in COLUMNS] for row in rows]
    texts = [(f"partnerships {command} {name}", about) for name, command, about in cells]
    print_table(COLUMNS, cells, texts)
    return Reply(rows)
