"""Column types come from the declaration, and what runs read comes from the folder's copy."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import tomli_w

from experiments.runs.job import Job
from experiments.runs.play import write_results
from experiments.store.disk import SUMS
from experiments.store.layout import MANIFEST
from experiments.studies import folder
from experiments.studies.batch import BatchResult
from experiments.studies.finish import finish_again
from experiments.studies.parts import Parts, part_folders
from experiments.studies.run import run_study
from experiments.studies.study import Study
from experiments.studies.study_file import load_study
from experiments.studies.tables import table_schema
from simulation.errors import InputError
from simulation.provenance import Dependencies
from simulation.scenario import Scenario

Write = Callable[..., Path]

CONFIGS = Path(__file__).parents[3] / "configs"
PERIODS = {
    "too short to agree": {"period.months": 9, "leaders.leave_month": 0.0},
    "nothing but councils": {"period.months": 1},
}


@pytest.mark.parametrize("base", PERIODS.values(), ids=PERIODS)
def test_a_study_ends_whatever_its_runs_contain(
    write: Write, tmp_path: Path, base: dict[str, Any]
) -> None:
    """Of runs without partnerships, the tables have the declared types all the same."""
    plain = {"geography.map": "hexagonal", "geography.size": 16, "history.control": "drawn"}
    study = load_study(write(base=plain | base, runs=60, outcomes=None, uncertainties=None))
    run_study(study, tmp_path / "out", figures=False)
    assert pq.read_schema(tmp_path / "out/tables/runs.parquet").equals(
        table_schema("runs", study.outcomes)
    )


def with_guessed_types(path: Path) -> None:
    """Turn the counts of a part into whole numbers, as an earlier version wrote them at times."""
    table = pq.read_table(path)
    guessed = [
        pa.field(field.name, pa.int64()) if field.name.endswith("_n") else field
        for field in table.schema
    ]
    pq.write_table(table.cast(pa.schema(guessed)), path)


def as_earlier_versions_left_it(folder: Path) -> None:
    """Take the checksums out of the folder of a study."""
    for part in part_folders(folder):
        (part / SUMS).unlink()
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    del manifest["sealed"]
    (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")


def test_a_folder_stuck_on_column_types_can_be_finished(small: Study, tmp_path: Path) -> None:
    """Parts whose types were guessed from their data are read as what is declared."""
    run_study(small, tmp_path / "out", figures=False)
    whole = (tmp_path / "out/tables/runs.parquet").read_bytes()
    part = part_folders(tmp_path / "out")[-1]
    with_guessed_types(part / "runs.parquet")
    as_earlier_versions_left_it(tmp_path / "out")
    assert finish_again(tmp_path / "out").is_file()
    assert (tmp_path / "out/tables/runs.parquet").read_bytes() == whole


def test_finishing_does_not_say_that_the_code_of_now_played(
    small: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A study finished by other code keeps in its manifest the code that played its runs."""
    run_study(small, tmp_path / "out", figures=False)
    manifest = tmp_path / "out/manifest.json"
    before = json.loads(manifest.read_text(encoding="utf-8"))["made_with"]
    another = Dependencies({"another.py": "0"}, {}, {})
    monkeypatch.setattr(folder, "dependencies", lambda *_: another)
    finish_again(tmp_path / "out")
    assert json.loads(manifest.read_text(encoding="utf-8"))["made_with"] == before


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Return the folder of a study on tables of its own, all of them copies."""
    shutil.copytree(CONFIGS / "own_map", tmp_path / "own_map")
    shutil.copyfile(CONFIGS / "own_map.toml", tmp_path / "own_map.toml")
    study = {"name": "Own", "scenario": "own_map.toml", "runs": 96, "posterior": "none",
             "tables": [],
             "outcomes": ["talks_begun", "success_rate"],
             "levers": {"talks.planned_months": [1, 9]}}  # fmt: skip
    (tmp_path / "study.toml").write_text(tomli_w.dumps(study), encoding="utf-8")
    return tmp_path


def edit(own: Path) -> None:
    """Change a table of the map, as its owner may do at any time."""
    table = own / "own_map/control.csv"
    text = table.read_text(encoding="utf-8")
    table.write_text(text.replace("Lab", "Con"), encoding="utf-8")


def test_a_table_edited_while_a_study_runs_changes_nothing(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All runs read the copy that the folder keeps, and the study ends as one left in peace."""
    study = load_study(own / "study.toml")
    run_study(study, own / "peace", figures=False)
    add = Parts.add

    def add_and_edit(parts: Parts, result: BatchResult) -> None:
        add(parts, result)
        edit(own)

    monkeypatch.setattr(Parts, "add", add_and_edit)
    run_study(study, own / "edited", figures=False)
    peace, edited = ((own / name / "tables/runs.parquet").read_bytes() for name in
                     ("peace", "edited"))  # fmt: skip
    assert peace == edited
    with pytest.raises(InputError, match="the base scenario"):
        run_study(load_study(own / "study.toml"), own / "peace", figures=False)


def test_a_study_whose_kept_tables_were_edited_does_not_go_on(own: Path) -> None:
    """The copy in the folder is what was played; another one is refused by name."""
    study = load_study(own / "study.toml")
    run_study(study, own / "out", figures=False)
    edit(own / "out")
    with pytest.raises(InputError, match="that the folder keeps"):
        run_study(study, own / "out", figures=False)


def test_a_table_edited_while_a_run_is_played_changes_nothing(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`partnerships run` too reads the copy that it leaves beside its results."""
    job = Job(Scenario.load(own / "own_map.toml").with_changes({"period.months": 24}), runs=2)
    for name in ("peace", "edited"):
        (own / name).mkdir()
        write_results(job, own / name)
        monkeypatch.setattr(Job, "prepare", lambda _: edit(own))
    peace, edited = ((own / name / "tables/council_years.parquet").read_bytes() for name in
                     ("peace", "edited"))  # fmt: skip
    assert peace == edited
