"""The page of the command line, made from the commands as they are declared."""

from __future__ import annotations

from typing import Any

import typer

from docs.site.markdown import code, table
from experiments.commands.app import app


def command_group() -> Any:
    """Return the command `partnerships` with its parts."""
    return typer.main.get_command(app)


def options(command: Any) -> list[tuple[str, str]]:
    """Return what a command takes, as its help shows it: how it is written, and what it does."""
    context = command.make_context(command.name, [], resilient_parsing=True)
    found = (parameter.get_help_record(context) for parameter in command.get_params(context))
    return [(written, " ".join(meaning.split())) for written, meaning in filter(None, found)]


def usage(command: Any) -> str:
    """Return how a command is called."""
    context = command.make_context(command.name, [], resilient_parsing=True)
    words = command.collect_usage_pieces(context)
    return " ".join(["partnerships", str(command.name), *words])


def section(command: Any) -> str:
    """Return what stands on the page about one command."""
    rows = ((code(written), meaning.replace("<", "&lt;")) for written, meaning in options(command))
    return "\n\n".join(
        [
            f"## partnerships {command.name}",
            str(command.help).strip(),
            f"```\n{usage(command)}\n```",
            table(["argument or option", "what it does"], rows),
        ]
    )


def page() -> str:
    """Return the page."""
    head = (
        "# Commands\n\n"
        "Made from the commands as they are declared; `partnerships COMMAND --help` says the same. What is wrong in what\n"
        "you hand in ends a command with one sentence and exit code 2; what stopped it from outside ends it with 1, or with\n"
        "130 where you did."
    )
    return "\n\n".join([head, *(section(one) for one in command_group().commands.values())]) + "\n"
