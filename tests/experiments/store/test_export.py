"""Tables taken along: every format holds the same numbers, and says what columns mean."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from experiments.runs.job import Job
from experiments.runs.run import run_job
from experiments.store import formats
from experiments.store.export import EXPORT, export_tables, table_files
from experiments.store.formats import stata_names
from simulation import Scenario
from simulation.errors import InputError

NAMES = ["monthly", "partnerships", "runs", "summary", "talks"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of some runs."""
    place = tmp_path_factory.mktemp("export") / "runs"
    small = {"geography.map": "hexagonal", "geography.size": 30, "history.control": "drawn",
             "period.months": 48, "approach.base": 0.02}  # fmt: skip
    run_job(Job(Scenario().with_changes(small), runs=30, seed=1), place, figures=False)
    return place


@pytest.fixture(scope="module")
def exported(folder: Path) -> Path:
    """Return what was taken along from it in every format."""
    export_tables(folder, list(formats.FORMATS))
    return folder / EXPORT


def alike(one: pd.DataFrame, other: pd.DataFrame) -> None:
    """Compare numbers as numbers and words as words."""
    assert len(one) == len(other)
    for before, after in zip(one.items(), other.items(), strict=True):
        wanted, found = before[1], after[1]
        if pd.api.types.is_numeric_dtype(wanted):
            assert found.to_numpy(dtype=float, na_value=float("nan")) == pytest.approx(
                wanted.to_numpy(dtype=float, na_value=float("nan")), nan_ok=True
            )
        else:
            words = [column.astype(object).where(column.notna(), "").astype(str).tolist()
                     for column in (wanted, found)]  # fmt: skip
            assert words[0] == words[1]


@pytest.mark.parametrize("name", NAMES)
def test_every_format_holds_the_same(folder: Path, exported: Path, name: str) -> None:
    """Each table, in CSV, Parquet, Stata and the workbook, is that of the folder."""
    table = formats.read_table(table_files(folder)[name])
    alike(table, pd.read_csv(exported / f"{name}.csv"))
    alike(table, pd.read_parquet(exported / f"{name}.parquet"))
    alike(table, pd.read_stata(exported / f"{name}.dta", convert_categoricals=True))
    alike(table, pd.read_excel(exported / "runs.xlsx", sheet_name=name))


def test_columns_are_explained(exported: Path) -> None:
    """The workbook has a sheet for it, Stata's variables have labels."""
    sheet = pd.read_excel(exported / "runs.xlsx", sheet_name="columns")
    meanings = sheet[sheet["table"] == "talks"].set_index("column")["meaning"]
    with pd.io.stata.StataReader(exported / "talks.dta") as reader:
        labels = reader.variable_labels()
    assert labels["planned_months"] == meanings["planned_months"][:80]
    assert set(labels) - {"run"} <= set(meanings.index)


def test_a_table_too_long_for_a_sheet_is_refused(
    folder: Path, exported: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The table, its rows and the formats that hold it are named; what was there stays."""
    before = sorted(exported.iterdir())
    monkeypatch.setattr(formats, "MOST_ROWS", 100)
    with pytest.raises(InputError, match=r"monthly has 1,440 rows.*csv, parquet or dta"):
        export_tables(folder, ["csv", "xlsx"])
    assert sorted(exported.iterdir()) == before


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ({"formats": ["xls"]}, "did you mean 'xlsx'"),
        ({"formats": []}, "no format"),
        ({"formats": ["csv", "csv"]}, "csv"),
        ({"formats": ["csv"], "tables": ["talk"]}, "did you mean 'talks'"),
    ],
)
def test_wrong_words_are_refused(folder: Path, given: dict[str, list[str]], wanted: str) -> None:
    """With what is allowed and the nearest."""
    with pytest.raises(InputError, match=wanted):
        export_tables(folder, **given)


def test_a_folder_with_other_files_is_left_alone(folder: Path, tmp_path: Path) -> None:
    """Neither the results themselves nor somebody's documents are replaced."""
    (tmp_path / "thesis.docx").write_text("mine")
    for place in (folder, tmp_path):
        with pytest.raises(InputError, match="--out"):
            export_tables(folder, ["csv"], out=place)
    assert (tmp_path / "thesis.docx").read_text() == "mine"
    with pytest.raises(InputError, match="manifest"):
        export_tables(tmp_path, ["csv"])


def test_names_of_stata_are_short_and_differ() -> None:
    """Two long names that begin alike stay two."""
    names = stata_names(
        ["failed_by_personalities_of_leaders_n", "failed_by_personalities_of_leaders"]
    )
    assert len(set(names.values())) == 2
    assert all(len(name) <= 32 for name in names.values())
