"""The command: a whole folder, one answer in JSON, and refusals in one message."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.experiments.conftest import Command

WORLD = [
    "--set", 'geography.map="hexagonal"', "--set", "geography.size=7", "--set",
    'history.control="drawn"', "--set", "period.months=100",
]  # fmt: skip
FEW = ["--members", 2, "--runs", 2, "--workers", 1, "--month", "2005-04"]
MARK = "it cannot know these people"


@pytest.fixture(autouse=True)
def in_a_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Work in a folder of the test's own."""
    monkeypatch.chdir(tmp_path)


def test_advice_leaves_a_page_and_answers_in_json(command: Command) -> None:
    """The folder has page, numbers and tables; the page says first how far to trust it."""
    answer = command("advise", "Council 1", "Council 2", *FEW, *WORLD, "--json")
    assert answer.exit_code == 0, answer.stderr
    reply = json.loads(answer.stdout)
    folder = Path(reply["paths"]["folder"])
    assert folder == Path.cwd() / "results" / "advice" / "council-1-council-2-2005-04"
    assert reply["summary"] == json.loads((folder / "advice.json").read_text("utf-8"))
    page = (folder / "report.html").read_text("utf-8")
    assert page.index(MARK) < page.index('class="headlines"')
    for name in ("helps", "conditions", "savings", "reasons", "partners"):
        assert (folder / f"{name}.csv").is_file()


def test_pairs_of_a_county_are_ranked(command: Command) -> None:
    """With --pairs every two councils of a county stand in a table, the likeliest first."""
    answer = command("advise", "--pairs", "County 1", *FEW, *WORLD, "--out", "pairs")
    assert answer.exit_code == 0, answer.stderr
    assert "County 1" in answer.stdout
    assert MARK in Path("pairs/report.html").read_text("utf-8")
    assert len(Path("pairs/pairs.csv").read_text("utf-8-sig").splitlines()) > 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["Breckland"], "two councils"),
        (["Breckland", "Norwich", "Ipswich"], "two councils"),
        (["Breckland", "Norwich", "--pairs", "Norfolk"], "two councils"),
        ([], "two councils"),
        (["Breckland", "Norwhich"], "'Norwich'"),
        (["Breckland", "breckland"], "same council twice"),
        (["Breckland", "Norwich", "--month", "1999-01"], "outside the months"),
        (["Breckland", "Norwich", "--month", "June"], "not a month"),
        (["--pairs", "Norfok"], "'Norfolk'"),
    ],
)
def test_what_cannot_be_asked_is_refused(command: Command, words: list[str], said: str) -> None:
    """One message with exit code 2, no traceback, and no folder left."""
    answer = command("advise", *words)
    assert answer.exit_code == 2
    assert said in " ".join(answer.stderr.split())
    assert "Traceback" not in answer.stderr
    assert not Path("results").exists()


def test_a_folder_of_something_else_is_left_alone(command: Command) -> None:
    """A folder that holds anything but advice is refused, and stays as it was."""
    Path("mine").mkdir()
    Path("mine/notes.txt").write_text("mine", encoding="utf-8")
    answer = command("advise", "Council 1", "Council 2", *FEW, *WORLD, "--out", "mine")
    assert answer.exit_code == 2
    assert [one.name for one in Path("mine").iterdir()] == ["notes.txt"]
