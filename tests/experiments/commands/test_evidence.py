"""`make evidence`: what is left is told and played, and the quick form is compared."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pandas as pd
import pytest

from experiments.commands.published import evidence, quick
from experiments.commands.published.evidence import STEPS, Step, announce, finished, steps_of
from experiments.commands.published.publish import QUICK
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
    assert announce(STEPS, 2, quick=False).startswith("About 61 minutes on 2 cores: bank")
    assert announce(STEPS, 4, quick=False).startswith("About 30 minutes on 4 cores")
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
    monkeypatch.setattr(evidence, "made_with", lambda: "other")
    run(monkeypatch)
    assert steps == ["one", "two", "three"] * 2
    assert finished(Path("results") / evidence.DONE, "another") == []


def test_a_check_of_the_full_form_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is of the quick form alone, and says so."""
    with pytest.raises(SystemExit) as ended:
        run(monkeypatch, "--check")
    assert ended.value.code == 2
    assert "--check is of --quick" in capsys.readouterr().err


def test_every_published_study_has_a_file() -> None:
    """Studies that are played are those of the folder that are no calibration."""
    files = {path.stem for path in (ROOT / CONFIGS).glob("*.toml")}
    assert set(STUDIES) == files - {"calibration", "histories", "recovery"}


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """Return a copy of what is published of the quick form."""
    place = tmp_path / "quick"
    shutil.copytree(ROOT / QUICK.published, place)
    return place


def test_the_published_numbers_agree_with_themselves(published: Path) -> None:
    """Every file is there, and the same numbers differ by nothing."""
    assert quick.differing(published, ROOT / QUICK.published) == []


def test_another_number_is_named(published: Path) -> None:
    """File, column and row of what differs are told."""
    path = published / "talk_length" / "effects.csv"
    table = pd.read_csv(path)
    table.loc[3, "effect"] += 0.01
    table.to_csv(path, index=False)
    (line,) = quick.differing(published, ROOT / QUICK.published)
    assert line.startswith("talk_length/effects.csv: effect is ")
    assert "in row 5" in line


def test_a_median_outside_its_published_interval_is_named(published: Path) -> None:
    """Of a calibration medians are compared, with what is published of them."""
    path = published / "calibration" / "parameters.csv"
    table = pd.read_csv(path)
    table.loc[0, "p50"] = table.loc[0, "p95"] * 2
    table.to_csv(path, index=False)
    (line,) = quick.differing(published, ROOT / QUICK.published)
    assert str(table.loc[0, "parameter"]) in line
