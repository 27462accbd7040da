"""One run of each member or point: what cannot be told is said to be so."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from experiments.studies.run import run_study
from experiments.studies.study_file import load_study
from tests.experiments.conftest import words_of
from tests.experiments.studies.conftest import Write

PRICED: dict[str, Any] = {
    "A": {"levers.repair": 1, "price": 1000}, "B": {"levers.quiet": 1},
}  # fmt: skip
UNWRITTEN = re.compile(
    r"of –|between \.|parameters \)|luck \)|\(\)|with a probability of –|nan|None%"
)


@pytest.mark.parametrize(
    "varied",
    [
        {"posterior": "packaged", "members": 6},
        {"posterior": "packaged", "members": 6, "levers": None, "policies": PRICED},
        {},
        {"levers": None, "policies": PRICED},
    ],
    ids=["nested sweep", "nested policies", "sweep", "policies"],
)
def test_what_one_run_cannot_tell_is_said(
    write: Write, tmp_path: Path, varied: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    """No sentence has a gap where a probability or an interval would be; it says why instead."""
    study = load_study(write(uncertainties=None, runs=1, **varied))
    run_study(study, tmp_path / "out")
    answer = capsys.readouterr().out + words_of(tmp_path / "out" / "report.html")
    assert not UNWRITTEN.search(answer), UNWRITTEN.search(answer)
    assert "cannot be told" in " ".join(answer.split())
