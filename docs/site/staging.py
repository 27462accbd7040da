"""What the site is built from: the pages as they stand, and those that are made from the code."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

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


def stage(place: Path) -> list[Path]:
    """Bring all pages together in a folder and return them; what is no longer there goes."""
    pages = {path.relative_to(DOCS): path for path in DOCS.rglob("*") if path.suffix in TAKEN}
    pages |= {Path(there): ROOT / here for here, there in BROUGHT.items()}
    for name, path in pages.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, place / name)
    for name, make in MADE.items():
        write_changed(place / name, make())
    staged = {place / name for name in (*pages, *map(Path, MADE))}
    for path in place.rglob("*"):
        if path.is_file() and path not in staged:
            path.unlink()
    return sorted(staged)
