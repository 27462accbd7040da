"""The catalogue answers for every statement of the evidence that can be checked."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from experiments.patterns.catalogue import CATALOGUE, patterns_named
from experiments.patterns.scorecard import MOST_NOT_MODELLED
from simulation import Scenario
from simulation.errors import InputError
from simulation.maps import geography_of
from simulation.world import build_world

EVIDENCE = Path(__file__).parents[4] / "shared" / "PATTERNS.csv"
CHECKED = ("Q", "D", "S")


def test_every_row_of_the_evidence_has_its_pattern() -> None:
    """Each Q, D and S row has a pattern of its kind, and there are no others."""
    if not EVIDENCE.is_file():
        pytest.skip("the list of evidence, ../shared/PATTERNS.csv, is not beside this project")
    with EVIDENCE.open(encoding="utf-8") as file:
        stated = {row["id"]: row["type"] for row in csv.DictReader(file)}
    wanted = {row: kind for row, kind in stated.items() if kind in CHECKED}
    assert {row: pattern.kind for row, pattern in CATALOGUE.items()} == wanted


def test_the_catalogue_has_its_numbers() -> None:
    """There are 30 numbers, 125 signs and 8 abilities, in the order of the evidence."""
    kinds = [pattern.kind for pattern in CATALOGUE.values()]
    assert [kinds.count(kind) for kind in CHECKED] == [30, 125, 8]
    assert list(CATALOGUE) == sorted(CATALOGUE)


def test_few_rows_are_not_modelled_and_each_says_why() -> None:
    """At most eight rows have no check, and each of them gives its reason."""
    without = [pattern for pattern in CATALOGUE.values() if not pattern.checks]
    assert len(without) <= MOST_NOT_MODELLED
    assert all(pattern.note for pattern in without)


def test_every_variant_can_be_played() -> None:
    """Crash only: what patterns vary exists and lies in its range, or its world is refused."""
    variants = {need.variant for pattern in CATALOGUE.values() for need in pattern.needs()}
    for variant in variants:
        scenario = variant.scenario(Scenario.default())
        build_world(scenario, geography_of(scenario), seed=0, keep=frozenset())


def test_one_name_is_one_statistic() -> None:
    """Two statistics of one name come from one place, since they are counted once."""
    places = defaultdict(set)
    for pattern in CATALOGUE.values():
        for need in pattern.needs():
            code = need.statistic.count.__code__  # type: ignore[attr-defined]
            cells = need.statistic.count.__closure__ or ()  # type: ignore[attr-defined]
            inner = tuple(_code(cell.cell_contents) for cell in cells)
            places[need.statistic.name].add((code, inner))
    assert {name for name, found in places.items() if len(found) > 1} <= set()


def _code(value: object) -> object:
    return getattr(value, "__code__", None)


def test_wrong_rows_are_refused_with_the_nearest() -> None:
    """A row without a pattern is refused, naming it and the nearest that has one."""
    with pytest.raises(InputError, match="SF012") as raised:
        patterns_named(["SF011", "SF012"])
    assert "did you mean" in str(raised.value).lower() or "SF01" in str(raised.value)
