"""`partnerships browser`: the interactive view."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from experiments.commands import whole
from experiments.commands.named import NAMED, scenario_path

LAST_PORT = 65_535


def browser(
    config: Annotated[
        Path | None,
        typer.Argument(
            callback=scenario_path,
            help=f"Scenario to begin with: {NAMED}; without it, England 2005-2018.",
            show_default=False,
        ),
    ] = None,
    *,
    host: Annotated[
        str, typer.Option(help="Address to listen on; others than 127.0.0.1 let everyone in.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(parser=whole(0, LAST_PORT), metavar="N", help="Port; 0 takes a free one.")
    ] = 8765,
    open_page: Annotated[
        bool, typer.Option("--open/--no-open", help="Open the page in the web browser.")
    ] = True,
    class_name: Annotated[
        str | None,
        typer.Option(
            "--class",
            metavar="NAME",
            help="Serve a class: a code to join by, a page for the projector, guesses and runs "
            "pooled without names.",
            show_default=False,
        ),
    ] = None,
    json: Annotated[
        bool, typer.Option("--json", help="Say as JSON where the page is, in a line.")
    ] = False,
) -> None:
    """Open the interactive view: play a run, see why talks fail, ask what if.

    With --class it is a view for a class: whoever starts it gets a page for the projector, and can
    bring everyone to the same scenario, seed and month. Nothing is stored: all is gone when the
    server stops.
    """
    from experiments.browser.app.server import serve
    from experiments.text.scenario import scenario_from

    serve(
        scenario_from(config), host, port, open_page=open_page, as_json=json, class_name=class_name
    )
