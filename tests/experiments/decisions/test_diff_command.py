"""`partnerships diff`: what differs between two folders, paired where draws are the same."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import tomli_w
from scipy import stats

from experiments.decisions.two_folders.outcomes import unpaired_test
from experiments.statistics.estimates import mean_influence
from experiments.store.layout import MANIFEST, PAGE
from tests.experiments.conftest import CHANGES, NO_NUMBER, SETTINGS, Command, words_of
from tests.strategies import BUSY

Differ = Callable[[Path, Path], dict[str, Any]]


@pytest.fixture(scope="module")
def differ(tmp_path_factory: pytest.TempPathFactory, command: Command) -> Differ:
    """Return what answers with the JSON of two folders."""
    out = tmp_path_factory.mktemp("diff")

    def summary(one: Path, other: Path) -> dict[str, Any]:
        answer = command("diff", one, other, "--out", out / "page", "--json")
        assert answer.exit_code == 0, answer.output
        content: dict[str, Any] = json.loads(answer.stdout)["summary"]
        return content | {"page": words_of(out / "page" / PAGE)}

    return summary


@pytest.fixture(scope="module")
def short(tmp_path_factory: pytest.TempPathFactory, command: Command) -> Path:
    """Return 40 runs like those of `many`, but with less trust that outlives a leader."""
    folder = tmp_path_factory.mktemp("results") / "short"
    words = ("--set", "leaders.inherited=0.05", "--runs", 40, "--seed", 4, "--out", folder)
    assert command("run", "--runs", 1, *SETTINGS, *words, "--no-figures").exit_code == 0
    return folder


def test_a_folder_is_like_its_copy(many: Path, tmp_path: Path, differ: Differ) -> None:
    """Nothing differs: no setting, and every outcome by exactly 0."""
    found = differ(many, Path(shutil.copytree(many, tmp_path / "copy")))
    assert (found["settings"], found["made_with"], found["paired"]) == ([], [], True)
    assert {row["difference"] for row in found["outcomes"]} == {0.0}
    assert not any(row["differs"] for row in found["outcomes"])
    assert "every number is the same" in found["page"]


def test_runs_on_the_same_draws_are_paired(many: Path, short: Path, differ: Differ) -> None:
    """Differences are those of the runs that both have, with the interval of paired runs."""
    found = differ(many, short)
    assert {row["name"] for row in found["settings"]} == {"leaders.inherited", "runs"}
    assert found["paired"]
    row = next(row for row in found["outcomes"] if row["outcome"] == "talks_begun")
    tables = [pd.read_parquet(folder / "tables" / "runs.parquet") for folder in (many, short)]
    one, other = (table.sort_values("run")["talks_begun"][:40].to_numpy() for table in tables)
    ends = stats.ttest_rel(other, one).confidence_interval(0.95)
    assert row["difference"] == pytest.approx((other - one).mean())
    assert (row["low"], row["high"]) == pytest.approx((ends.low, ends.high))
    assert "as far as both have them (40 runs)" in found["page"]
    assert "trust that outlives a change of leader" in found["page"]
    assert not NO_NUMBER.search(found["page"])


def test_other_seeds_are_not_paired(
    many: Path, tmp_path: Path, command: Command, differ: Differ
) -> None:
    """With another seed runs have nothing in common, and the page says so."""
    folder = tmp_path / "other"
    words = ("--runs", 30, "--seed", 5, "--out", folder, "--no-figures")
    assert command("run", "--runs", 1, *SETTINGS, *words).exit_code == 0
    found = differ(many, folder)
    assert not found["paired"]
    assert found["unpaired_because"] == "the seeds differ (4 and 5)"
    assert not any(row["differs"] for row in found["outcomes"])
    assert "nothing in common, because the seeds differ" in found["page"]


def test_other_rules_are_not_paired(many: Path, tmp_path: Path, differ: Differ) -> None:
    """Runs of another rule are no pairs, though their seed is the same; the file is named."""
    folder = tmp_path / "edited"
    shutil.copytree(many, folder)
    manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    manifest["made_with"]["code"]["simulation/rules/trust.py"] = "0"
    manifest["made_with"]["libraries"]["numpy"] = "0.9"
    (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    found = differ(many, folder)
    assert not found["paired"]
    assert "code of the model" in found["unpaired_because"]
    named = {row["what"]: row["a"] for row in found["made_with"]}
    assert named["Code of the model"] == "simulation/rules/trust.py"
    assert "numpy" in named


def test_two_single_runs_have_no_intervals(single: Path, differ: Differ, tmp_path: Path) -> None:
    """One run of each differs in what happened, which tells of no chance."""
    found = differ(single, shutil.copytree(single, tmp_path / "copy"))
    assert {row["low"] for row in found["outcomes"]} <= {None, 0.0}
    assert not NO_NUMBER.search(found["page"])


def test_welch_is_that_of_scipy() -> None:
    """Differences of unpaired means have Welch's interval and p-value."""
    rng = np.random.default_rng(2)
    one, other = rng.normal(0, 1, 30), rng.normal(0.5, 3, 50)
    known = stats.ttest_ind(other, one, equal_var=False)
    ends = known.confidence_interval(0.95)
    found, p = unpaired_test(*(mean_influence(each, np.ones(len(each))) for each in (one, other)))
    assert (found.low, found.high) == pytest.approx((ends.low, ends.high))
    assert p == pytest.approx(known.pvalue)


@pytest.fixture(scope="module")
def studies(tmp_path_factory: pytest.TempPathFactory, command: Command) -> list[Path]:
    """Return two nested studies that have two of their points in common."""
    folders = []
    for place, values in enumerate(([2, 6, 12], [2, 6])):
        folder = tmp_path_factory.mktemp("studies")
        base = {"geography.map": "hexagonal", "geography.size": 12, "period.months": 40,
                "history.control": "drawn"} | BUSY  # fmt: skip
        base["leaders.inherited"] = (0.1, 0.9)[place]
        study = {"name": f"Study {place}", "members": 6, "runs": 2, "seed": 1, "base": base,
                 "outcomes": ["success_rate", "talks_begun"], "tables": [],
                 "levers": {"talks.planned_months": values}}  # fmt: skip
        (folder / "study.toml").write_text(tomli_w.dumps(study), encoding="utf-8")
        out = folder / "out"
        answer = command("sweep", folder / "study.toml", "--out", out, "--no-figures")
        assert answer.exit_code == 0, answer.output
        folders.append(out)
    return folders


def test_studies_are_compared_at_the_points_they_share(studies: list[Path], differ: Differ) -> None:
    """Points that change the same are held against each other, member by member."""
    found = differ(*studies)
    assert {row["name"] for row in found["settings"]} == {"leaders.inherited", "points"}
    assert len(found["outcomes"]) == found["comparisons"] == 4
    assert len({row["point"] for row in found["outcomes"]}) == 2
    assert found["paired"]
    assert "member by member" in found["page"]


def test_a_study_that_is_not_finished_says_so(
    studies: list[Path], tmp_path: Path, differ: Differ, command: Command
) -> None:
    """What was played of it is compared with a first sentence; without tables it is refused."""
    folder = tmp_path / "half"
    shutil.copytree(studies[0], folder)
    manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    (folder / MANIFEST).write_text(
        json.dumps(manifest | {"state": "unfinished", "played": 20}), encoding="utf-8"
    )
    found = differ(folder, studies[1])
    assert found["unfinished"] == ["20 of 36 runs were played", None]
    assert "A is not finished: 20 of 36 runs were played." in found["page"]
    shutil.rmtree(folder / "tables")
    answer = command("diff", folder, studies[1])
    assert answer.exit_code == 2
    assert "A: is not finished and has no tables yet" in answer.stderr


def test_what_is_no_folder_of_results_is_refused(
    many: Path, here: Path, differ: Differ, command: Command
) -> None:
    """Nothing there, something else, another command's page, or a place that holds results."""
    (here / "notes").mkdir()
    (here / "notes" / "a.txt").write_text("a")
    for one, words in (("missing", "is not a folder that a run has left"),
                       ("notes", "is not a folder that a run has left")):  # fmt: skip
        for folders in ((many, one), (one, many)):
            answer = command("diff", *folders)
            assert answer.exit_code == 2
            assert words in answer.stderr
    answer = command("diff", many, many)
    assert answer.exit_code == 2
    assert "is the same folder twice" in answer.stderr
    copy = shutil.copytree(many, here / "copy")
    assert command("diff", many, copy, "--out", "page").exit_code == 0
    answer = command("diff", many, "page")
    assert answer.exit_code == 2
    assert "is the folder of another command (difference)" in answer.stderr
    answer = command("report", "page")
    assert answer.exit_code == 2
    assert "its command once more" in answer.stderr
    answer = command("diff", many, copy, "--out", "notes")
    assert answer.exit_code == 2
    assert "holds something else than a difference" in answer.stderr
    assert (here / "notes" / "a.txt").is_file()


def test_a_run_is_compared_with_the_base_of_a_study(
    studies: list[Path], many: Path, tmp_path: Path, command: Command, differ: Differ
) -> None:
    """The point at which a study leaves its base as it is, or nearest, stands against a run."""
    found = differ(studies[0], many)
    assert {row["point"] for row in found["outcomes"]} == {
        "median planned length of talks 2 months"
    }
    assert "code of the model" not in found["unpaired_because"]
    assert "one has members of a posterior" in found["unpaired_because"]
    study = {"name": "Alone", "posterior": "none", "runs": 20, "seed": 4, "base": CHANGES,
             "outcomes": ["talks_begun"], "tables": [],
             "levers": {"talks.planned_months": [2, 6]}}  # fmt: skip
    (tmp_path / "alone.toml").write_text(tomli_w.dumps(study), encoding="utf-8")
    out = tmp_path / "alone"
    assert command("sweep", tmp_path / "alone.toml", "--out", out, "--no-figures").exit_code == 0
    row = differ(many, out)  # 60 runs and 20
    assert row["paired"]
    assert "20 runs" in row["page"]
    assert [one["difference"] for one in row["outcomes"]] == [0.0]
