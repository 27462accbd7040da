"""The `partnerships` command: its parts, and what a person is told when something is wrong."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from experiments.commands.advise import advise
from experiments.commands.browser import browser
from experiments.commands.calibrate import calibrate
from experiments.commands.configs import configs
from experiments.commands.councils import councils
from experiments.commands.diff import diff
from experiments.commands.discover import discover
from experiments.commands.export import export
from experiments.commands.parameters import parameters
from experiments.commands.power import power
from experiments.commands.replies import ReplyingCommand
from experiments.commands.report import report
from experiments.commands.run import WithPosterior, run
from experiments.commands.sensitivity import sensitivity
from experiments.commands.studies import compare, sweep
from experiments.commands.validate import validate
from experiments.execution import INTERRUPTED, Stopped
from experiments.text.encoding import replace_unknown_letters

WRONG_INPUT = 2
UsageError: Any = typer.BadParameter.__bases__[0]  # its module differs between versions of Typer
FAILED = 1


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
            raise _stop("Stopped.", INTERRUPTED) from None
        except Stopped as stopped:
            raise _stop(str(stopped), stopped.code) from None
        except (OSError, ValueError) as error:
            message = _message_of(error)
            if message is None:
                raise
            raise message from None


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


def _message_of(error: Exception) -> typer.Exit | None:
    """Say what is wrong, if it is a person's to mend; else return None."""
    from experiments.store.disk import FULL, full_words
    from simulation.errors import InputError

    if isinstance(error, InputError):
        return _stop(f"Error: {error}", WRONG_INPUT)
    if isinstance(error, OSError) and error.errno in FULL:
        return _stop(f"Error: {full_words(error)}: {error.filename or 'the output'}.", FAILED)
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
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command(cls=WithPosterior)(run)
app.command()(browser)  # which answers as it begins, not when it ends
for _command in (
    sweep,
    compare,
    sensitivity,
    power,
    discover,
    advise,
    diff,
    calibrate,
    validate,
    parameters,
    councils,
    configs,
    report,
    export,
):
    app.command(cls=WithPosterior if _command is validate else ReplyingCommand)(_command)


def _show_version(wanted: bool) -> None:
    if not wanted:
        return
    import platform

    from experiments.store.manifest import DISTRIBUTION
    from simulation.provenance import version

    packages = ", ".join(f"{name} {version(name)}" for name in ("mesa", "numba", "numpy"))
    typer.echo(
        f"partnerships {version(DISTRIBUTION)} (Python {platform.python_version()}, {packages})"
    )
    raise typer.Exit


@app.callback()
def _about(
    *,
    _: Annotated[
        bool,
        typer.Option(
            "--version", help="Show the version and end.", callback=_show_version, is_eager=True
        ),
    ] = False,
) -> None:
    """Take what stands before the name of a command."""


def main() -> None:
    """Run the command; the entry point of the distribution."""
    replace_unknown_letters()
    app(prog_name="partnerships")


if __name__ == "__main__":
    main()
