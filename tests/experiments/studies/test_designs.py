"""Designs visit the points that they promise, and refuse what nobody could mean."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.stats import qmc

from experiments.studies.factors import factor_of
from experiments.studies.study import Study
from experiments.studies.study_file import load_study
from simulation import Scenario
from simulation.errors import InputError

Write = Callable[..., Path]


def values_of(study: Study) -> list[tuple[Any, ...]]:
    """Return the values of the factors at each point."""
    return [tuple(point.values.values()) for point in study.points]


def test_a_grid_crosses_all_values_in_order(write: Write) -> None:
    """The last factor moves first, and each combination stands once."""
    levers = {"talks.planned_months": [2, 4, 6], "levers.repair": [0, 1]}
    study = load_study(write(levers=levers, uncertainties=None))
    assert values_of(study) == list(itertools.product([2.0, 4.0, 6.0], [0.0, 1.0]))
    assert study.points[3].changes == {"talks.planned_months": 4.0, "levers.repair": 1.0}


def test_a_range_defaults_to_that_of_the_parameter(write: Write) -> None:
    """A factor without values spans the declared range in evenly spaced steps."""
    study = load_study(
        write(levers=None, uncertainties={"leaders.inherited": {}}, design={"steps": 3})
    )
    assert values_of(study) == [(0.0,), (0.5,), (1.0,)]


def test_choices_and_switches_vary_over_all_their_values(write: Write) -> None:
    """A choice takes each of its words, a switch both of its states."""
    levers: dict[str, Any] = {"choices.order": {}, "choices.wait_for_vacancy": {}}
    study = load_study(write(levers=levers, uncertainties=None))
    assert set(values_of(study)) == set(
        itertools.product(["leaders_first", "officers_first"], [True, False])
    )


def test_a_latin_hypercube_takes_each_class_of_each_factor_once(write: Write) -> None:
    """Of n points one lies in each n-th of every range, and a list of values is used evenly."""
    study = load_study(
        write(
            design={"kind": "latin_hypercube", "points": 20},
            levers={"choices.scope": {}},
            uncertainties={"leaders.inherited": {}, "talks.planned_months": {"low": 1, "high": 11}},
        )
    )
    table = values_of(study)
    inherited = np.array([row[0] for row in table])
    planned = np.array([row[1] for row in table])
    assert sorted(np.floor(inherited * 20)) == list(range(20))
    assert sorted(np.floor((planned - 1) * 2)) == list(range(20))
    assert set(Counter(row[2] for row in table).values()) == {5}


def test_a_sobol_sequence_is_more_even_than_chance(write: Write) -> None:
    """Its discrepancy is below that of nearly all random samples of the same size."""
    study = load_study(
        write(
            design={"kind": "sobol", "points": 64},
            levers=None,
            uncertainties={"leaders.inherited": {}, "trust.floor": {"low": 0.0, "high": 0.9}},
        )
    )
    sample = np.array(values_of(study)) / [1.0, 0.9]
    rng = np.random.default_rng(1)
    chance = [qmc.discrepancy(rng.random((64, 2))) for _ in range(200)]
    assert qmc.discrepancy(sample) < np.quantile(chance, 0.01)


def test_a_sample_is_the_same_for_the_same_seed(write: Write) -> None:
    """Seed and file settle a sample; another seed draws another."""
    design = {"kind": "sobol", "points": 8}
    one, same = (load_study(write(design=design)) for _ in range(2))
    other = load_study(write(design=design), seed=4)
    assert values_of(one) == values_of(same) != values_of(other)


def test_one_at_a_time_starts_from_the_scenario_and_moves_one_factor(write: Write) -> None:
    """Point 0 is the scenario as it is; every other point differs from it in one factor."""
    study = load_study(write(design={"kind": "one_at_a_time"}))
    base, *others = values_of(study)
    assert base == (0.05, 2.0)
    assert all(sum(a != b for a, b in zip(base, one, strict=True)) == 1 for one in others)
    assert {one[1] for one in others} == {2.0, 6.0}


def test_whole_parameters_take_whole_values_only() -> None:
    """A range of a whole-number parameter gives whole numbers, both ends as likely as others."""
    factor = factor_of("partnership.max_size", "lever", {}, Scenario())
    assert factor.levels() == (2, 3, 4, 5)
    shares = np.linspace(0.0, 1.0, 400, endpoint=False)
    assert Counter(factor.at(share) for share in shares) == {2: 100, 3: 100, 4: 100, 5: 100}


def test_a_factor_can_move_several_parameters(write: Write) -> None:
    """`scales` multiplies the values of the scenario, `sets` gives one value for each."""
    varied = {
        "weight": {"values": [0, 2], "scales": ["affinity.mismatch", "affinity.culture"]},
        "turnover": {"values": [10, 20], "sets": {"leaders.leave_month": [0.01, 0.02]}},
    }
    study = load_study(write(levers=None, uncertainties=varied))
    assert study.points[-1].values == {"weight": 2, "turnover": 20}
    usual = Scenario()
    assert study.points[-1].changes == {
        "affinity.mismatch": 2 * usual.affinity.mismatch,
        "affinity.culture": 2 * usual.affinity.culture,
        "leaders.leave_month": 0.02,
    }


def test_a_users_own_table_gives_the_points(write: Write, tmp_path: Path) -> None:
    """Each row of a CSV table is a point, each column a parameter or a declared factor."""
    (tmp_path / "points.csv").write_text("talks.planned_months,weight\n3,1\n9,2\n")
    weight = {"weight": {"low": 0.0, "high": 3.0, "scales": ["affinity.culture"]}}
    study = load_study(
        write(design={"kind": "table", "table": "points.csv"}, levers=None, uncertainties=weight)
    )
    assert values_of(study) == [(3.0, 1), (9.0, 2)]
    assert study.points[1].changes["affinity.culture"] == 2 * Scenario().affinity.culture


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"uncertainties": {"leaders.inherted": {}}}, r"leaders\.inherted: .*'leaders\.inherited'"),
        ({"levers": {"talks.planned_months": [99]}}, r"planned_months: .*99.*1\.0 to 24\.0"),
        ({"levers": {"talks.planned_months": []}}, "no value at all"),
        ({"levers": {"talks.planned_months": {"low": 6, "high": 6}}}, "empty range.*6.* to 6"),
        ({"levers": {"talks.planned_months": {"lwo": 6}}}, "lwo.*'low'"),
        ({"levers": {"geography.councils": {}}}, "has no range"),
        ({"levers": None, "uncertainties": None}, "nothing varies"),
        ({"levers": {"w": {"values": [1], "sets": {"affinity.culture": [1, 2]}}}}, "one value for"),
        ({"design": {"kind": "sobol", "points": 100}}, "powers of two.*64 or 128"),
        ({"design": {"kind": "sobol"}}, "design.points: must say how many"),
        ({"design": {"kind": "gird"}}, "design.kind: .*'grid'"),
        ({"design": {"kynd": "grid"}}, "design.kynd: .*'design.kind'"),
        ({"design": {"kind": "table"}}, "design.table: must name"),
        ({"design": {"kind": "table", "table": "no.csv"}}, "no.csv: there is no such file"),
        ({"outcomes": ["sucess_rate"]}, "'success_rate'"),
        ({"shown": ["success_rat"]}, "'success_rate'"),
        ({"shown": ["payback_months"], "outcomes": ["success_rate"]}, "shown and not measured"),
        ({"views": ["reason"]}, "views: .*'reasons'"),
        ({"views": ["reasons"], "tables": []}, "counts in talks"),
        ({"tables": ["talk"]}, "tables"),
        ({"runs": 0}, "runs: is too small, got 0"),
        ({"run": 10}, "run: there is no such name.*'runs'"),
        ({"base": {"talks.planned_month": 3}}, "planned_month.*'talks.planned_months'"),
        ({"scenario": "no.toml"}, "no.toml: cannot read"),
        ({"name": None}, "name: "),
    ],
)
def test_what_a_study_file_cannot_say_is_refused(
    write: Write, parts: dict[str, Any], message: str
) -> None:
    """The refusal names the file, the field, what is allowed or the nearest right name."""
    with pytest.raises(InputError, match=message) as caught:
        load_study(write(**parts))
    assert ".toml" in str(caught.value) or ".csv" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the file is empty"),
        ("talks.planned_months\n", "has no points"),
        ("talks.planed_months\n3\n", "talks.planed_months.*'talks.planned_months'"),
        ("talks.planned_months\n99\n", "99.*1.0 to 24.0"),
        ("talks.planned_months,trust.floor\n3\n", "trust.floor.*is blank"),
        ("talks.planned_months\n[3\n", "line 2.*is not a value"),
    ],
)
def test_a_table_of_points_that_is_wrong_is_refused(
    write: Write, tmp_path: Path, text: str, message: str
) -> None:
    """The refusal names the table and the column or line."""
    (tmp_path / "points.csv").write_text(text)
    path = write(design={"kind": "table", "table": "points.csv"}, levers=None, uncertainties=None)
    with pytest.raises(InputError, match=message) as caught:
        load_study(path)
    assert "points.csv" in str(caught.value)


def test_a_grid_of_a_thousand_million_points_is_refused_at_once(write: Write) -> None:
    """Its size is told before any of its points is made."""
    names = ["level", "culture", "noise", "profile", "stress"]
    uncertainties = {f"affinity.{name}": {"steps": 64} for name in names}
    with pytest.raises(InputError, match="the design has 1,073,741,824 points"):
        load_study(write(levers=None, uncertainties=uncertainties))


@pytest.mark.parametrize("content", ["name = ", "\xff\xfe", None])
def test_a_file_that_is_no_study_is_refused(tmp_path: Path, content: str | None) -> None:
    """A missing or broken file is named."""
    path = tmp_path / "study.toml"
    if content is not None:
        path.write_bytes(content.encode("latin-1"))
    with pytest.raises(InputError, match=r"study\.toml: "):
        load_study(path)
