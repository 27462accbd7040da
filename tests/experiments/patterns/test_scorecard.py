"""The scorecard holds what was judged, and knows what was lost since the published one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from experiments.patterns import scorecard
from experiments.patterns.checks import Band
from experiments.patterns.pattern import Pattern
from experiments.patterns.rows.tables import ended_talks, talks
from experiments.patterns.samples import BASELINE, Need, Samples, Variant
from experiments.patterns.statistics import column, mean, number, rows
from experiments.patterns.validation import counts, counts_in_words, lines_of
from simulation import Scenario
from simulation.errors import InputError

TALKS = number("talks a run", talks)
LENGTH = mean("months of talks", ended_talks, column("months"))
MONTHS = rows("months of talks, one by one", ended_talks, [column("months")])

GRADED: Any = {"grade": "emergent", "band_set": "with the evidence"}


def pattern(row: str, low: float, high: float, **more: object) -> Pattern:
    """Return a pattern of how many talks a run has."""
    checks = (Band(TALKS, low, high),)
    return Pattern(row, "Q", "There are talks", "S1", "nothing", checks, **GRADED, **more)  # type: ignore[arg-type]


PATTERNS = [
    pattern("SF901", 0.0, 1e6),
    pattern("SF902", 1e5, 1e6),
    Pattern("SF903", "D", "Talks take time", "S1", "nothing", (Band(LENGTH, 0.5, 24.0),), **GRADED),
    Pattern(
        "SF904", "S", "Beyond the model", "S1", "nothing", (), "It has no such thing.", **GRADED
    ),
]


@pytest.fixture(scope="module")
def played(busy: Scenario) -> Samples:
    """Return samples of a small world."""
    return scorecard.play(PATTERNS, busy, 60, 1)


@pytest.fixture(scope="module")
def card(played: Samples) -> scorecard.Scorecard:
    """Return what is judged on them."""
    return scorecard.judge(PATTERNS, played)


def test_verdicts(card: scorecard.Scorecard) -> None:
    """A row is met, not met, or not modelled where it has no check."""
    verdicts = {"SF901": "met", "SF902": "not met", "SF903": "met", "SF904": "not modelled"}
    assert card.verdicts == verdicts
    assert card.decisive == {"SF901", "SF903"}
    assert counts(card) == {"Q": (1, 2), "D": (1, 1), "S": (0, 1)}
    assert "Not met: SF902. Not modelled: SF904." in counts_in_words(card)
    assert len(lines_of(card)) == len(PATTERNS)


def test_the_table_has_a_row_for_each_check(card: scorecard.Scorecard, tmp_path: Path) -> None:
    """What is written is read back with the same verdicts."""
    path = tmp_path / "scorecard.csv"
    card.table().to_csv(path, index=False)
    table = scorecard.read(path)
    assert table is not None
    assert dict(zip(table["row"], table["verdict"], strict=True)) == card.verdicts
    assert scorecard.met_rows(table) == ["SF901", "SF903"]


def test_what_was_met_and_is_not_is_lost(card: scorecard.Scorecard, played: Samples) -> None:
    """A row that the published scorecard calls met and that is judged otherwise is named."""
    now = scorecard.judge([pattern("SF901", 1e5, 1e6), PATTERNS[2]], played)
    assert scorecard.lost_rows(card.table(), now) == ["SF901"]
    assert scorecard.lost_rows(card.table(), card) == []


def test_only_decisive_rows_are_held_against_the_quick_form(
    card: scorecard.Scorecard, played: Samples
) -> None:
    """A row whose verdict needs more runs is not called lost by the quick form."""
    table = card.table()
    table.loc[table["row"] == "SF901", "decisive"] = False
    now = scorecard.judge([pattern("SF901", 1e5, 1e6)], played)
    assert scorecard.lost_rows(table, now, decisive=True) == []
    assert scorecard.lost_rows(table, now) == ["SF901"]


def test_a_narrow_escape_is_not_decisive(played: Samples) -> None:
    """A band that the interval only just fits into is met and is not decisive."""
    found = Band(TALKS).judge(played).estimate
    edge = found.low - 0.05 * (found.value - found.low)
    judged = scorecard.judge([pattern("SF901", edge, 1e6)], played)
    assert judged.verdicts == {"SF901": "met"}
    assert judged.decisive == set()


def test_a_pattern_of_what_is_rare_takes_more_runs() -> None:
    """A variant is played as often as the most demanding pattern needs."""
    assert scorecard.times_of([PATTERNS[0]]) == {BASELINE: 1}
    assert scorecard.times_of([PATTERNS[0], pattern("SF905", 0.0, 1.0, times=3)]) == {BASELINE: 3}


def test_fewer_runs_are_the_first_of_more(busy: Scenario) -> None:
    """What would have been counted in fewer runs is what is counted in fewer runs."""
    needs = [Need(BASELINE, TALKS), Need(BASELINE, MONTHS)]
    more, fewer = Samples(busy, 30), Samples(busy, 12)
    more.play(needs)
    fewer.play(needs)
    for need in needs:
        again = more.first(12)(need.variant, need.statistic)
        np.testing.assert_array_equal(again, fewer(need.variant, need.statistic))


def test_variants_share_their_draws(busy: Scenario) -> None:
    """A change that does nothing leaves every run as it was."""
    same = Variant.of({"talks.planned_months": busy.talks.planned_months})
    samples = Samples(busy, 10)
    samples.play([Need(BASELINE, TALKS), Need(same, TALKS)])
    np.testing.assert_array_equal(samples(BASELINE, TALKS), samples(same, TALKS))


def test_a_file_that_is_no_scorecard_is_refused(tmp_path: Path) -> None:
    """A file of another kind is refused by name; one that is not there is no scorecard."""
    path = tmp_path / "scorecard.csv"
    assert scorecard.read(path) is None
    pd.DataFrame({"a": [1]}).to_csv(path, index=False)
    with pytest.raises(InputError, match="is no scorecard"):
        scorecard.read(path)


def test_a_few_rows_are_judged_on_the_runs_of_all(busy: Scenario) -> None:
    """A row judged by itself is judged on as many runs as when all are, so verdicts agree."""
    all_of_them = [PATTERNS[0], pattern("SF905", 0.0, 1.0, times=2)]
    alone = scorecard.play([PATTERNS[0]], busy, 5, 1, of=all_of_them)
    together = scorecard.play(all_of_them, busy, 5, 1)
    np.testing.assert_array_equal(alone(BASELINE, TALKS), together(BASELINE, TALKS))
    assert len(alone(BASELINE, TALKS)) == 10
