"""`make evidence`: what is left is told and played, and the quick form is compared."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from experiments.commands.published import evidence, quick
from experiments.commands.published.decisions import ANALYSED, choice_file
from experiments.commands.published.evidence import STEPS, Step, announce, finished_steps, steps_of
from experiments.commands.published.studies import CONFIGS, STUDIES

ROOT = Path(__file__).parents[3]


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """Return the names of three steps that are played by leaving their name in a list."""
    monkeypatch.chdir(tmp_path)
    played: list[str] = []
    every = tuple(Step(name, 10, 1, "m") for name in ("one", "two", "three"))
    monkeypatch.setattr(evidence, "STEPS", every)
    monkeypatch.setattr(evidence, "play", lambda step, workers, *, quick: played.append(step.name))
    return played


def run(monkeypatch: pytest.MonkeyPatch, *words: str) -> None:
    """Run the command with some words."""
    monkeypatch.setattr(sys, "argv", ["evidence", *words])
    evidence.main()


def test_how_long_it_takes_is_said_before(capsys: pytest.CaptureFixture[str]) -> None:
    """The sum and each part, for as many cores as there are."""
    assert announce(STEPS, 2, quick=False).startswith("About 71 minutes on 2 cores: bank")
    assert announce(STEPS, 4, quick=False).startswith("About 36 minutes on 4 cores")
    assert sum(step.quick_minutes for step in steps_of(quick=True)) <= 10
    assert capsys.readouterr().out == ""


def test_a_finished_step_is_not_played_again(
    monkeypatch: pytest.MonkeyPatch, steps: list[str]
) -> None:
    """What was stopped goes on with the step that was not finished."""

    def stopped(step: Step, workers: int, *, quick: bool) -> None:
        if step.name == "two":
            raise KeyboardInterrupt
        steps.append(step.name)

    with monkeypatch.context() as now:
        now.setattr(evidence, "play", stopped)
        with pytest.raises(KeyboardInterrupt):
            run(now)
    run(monkeypatch)
    assert steps == ["one", "two", "three"]
    run(monkeypatch)
    assert steps == ["one", "two", "three"]
    run(monkeypatch, "--fresh")
    assert steps == ["one", "two", "three"] * 2


def test_other_code_begins_anew(monkeypatch: pytest.MonkeyPatch, steps: list[str]) -> None:
    """What other code has finished does not count."""
    run(monkeypatch)
    monkeypatch.setattr(evidence, "identity", lambda: "other")
    run(monkeypatch)
    assert steps == ["one", "two", "three"] * 2
    assert finished_steps(Path("results") / evidence.DONE, "another") == []


def test_another_study_or_fact_begins_anew(
    monkeypatch: pytest.MonkeyPatch, steps: list[str], tmp_path: Path
) -> None:
    """A file of a study, or a fact, that was changed since is played again."""
    run(monkeypatch)
    (tmp_path / CONFIGS).mkdir(parents=True)
    (tmp_path / CONFIGS / "one.toml").write_text("runs = 1\n")
    run(monkeypatch)
    monkeypatch.setattr(evidence, "facts", lambda: ("another",))
    run(monkeypatch)
    assert steps == ["one", "two", "three"] * 3


def test_a_check_of_the_full_form_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is of the quick form alone, and says so."""
    with pytest.raises(SystemExit) as ended:
        run(monkeypatch, "--check")
    assert ended.value.code == 2
    assert "--check is of --quick" in capsys.readouterr().err


def test_every_published_study_has_a_file() -> None:
    """Studies that are played are those of the folder that are no calibration and no example."""
    files = {path.stem for path in (ROOT / CONFIGS).glob("*.toml")}
    choices = {choice_file(Path(), name).stem for name in ANALYSED}
    others = {"calibration", "histories", "recovery", "what_matters"}
    examples = {"devon_broker", "priced_policies"}
    assert set(STUDIES) | choices == files - others - examples


@pytest.fixture
def forms(tmp_path: Path) -> tuple[Path, Path]:
    """Return two copies of the same quick form: one as played, one as published."""
    places = tmp_path / "played", tmp_path / "published"
    numbers = pd.DataFrame({"point": [0, 1, 2], "effect": [0.0, 0.25, np.nan], "unit": list("abc")})
    medians = pd.DataFrame({"parameter": ["one", "two"], "p5": [1.0, 2.0], "p50": [2.0, 3.0],
                            "p95": [3.0, 4.0]})  # fmt: skip
    for place in places:
        for name, file in quick.FILES.items():
            (place / name / file).parent.mkdir(parents=True)
            table = medians if file == "parameters.csv" else numbers
            table.to_csv(place / name / file, index=False)
    return places


def test_the_same_numbers_differ_by_nothing(forms: tuple[Path, Path]) -> None:
    """What is missing in both is the same too."""
    assert quick.differences(*forms) == []


def test_another_number_is_named(forms: tuple[Path, Path]) -> None:
    """File, column and row of what differs are told."""
    path = forms[0] / "talk_length" / "effects.csv"
    table = pd.read_csv(path)
    table.loc[1, "effect"] += 0.01
    table.to_csv(path, index=False)
    (line,) = quick.differences(*forms)
    assert line.startswith("talk_length/effects.csv: effect is 0.26")
    assert "in row 3" in line


def test_a_row_that_is_gone_is_named(forms: tuple[Path, Path]) -> None:
    """The sizes of both stand beside each other."""
    path = forms[0] / "validation" / "facts.csv"
    pd.read_csv(path).head(2).to_csv(path, index=False)
    (line,) = quick.differences(*forms)
    assert line == "validation/facts.csv: 2 rows of 3 columns, published 3 rows of 3 columns"


def test_a_median_outside_its_published_interval_is_named(forms: tuple[Path, Path]) -> None:
    """Of a calibration medians are compared, with what is published of them."""
    path = forms[0] / "calibration" / "parameters.csv"
    table = pd.read_csv(path)
    table.loc[0, "p50"] = 2.9
    table.to_csv(path, index=False)
    assert quick.differences(*forms) == []
    table.loc[0, "p50"] = 3.1
    table.to_csv(path, index=False)
    (line,) = quick.differences(*forms)
    assert "one has the median 3.1, published 1 to 3" in line
