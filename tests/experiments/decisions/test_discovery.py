"""Scenario discovery: planted boxes are found, and nothing is where there is nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from experiments.decisions.discovery.boxes import inside
from experiments.decisions.discovery.cases import Cases, Column, Rows
from experiments.decisions.discovery.condition import Condition
from experiments.decisions.discovery.discovery import Discovery, discover
from experiments.decisions.discovery.resamples import box_intervals
from experiments.decisions.discovery.search import search
from experiments.decisions.discovery.sentences import headlines, sentences
from experiments.decisions.discovery.study_cases import CaseSet
from experiments.decisions.discovery.tables import as_json
from experiments.decisions.discovery.tree import grow_tree

LENGTHS, TURNOVERS = (1.0, 3.0, 5.0, 9.0, 18.0), (0.0, 20.0, 40.0, 60.0)
CONDITION = Condition.parse("success_rate < 10%")


def nested_cases(seed: int, *, planted: bool, members: int = 40, parameters: int = 12) -> Cases:
    """Return members that play every point, each with luck of its own that all points share.

    What is planted: long talks of members whose fourth parameter is small.
    """
    rng = np.random.default_rng(seed)
    points = np.array([(one, other) for one in LENGTHS for other in TURNOVERS])
    sets = rng.random((members, parameters))
    group = np.repeat(np.arange(members), len(points))
    point = np.tile(np.arange(len(points)), members)
    if planted:
        chance = np.where((points[point, 0] >= 5) & (sets[group, 3] < 0.5), 0.92, 0.04)
    else:
        chance = rng.beta(1.0, 2.0, members)[group]
    hits = (rng.random(len(group)) < chance).astype(float)
    columns = [
        Column("talks.planned_months", "planned length of talks", "months", "point"),
        Column("turnover", "turnover of leaders", "% a year", "point"),
        *(Column(f"p{n}", f"parameter {n}", "", "group") for n in range(parameters)),
    ]
    rows = Rows(point, group, np.ones(len(group)), hits)
    return Cases.build(columns, (points, sets, np.empty((len(group), 0))), rows)


def discovery_of(cases: Cases, number: int | None = None) -> Discovery:
    """Return what is found in some cases."""
    return discover(CONDITION, CaseSet(cases, "runs", "talks seldom agree", 0), 5, number)


@pytest.fixture(scope="module")
def planted() -> Discovery:
    """Return what is found where a box was planted."""
    return discovery_of(nested_cases(2, planted=True))


def test_a_planted_box_is_found(planted: Discovery) -> None:
    """It is found with its two limits and no other, dense and covering, in new members too."""
    limits = {(planted.cases.columns[one.column].name, one.side) for one in planted.box.box}
    assert limits == {("talks.planned_months", "low"), ("p3", "high")}
    assert planted.box.density >= 0.8
    assert planted.box.coverage >= 0.8
    assert planted.resamples.density >= 0.8
    assert all(one.p_value <= 0.05 and one.back >= 0.9 for one in planted.limits)


def test_one_box_is_not_told_as_two(planted: Discovery) -> None:
    """Where one was planted there is no second, and the words tell of none."""
    assert planted.further == []
    assert not any(text.startswith("Outside") for text in sentences(planted))
    assert as_json(planted)["further"] == []


def two_boxes(seed: int) -> Cases:
    """Return cases in which talks fail in two places: long ones of few members, and by turnover."""
    cases = nested_cases(seed, planted=True)
    values = {name: cases.values(at) for at, name in enumerate(one.name for one in cases.columns)}
    other = (values["turnover"] >= 60) & (values["p7"] >= 0.5)
    chance = np.where(other, 0.9, cases.hits)
    rng = np.random.default_rng(seed)
    return replace(cases, hits=(rng.random(len(chance)) < chance).astype(float))


def test_two_planted_boxes_are_found() -> None:
    """Each has its two limits, dense in what the other leaves, and together they hold most."""
    found = discovery_of(two_boxes(4))
    (other,) = found.further
    names = [
        {(found.cases.columns[limit.column].name, limit.side) for limit in box}
        for box in (found.box.box, other.box.box)
    ]
    planted = [
        {("talks.planned_months", "low"), ("p3", "high")},
        {("turnover", "low"), ("p7", "low")},
    ]
    assert sorted(names, key=str) == sorted(planted, key=str)
    assert min(found.box.density, other.box.density) >= 0.8
    assert other.together >= 0.8
    assert other.box.coverage + found.box.coverage == pytest.approx(other.together)
    assert all(one.p_value <= 0.05 and one.back >= 0.8 for one in other.limits)
    ends = other.intervals.density
    assert ends.low < other.box.density < ends.high
    text = " ".join(sentences(found))
    assert "Outside this box, talks seldom agree in" in text
    assert f"The 2 boxes together hold {other.together:.0%} of these." in text
    (told,) = as_json(found)["further"]
    assert told["coverage_together"] == other.together
    assert {row["region"] for row in told["limits"]} == {2}


def test_the_tree_beside_finds_it_too(planted: Discovery) -> None:
    """Its densest leaf has the same two limits first."""
    leaf = planted.tree.leaves[0]
    names = {planted.cases.columns[one.column].name for one in leaf.box}
    assert {"talks.planned_months", "p3"} <= names
    assert leaf.density >= 0.8


def test_leaves_hold_what_they_say(planted: Discovery) -> None:
    """The limits of each leaf hold the cases that the tree put into it, and all cases together."""
    cases = planted.cases
    for leaf in planted.tree.leaves:
        held = inside(cases, leaf.box)
        assert cases.number[held].sum() / cases.number.sum() == pytest.approx(leaf.mass)
        assert cases.hits[held].sum() / cases.number[held].sum() == pytest.approx(leaf.density)
    assert sum(leaf.mass for leaf in planted.tree.leaves) == pytest.approx(1.0)


def test_what_is_found_is_in_words(planted: Discovery) -> None:
    """The first sentence has the condition, the limits with their units, and the shares."""
    text = " ".join(sentences(planted))
    assert text.startswith(f"Talks seldom agree in {planted.box.density:.0%} of runs where ")
    assert "planned length of talks is 5 months or more" in text
    assert next(one.number for one in headlines(planted)) == f"{planted.box.density:.1%}"


def test_another_box_can_be_chosen(planted: Discovery) -> None:
    """The first step of peeling has one limit, and all the hits."""
    other = discovery_of(planted.cases, 1)
    assert other.number == 1
    assert len(other.box.box) == 1
    assert other.box.coverage > planted.box.coverage
    with pytest.raises(ValueError, match=r"--box: there is no such box, got 999; allowed: 0 to"):
        discovery_of(planted.cases, 999)


def test_nothing_is_found_in_noise() -> None:
    """In noise that members share, a box or a tree comes of 5 % of data sets at most, and luck.

    At a rate of 5 % more than 10 of 100 sets come with a chance of 0.011, and more than 5 of 40
    with one of 0.014.
    """
    sets = [nested_cases(100 + n, planted=False, members=20, parameters=8) for n in range(100)]
    assert sum(bool(search(cases, 1).columns) for cases in sets) <= 10
    assert sum(grow_tree(cases, 1).depth > 0 for cases in sets[:40]) <= 5


def test_noise_is_called_nothing() -> None:
    """There is no box then, no headline and no limit, and the sentence says that nothing was."""
    nothing = discovery_of(nested_cases(7, planted=False))
    assert not nothing.is_something
    assert "Nothing was found" in " ".join(sentences(nothing))
    assert headlines(nothing) == []
    content = as_json(nothing)
    assert (content["found"], content["words"], content["limits"]) == (False, None, [])


def test_groups_are_not_cut_through() -> None:
    """Cases that are played ten times over with the same outcomes have no narrower intervals."""
    cases = nested_cases(2, planted=True)
    box = search(cases, 1).box
    often = cases.where(np.tile(np.arange(len(cases.number)), 10))
    one, ten = box_intervals(cases, box), box_intervals(often, box)
    assert one.density == pytest.approx(ten.density)
    assert one.density.high - one.density.low > 0.02


def test_a_sampled_design_counts_points_as_well() -> None:
    """Where points are a sample, they widen the interval; where they are meant, they do not."""
    cases = nested_cases(2, planted=True)
    box: Any = search(cases, 1).box
    points, columns = np.array([[n // 4] for n in range(20)], float), [cases.columns[0]]
    rows = Rows(cases.point, cases.group, cases.number, cases.hits)
    parts = (points, np.empty((cases.groups, 0)), np.empty((len(cases.number), 0)))
    meant, sampled = (
        box_intervals(Cases.build(columns, parts, rows, sampled=one), ()) for one in (False, True)
    )
    assert box
    assert sampled.density.high - sampled.density.low > meant.density.high - meant.density.low


@pytest.mark.parametrize(
    ("text", "number", "sign"),
    [
        ("success_rate < 0.1", 0.1, "<"),
        ("success_rate<=10%", 0.1, "<="),
        ("net_saving ≥ −1,500,000", -1.5e6, ">="),
        ("talks_begun > 1e2", 100.0, ">"),
    ],
)
def test_conditions_are_read(text: str, number: float, sign: str) -> None:
    """Signs and numbers are read as people write them."""
    condition = Condition.parse(text)
    assert (condition.threshold, condition.sign) == (pytest.approx(number), sign)
    assert Condition.parse(condition.text) == condition


@pytest.mark.parametrize(
    "text", ["", "success_rate", "success_rate = 0.1", "0.1 < success_rate", "a < b", "a <",
             "a < 1 2", "a << 1", "a < 1e999", "a < nan", "success_rate < ten%"],
)  # fmt: skip
def test_what_is_no_condition_is_refused(text: str) -> None:
    """The message names the option and says what is allowed."""
    with pytest.raises(ValueError, match=r"^--outcome: .*allowed: an outcome, one of < <= > >="):
        Condition.parse(text)
