"""What is called highest, or matters most, was tested, with an allowance for the comparisons."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from experiments.statistics.comparisons import (
    LEVEL,
    extremes,
    holm,
    interval_p_values,
    minus,
    p_value,
)
from experiments.statistics.estimates import Influence, difference, mean_influence
from experiments.statistics.variance import variance_p_value
from experiments.studies.results import StudyResults
from experiments.studies.run import run_study
from experiments.studies.study_file import load_study
from tests.experiments.studies.conftest import SMALL
from tests.experiments.studies.test_views_and_designs import WORLD

CASE = {
    "name": "Factors that cannot matter",
    "runs": 4,
    "posterior": "none",
    "seed": 1,
    "outcomes": ["leader_turnover"],
    "base": {**WORLD, "period.months": 24},
    "levers": {"talks.planned_months": [4, 9]},
    "uncertainties": {"leaders.inherited": [0.2, 0.5]},
}


def noise(seed: int, points: int = 8, runs: int = 30) -> dict[int, Influence]:
    """Return points that differ by chance alone."""
    draws = np.random.default_rng(seed)
    return {one: mean_influence(draws.normal(5, 1, runs), np.ones(runs)) for one in range(points)}


def conclusions(folder: Path, content: dict[str, Any]) -> str:
    """Return what a study says, in one text."""
    import tomli_w

    (folder / "study.toml").write_text(tomli_w.dumps(content))
    run_study(load_study(folder / "study.toml"), folder / "out", figures=False)
    return " ".join(StudyResults.read(folder / "out").conclusions().sentences)


def test_the_p_value_is_that_of_the_paired_t_test() -> None:
    """Two numbers are compared run by run; from the interval alone follows the same."""
    one, other = noise(3)[0], noise(3)[1]
    pair = (one.influence + one.value, other.influence + other.value)
    expected = stats.ttest_rel(*pair).pvalue
    assert p_value(minus(one, other)) == pytest.approx(expected)
    value, low, high = difference(one, other)
    assert interval_p_values([value], [low], [high], 30)[0] == pytest.approx(expected)


def test_holm_is_holm() -> None:
    """The allowance is that of another library."""
    from statsmodels.stats.multitest import multipletests

    given = np.random.default_rng(2).random(20) ** 3
    assert holm(given) == pytest.approx(multipletests(given, method="holm")[1])


def test_of_points_that_do_not_differ_hardly_ever_one_is_called_highest() -> None:
    """In 200 worlds of chance alone, the two ends are called different in one of twenty at most."""
    wrong = sum(ends[0].p <= LEVEL for seed in range(200) if (ends := extremes(noise(seed))))
    assert wrong <= 0.05 * 200 + 6


def test_a_point_that_stands_out_is_called_highest() -> None:
    """A real difference is found, and how many cannot be told apart at the other end."""
    found = noise(1)
    found[3] = Influence(found[3].value + 4.0, found[3].influence)
    ends = extremes(found)
    assert ends is not None
    assert (ends[0].name, ends[0].tied) == (3, 0)
    assert ends[0].p <= LEVEL
    assert ends[1].tied > 0


def test_runs_that_cannot_tell_find_nothing() -> None:
    """One run, or runs without spread, prove no difference."""
    assert p_value(Influence(3.0, np.zeros(1))) == 1.0
    assert p_value(Influence(3.0, np.zeros(10))) == 1.0
    assert extremes({0: Influence(1.0, np.zeros(5))}) is None


def test_classes_are_compared_as_in_the_analysis_of_variance() -> None:
    """The p-value over points is that of one-way analysis of variance."""
    draws = np.random.default_rng(4)
    classes, values = draws.integers(0, 4, 40), draws.normal(size=40)
    groups = [values[classes == one] for one in range(4)]
    assert variance_p_value(classes, values) == pytest.approx(stats.f_oneway(*groups).pvalue)


RANKED = ("highest", "lowest", "most of all", "matters most", "beyond doubt")


@pytest.mark.parametrize("kind", ["grid", "latin_hypercube", "one_at_a_time"])
def test_where_nothing_differs_the_page_says_so(tmp_path: Path, kind: str) -> None:
    """Factors that cannot matter give no ranking on any design."""
    design = {"kind": kind} | ({"points": 6} if kind == "latin_hypercube" else {})
    said = conclusions(tmp_path, {**CASE, "design": design})
    assert "Nothing differs beyond chance" in said or "was the same at all" in said
    assert not [word for word in RANKED if word in said.replace("matters most cannot be said", "")]


def test_policies_that_do_nothing_are_said_to_do_nothing(tmp_path: Path) -> None:
    """Policies without an effect are not ranked."""
    content = {k: v for k, v in CASE.items() if k not in ("levers", "uncertainties")}
    policies = {"A": {"talks.planned_months": 9}, "B": {"leaders.inherited": 0.5}}
    said = conclusions(tmp_path, {**content, "policies": policies})
    assert "No policy changes it beyond chance (Holm's allowance for 2 comparisons)" in said
    assert not [word for word in RANKED if word in said]


def test_a_factor_that_matters_is_found(tmp_path: Path) -> None:
    """Where one factor moves the outcome and two cannot, it alone is named."""
    factors = {
        "leaders.leave_month": [0.0, 0.05],
        "talks.planned_months": [4, 9],
        "leaders.inherited": [0.2, 0.5],
    }
    said = conclusions(tmp_path, {**CASE, "runs": 12, "levers": factors, "uncertainties": {}})
    assert "What matters most for it is" in said
    assert "What moves it beyond chance" in said
    assert "was highest" not in said  # several points have the same leaders


def test_a_sample_says_nothing_of_one_factor_by_two_points(tmp_path: Path) -> None:
    """On a design that moves several factors at once, a pair of points proves nothing of one."""
    factors = {"leaders.leave_month": {"low": 0.0, "high": 0.06}, "talks.planned_months": [4, 9]}
    design = {"kind": "latin_hypercube", "points": 8}
    content = {**CASE, "runs": 20, "levers": factors, "uncertainties": {}, "design": design}
    said = conclusions(tmp_path, content)
    assert "this says nothing of any one of them" in said
    assert "tested over the points" in said


def test_a_study_that_is_not_finished_says_how_many_runs_it_has(
    finished: Path, tmp_path: Path, command: Callable[..., Any]
) -> None:
    """Its page nowhere claims the runs that were not played."""
    import json
    import shutil

    folder = tmp_path / "copy"
    shutil.copytree(finished, folder)
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text())
    path.write_text(json.dumps(manifest | {"state": "unfinished", "played": 96}))
    from experiments.studies.page import draw_page

    draw_page(StudyResults.read(folder))
    page = (folder / "report.html").read_text()
    assert "96 of 240 runs were played" in page
    assert "about 24 of 60 runs each" in page
    assert "60 runs each" not in page.replace("about 24 of 60 runs each", "")
    assert "60 runs at each" not in page.replace("about 24 of 60 runs at each", "").replace(
        "About 24 of 60 runs at each", ""
    )


def test_rankings_are_kept_with_the_study(finished: Path) -> None:
    """The tests stand in the folder, so that the page can be drawn again."""
    table = pd.read_csv(finished / "figures" / "data" / "rankings.csv")
    assert set(table["outcome"]) <= set(SMALL["outcomes"])  # type: ignore[call-overload]
    assert {"highest", "lowest"} <= set(table["what"])
    assert table["p"].between(0.0, 1.0).all()
