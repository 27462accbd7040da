"""A study goes on only with the code, data and libraries that have played its runs."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import simulation
from experiments.calibration.bank_study import MADE_BY_BANK
from experiments.calibration.database import refuse_another
from experiments.patterns import page as scorecard
from experiments.store.layout import MANIFEST, SCENARIO
from experiments.studies import folder as studies
from experiments.studies.folder import depends, open_study
from experiments.studies.run import run_study
from experiments.studies.study import Study
from simulation import provenance
from simulation.errors import InputError
from simulation.provenance import closure, dependencies

ROOT = Path(simulation.__file__).parents[1]


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Look at a copy of both packages instead of the packages."""
    left_out = shutil.ignore_patterns("__pycache__", "*.vue", "*.md")
    for package in provenance.OURS:
        shutil.copytree(ROOT / package, tmp_path / "copy" / package, ignore=left_out)
    monkeypatch.setattr(provenance, "ROOT", tmp_path / "copy")
    dependencies.cache_clear()
    yield tmp_path / "copy"
    dependencies.cache_clear()


def test_a_change_of_any_file_is_refused_by_name(
    small: Study, copied: Path, tmp_path: Path
) -> None:
    """Each file of the closure, changed alone, stops a study; comments and docstrings do not."""
    run_study(small, tmp_path / "out", figures=False)
    paths = closure(*studies.MADE_BY)
    assert len(paths) > 80
    texts = {path: path.read_text(encoding="utf-8") for path in paths}
    for path, text in texts.items():
        path.write_text(f"{text}\n# a word\n'''And another.'''\n", encoding="utf-8")
    dependencies.cache_clear()
    with open_study(tmp_path / "out", small):
        pass
    for path, text in texts.items():
        path.write_text(f"{text}\nANOTHER = 1\n", encoding="utf-8")
        dependencies.cache_clear()
        name = path.relative_to(copied).as_posix()
        with pytest.raises(InputError, match=name), open_study(tmp_path / "out", small):
            pass
        path.write_text(text, encoding="utf-8")


def test_a_change_of_any_file_of_a_calibration_is_refused_by_name(copied: Path) -> None:
    """Each file of its closure, changed alone, stops a calibration, in its folder and database."""
    held = {"made_with": dependencies(*MADE_BY_BANK).plain()}
    refuse_another(copied, held, held)
    paths = closure(*MADE_BY_BANK)
    assert len(paths) > len(closure(*studies.MADE_BY))
    for path in paths:
        text = path.read_text(encoding="utf-8")
        path.write_text(f"{text}\nANOTHER = 1\n", encoding="utf-8")
        dependencies.cache_clear()
        now = {"made_with": dependencies(*MADE_BY_BANK).plain()}
        with pytest.raises(InputError, match=path.relative_to(copied).as_posix()):
            refuse_another(copied, held, now)
        path.write_text(text, encoding="utf-8")


def test_the_closure_holds_what_numbers_come_from() -> None:
    """What draws members of a posterior, measures and writes is in it; figures are not."""
    code = depends().code
    for name in ("statistics/posterior", "statistics/measures", "statistics/outcomes",
                 "studies/batch", "studies/designs", "studies/factors"):  # fmt: skip
        assert f"experiments/{name}.py" in code
    assert not {name for name in code if "/figures/" in name or "/report/" in name}
    for name in ("ensemble", "geography/ties", "maps", "parameters/__init__", "result/raw"):
        assert f"simulation/{name}.py" in code


def test_every_step_of_a_calibration_is_in_its_closure() -> None:
    """All modules of the calibration that compute are part of what it is known by."""
    code = dependencies(*MADE_BY_BANK).code
    shown = {"page", "results", "run", "folder", "bank_page", "bank_results", "bank_study",
             "reference"}  # fmt: skip
    folder = ROOT / "experiments/calibration"
    steps = {path.stem for path in folder.glob("*.py")} - shown
    assert {f"experiments/calibration/{step}.py" for step in steps} <= set(code)
    for name in ("experiments/statistics/measures.py", "experiments/statistics/estimates.py",
                 "simulation/result/talks.py", "simulation/geography/ties.py",
                 "simulation/ensemble.py", "simulation/parameters/__init__.py"):  # fmt: skip
        assert name in code


def test_the_scorecard_depends_on_every_pattern() -> None:
    """All evidence and all row selectors are part of what a verdict is known by."""
    code = dependencies(*scorecard.MADE_BY).code
    for part in ("evidence", "rows"):
        for path in (ROOT / "experiments/patterns" / part).glob("*.py"):
            assert f"experiments/patterns/{part}/{path.name}" in code


def test_a_folder_of_another_version_says_which_can_finish_it(small: Study, tmp_path: Path) -> None:
    """A study of an older version is not taken apart file by file: the version is named."""
    run_study(small, tmp_path / "out", figures=False)
    manifest = json.loads((tmp_path / "out" / MANIFEST).read_text(encoding="utf-8"))
    manifest |= {"version": "0.0.1", "made_with": {"code": {"experiments/job.py": "0"}}}
    (tmp_path / "out" / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    names = "[gone]\nof_old = 3.0\n"  # which this version does not know
    with (tmp_path / "out" / SCENARIO).open("a", encoding="utf-8") as file:
        file.write(names)
    with pytest.raises(InputError, match=r"made by version 0\.0\.1, which can finish it"):
        run_study(small, tmp_path / "out", figures=False)
