"""What takes long says so; what is quick says nothing."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
import tomli_w

from experiments.execution import progress
from experiments.execution.progress import MANY, sign_of_life
from experiments.studies.designs import MOST_POINTS, Design
from experiments.studies.factors import Factor
from tests.experiments.conftest import TINY, Command


def test_what_takes_long_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """There is a line soon, and again later; nothing after the end."""
    monkeypatch.setattr(progress, "SOON", 0.01)
    monkeypatch.setattr(progress, "AGAIN", 0.01)
    before = threading.active_count()
    with sign_of_life("Making the points", MANY):
        threading.Event().wait(0.5)
    first, second, *_ = capsys.readouterr().err.splitlines()
    assert first == "Making the points …"
    assert second == "Making the points: 0 s so far"
    assert threading.active_count() == before


def test_what_is_quick_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """Work that is done before anybody wonders leaves no line, nor does one that fails."""
    with sign_of_life("Making the points", MANY):
        pass
    with pytest.raises(ValueError, match="wrong"), sign_of_life("Making the points", MANY):
        raise ValueError("wrong")
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("kind", ["latin_hypercube", "sobol"])
def test_making_the_points_of_a_study_says_so(
    here: Path, command: Command, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """While a large sample is made there is a line on the error stream, before any run."""
    monkeypatch.setattr(progress, "SOON", 0.02)
    monkeypatch.setattr(progress, "MANY", 2)
    made = Design.rows

    def slowly(*words: object) -> list[list[object]]:
        threading.Event().wait(0.3)
        return made(*words)  # type: ignore[arg-type]

    monkeypatch.setattr(Design, "rows", slowly)
    study = {
        "name": "Large", "runs": 1, "posterior": "none",
        "base": TINY | {"geography.size": 7, "period.months": 3},
        "uncertainties": {"leaders.leave_month": {"low": 0.0, "high": 0.04}},
        "design": {"kind": kind, "points": 2},
    }  # fmt: skip
    Path("large.toml").write_text(tomli_w.dumps(study), encoding="utf-8")
    answer = command("sweep", "large.toml", "--no-figures", "--out", "out")
    assert answer.exit_code == 0, answer.output
    assert answer.stderr.startswith("Sampling the design …\n")


def test_with_few_things_nothing_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A small study is as silent on a slow machine as on a fast one."""
    monkeypatch.setattr(progress, "SOON", 0.0)
    with sign_of_life("Making the points", MANY - 1):
        threading.Event().wait(0.05)
    assert capsys.readouterr().err == ""


def test_a_point_named_twice_is_told_with_its_file(here: Path, command: Command) -> None:
    """The refusal names the study file and what varies."""
    study = {"name": "Twice", "base": TINY, "uncertainties": {"leaders.leave_month": [0.01, 0.01]}}
    Path("twice.toml").write_text(tomli_w.dumps(study), encoding="utf-8")
    answer = command("sweep", "twice.toml")
    assert answer.exit_code == 2
    assert answer.stderr.startswith("Error: twice.toml: leaders.leave_month: is named twice")


def test_no_more_points_are_made_than_can_be() -> None:
    """The size of a design is known before it is made, so that too many are refused at once."""
    sample = Design("latin_hypercube", points=10 * MOST_POINTS)
    assert sample.size([Factor("a", "a", "uncertainty", values=(1, 2))]) == 10 * MOST_POINTS
