"""Choosing between policies in small worlds whose truth is known."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy.stats import norm

from experiments.statistics import contrasts, information
from experiments.statistics.contrasts import luck_edge, true_contrasts
from experiments.statistics.information import information_of
from experiments.statistics.regret import choice_of, rank_policies

MEMBERS, RUNS = 64, 12
WORLDS = 60


def found(rng: Any, truth: Any, luck: float = 1.0) -> tuple[Any, Any]:
    """Return what members come to in runs with luck of a size, and the influences of the runs."""
    noise = rng.normal(0.0, luck, (len(truth), RUNS, truth.shape[1]))
    mean = noise.mean(axis=1, keepdims=True)
    return truth + mean[:, 0], noise - mean


def gain(mean: float, spread: float) -> float:
    """Return the value of knowing a normal number before a choice between it and nothing."""
    return float(spread * norm.pdf(mean / spread) + mean * norm.cdf(mean / spread) - max(mean, 0.0))


@pytest.fixture(autouse=True)
def _few_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take fewer draws of each study, of which these tests have many."""
    monkeypatch.setattr(contrasts, "DRAWS", (40, 40))
    monkeypatch.setattr(information, "SHUFFLES", 100)


@pytest.mark.parametrize("policies", [2, 8, 20])
def test_policies_that_are_all_the_same_leave_nothing_to_know(policies: int) -> None:
    """In 5 of 100 studies, or not many more, facts seem to matter where luck alone differs.

    The highest of noisy numbers would be thought to gain far more than what is left here.
    """
    rng = np.random.default_rng(policies)
    seeming, regrets, naive = [], [], []
    for world in range(WORLDS):
        value, error = found(rng, np.zeros((MEMBERS, policies)))
        choice = choice_of(true_contrasts(value, error, world))
        seeming.append(choice.facts > 0.0)
        regrets.append(choice.regret.min())
        naive.append(value.max(axis=1).mean() - value.mean(axis=0).max())
    assert np.sum(seeming) <= 8  # of 60; more than 8 at a rate of 5 % once in 300
    assert np.mean(regrets) < 0.1 * np.mean(naive)


def test_the_value_of_perfect_information_is_that_of_the_closed_form() -> None:
    """Over many studies it is right on average, as is the chance of being the best."""
    rng = np.random.default_rng(3)
    facts, best = [], []
    for world in range(WORLDS):
        truth = np.stack([np.zeros(MEMBERS), rng.normal(0.5, 1.0, MEMBERS)], axis=1)
        choice = choice_of(true_contrasts(*found(rng, truth), world))
        facts.append(choice.facts)
        best.append(choice.best[1])
    error = np.std(facts) / np.sqrt(WORLDS)
    assert abs(np.mean(facts) - gain(0.5, 1.0)) < 3.0 * error + 0.01
    assert np.mean(best) == pytest.approx(norm.cdf(0.5), abs=0.03)


def test_a_fact_is_worth_what_the_closed_form_says() -> None:
    """Splines find the value of each of two parameters, and none of a third, at a rate of 5 %."""
    rng, weights = np.random.default_rng(4), np.sqrt([0.7, 0.3, 0.0])
    values, p_values = [], []
    for world in range(WORLDS):
        facts = rng.normal(size=(MEMBERS, 3))
        truth = np.stack([np.zeros(MEMBERS), 0.5 + facts @ weights], axis=1)
        value, error = found(rng, truth)
        means = true_contrasts(value, error, world).mean(axis=(0, 1))
        every = [information_of(one, value, means, world) for one in facts.T]
        values.append([one.value for one in every])
        p_values.append([one.p for one in every])
    middle, error = np.mean(values, axis=0), np.std(values, axis=0) / np.sqrt(WORLDS)
    for place in (0, 1):
        assert abs(middle[place] - gain(0.5, weights[place])) < 3.0 * error[place] + 0.015
    assert middle[2] < 0.005
    rates = np.mean(np.array(p_values) <= 0.05, axis=0)
    assert rates[0] > 0.9
    assert rates[2] <= 0.15  # more than 9 of 60 at a rate of 5 % once in 1,000


def test_a_parameter_with_few_values_says_nothing() -> None:
    """It is left out: no line can be smoothed over it."""
    value = np.random.default_rng(0).normal(size=(MEMBERS, 3))
    assert np.isnan(information_of(np.zeros(MEMBERS), value, np.zeros(3), 0).p)


def test_regret_is_of_the_best_in_each_member() -> None:
    """Without luck, regret, chances and the largest loss are those of the members themselves."""
    truth = np.array([[1.0, 0.0, 0.0], [0.0, 3.0, 0.0], [1.0, 0.0, 0.0], [1.0, 0.5, 0.0]])
    choice = choice_of(truth[None])
    assert choice.best.tolist() == [0.75, 0.25, 0.0]
    assert choice.regret.tolist() == pytest.approx([0.75, 0.625, 1.5])
    assert choice.largest.tolist() == [3.0, 1.0, 3.0]
    assert choice.facts == pytest.approx(0.625)
    assert choice.runs == 0.0


def test_policies_that_do_the_same_share_their_chance() -> None:
    """Two columns without any difference are equally probably the best, and lose the same."""
    rng = np.random.default_rng(5)
    one = rng.normal(0.0, 1.0, (MEMBERS, 1))
    value, error = found(rng, np.concatenate([one, np.zeros((MEMBERS, 1))], axis=1))
    twice = [0, 0, 1]
    choice = choice_of(true_contrasts(value[:, twice], error[:, :, twice], 0))
    assert choice.best[0] == pytest.approx(choice.best[1])
    assert choice.regret[0] == pytest.approx(choice.regret[1])
    assert choice.best.sum() == pytest.approx(1.0)


def test_neighbours_in_rank_are_told_apart_only_beyond_chance() -> None:
    """Among equal policies a difference is named in 5 of 100 studies or fewer; a large one is."""
    rng = np.random.default_rng(6)
    named = 0
    for _ in range(200):
        value, _ = found(rng, np.zeros((MEMBERS, 5)))
        ranking = rank_policies(value)
        named += bool(np.nanmin(ranking.p) <= 0.05)
    assert named <= 20
    value, _ = found(rng, np.tile([0.0, 2.0, 2.0], (MEMBERS, 1)))
    ranking = rank_policies(value)
    assert ranking.rank[0] == 3
    second = int(np.flatnonzero(ranking.rank == 2)[0])
    assert ranking.p[second] < 0.001
    assert np.isnan(ranking.p[0])


def test_few_members_or_runs_leave_all_unknown() -> None:
    """Nothing is made up where luck cannot be told from what members differ in."""
    rng = np.random.default_rng(7)
    value, error = found(rng, np.zeros((2, 3)))
    assert np.isnan(true_contrasts(value, error, 0)).all()
    value, error = found(rng, np.zeros((MEMBERS, 3)))
    assert np.isnan(true_contrasts(value, error[:, :1], 0)).all()


def test_the_edge_of_luck_is_reached_in_five_of_a_hundred() -> None:
    """The largest ratio of two variances of pure luck lies above the edge as rarely as is meant."""
    rng, above = np.random.default_rng(8), 0
    for _ in range(400):
        between, within = rng.normal(size=(40, 6)), rng.normal(size=(200, 6))
        root = np.linalg.inv(np.linalg.cholesky(within.T @ within / 200))
        largest = np.linalg.eigvalsh(root @ (between.T @ between / 40) @ root.T)[-1]
        above += bool(largest > luck_edge(40, 200, 6))
    assert 8 <= above <= 36
