"""The version: one, wherever it is named."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any


def test_the_citation_is_of_this_version(root: Path, pyproject: dict[str, Any]) -> None:
    """`CITATION.cff` names version and licence of the project, and the changelog begins with it."""
    version = pyproject["project"]["version"]
    citation = (root / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\nversion: {version}\n" in citation
    assert f"\nlicense: {pyproject['project']['license']}\n" in citation
    date = re.findall(r"(?m)^date-released: (.*)$", citation)[0]
    changes = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.findall(r"(?m)^## (.*)$", changes)[0] == f"{version} ({date})"


def test_pages_name_the_wheel_of_this_version(root: Path, pyproject: dict[str, Any]) -> None:
    """A page that tells how to install the wheel names that of the version."""
    name = f"council_partnerships-{pyproject['project']['version']}-py3-none-any.whl"
    pages = [root / "README.md", *(root / "docs").rglob("*.md")]
    named = {
        wheel
        for page in pages
        for wheel in re.findall(r"council_partnerships-\S+?\.whl", page.read_text("utf-8"))
    }
    assert named == {name}
