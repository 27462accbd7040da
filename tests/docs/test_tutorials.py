"""The tutorials: played again from first cell to last, they show what the site shows."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("jupytext")  # which the extra `docs` brings
pytest.importorskip("nbclient")

import nbformat

from docs.notebook_outputs import differences
from docs.notebooks import read, sources, stale, stored


def test_each_tutorial_is_kept_with_what_it_shows() -> None:
    """Each page has its notebook, of the same text, and no notebook is left of a page that went."""
    assert len(sources()) == 4
    folder = sources()[0].parent
    assert sorted(folder.glob("*.ipynb")) == [stored(source) for source in sources()]
    for source in sources():
        kept, page = nbformat.read(stored(source), as_version=4), read(source)
        assert [cell.source for cell in kept.cells] == [cell.source for cell in page.cells]
        assert all(cell.execution_count for cell in kept.cells if cell.cell_type == "code")


@pytest.mark.parametrize("source", sources(), ids=lambda source: source.stem)
def test_a_tutorial_shows_what_is_kept(source: Path) -> None:
    """Every cell runs and shows the same words, numbers and pictures (`make tutorials` renews)."""
    pytest.importorskip("altair")  # which Mesa's view imports; it comes with the extra of the view
    assert stale(source) == []


def test_another_number_is_a_difference() -> None:
    """One figure changed in what a cell shows is named with its cell; a break of line is none."""
    path = stored(sources()[0])
    kept, other = nbformat.read(path, as_version=4), nbformat.read(path, as_version=4)
    number, cell = next(
        (number, cell) for number, cell in enumerate(other.cells)
        if any("agreed" in output.get("text", "") for output in cell.get("outputs", []))
    )  # fmt: skip
    cell.outputs[0].text = cell.outputs[0].text.replace(" ", "\n")
    assert differences(kept, other) == []
    cell.outputs[0].text = cell.outputs[0].text.replace("1", "2", 1)
    assert [one.split(" shows")[0] for one in differences(kept, other)] == [f"cell {number}"]
