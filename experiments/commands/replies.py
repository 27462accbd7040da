"""What a command answers with `--json`: its summary, and the paths of what it has left.

A command returns a `Reply` and says what people read as it goes; with `--json` those words are
held back, and the answer is all that stands on standard output.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

PARAMETER = "_json"
AsJson = Annotated[
    bool,
    typer.Option("--json", help="Reply as JSON: the summary, and the paths of what was written."),
]
"""The option, which every command takes as its parameter of that name."""

MAIN_TABLES = ("summary.csv", "parameters.csv", "scorecard.csv", "facts.csv", "sensitivity.csv")
"""What a folder of results comes down to: of a run or a study, a calibration, a validation by the
studies, one by the facts; a sensitivity study."""


@dataclass(frozen=True)
class Reply:
    """What a command has to say.

    Parameters
    ----------
    summary : object
        Numbers or rows, made of what JSON knows.
    paths : mapping of str to Path
        What was written, or is looked at; what is not there is left out.
    code : int
        With which the command ends.
    """

    summary: Any
    paths: Mapping[str, Path] = field(default_factory=dict)
    code: int = 0

    def as_json(self, command: str) -> str:
        """Return the answer as JSON, in lines; a number that is unknown is null."""
        import json

        paths = {name: str(path.absolute()) for name, path in self.paths.items() if path.exists()}
        content = {"command": command, "paths": paths, "summary": self.summary}
        return json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False, default=str)


def folder_reply(folder: Path, main: str | None = None) -> Reply:
    """Return the answer of a command that leaves a folder: its main table, and what lies in it."""
    paths = {"folder": folder}
    for path in sorted(folder.iterdir()):
        if not path.name.startswith("."):
            paths[path.name if path.stem in paths else path.stem] = path
    names = (main,) if main else MAIN_TABLES
    table = next((folder / name for name in names if (folder / name).is_file()), None)
    return Reply(_rows(table) if table else [], paths)


def _rows(file: Path) -> list[dict[str, Any]]:
    """Return a table of results as rows; what is empty in it is None."""
    import json

    import pandas as pd

    rows: list[dict[str, Any]] = json.loads(pd.read_csv(file).to_json(orient="records"))
    return rows


class ReplyingCommand(TyperCommand):
    """A command that takes `AsJson`, and ends with the code of its answer."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command and answer in the form that was asked for."""
        if not ctx.params.get(PARAMETER):
            answer = super().invoke(ctx)
        else:
            with redirect_stdout(io.TextIOWrapper(io.BytesIO(), encoding="utf-8")):
                answer = super().invoke(ctx)
            if isinstance(answer, Reply):
                typer.echo(answer.as_json(str(ctx.info_name)))
        if isinstance(answer, Reply) and answer.code:
            raise typer.Exit(answer.code)
        return answer
