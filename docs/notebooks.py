"""`python -m docs.notebooks [NAME ...] [--check]`: play the tutorials, and keep what came out.

A tutorial is a page of `docs/tutorials/`. Its blocks of Python and of shell are the cells of a
notebook of the same name, which is kept with its results: it is what the site shows and what is
downloaded. Playing it again must show the same (`--check`, and the tests).
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import jupytext
import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

from docs.notebook_outputs import differences, tidy
from simulation.ensemble import prepare

ROOT = Path(__file__).parents[1]
TUTORIALS = ROOT / "docs" / "tutorials"
SECONDS = 600
"""After which a cell is given up: on a loaded machine, with nothing compiled yet."""


def sources() -> list[Path]:
    """Return the pages that are tutorials."""
    return sorted(path for path in TUTORIALS.glob("*.md") if path.stem != "index")


def read(source: Path) -> NotebookNode:
    """Return a page as a notebook without results; blocks of Python and shell are its cells."""
    notebook = jupytext.read(source, fmt="md")
    for number, cell in enumerate(notebook.cells):
        cell.id = f"cell-{number}"
    notebook.metadata = {
        "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
        "language_info": {"name": "python"},
    }
    return notebook


@contextmanager
def folder_of_the_project() -> Iterator[Path]:
    """Give a folder that has the project's `configs/`, with `partnerships` on the path."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name).resolve()
        shutil.copytree(ROOT / "configs", place / "configs")
        command = place / ".bin" / "partnerships"
        command.parent.mkdir()
        command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m experiments "$@"\n')
        command.chmod(0o755)
        yield place


def execute(source: Path) -> NotebookNode:
    """Return a tutorial as a notebook with what its cells show, played from first to last.

    Raises
    ------
    nbclient.exceptions.CellExecutionError
        A cell fails.
    """
    notebook = read(source)
    with folder_of_the_project() as place:
        paths = [str(place / ".bin"), os.environ.get("PATH", "")]
        environment = os.environ | {
            "PATH": os.pathsep.join(paths),
            "PYTHONPATH": str(ROOT),
            "COLUMNS": "88",
            "NO_COLOR": "1",
        }
        client = NotebookClient(
            notebook,
            timeout=SECONDS,
            kernel_name="python3",
            record_timing=False,
            resources={"metadata": {"path": str(place)}},
        )
        client.execute(env=environment, cwd=str(place))
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if output.output_type == "stream":
                output.text = output.text.replace(f"{place}/", "")
    return tidy(notebook)


def stored(source: Path) -> Path:
    """Return where a tutorial is kept with what it shows."""
    return source.with_suffix(".ipynb")


def stale(source: Path) -> list[str]:
    """Play a tutorial and return where it shows something else than what is kept, empty if not."""
    kept = nbformat.read(stored(source), as_version=4)
    return differences(kept, execute(source))


def main() -> None:
    """Play tutorials, and keep them or compare them with those kept."""
    words = [word for word in sys.argv[1:] if not word.startswith("-")]
    faults = []
    prepare()  # or what is told of a first start would be kept
    for source in sources():
        if words and source.stem not in words:
            continue
        if "--check" in sys.argv:
            faults += [f"{source.name}: {one}" for one in stale(source)]
            continue
        text = nbformat.writes(execute(source))
        stored(source).write_text(re.sub(r"\n*\Z", "\n", text), encoding="utf-8")
        print(stored(source))
    if faults:
        sys.exit("\n".join(faults))


if __name__ == "__main__":
    main()
