"""`partnerships power`: how many runs find a difference, as the field reckons it."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from experiments.decisions.power import Wanted, spread_of, units_needed
from experiments.decisions.power_curve import size_found
from experiments.store.layout import MANIFEST, PAGE
from experiments.store.spreadsheet import ENCODING
from tests.experiments.conftest import NO_NUMBER, Command, words_of
from tests.experiments.decisions.conftest import Write

COMPARED = {"levers": {"talks.planned_months": [2, 6]}, "uncertainties": None, "runs": 40}


@pytest.mark.parametrize("paired", [True, False])
def test_so_many_runs_find_the_difference_as_often_as_was_asked(paired: bool) -> None:
    """Of 4,000 tests of that many runs 80 % find it, within four standard errors."""
    wanted, spread = Wanted(0.5, 0.8, 0.05), 1.3
    number = math.ceil(units_needed((1 if paired else 2) * spread**2, wanted, paired=paired))
    rng = np.random.default_rng(2)
    one, other = (rng.normal(size=(4000, number)) * spread for _ in range(2))
    if paired:
        p = stats.ttest_1samp(one + wanted.size, 0.0, axis=1).pvalue
    else:
        p = stats.ttest_ind(one + wanted.size, other, axis=1).pvalue
    assert np.mean(p < wanted.level) == pytest.approx(0.8, abs=4 * (0.16 / 4000) ** 0.5 + 0.01)


def test_the_interval_of_a_spread_holds_it_though_runs_are_not_normal() -> None:
    """Of 400 pilots of skewed numbers at least 88 % of the intervals of 95 % hold the truth."""
    rng = np.random.default_rng(1)
    ends = [spread_of(rng.gamma(4.0, size=100)).ends() for _ in range(400)]
    assert np.mean([low <= 4.0 <= high for low, high in ends]) > 0.88


def test_a_tenth_of_the_difference_takes_a_hundred_times_the_runs() -> None:
    """The number of runs grows with the inverse square of the difference, to any size."""
    few, many = (units_needed(1.0, Wanted(size, 0.8, 0.05), paired=True) for size in (0.1, 0.01))
    assert many / few == pytest.approx(100, rel=0.01)
    assert units_needed(1.0, Wanted(1e4, 0.8, 0.05), paired=True) == 2
    assert math.isnan(units_needed(0.0, Wanted(1.0, 0.8, 0.05), paired=True))


@pytest.mark.parametrize("paired", [True, False])
@pytest.mark.parametrize(("power", "level"), [(0.8, 0.05), (0.999, 0.0001)])
@pytest.mark.parametrize("size", [2.0, 0.3, 0.02])
def test_the_smallest_difference_is_the_number_of_runs_the_other_way_round(
    size: float, power: float, level: float, paired: bool
) -> None:
    """So many runs as a difference takes find one just as large, and one fewer do not."""
    wanted = Wanted(size, power, level)
    number = math.ceil(units_needed(1.5, wanted, paired=paired))
    found, larger = (size_found(1.5, one, wanted, paired=paired) for one in (number, number - 1))
    assert found <= size * 1.0001
    assert larger > size * 0.9999
    assert math.isnan(size_found(0.0, number, wanted, paired=paired))


def test_the_page_says_what_the_answer_says(write: Write, command: Command, tmp_path: Path) -> None:
    """Headline and table have the numbers of the JSON, and its lines fall and meet the answer."""
    words = ["--outcome", "talks_begun", "--difference", 1, "--pilot", 20, "--json"]
    answer = command("power", write(**COMPARED), *words, "--out", tmp_path / "out")
    assert answer.exit_code == 0, answer.output
    reply = json.loads(answer.stdout)
    row, page = reply["summary"][0], Path(reply["paths"]["report"])
    assert page == tmp_path / "out_pilot_talks_begun" / "power" / PAGE
    text = words_of(page)
    for name in ("paired", "unpaired"):
        low, number, high = (f"{row[name + end]:,.0f}" for end in ("_low", "", "_high"))
        assert f"{number} runs ({low} to {high})" in text
        assert f"{number} {low} to {high}" in " ".join(text.split())
    assert not NO_NUMBER.search(text)
    there = json.loads((page.parent / MANIFEST).read_text("utf-8"))["found"]["pairs"][0]
    assert set(there) == set(row)
    for name, value in row.items():
        assert there[name] == (value if isinstance(value, str) else pytest.approx(value, rel=1e-5))
    data = page.parent / "figures" / "data" / "smallest_difference.csv"
    lines = pd.read_csv(data, encoding=ENCODING)
    assert (lines.diff().dropna() < 0).all().to_dict() == {
        "runs": False, "paired": True, "unpaired": True,
    }  # fmt: skip
    assert lines["runs"].is_monotonic_increasing
    for name in ("paired", "unpaired"):
        found = lines.loc[lines["runs"] >= row[name], name]
        assert (found <= 1.0001).all()
        assert (lines.loc[lines["runs"] < row[name], name] > 1.0).all()


def test_the_place_of_the_page_is_not_taken_from_something_else(
    write: Write, command: Command, tmp_path: Path
) -> None:
    """A folder of that name with other files in it is refused before anything is played."""
    notes = tmp_path / "out_pilot_success_rate" / "power" / "notes.txt"
    notes.parent.mkdir(parents=True)
    notes.write_text("mine")
    answer = command("power", write(**COMPARED), "--difference", 2, "--out", tmp_path / "out")
    assert answer.exit_code == 2
    assert "holds something else than a power" in answer.stderr
    assert [one.name for one in notes.parent.parent.iterdir()] == ["power"]
    assert notes.read_text() == "mine"


def test_a_pilot_is_played_or_taken(write: Write, command: Command, tmp_path: Path) -> None:
    """Without a played folder a pilot is played beside it; with one its runs are taken."""
    path, out = write(**COMPARED), tmp_path / "out"
    words = ["--outcome", "talks_begun", "--difference", 1, "--out", out]
    answer = command("power", path, *words, "--pilot", 20, "--json")
    assert answer.exit_code == 0, answer.output
    row = json.loads(answer.stdout)["summary"][0]
    assert row["units"] == 20
    assert row["paired_low"] <= row["paired"] <= row["paired_high"]
    assert (tmp_path / "out_pilot_talks_begun" / "power.csv").is_file()
    assert not out.exists()
    assert command("sweep", path, "--out", out, "--no-figures").exit_code == 0
    answer = command("power", path, *words)
    assert answer.exit_code == 0, answer.output
    assert "The pilot has 40 runs" in answer.stdout
    assert (out / "power.csv").is_file()
    assert not NO_NUMBER.search(answer.stdout)


def test_members_are_what_is_counted_with_a_posterior(
    write: Write, command: Command, tmp_path: Path
) -> None:
    """With a posterior members are sampled, and runs are whole numbers of members."""
    path = write(**COMPARED | {"posterior": "packaged", "runs": 3, "members": 64})
    answer = command("power", path, "--outcome", "success_rate", "--difference", 5, "--pilot", 8,
                     "--out", tmp_path / "out", "--json")  # fmt: skip
    assert answer.exit_code == 0, answer.output
    row = json.loads(answer.stdout)["summary"][0]
    assert (row["units"], row["paired"] % 3) == (8, 0)


@pytest.mark.parametrize(
    ("parts", "words", "expected"),
    [
        ({}, ["--outcome", "sucess_rate"], ["--outcome", "did you mean 'success_rate'"]),
        ({}, ["--difference", 0], ["--difference", "more than 0"]),
        ({}, ["--difference", "nan"], ["--difference", "more than 0"]),
        ({}, ["--difference", 101], ["--difference", "100 points"]),
        ({"design": {"kind": "latin_hypercube", "points": 4}}, [], ["varied.toml", "no points"]),
        ({"levers": {"talks.planned_months": [2]}}, [], ["no points"]),
    ],
)
def test_what_has_no_answer_is_refused(
    write: Write, command: Command, here: Path, parts: dict[str, object], words: list[str],
    expected: list[str],
) -> None:  # fmt: skip
    """One message names what is wrong and what is allowed, before anything is played."""
    asked = ["--outcome", "success_rate", "--difference", 2, *words]
    answer = command("power", write(**COMPARED | parts), *asked)
    assert answer.exit_code == 2, answer.output
    for one in expected:
        assert one in answer.stderr
    assert not (here / "results").exists()
