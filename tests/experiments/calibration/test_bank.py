"""Calibration by single histories: what is ruled out, what is left, and whether that is right."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

from experiments.calibration.adjusted import Adjusted
from experiments.calibration.bank import Bank, BatchQuestion, play_wave, prior_sampler
from experiments.calibration.coverage import band, find_places
from experiments.calibration.observed import Observation, Summaries, impute
from experiments.calibration.waves import NotRuledOut, Wave
from experiments.commands.app import app
from experiments.commands.published.calibration import thin
from experiments.execution.workers import processes
from experiments.statistics.posterior import Posterior
from simulation import Scenario
from simulation.parameters.prior import even

NOISE = 0.5
"""Of the summaries of the worked example, beside parameters whose scores are standard normal."""


def example(runs: int, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """Return scores of three parameters and two summaries, which tell of the first two alone."""
    rng = np.random.default_rng(seed)
    scores = rng.standard_normal((runs, 3))
    return scores, scores[:, :2] + NOISE * rng.standard_normal((runs, 2))


def test_the_posterior_is_the_exact_one_where_that_is_known() -> None:
    """Normal parameters seen with normal noise have a posterior that can be worked out by hand."""
    scores, values = example(40_000)
    found, weight = Adjusted(scores, values, 4000).posterior(np.array([1.0, -0.5]))
    mean = weight @ found
    spread = np.sqrt(weight @ (found - mean) ** 2)
    shrunk = 1.0 / (1.0 + NOISE**2)
    assert mean == pytest.approx([shrunk, -0.5 * shrunk, 0.0], abs=0.06)
    assert spread == pytest.approx([NOISE * shrunk**0.5, NOISE * shrunk**0.5, 1.0], rel=0.08)
    assert weight.sum() == pytest.approx(1.0)


def test_a_right_posterior_is_found_right_and_a_narrow_one_wrong() -> None:
    """Coverage is as promised for the exact posterior; half as wide, it fails at once."""
    scores, values = example(300)
    rng = np.random.default_rng(2)
    shrunk = 1.0 / (1.0 + NOISE**2)
    weight = np.full(2000, 1 / 2000)

    def exact(truth: int, width: float = 1.0) -> tuple[np.ndarray, np.ndarray]:
        draws = rng.standard_normal((2000, 3)) * width
        draws[:, :2] = draws[:, :2] * NOISE * shrunk**0.5 + values[truth] * shrunk
        return draws, weight

    truths = range(300)
    right = find_places(["a", "b", "c"], scores, truths, exact).table()
    assert right["even"].sum() >= 2  # each of three is uneven by chance once in twenty times
    assert (right["largest_gap"] < 0.113).all()  # Kolmogorov, once in a thousand
    assert right["covered_80"].between(0.73, 0.87).all()
    assert list(right["pinned"]) == [True, True, False]
    narrow = find_places(["a", "b", "c"], scores, truths, lambda one: exact(one, 0.5)).table()
    assert not narrow["even"].any()
    assert (narrow["covered_80"] < 0.6).all()


def test_one_even_sample_in_twenty_leaves_the_band() -> None:
    """The band holds at all places at once in 95 of 100 samples."""
    low, high = band(300)
    rng = np.random.default_rng(5)
    outside = 0
    for _ in range(1000):
        sample = np.sort(rng.random(300))
        found = np.searchsorted(sample, np.arange(1, 50) / 50, side="right") / 300
        outside += int(((found < low) | (found > high)).any())
    assert 25 <= outside <= 80


def summaries(name: str, value: float) -> Summaries:
    """Return one summary, with what was observed."""
    return Summaries({name: Observation(value=value, discrepancy=0.1)})


def test_waves_rule_out_what_cannot_have_made_it() -> None:
    """Of parameters of which the first alone moves the summary, its wrong values go."""
    rng = np.random.default_rng(3)
    scores = rng.standard_normal((4000, 2))
    told = scores[:, 0] + 0.2 * rng.standard_normal(4000)
    bank = Bank(pd.DataFrame(scores, columns=["a", "b"]), pd.DataFrame({"success_rate": told}))
    left = NotRuledOut((Wave.fit(bank, summaries("success_rate", 1.0)),), 2)
    tried = np.array([[1.0, -1.5], [1.0, 1.5], [-1.0, 0.0], [2.2, 0.0]])
    assert list(left.plausible(tried)) == [True, True, False, False]
    drawn = left(np.random.default_rng(4), range(500))
    assert len(drawn) == 500
    assert abs(drawn[:, 0].mean() - 1.0) < 0.25
    assert drawn[:, 1].std() > 0.8
    assert 0.1 < left.share(np.random.default_rng(5)) < 0.5


def test_counts_are_compared_as_square_roots_and_missing_ones_as_the_mean() -> None:
    """A level is put on the scale on which its noise is even; no cases are no zero."""
    level = summaries("councils_sharing_2012_01", 16.0)
    assert level.target == pytest.approx([4.0])
    assert level.scale(pd.DataFrame({"councils_sharing_2012_01": [9.0, np.nan]}))[
        0
    ] == pytest.approx(3.0)
    values = np.array([[1.0], [3.0], [np.nan]])
    assert impute(values, values).ravel() == pytest.approx([1.0, 3.0, 2.0])


SMALL = {
    "geography.map": "hexagonal", "geography.size": 12, "history.control": "drawn",
    "period.months": 40, "approach.base": 0.05,
}  # fmt: skip


def test_a_bank_that_was_stopped_goes_on_with_the_same_runs(tmp_path: Path) -> None:
    """Batches that are missing are played again, by anybody, to the same numbers."""
    names = ("talks_begun", "success_rate")
    seen = {name: Observation(value=1.0, discrepancy=0.5) for name in names}
    priors = {"vote.trust": even(0.45, 0.62), "talks.planned_months": even(2.0, 8.0)}
    question = BatchQuestion(Scenario().with_changes(SMALL), priors, Summaries(seen), 7, 1)
    heard: list[int] = []
    with processes(1) as one, processes(2) as two:
        whole = play_wave(question, prior_sampler(2), 510, tmp_path, one, heard.append)
        (tmp_path / "00001.parquet").unlink()
        again = play_wave(question, prior_sampler(2), 510, tmp_path, one, heard.append)
        other = play_wave(question, prior_sampler(2), 510, tmp_path / "other", two)
    for bank in (again, other):
        pd.testing.assert_frame_equal(bank.scores, whole.scores)
        pd.testing.assert_frame_equal(bank.measured, whole.measured)
    assert heard[-2:] == [260, 250]
    assert whole.measured["talks_begun"].nunique() > 3


PARAMETERS = 'parameters = ["vote.trust", "talks.planned_months", "approach.finance"]'

STUDY = """
name = "Small"
parameters = ["vote.trust", "talks.planned_months", "approach.finance"]

[base.geography]
map = "hexagonal"
size = 12

[base.history]
control = "drawn"

[base.period]
months = 40

[base.approach]
base = 0.05

[bank]
waves = 2
sets = 300
accepted = 60
truths = 20
members = 40

[second]
particles = 0

[observed]
talks_begun = { value = 20, discrepancy = 4 }
success_rate = { value = 0.2, discrepancy = 0.1 }
"""


def test_the_command_leaves_a_posterior_and_goes_on(tmp_path: Path) -> None:
    """It ends with a page, its posterior can be drawn from, and done steps are not done again."""
    study, out = tmp_path / "small.toml", tmp_path / "out"
    study.write_text(STUDY, encoding="utf-8")
    answer = CliRunner().invoke(app, ["calibrate", str(study), "--out", str(out), "--workers", "1"])
    assert answer.exit_code == 0, answer.output
    posterior = Posterior.read(out)
    assert posterior.names == ["vote.trust", "talks.planned_months", "approach.finance"]
    assert posterior.sets["vote.trust"].between(0.45, 0.62).all()
    waves = pd.read_csv(out / "waves.csv")
    assert list(waves["sets"]) == [300, 300]
    assert (out / "report.html").read_text(encoding="utf-8").count("<svg") == 4
    assert json.loads((out / "manifest.json").read_text(encoding="utf-8"))["kind"] == "histories"
    times = {file: file.stat().st_mtime_ns for file in (out / "bank").rglob("*.parquet")}
    before = (out / "posterior.csv").read_bytes()
    again = CliRunner().invoke(app, ["calibrate", str(study), "--out", str(out), "--workers", "1"])
    assert again.exit_code == 0, again.output
    assert (out / "posterior.csv").read_bytes() == before
    assert {file: file.stat().st_mtime_ns for file in (out / "bank").rglob("*.parquet")} == times
    drawn = CliRunner().invoke(app, ["report", str(out)])
    assert drawn.exit_code == 0, drawn.output


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("talks_begun =", "talks_begn =", ["talks_begn", "talks_begun"]),
        (PARAMETERS, "", ["parameters"]),
        ("value = 20, ", "", ["observed.talks_begun.value"]),
        ("talks_begun =", "survival_5_years =", ["observed.survival_5_years", "by_run"]),
        ("accepted = 60", "accepted = 0", ["bank.accepted", "20"]),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_refused(
    tmp_path: Path, old: str, new: str, words: list[str]
) -> None:
    """One message names the field and what is allowed, and nothing is begun."""
    study = tmp_path / "small.toml"
    study.write_text(STUDY.replace(old, new), encoding="utf-8")
    out = tmp_path / "out"
    answer = CliRunner().invoke(app, ["calibrate", str(study), "--out", str(out)])
    assert answer.exit_code == 2
    for word in (*words, "small.toml"):
        assert word in answer.output
    assert not out.exists()


def test_a_thinned_posterior_has_the_same_middle_and_equal_draws() -> None:
    """Draws of a weighted posterior stand for it; what is drawn twice has twice the weight."""
    rng = np.random.default_rng(8)
    sets = pd.DataFrame({"vote.trust": rng.uniform(0.45, 0.62, 300)})
    weight = rng.random(300)
    whole = Posterior(sets, weight / weight.sum())
    table = thin(whole, 200, 1)
    assert table["weight"].sum() == pytest.approx(1.0)
    assert set(np.round(table["weight"] * 200)) <= {1.0, 2.0, 3.0}
    mean = float(whole.weight @ sets["vote.trust"])
    assert float(table["weight"] @ table["vote.trust"]) == pytest.approx(mean, abs=0.003)
