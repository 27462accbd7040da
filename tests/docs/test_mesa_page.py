"""The page about the model in Mesa: all of its code runs, on the version of Mesa that is there."""

from __future__ import annotations

import re
import warnings
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from simulation import run
from simulation.agents import ChiefExecutive, Council, Leader
from simulation.agents.attributes import Column

PAGE = Path(__file__).parents[2] / "docs" / "how_to" / "mesa.md"
BLOCKS = re.findall(r"(?ms)^```python\n(.*?)^```", PAGE.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def names() -> dict[str, Any]:
    """Return the names that the code of the page leaves behind, run from top to bottom."""
    pytest.importorskip("altair")  # which Mesa's view imports; it comes with the extra of the view
    found: dict[str, Any] = {"__name__": "page"}
    with warnings.catch_warnings():
        for kind in (DeprecationWarning, PendingDeprecationWarning, FutureWarning):
            warnings.filterwarnings("error", category=kind, module=r"mesa|simulation|page")
        for block in BLOCKS:
            exec(compile(block, "page", "exec"), found)  # noqa: S102 # our own page
    return found


def test_every_block_runs(names: dict[str, Any]) -> None:
    """The code of the page runs without a warning of what is deprecated, to its last block."""
    assert len(BLOCKS) == 9
    assert names["page"] is not None


def test_the_page_says_what_it_shows(names: dict[str, Any]) -> None:
    """What the page tells of its own results is so."""
    assert names["council"] == names["talks"].councils.asked
    assert len(names["rows"]) == 2 * 2 * 12
    assert {row["rng"] for row in names["rows"]} == {1, 2}
    assert names["model"].leaders.agg("refused", sum) > 0
    untouched = run(names["scenario"], seed=5).events
    with pytest.raises(AssertionError):  # what a subclass does shows in its own model alone
        pd.testing.assert_frame_equal(names["model"].result().events, untouched)


def test_seeds_of_a_batch_tell_runs_apart(names: dict[str, Any]) -> None:
    """Rows of one point and seed are one run: the same seed gives the same, another another."""
    rows = pd.DataFrame(names["rows"])
    runs = rows.groupby(["talks.planned_months", "rng"])["RunId"].nunique()
    assert (runs == 1).all()
    again = names["batch_run"](
        names["PartnershipModel"],
        {"talks.planned_months": [4, 9], "period.months": 12, "rng": [1, 2]},
        data_collection_period=1,
        display_progress=False,
    )
    pd.testing.assert_frame_equal(pd.DataFrame(again), rows)


@pytest.mark.parametrize("kind", [Council, Leader, ChiefExecutive])
def test_the_table_of_attributes_is_complete(kind: type) -> None:
    """Every attribute that can be set, and each that cannot, stands in the table of the page."""
    text = PAGE.read_text(encoding="utf-8")
    words = {Council: "council", Leader: "leader", ChiefExecutive: "chief executive"}
    row = next(line for line in text.splitlines() if line.startswith(f"| {words[kind]} |"))
    _, _, settable, fixed, _ = row.split("|")
    columns = {name for name, one in vars(kind).items() if isinstance(one, Column)}
    assert set(re.findall(r"`(\w+)`", settable)) == columns - set(kind.READ_ONLY)
    assert set(re.findall(r"`(\w+)`", fixed)) <= set(kind.READ_ONLY)
