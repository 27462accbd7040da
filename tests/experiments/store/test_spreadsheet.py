"""Every table of ours is written as CSV in one way, and reads back as it was."""

from __future__ import annotations

import ast
import io
from pathlib import Path

import pandas as pd
import pytest

from experiments.patterns import scorecard
from experiments.store import spreadsheet
from experiments.store.spreadsheet import csv_bytes, save_csv

ROOT = Path(__file__).parents[3]
MARK = b"\xef\xbb\xbf"

ELSEWHERE = {
    "experiments/store/spreadsheet.py",
    "experiments/statistics/posterior.py",  # for its hash alone, which is written nowhere
}


def test_tables_are_written_as_csv_in_one_place() -> None:
    """No other file of ours turns a table into CSV by itself."""
    writing = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "experiments").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in ("to_csv", "writer", "DictWriter")
    }
    assert writing == ELSEWHERE


def test_what_spreadsheets_trip_over_reads_back() -> None:
    """Commas, quotation marks, line ends, pounds and blanks come back as they were."""
    table = pd.DataFrame({"name": ['Bath, "North" East', "£5\nm", ""], "value": [1.5, None, -2.0]})
    content = csv_bytes(table)
    assert content.startswith(MARK + b"name,value\n")
    assert b"\r" not in content
    back = pd.read_csv(io.BytesIO(content), keep_default_na=False, na_values={"value": [""]})
    pd.testing.assert_frame_equal(back, table)


def test_rows_and_frames_are_written_alike(tmp_path: Path) -> None:
    """Rows as mappings give the bytes that their frame gives, and files hold just these."""
    rows = [{"a": 1, "b": "x"}, {"a": 2, "b": "y"}]
    save_csv(rows, tmp_path / "rows.csv")
    assert (tmp_path / "rows.csv").read_bytes() == csv_bytes(pd.DataFrame(rows))
    assert [path.name for path in tmp_path.iterdir()] == ["rows.csv"]


@pytest.mark.parametrize("folder", ["single", "many"])
def test_every_csv_of_a_run_is_alike(folder: str, request: pytest.FixtureRequest) -> None:
    """All tables of a folder begin with the mark, and have line feeds alone."""
    files = list(request.getfixturevalue(folder).rglob("*.csv"))
    assert len(files) > 8
    for path in files:
        content = path.read_bytes()
        assert content.startswith(MARK), path
        assert b"\r" not in content, path


def test_every_published_csv_is_alike() -> None:
    """What is published opens as what anybody writes."""
    for path in [*(ROOT / "results" / "reference").rglob("*.csv"), scorecard.PUBLISHED]:
        assert path.read_bytes().startswith(MARK), path
        assert spreadsheet.ENCODING == "utf-8-sig"
