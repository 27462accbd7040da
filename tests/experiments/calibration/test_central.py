"""The central member is the first from the middle outwards that answers all rows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from experiments.calibration import predictive as middle
from experiments.calibration.central import rank_members, values_at
from experiments.calibration.predictive import CentralSearch, verdicts
from experiments.calibration.study import Central
from experiments.execution.workers import Here, Workers
from experiments.patterns.catalogue import CATALOGUE
from experiments.statistics.posterior import Posterior
from simulation import Scenario
from simulation.parameters.prior import even

NAME, OTHER = "talks.planned_months", "trust.floor"
PRIORS = {NAME: even(0.0, 6.0), OTHER: even(0.0, 0.6)}
ASKED = Central(members=3, runs=7, signs=100)
ONE = Workers(Here(), 1)
JUDGED = {row: one.kind for row, one in CATALOGUE.items() if one.kind in ("Q", "D")}


def line(weight: Any = (0.2, 0.2, 0.2, 0.2, 0.2)) -> Posterior:
    """Return members on a line, from low to high."""
    sets = {NAME: [1.0, 2.0, 3.0, 4.0, 5.0], OTHER: [0.1, 0.2, 0.3, 0.4, 0.5]}
    return Posterior(pd.DataFrame(sets), np.array(weight))


def test_the_middle_comes_first() -> None:
    """Of members on a line the middle one is first and the ends are last, whatever the units."""
    order, away = rank_members(line(), PRIORS)
    assert order[0] == 2
    assert set(order[-2:]) == {0, 4}
    assert away[2] == pytest.approx(0.0, abs=1e-9)


def test_the_middle_follows_the_weights() -> None:
    """Where nearly all the weight lies, there is the middle."""
    order, _ = rank_members(line((0.01, 0.01, 0.01, 0.01, 0.96)), PRIORS)
    assert order[0] == 4


def test_defaults_have_three_digits() -> None:
    """The values of a member are rounded as defaults are written."""
    sets = pd.DataFrame({NAME: [4.123456], OTHER: [0.0123456]})
    assert values_at(Posterior(sets, np.ones(1)), 0) == {NAME: 4.12, OTHER: 0.0123}


class Told:
    """Stands for playing: a member above a threshold of `OTHER` answers, and all are counted."""

    def __init__(self, least: float) -> None:
        self.least, self.played = least, 0

    def __call__(self, _base: Scenario, _runs: int, changes: dict[str, float]) -> dict[str, str]:
        """Return the verdicts on a member."""
        self.played += 1
        answers = changes[OTHER] > self.least
        return {
            row: "met" if answers or kind == "Q" or number % 2 else "not met"
            for number, (row, kind) in enumerate(JUDGED.items())
        }


def look(
    folder: Path, told: Told, posterior: Posterior, monkeypatch: pytest.MonkeyPatch
) -> CentralSearch:
    """Look for the central member with a stand-in for playing."""
    monkeypatch.setattr(middle, "verdicts", told)
    found = CentralSearch(posterior, PRIORS, ASKED, folder / "central.csv")
    found.look(Scenario(), ONE, lambda _: None)
    return found


def test_the_first_that_answers_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Members are held against all rows from the middle outwards, none after the first."""
    told = Told(0.35)
    found = look(tmp_path, told, line((0.2, 0.15, 0.3, 0.2, 0.15)), monkeypatch)
    tried = list(found.table["member"])
    assert found.central == 3 == tried[-1]
    assert tried == list(found.order[: len(tried)])
    assert told.played == len(tried)
    assert "SF" in found.table["not_met"].iloc[0]
    assert found.table["not_met"].iloc[-1] == ""


def test_what_was_judged_is_not_judged_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The table of an earlier sitting is gone on with, unless it is of another posterior."""
    first, again = Told(9.0), Told(9.0)
    look(tmp_path, first, line(), monkeypatch)
    look(tmp_path, again, line(), monkeypatch)
    assert (first.played, again.played) == (3, 0)
    look(tmp_path, again, line((0.2, 0.2, 0.21, 0.19, 0.2)), monkeypatch)
    assert again.played == 3


def test_the_middle_one_is_taken_if_none_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a member that answers it is the nearest, and `found` says that there is none."""
    found = look(tmp_path, Told(9.0), line(), monkeypatch)
    assert found.first_that_meets is None
    assert found.central == 2


def test_every_row_is_judged() -> None:
    """All rows of numbers and signs get a verdict; a world that turns all down loses the stocks."""
    told = verdicts(Scenario(), 3, {"vote.members": 1.0})
    assert set(told) == set(JUDGED)
    assert told["SF001"] == told["SF002"] == "not met"
