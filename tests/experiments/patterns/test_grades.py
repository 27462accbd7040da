"""Every row says what it is worth, the headline counts the right ones, and rates belong to rows."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import numpy as np
import pandas as pd
import pytest

from experiments.patterns import prior_pass
from experiments.patterns.catalogue import CATALOGUE
from experiments.patterns.checks import VALUE_ALONE, Band, with_margin
from experiments.patterns.headline import (
    QUESTIONS,
    answers,
    headline_counts,
    headline_sentence,
    one_line_each,
)
from experiments.patterns.pattern import BAND_SETS, GRADES, BandSet, Grade, Pattern
from experiments.patterns.prior_pass import fingerprint, prior_pass_table, read_rates
from experiments.patterns.samples import BASELINE, Need, Samples, Statistic
from experiments.statistics.prior_draws import narrow_priors, prior_set
from simulation import Scenario
from tests.experiments.patterns.test_scorecard import pattern

AFTER = ("after results", "after first results", "after a first look", "after a look", "in sight")


def test_grades_are_a_closed_list() -> None:
    """Every row has a grade and says when its band was set, both from lists written once."""
    assert get_args(Grade) == tuple(GRADES)
    assert get_args(BandSet) == tuple(BAND_SETS)
    assert {one.grade for one in CATALOGUE.values()} == set(GRADES)
    assert {one.band_set for one in CATALOGUE.values()} <= set(BAND_SETS)


def test_what_makes_a_row_easy_is_named() -> None:
    """Input and arithmetic rows name the parameter or the definition; emergent rows have none."""
    for row, one in CATALOGUE.items():
        assert bool(one.why) == (one.grade != "emergent"), row


def test_rows_that_the_issue_names_are_no_emergent_ones() -> None:
    """What reads back its own coefficient, or follows by definition, is graded so."""
    inputs = ("SF014", "SF018", "SF022", "SF031", "SF078", "SF164")
    assert {CATALOGUE[row].grade for row in inputs} == {"input"}
    defined = ("SF136", "SF137", "SF143", "SF146", "SF147", "SF161", "SF166", "SF170", "SF172")
    assert {CATALOGUE[row].grade for row in defined} == {"arithmetic"}


def test_a_band_set_after_results_says_so_in_its_note() -> None:
    """A note that speaks of results in sight stands where the band was set after them alone."""
    for row, one in CATALOGUE.items():
        confessed = any(words in one.note for words in AFTER)
        assert confessed == (one.band_set == "after results"), row


def table() -> pd.DataFrame:
    """Return a scorecard of five rows: two that count, three that do not."""
    lines = [
        ("SF037", "emergent", 0.30, "met"),
        ("SF096", "emergent", 0.79, "not met"),
        ("SF038", "emergent", 0.80, "met"),
        ("SF018", "input", 0.10, "met"),
        ("SF136", "arithmetic", 0.10, "not met"),
    ]
    rows = pd.DataFrame(lines, columns=["row", "grade", "prior_pass", "verdict"])
    rows = rows.assign(claim=[f"Claim of {row}" for row in rows["row"]])
    return pd.concat([rows, rows.iloc[:1]], ignore_index=True)  # a row has a line for each check


def test_the_headline_counts_hard_emergent_rows_once() -> None:
    """Emergent rows that fewer than 80 % of draws pass count, once each; all else stands apart."""
    rows = one_line_each(table())
    assert list(rows.index[rows["counted"]]) == ["SF037", "SF096"]
    assert [one.number for one in headline_counts(table())] == [
        "1 of 2",
        "1 of 1",
        "1 of 1",
        "0 of 1",
    ]
    words = headline_sentence(table())
    assert words.startswith("1 of 2 emergent rows")
    assert words.endswith("Of the checks of construction, 2 of 3 are.")


def test_a_row_without_a_rate_does_not_count() -> None:
    """What was not drawn from the priors cannot be called hard."""
    without = table().assign(prior_pass=np.nan)
    assert not one_line_each(without)["counted"].any()
    assert "3 emergent rows without a pass rate do not count yet." in headline_sentence(without)
    assert headline_counts(without)[1].number == "2 of 3"


def test_the_three_questions_name_rows_and_what_missing_them_means() -> None:
    """Each question has rows of the catalogue; a missed one is told with what it means."""
    assert len(QUESTIONS) == 3
    for question in QUESTIONS:
        assert set(question.rows) <= set(CATALOGUE)
    length, change, party = answers(table())
    assert length["missed"] == change["missed"] == []
    assert [one["row"] for one in party["missed"]] == ["SF096"]
    assert (
        length["summary"] == "1 of 1 rows that count are met, and 1 of 1 that check construction."
    )


def test_the_published_rates_belong_to_the_current_rows() -> None:
    """The packaged table has every row that is judged, with the checks that it has now."""
    judged = [one for one in CATALOGUE.values() if one.checks]
    rates = read_rates(judged)
    assert set(rates.index) == {one.row for one in judged}
    assert rates["rate"].between(0.0, 1.0).all()
    assert (rates["rate"] + rates["unknown"] <= 1.0 + 1e-9).all()
    assert rates["draws"].max() == prior_pass.DRAWS


def test_a_row_that_changes_loses_its_rate(tmp_path: Path) -> None:
    """A rate is not told of a row whose band has moved since."""
    before, after = pattern("SF901", 0.0, 1e6), pattern("SF901", 1.0, 1e6)
    assert fingerprint(before) != fingerprint(after)
    line = {"row": "SF901", "draws": 3, "runs": 40, "rate": 1.0, "unknown": 0.0}
    path = tmp_path / "rates.csv"
    prior_pass.publish_rates(pd.DataFrame([{**line, "checks": fingerprint(before)}]), path)
    assert list(read_rates([before], path).index) == ["SF901"]
    assert read_rates([after], path).empty


def test_draws_that_were_stopped_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was judged before a stop is not played again, and the rates are those of one go."""
    played: list[int] = []

    def judge(patterns: list[Pattern], draw: int, runs: int, workers: int) -> dict[str, str]:
        if len(played) == 4:
            played.append(-1)
            raise KeyboardInterrupt
        played.append(draw)
        return {one.row: ("met", "not met", "unknown")[draw % 3] for one in patterns}

    monkeypatch.setattr(prior_pass, "judge_draw", judge)
    rows, told = [pattern("SF901", 0.0, 1e6)], list[str]()
    with pytest.raises(KeyboardInterrupt):
        prior_pass_table(rows, tmp_path, 1, told.append, (9, 0))
    found = prior_pass_table(rows, tmp_path, 1, told.append, (9, 0))
    assert played == [0, 1, 2, 3, -1, 4, 5, 6, 7, 8]
    line = found.iloc[0].to_dict()
    assert (line["draws"], line["rate"], line["unknown"]) == (9, 0.3333, 0.3333)
    assert "minutes on one core" in told[0]


def test_a_draw_is_the_same_whatever_else_is_drawn() -> None:
    """Sets follow from their number and lie in their priors; one differs from the next."""
    first, priors = prior_set(0, 1), narrow_priors()
    assert first == prior_set(0, 1) != prior_set(1, 1)
    assert set(first) == set(priors)
    assert all(priors[name].low <= value <= priors[name].high for name, value in first.items())
    Scenario().with_changes(first)


def test_few_runs_do_not_make_a_row_look_hard() -> None:
    """Under draws a band is held against the value, not against the wide interval of few runs."""
    what = Statistic("something", lambda _: None)
    found = Samples(Scenario(), 4)
    column: Any = np.column_stack([[0.0, 1.0, 0.0, 1.0], np.ones(4)])
    found.keep(Need(BASELINE, what), column)
    assert not Band(what, 0.4, 0.6).judge(found).met
    with with_margin(VALUE_ALONE):
        assert Band(what, 0.4, 0.6).judge(found).met
        assert not Band(what, 0.6, 0.8).judge(found).met
