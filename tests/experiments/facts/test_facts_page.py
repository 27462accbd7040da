"""`partnerships validate --facts` leaves a page with every fact, or says what is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from experiments.facts.comparison import facts
from experiments.facts.validation import validate_facts
from experiments.runs.job import Job
from experiments.statistics.posterior import Posterior
from simulation import Scenario
from tests.experiments.conftest import NO_NUMBER, Command, words_of

ROOT = Path(__file__).parents[3]
PUBLISHED = ROOT / "results" / "reference" / "validation"
FIRST_RUNS = 6


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, command: Command) -> Path:
    """Return the folder of a comparison with few runs, each with parameters of its own."""
    place = tmp_path_factory.mktemp("facts")
    sets = pd.DataFrame({"talks.planned_spread": [0.2, 0.6]})
    Posterior(sets, np.array([0.5, 0.5])).table().to_csv(place / "two.csv", index=False)
    sets_of, out = ("--posterior", place / "two.csv"), ("--out", place / "out")
    words = ["validate", "--facts", "--runs", 20, "--seed", 3, "--workers", 1]
    answer = command(*words, *sets_of, *out, "--json")
    assert answer.exit_code == 0, answer.output
    content = json.loads(answer.stdout)
    assert [row["fact"] for row in content["summary"]] == [one.fact for one in facts()]
    assert Path(content["paths"]["report"]) == (place / "out" / "report.html").absolute()
    return place / "out"


def test_the_page_holds_every_fact(folder: Path) -> None:
    """Each stands in the table with its source and outcome; no number is nan."""
    page = (folder / "report.html").read_text("utf-8")
    words = words_of(folder / "report.html")
    for one in facts():
        assert f'id="{one.fact.replace(" ", "-")}"' in page
        assert one.outcomes[0] in words
    assert not NO_NUMBER.search(words)
    assert page.count("<figure") == 6
    assert "numbers of England" in words


def test_the_page_says_first_what_runs_hold(folder: Path, tmp_path: Path, command: Command) -> None:
    """Runs that drew their parameters say so; those at one set say that only luck is in them."""
    for drawn in (folder, PUBLISHED):
        words = words_of(drawn / "report.html")
        assert words.index("drew its parameters from") < words.index("How it is compared")
    answer = command("validate", "--facts", "--runs", 20, "--workers", 1, "--out", tmp_path / "out")
    assert answer.exit_code == 0, answer.output
    words = words_of(tmp_path / "out" / "report.html")
    assert words.index("differ by luck alone") < words.index("How it is compared")
    assert "drew its parameters" not in words


def test_the_page_is_drawn_again(folder: Path, command: Command) -> None:
    """From the tables alone, to the same bytes."""
    before = (folder / "report.html").read_bytes()
    answer = command("report", folder)
    assert answer.exit_code == 0, answer.output
    assert (folder / "report.html").read_bytes() == before


def test_each_run_stands_in_the_folder(folder: Path) -> None:
    """One row a run, from which the table follows."""
    numbers = pd.read_csv(folder / "runs.csv")
    table = pd.read_csv(folder / "facts.csv").set_index("fact")
    assert len(numbers) == 20
    assert table.loc["V05", "p95"] in set(numbers["V05"])
    assert json.loads((folder / "manifest.json").read_text("utf-8"))["posterior"]
    drew = pd.read_csv(folder / "parameter_sets.csv")
    assert set(drew["talks.planned_spread"]) == {0.2, 0.6}
    assert list(drew["run"]) == list(numbers["run"])


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (["--runs", 30], "--runs: is an option of --facts"),
        (["--posterior"], "--posterior: is an option of --facts"),
        (["--seed", 0], "--seed: is an option of --facts"),
        (["--facts", "--only", "SF037"], "--only: cannot stand beside --facts"),
        (["--facts", "--quick"], "--quick: cannot stand beside --facts"),
        (["--facts", "--ablation"], "--ablation: cannot stand beside --facts"),
        (["--facts", "--accept"], "--accept: cannot stand beside --facts"),
        (["--facts", "--runs", 19], "not a whole number from 20"),
        (["--facts", "--posterior", "nowhere.csv"], "nowhere.csv"),
    ],
)
def test_what_cannot_be_is_refused(
    command: Command, here: Path, words: list[str], problem: str
) -> None:
    """In one message with exit code 2, before anything is played or written."""
    answer = command("validate", *words)
    assert answer.exit_code == 2
    assert problem in " ".join(answer.stderr.replace("│", " ").split())
    assert "Traceback" not in answer.stderr
    assert not list(here.iterdir())


def test_another_folder_is_left_alone(command: Command, here: Path) -> None:
    """A folder that holds anything but such a comparison is refused, and stays as it was."""
    (here / "mine").mkdir()
    (here / "mine" / "notes.txt").write_text("of a person")
    answer = command("validate", "--facts", "--runs", 20, "--out", "mine")
    assert answer.exit_code == 2
    assert "--out" in answer.stderr
    assert [path.name for path in (here / "mine").iterdir()] == ["notes.txt"]


def test_the_published_numbers_are_those_of_the_model(tmp_path: Path) -> None:
    """The first runs give what is published; if not, run `make reference ARGS=validation`."""
    manifest = json.loads((PUBLISHED / "manifest.json").read_text("utf-8"))
    posterior = Posterior.read("packaged")
    assert manifest["runs"] >= 400
    assert manifest["posterior"] == posterior.hash
    job = Job(Scenario.default(), runs=FIRST_RUNS, seed=manifest["seed"], tables="main",
              posterior=posterior)  # fmt: skip
    validate_facts(job, tmp_path / "out")
    now = pd.read_csv(tmp_path / "out" / "runs.csv").drop(columns="run").to_numpy()
    published = pd.read_csv(PUBLISHED / "runs.csv").head(FIRST_RUNS).drop(columns="run")
    same = np.isclose(now, published.to_numpy(), rtol=1e-4, atol=1e-6, equal_nan=True)
    assert same.mean() > 0.75
