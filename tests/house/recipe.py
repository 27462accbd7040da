"""A recipe of `CONTRIBUTING.md` as somebody would follow it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Recipe:
    """One recipe as somebody would follow it.

    Parameters
    ----------
    heading : str
        The recipe's heading in `CONTRIBUTING.md`.
    lines : dict of str to dict of str to str
        By file, what is inserted before the only line that begins so.
    files : dict of str to str
        New files.
    """

    heading: str
    lines: dict[str, dict[str, str]] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)

    @property
    def touched(self) -> set[str]:
        """The files that are written by hand."""
        return {*self.lines, *self.files}

    def follow(self, root: Path) -> None:
        """Write what the recipe asks for into a copy of the project."""
        for name, lines in self.lines.items():
            text = (root / name).read_text(encoding="utf-8")
            for before, inserted in lines.items():
                assert text.count(f"\n{before}") == 1, f"{name}: {before}"
                text = text.replace(f"\n{before}", f"\n{inserted}\n{before}")
            (root / name).write_text(text, encoding="utf-8")
        for name, text in self.files.items():
            assert not (root / name).exists()
            (root / name).write_text(text, encoding="utf-8")
