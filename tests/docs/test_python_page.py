"""The page about Python: all of its code runs, and what it says of its results is so."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "how_to" / "python.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"(?ms)^```python\n(.*?)^```", PAGE)


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Return the names that the code of the page leaves behind, run from top to bottom."""
    place = tmp_path_factory.mktemp("python_page")
    shutil.copytree(ROOT / "configs", place / "configs")
    found: dict[str, Any] = {"__name__": "page"}
    with pytest.MonkeyPatch.context() as here:
        here.chdir(place)
        for block in BLOCKS:
            exec(compile(block, "page", "exec"), found)  # noqa: S102 # our own page
    found["place"] = place
    return found


def test_every_block_runs(names: dict[str, Any]) -> None:
    """To the last one, and what it writes is there."""
    assert len(BLOCKS) == 8
    assert names["widest"] in names["posterior"].names
    assert all((names["place"] / path).is_file() for path in (*names["files"], *names["workbook"]))


def test_the_page_says_what_it_shows(names: dict[str, Any]) -> None:
    """Outcomes, pairs, curves and studies are those that the page speaks of."""
    assert list(names["sharing"]["outcome"])[-1] == "partnerships_2011_03"
    assert set(names["paired"]["result"]) == {"guaranteed"}
    assert set(names["curve"]["party_mismatch"]) == {0.0, 0.5, 1.0}
    assert len(names["table"].points) == 3
    assert names["stored"].summary.equals(names["results"].summary)
