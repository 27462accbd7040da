"""What the site is built from: the pages as they stand, and those that are made from the code."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from docs.site import commands, evidence, outcomes, parameters, python_api, tables

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"

MADE: dict[str, Callable[[], str]] = {
    "reference/commands.md": commands.page,
    "reference/parameters.md": parameters.page,
    "reference/outcomes.md": outcomes.page,
    "reference/tables.md": tables.page,
    "reference/evidence.md": evidence.page,
    "reference/python.md": python_api.page,
}
"""Pages that are made from declarations, by where they stand."""

BROUGHT = {
    "CONTRIBUTING.md": "how_to/contribute.md",
    "CHANGELOG.md": "explanation/changelog.md",
    "results/README.md": "reference/files.md",
    "simulation/geography/data/ATTRIBUTION.md": "reference/data.md",
}
"""Pages that stand elsewhere in the project, and where they stand on the site."""

TAKEN = (".md", ".png", ".svg", ".css", ".ipynb")


def write_changed(path: Path, text: str) -> None:
    """Write a page unless it says that already, so that only what changed is built again."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


DOWNLOAD = "{{download}}`This page as a notebook <../notebooks/{0}.ipynb>`"
"""What stands above a tutorial, by its name."""


def to_notebooks(text: str, tutorials: list[str]) -> str:
    """Return a page whose links to the source of a tutorial lead to the notebook made of it.

    Examples
    --------
    >>> to_notebooks("[here](../tutorials/a_study.md)", ["a_study"])
    '[here](../tutorials/a_study.ipynb)'
    """
    for name in tutorials:
        text = re.sub(rf"(\]\((?:[\w./]*/)?{name})\.md(?=[)#])", r"\1.ipynb", text)
    return text


SHELL = "%%sh\n"
"""How a cell of a notebook begins that is typed into a terminal."""


def show_shell(cell: NotebookNode) -> None:
    """Leave out of a cell what only a notebook needs, and mark what is typed into a terminal."""
    if cell.source.startswith(SHELL):
        cell.source = cell.source.removeprefix(SHELL)
        cell.metadata["tags"] = [*cell.metadata.get("tags", []), "shell"]


def notebook_page(path: Path) -> str:
    """Return a notebook as a page of the site: its title, where to get it, and the rest."""
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        show_shell(cell)
    title, _, rest = notebook.cells[0].source.partition("\n")
    notebook.cells[0].source = f"{title}\n\n{DOWNLOAD.format(path.stem)}\n{rest}"
    return str(nbformat.writes(notebook))


def written_pages(pages: dict[Path, Path]) -> dict[str, str]:
    """Take from the pages those that are not copied as they stand, and return their text.

    A notebook is copied beside the pages, to be downloaded, and stands for the page it was made of.
    """
    notebooks = [name for name in pages if name.suffix == ".ipynb"]
    tutorials = [name.stem for name in notebooks]
    for name in notebooks:
        pages.pop(name.with_suffix(".md"))
    written = {name: notebook_page(pages[name]) for name in notebooks}
    written |= {
        name: path.read_text(encoding="utf-8")
        for name, path in pages.items()
        if name.suffix == ".md"
    }
    for name in written:
        path = pages.pop(name)
        if name.suffix == ".ipynb":
            pages[Path("notebooks", name.name)] = path
    texts = {name.as_posix(): to_notebooks(text, tutorials) for name, text in written.items()}
    return texts | {name: make() for name, make in MADE.items()}


def stage(place: Path) -> list[Path]:
    """Bring all pages together in a folder and return them; what is no longer there goes."""
    pages = {path.relative_to(DOCS): path for path in DOCS.rglob("*") if path.suffix in TAKEN}
    pages |= {Path(there): ROOT / here for here, there in BROUGHT.items()}
    written = written_pages(pages)
    for name, path in pages.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, place / name)
    for name, text in written.items():
        write_changed(place / name, text)
    staged = {place / name for name in (*pages, *map(Path, written))}
    for path in place.rglob("*"):
        if path.is_file() and path not in staged:
            path.unlink()
    return sorted(staged)
