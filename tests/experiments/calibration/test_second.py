"""The second estimator of a posterior: it is right, goes on, and is compared in plain words."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyabc
import pytest
from scipy.special import ndtri
from typer.testing import CliRunner

from experiments.calibration import single_run
from experiments.calibration.agreement import (
    agreement_sentences,
    compare,
    coverage_sentences,
    pooled_coverage,
)
from experiments.calibration.bank import Bank
from experiments.calibration.bank_run import BankCalibration
from experiments.calibration.coverage import Places
from experiments.calibration.joint import correlated_pairs, pair_sentences
from experiments.calibration.observed import Observation
from experiments.calibration.particle import NarrowProposal
from experiments.calibration.second import ENGLAND, SecondEstimator
from experiments.calibration.study import CalibrationStudy, SecondSettings
from experiments.calibration.waves import NotRuledOut
from experiments.commands.app import app
from experiments.execution.workers import processes
from experiments.statistics.posterior import Posterior
from simulation.parameters.prior import even, factor
from tests.experiments.calibration.test_bank import STUDY

NOISE = 0.5
NAMES = ["vote.trust", "talks.planned_months", "approach.finance"]
PRIORS = {"vote.trust": even(0.45, 0.62), "talks.planned_months": even(2.0, 8.0),
          "approach.finance": factor(0.1, 10.0)}  # fmt: skip
OBSERVED = {
    "success_rate": Observation(value=1.0, discrepancy=NOISE),
    "led_by_finance": Observation(value=-0.5, discrepancy=NOISE),
}
SHRUNK = 1.0 / (1.0 + NOISE**2)


@dataclass(frozen=True)
class UpTo:
    """Takes sets whose third score is not above 1 for those that are left."""

    def plausible(self, scores: Any) -> Any:
        """Return which sets are left."""
        return scores[:, 2] <= 1.0


def measured(scenario: Mapping[str, float], *_: object) -> pd.DataFrame:
    """Return the first two scores of a set as what its run gives."""
    ends = [(PRIORS[name].low, PRIORS[name].high) for name in NAMES[:2]]
    places = [
        (scenario[name] - low) / (high - low)
        for name, (low, high) in zip(NAMES[:2], ends, strict=True)
    ]
    return pd.DataFrame([ndtri(places)], columns=list(OBSERVED))


class NoScenario:
    """A base whose changes are all there is."""

    def with_changes(self, changes: dict[str, float]) -> dict[str, float]:
        """Return the changes."""
        return changes


@pytest.fixture
def toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return what makes a second estimator where the posterior can be worked out by hand."""
    monkeypatch.setattr(single_run, "measure_run", measured)
    monkeypatch.setattr(CalibrationStudy, "start", lambda _: NoScenario())
    rng = np.random.default_rng(1)
    scores = rng.standard_normal((5000, 3))
    bank = Bank(
        pd.DataFrame(scores, columns=NAMES), pd.DataFrame(scores[:, :2], columns=[*OBSERVED])
    )

    def make(
        workers: Any, folder: str = "out", left: Any = None, **settings: int
    ) -> SecondEstimator:
        asked = SecondSettings(**{"particles": 40, "generations": 1, "truths": 2, **settings})
        study = CalibrationStudy(parameters=NAMES, observed=OBSERVED, seed=5, second=asked)
        work = BankCalibration(study, PRIORS, tmp_path / folder, workers)
        left = left or NotRuledOut((), 3)
        return SecondEstimator(work, bank, work.estimator(bank), left)

    return make


def test_both_estimators_find_the_exact_posterior(toy: Any) -> None:
    """Normal parameters seen with normal noise: mean and spread are those worked out by hand."""
    with processes(1) as one:
        estimator = toy(one, particles=80, generations=2)
        estimator.play([ENGLAND])
    first = estimator.first.posterior(estimator.work.summaries.target)
    for found, weight in (estimator.posterior(ENGLAND), first):
        mean = weight @ found
        assert mean == pytest.approx([SHRUNK, -0.5 * SHRUNK, 0.0], abs=0.3)
        spread = np.sqrt(weight @ (found - mean) ** 2)
        assert spread == pytest.approx([NOISE * SHRUNK**0.5, NOISE * SHRUNK**0.5, 1.0], rel=0.25)
        assert weight.sum() == pytest.approx(1.0)
    table = estimator.table(ENGLAND)
    assert list(table["generation"].unique()) == [3]
    assert float(table["threshold"].iloc[0]) < 0.4


def test_what_the_waves_rule_out_counts_nothing(toy: Any) -> None:
    """Particles of sets that are ruled out are no members of the posterior."""
    with processes(1) as one:
        estimator = toy(one, left=UpTo())
        estimator.play([ENGLAND])
    found, weight = estimator.posterior(ENGLAND)
    assert len(found) < 40
    assert weight.sum() == pytest.approx(1.0)
    assert float(weight @ found[:, 2]) < 0.0


def test_a_truth_has_a_posterior_that_is_not_made_of_its_own_run(toy: Any) -> None:
    """The run that takes the place of England is none of those that its posterior starts from."""
    with processes(1) as one:
        estimator = toy(one)
        near = estimator.start(7)
        own = estimator.bank.scores.iloc[7].to_numpy()
        assert not (near.scores.to_numpy() == own).all(axis=1).any()
        estimator.play([7])
    places = estimator.places([7])
    assert places.pit.shape == (1, 3)
    assert (places.pit > 0).all()
    assert (places.pit < 1).all()


def test_stopped_and_gone_on_is_the_same_whoever_plays(toy: Any, tmp_path: Path) -> None:
    """What is done is not done again, and what is missing comes to the same numbers."""
    with processes(1) as one:
        whole = toy(one, particles=20)
        whole.play([ENGLAND, 3, 8])
        part = toy(one, "other", particles=20)
        part.play([8])
        file = next((tmp_path / "other").rglob("*.parquet"))
        before = file.stat().st_mtime_ns
        part.play([ENGLAND, 3, 8])
    assert file.stat().st_mtime_ns == before
    for number in (ENGLAND, 3, 8):
        pd.testing.assert_frame_equal(whole.table(number), part.table(number))
    assert not whole.table(3).equals(whole.table(8))


def test_proposals_follow_names_and_leave_the_rest_to_the_priors() -> None:
    """Along a direction they are about the generation; across it they are the prior."""
    rng = np.random.default_rng(2)
    particles = pd.DataFrame(
        {
            "b": rng.normal(2.0, 0.3, 4000),
            "a": rng.normal(-1.0, 0.2, 4000),
            "c": rng.normal(5, 1, 4000),
        }
    )
    proposal = NarrowProposal(pd.DataFrame([[1.0], [0.0], [0.0]], index=["a", "b", "c"]))
    proposal.fit(particles, np.full(4000, 1 / 4000))
    mean = dict(zip(particles.columns, proposal.mean, strict=True))
    assert mean == pytest.approx({"a": -1.0, "b": 0.0, "c": 0.0}, abs=0.02)
    assert np.diag(proposal.cov) == pytest.approx([1.0, 1.4 * 0.04, 1.0], rel=0.08)
    assert proposal.pdf(pyabc.Parameter(a=-1.0, b=0.0, c=0.0)) == pytest.approx(
        1 / math.sqrt((2 * math.pi) ** 3 * np.linalg.det(proposal.cov)), rel=0.02
    )


def posterior(middles: Mapping[str, float]) -> Posterior:
    """Return a posterior of equal draws, uniform and as wide as 0.02 about its middles."""
    draws = np.linspace(-0.01, 0.01, 401)
    sets = pd.DataFrame({name: middle + draws for name, middle in middles.items()})
    return Posterior(sets, np.full(401, 1 / 401))


def test_the_page_names_the_parameters_whose_medians_differ_or_says_that_none_does() -> None:
    """More than half of the middle 50 %, 0.005, is a difference; more than half of 95 % is far."""
    priors = {
        "vote.trust": even(0.0, 1.0),
        "vote.vision": even(0.0, 1.0),
        "vote.members": even(0, 1),
    }
    first = posterior({"vote.trust": 0.5, "vote.vision": 0.5, "vote.members": 0.5})
    other = posterior({"vote.trust": 0.504, "vote.vision": 0.507, "vote.members": 0.51})
    table = compare(first, other, priors)
    assert list(table["differs"]) == [False, True, True]
    assert list(table["far"]) == [False, False, True]
    words = " ".join(agreement_sentences(table, other))
    assert "for 2 of 3 parameters: vote.vision (0.5, not 0.507), vote.members" in words
    assert words.endswith("they differ for vote.members.")
    none = " ".join(agreement_sentences(table.head(1), other))
    assert "For none of 1 parameter do the medians" in none


def test_shares_over_all_parameters_have_standard_errors_over_runs() -> None:
    """Parameters of one run are counted once for their spread: two runs, all in and none in."""
    held = np.array([[True, True, True], [False, False, False]])
    levels = {0.5: held, 0.8: held, 0.95: ~held & held}
    places = Places(["a", "b", "c"], np.zeros((2, 3)), np.full((2, 3), 0.25), levels)
    table = pooled_coverage({"one": places, "same": places.of_first(1)})
    assert table["covered_50"].tolist() == [0.5, 1.0]
    assert table["error_50"][0] == pytest.approx(0.5)
    assert np.isnan(table["error_50"][1])
    assert table["covered_95"][0] == 0.0
    first, lone = coverage_sentences(table)
    assert "50.0%, 50.0%, 0.0% of cases (standard errors 50.0" not in lone
    assert "standard errors 50.0, 50.0, 0.0 percentage points" in first
    assert "standard error" not in lone


def test_pairs_that_go_together_beyond_chance_are_named() -> None:
    """A strong correlation is, a weak one is not, and few members cannot show any."""
    rng = np.random.default_rng(3)
    scores = rng.standard_normal((800, 4))
    scores[:, 1] = 0.8 * scores[:, 0] + 0.6 * scores[:, 1]
    scores[:, 3] = 0.2 * scores[:, 2] + 0.98 * scores[:, 3]
    covered = pd.DataFrame(
        {"parameter": ["a", "b", "c", "d"], "pinned": [False, False, True, True]}
    )
    table = correlated_pairs(scores, np.full(800, 1 / 800), covered)
    assert table[["one", "other"]].iloc[0].tolist() == ["a", "b"]
    assert table["together"].tolist() == [True, *[False] * 5]
    assert table["correlation"][0] == pytest.approx(0.8, abs=0.05)
    assert (table["p_holm"] >= table["p_value"]).all()
    words = " ".join(pair_sentences(table))
    assert "1 of 6 pairs of parameters are known together" in words
    assert "neither parameter is pinned down alone: a with b (+0.79)" in words
    weight = np.zeros(800)
    weight[:5] = 0.2
    few = correlated_pairs(scores, weight, covered)
    assert not few["together"].any()
    assert "none has a correlation of 0.3" in " ".join(pair_sentences(few))
    loose = covered.assign(pinned=[True, False, True, True])
    assert (
        "at least one parameter is pinned down"
        in pair_sentences(correlated_pairs(scores, np.full(800, 1 / 800), loose))[1]
    )


WITH_SECOND = (
    STUDY.replace("particles = 0", "particles = 20\ntruths = 2")
    .replace("waves = 2", "waves = 1")
    .replace("sets = 300", "sets = 200")
    .replace("accepted = 60", "accepted = 40")
)


def test_the_command_leaves_what_both_estimators_say(tmp_path: Path) -> None:
    """Tables of both stand in the folder and on the page, and done posteriors stay as they are."""
    study, out = tmp_path / "small.toml", tmp_path / "out"
    study.write_text(WITH_SECOND, encoding="utf-8")
    command = ["calibrate", str(study), "--out", str(out), "--workers", "1"]
    answer = CliRunner().invoke(app, command)
    assert answer.exit_code == 0, answer.output
    assert "second estimator" in answer.output
    assert Posterior.read(out / "posterior_smc.csv").names == NAMES
    table = pd.read_csv(out / "estimators.csv")
    assert table["parameter"].tolist() == NAMES
    assert pd.read_csv(out / "coverage_smc.csv")["truths"].tolist() == [2, 2, 2]
    assert pd.read_csv(out / "coverage_pooled.csv")["truths"].tolist() == [20, 2, 2]
    assert len(pd.read_csv(out / "pairs.csv")) == 3
    page = (out / "report.html").read_text(encoding="utf-8")
    assert "Do two estimators agree?" in page
    assert "asks for no second estimator" not in page
    before = (out / "posterior_smc.csv").read_bytes()
    times = {file: file.stat().st_mtime_ns for file in (out / "second").rglob("*.parquet")}
    assert len(times) == 3
    assert CliRunner().invoke(app, command).exit_code == 0
    assert (out / "posterior_smc.csv").read_bytes() == before
    assert {file: file.stat().st_mtime_ns for file in (out / "second").rglob("*.parquet")} == times


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("particles = 5", ["second.particles", "5", "20 or more, or 0"]),
        ("particles = -1", ["second.particles", "-1"]),
        ("particles = 2.5", ["second.particles", "2.5"]),
        ("truths = 1", ["second.truths", "2 or more, or 0"]),
        ("generations = 0", ["second.generations", "0"]),
        ("particels = 50", ["particels", "particles"]),
    ],
)
def test_what_cannot_be_used_is_refused(tmp_path: Path, value: str, words: list[str]) -> None:
    """One message names file, field, value and what is allowed, and nothing is begun."""
    study, out = tmp_path / "small.toml", tmp_path / "out"
    study.write_text(STUDY.replace("particles = 0", value), encoding="utf-8")
    answer = CliRunner().invoke(app, ["calibrate", str(study), "--out", str(out)])
    assert answer.exit_code == 2
    for word in (*words, "small.toml"):
        assert word in answer.output
    assert not out.exists()
