"""`partnerships discover` on a small study: its folder, its answers, and what it refuses."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from typer.testing import Result as Answer

from experiments.store.layout import MANIFEST, PAGE
from tests.experiments.conftest import NO_NUMBER, words_of
from tests.strategies import BUSY

STUDY = {
    "name": "A small study",
    "posterior": "packaged",
    "members": 10,
    "runs": 2,
    "seed": 3,
    "base": {"geography.map": "hexagonal", "geography.size": 12, "history.control": "drawn",
             "period.months": 48} | BUSY,
    "outcomes": ["success_rate", "talks_begun", "survival_2_years"],
    "tables": ["talks"],
    "levers": {"talks.planned_months": [2, 12]},
    "uncertainties": {"leaders.leave_month": {"values": [0.0, 0.08], "label": "turnover"}},
}  # fmt: skip
CONDITION = ("--outcome", "success_rate < 30%")


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory, command: Callable[..., Answer]) -> Path:
    """Return the folder of a finished study of four points, ten members and two runs of each."""
    folder = tmp_path_factory.mktemp("study")
    (folder / "small.toml").write_text(tomli_w.dumps(STUDY), encoding="utf-8")
    out = folder / "small"
    answer = command("sweep", folder / "small.toml", "--out", out, "--no-figures")
    assert answer.exit_code == 0, answer.output
    return out


@pytest.fixture(scope="module")
def summary(study: Path, command: Callable[..., Answer]) -> dict[str, Any]:
    """Return what the command answers with --json; its page stands in the study's folder."""
    answer = command("discover", study, *CONDITION, "--json")
    assert answer.exit_code == 0, answer.output
    content = json.loads(answer.stdout)
    assert content["paths"]["report"] == str(study / "discovery" / PAGE)
    found: dict[str, Any] = content["summary"]
    return found


def test_cases_are_the_runs_of_the_study(summary: dict[str, Any]) -> None:
    """Runs are cases, but for those without talks that ended, and some meet the condition."""
    assert summary["unit"] == "runs"
    assert summary["cases"] + summary["left_out"] == 80
    assert 0 < summary["hits"] < summary["cases"]


def test_what_decides_in_the_small_world_is_found(summary: dict[str, Any]) -> None:
    """With leaders who change every few months talks fail: that is the box, and it has numbers."""
    assert summary["found"]
    assert "turnover is 0.08" in summary["words"]
    assert summary["density"]["low"] <= summary["density"]["value"] <= summary["density"]["high"]
    assert summary["density"]["value"] > summary["hits"] / summary["cases"]


def test_the_page_has_what_was_found(study: Path, summary: dict[str, Any]) -> None:
    """The page has the words of the box and every box to choose from, and no lack of a number."""
    page = words_of(study / "discovery" / PAGE)
    assert summary["words"].split(" and ")[0] in page
    assert page.count("--box N") == 2
    assert not NO_NUMBER.search(page)
    tables = {path.name for path in (study / "discovery").glob("*.csv")}
    assert tables == {"trajectory.csv", "limits.csv", "tree.csv"}


def test_the_same_command_gives_the_same_folder(
    study: Path, summary: dict[str, Any], command: Callable[..., Answer]
) -> None:
    """Done again it replaces what it left, with the same numbers."""
    answer = command("discover", study, *CONDITION, "--json")
    assert json.loads(answer.stdout)["summary"] == summary


@pytest.mark.parametrize("unit", ["members", "talks"])
def test_members_and_talks_can_be_cases(
    study: Path, tmp_path: Path, command: Callable[..., Answer], unit: str
) -> None:
    """The unit is an option; talks have columns of their own beside those of the study."""
    out = tmp_path / "found"
    words = ("--unit", unit, "--out", out, "--json")
    answer = command("discover", study, "--outcome", "success_rate < 20%", *words)
    assert answer.exit_code == 0, answer.output
    content = json.loads(answer.stdout)["summary"]
    assert content["unit"] == unit
    assert content["cases"] <= 40 if unit == "members" else content["cases"] > 80
    assert (out / PAGE).is_file()


def test_a_study_file_is_played_first(
    study: Path, here: Path, command: Callable[..., Answer]
) -> None:
    """The study of a file is played into results/ and looked at there; a folder is as it is."""
    file = study.parent / "small.toml"
    answer = command("discover", file, *CONDITION)
    assert answer.exit_code == 0, answer.output
    assert (here / "results" / "small" / "discovery" / PAGE).is_file()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--outcome", "sucess_rate < 1"), "no such outcome.*did you mean 'success_rate'"),
        (("--outcome", "success_rate is low"), "allowed: an outcome, one of < <= > >="),
        (("--outcome", "success_rate > 2"), "none of the .* cases .runs. meet the condition"),
        (("--outcome", "success_rate >= 0"), "all of the .* cases .runs. meet the condition"),
        (("--outcome", "talks_begun < 10%"), "is counted in talks a run, not in percent"),
        (("--outcome", "months > 99", "--unit", "talks"), "none of the .* cases .talks."),
        (("--outcome", "monhts > 9", "--unit", "talks"), "did you mean 'months'"),
        (("--outcome", "talks_begun > 9", "--unit", "talks"), "has no such outcome"),
        (("--outcome", "survival_2_years < 1"), "did not keep its partnerships"),
        (("--outcome", "survival_2_years < 1", "--unit", "runs"), "a run alone has no survival"),
        ((*CONDITION, "--unit", "run"), "did you mean 'runs'"),
        ((*CONDITION, "--box", "999"), "there is no such box"),
    ],
)
def test_wrong_input_is_refused(
    study: Path, command: Callable[..., Answer], words: tuple[str, ...], message: str
) -> None:
    """One message names the option, the value and what is allowed; the exit code is 2."""
    answer = command("discover", study, *words)
    assert answer.exit_code == 2, answer.output
    lines = answer.stderr.strip().splitlines()
    assert len(lines) == 1
    assert re.search(message, lines[0])


def test_a_folder_of_something_else_is_refused(
    single: Path, study: Path, command: Callable[..., Answer]
) -> None:
    """A run is no study, and a folder of a study is no place for a page of this."""
    answer = command("discover", single, *CONDITION)
    assert answer.exit_code == 2
    assert "is not the folder of a study" in answer.stderr
    answer = command("discover", study, *CONDITION, "--out", study)
    assert answer.exit_code == 2
    assert "holds something else than a discovery" in answer.stderr


def test_a_study_in_which_nothing_varies_is_refused(
    tmp_path: Path, command: Callable[..., Answer]
) -> None:
    """At one point and one parameter set there is nothing that could limit a box."""
    same = {**STUDY, "posterior": "none", "runs": 20, "uncertainties": {}, "tables": []}
    del same["members"]
    same["levers"] = {"talks.planned_months": [2]}
    file = tmp_path / "same.toml"
    file.write_text(tomli_w.dumps(same), encoding="utf-8")
    assert command("sweep", file, "--out", tmp_path / "same", "--no-figures").exit_code == 0
    answer = command("discover", tmp_path / "same", *CONDITION)
    assert answer.exit_code == 2
    assert "nothing varies between the cases" in answer.stderr
    answer = command("discover", tmp_path / "same", *CONDITION, "--unit", "members")
    assert "the study has no posterior" in answer.stderr


def test_a_study_that_is_not_finished_says_so(
    study: Path, tmp_path: Path, command: Callable[..., Answer]
) -> None:
    """What was played is looked at, and said first; without tables it is refused."""
    folder = tmp_path / "half"
    shutil.copytree(study, folder)
    manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    (folder / MANIFEST).write_text(
        json.dumps(manifest | {"state": "unfinished", "played": 44}), encoding="utf-8"
    )
    answer = command("discover", folder, *CONDITION)
    assert answer.exit_code == 0, answer.output
    first = "The study is not finished: 44 of 80 runs were played."
    assert answer.stdout.startswith(first)
    assert first in words_of(folder / "discovery" / PAGE)
    shutil.rmtree(folder / "tables")
    answer = command("discover", folder, *CONDITION)
    assert answer.exit_code == 2
    assert "is not finished and has no tables yet" in answer.stderr
    shutil.rmtree(folder / "parts")
    answer = command("discover", folder, *CONDITION)
    assert answer.exit_code == 2
    assert "has no tables of runs" in answer.stderr


def test_what_is_neither_study_nor_file_is_refused(
    here: Path, command: Callable[..., Answer]
) -> None:
    """A place where nothing stands, and a file that is no study, are named; nothing is written."""
    (here / "notes.toml").write_text("name = 3")
    for given in ("nowhere", "notes.toml"):
        answer = command("discover", given, *CONDITION)
        assert answer.exit_code == 2
        assert given in answer.stderr
    assert [path.name for path in here.iterdir()] == ["notes.toml"]
