"""The `partnerships` command: its parts, and what a person is told when something is wrong."""

from __future__ import annotations

import errno
from typing import Any

import typer
from typer.core import TyperGroup

from experiments.commands.browser import browser
from experiments.commands.calibrate import calibrate
from experiments.commands.parameters import parameters
from experiments.commands.report import report
from experiments.commands.run import WithPosterior, run
from experiments.commands.studies import compare, sweep
from experiments.commands.validate import validate
from experiments.execution import Stopped

WRONG_INPUT = 2
INTERRUPTED = 130
UsageError: Any = typer.BadParameter.__bases__[0]  # its module differs between versions of Typer
FAILED = 1
DISK_FULL = (errno.ENOSPC, errno.EDQUOT)


class Commands(TyperGroup):
    """Commands that answer wrong input with one message instead of a traceback."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for."""
        try:
            check_here()
            return super().invoke(ctx)
        except UsageError as error:
            error.message = shortened(error.message)
            raise
        except KeyboardInterrupt:
            raise _stop("Stopped; nothing was written.", INTERRUPTED) from None
        except Stopped as stopped:
            raise _stop(str(stopped), stopped.code) from None
        except (OSError, ValueError) as error:
            told = _told(error)
            if told is None:
                raise
            raise told from None


def check_here() -> None:
    """Refuse to work in a folder that is gone, in which no path means anything.

    Raises
    ------
    InputError
        Saying so.
    """
    from simulation.files import resolved

    resolved(".", "the folder you are in")


def shortened(message: str) -> str:
    """Return the refusal of a command line, short whatever stands in it."""
    from simulation.errors import LONGEST, plain

    return plain(message, LONGEST)


def _told(error: Exception) -> typer.Exit | None:
    """Tell a person what is wrong, if it is theirs to mend; else return None."""
    from simulation.errors import InputError

    if isinstance(error, InputError):
        return _stop(f"Error: {error}", WRONG_INPUT)
    if isinstance(error, OSError) and error.errno in DISK_FULL:
        return _stop(
            "Error: the disk is full; nothing was written. Make room, or use --out.", FAILED
        )
    if isinstance(error, OSError) and error.filename is not None:
        unusable = InputError(f"cannot be used ({error.strerror})", file=str(error.filename))
        return _stop(f"Error: {unusable}", WRONG_INPUT)
    return None


def _stop(message: str, code: int) -> typer.Exit:
    typer.echo(message, err=True)
    return typer.Exit(code)


app = typer.Typer(
    cls=Commands,
    help="How councils come to share a chief executive, and why some do not: runs of the model.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command(cls=WithPosterior)(run)
app.command()(sweep)
app.command()(compare)
app.command()(calibrate)
app.command()(validate)
app.command()(browser)
app.command()(parameters)
app.command()(report)


@app.callback()
def _about() -> None:
    """Keep the commands as commands even where there is only one."""


def main() -> None:
    """Run the command; the entry point of the distribution."""
    app(prog_name="partnerships")


if __name__ == "__main__":
    main()
