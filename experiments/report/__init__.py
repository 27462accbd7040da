"""Pages: a template filled, its drawings in it, and where numbers come from."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from experiments.figures.chart import Picture
from experiments.figures.saving import save_figure
from experiments.report.drawings import inline_svg, with_policy
from experiments.store.layout import FIGURES, PAGE
from simulation.temporary import temporary_folder

DRAWINGS = (".svg", ".png")

Drawn = Sequence[tuple[Picture, Markup]]
"""Pictures, each with its drawing as an element of a page."""

POLICY_MARK = "policy of this page"

PARTED_SIGN = re.compile("([+−])(?=£)")
JOINER = "\u2060"
"""Keeps a sign and its pounds on one line."""


def save_page(
    folder: Path,
    pictures: Sequence[Picture],
    render: Callable[[Drawn], str],
    *,
    name: str = PAGE,
    figures: str = FIGURES,
    png: bool = False,
) -> Path:
    """Save figures and the page that shows them in a folder, all at once; return the page.

    Parameters
    ----------
    folder : Path
        A finished folder.
    pictures : sequence of Picture
        The figures.
    render : callable
        Takes the pictures with their drawings, and returns the page.
    name, figures, png : str, str, bool
        The page's file, the figures' folder, and whether figures are saved for print as well.
    """
    with temporary_folder(folder, ".report.") as part:
        for picture in pictures:
            save_figure(picture.figure, part / picture.name, png=png)
        texts = [(part / f"{one.name}.svg").read_text(encoding="utf-8") for one in pictures]
        drawn = [
            (one, inline_svg(text, one.name, one.alt))
            for one, text in zip(pictures, texts, strict=True)
        ]
        (part / name).write_text(render(drawn), encoding="utf-8")
        _move(part, folder / figures)
        (part / name).replace(folder / name)
    return folder / name


def _move(part: Path, figures: Path) -> None:
    """Replace the figures; those of before that are not drawn any more go."""
    figures.mkdir(exist_ok=True)
    new = sorted(path for path in part.iterdir() if path.suffix in DRAWINGS)
    for path in new:
        path.replace(figures / path.name)
    names = {path.name for path in new}
    for path in figures.iterdir():
        if path.suffix in DRAWINGS and path.name not in names:
            path.unlink()


def render_page(template: str, **content: Any) -> str:
    """Return a template of ours, filled."""
    templates = Environment(
        loader=PackageLoader("experiments.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page = templates.get_template(template).render(**content, policy=POLICY_MARK)
    return with_policy(PARTED_SIGN.sub(f"\\1{JOINER}", page), POLICY_MARK)


def provenance_rows(
    manifest: Mapping[str, Any], played: Sequence[tuple[str, str]]
) -> list[tuple[str, str]]:
    """Return where results come from, line by line; `played` says what is theirs alone."""
    libraries = manifest.get("made_with", {}).get("libraries", manifest.get("packages", {}))
    return [
        ("Command", manifest["command"]),
        ("Made", manifest["date"]),
        *played,
        ("Version", manifest["version"]),
        ("Code and data", manifest["code_hash"]),
        ("Machine", manifest["platform"]),
        ("Libraries", ", ".join(f"{name} {number}" for name, number in libraries.items())),
    ]
