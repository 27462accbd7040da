"""Runs in which little or nothing happens: sentences instead of numbers that are none."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

from tests.experiments.conftest import NO_NUMBER, TINY, Command, words_of

SMALL = TINY | {"geography.size": 12}
WORLDS = {
    "one council": SMALL | {"geography.size": 1, "period.months": 24},
    "two councils": SMALL | {"geography.size": 2, "period.months": 24},
    "one month": SMALL | {"period.months": 1},
    "no talks": SMALL | {"approach.base": 0.0, "period.months": 24},
    "no partnership": SMALL | {"vote.vision": 1.0, "talks.planned_months": 1, "period.months": 30},
}


@pytest.mark.parametrize(("world", "runs"), [(world, 2) for world in WORLDS] + [("one month", 1)])
def test_no_output_holds_a_number_that_is_none(
    command: Command, here: Path, world: str, runs: int
) -> None:
    """Terminal, page, summary and drawings of empty runs hold no nan and no minus nought."""
    settings = [w for name, one in WORLDS[world].items() for w in ("--set", f"{name}={one}")]
    answer = command("run", *settings, "--runs", runs, "--pairs", "--out", "a")
    assert answer.exit_code == 0, answer.output
    texts = {"terminal": answer.output} | {
        str(path): words_of(path)
        for path in (*Path("a").glob("*.html"), *Path("a").glob("*.csv"), *Path("a").rglob("*.svg"))
    }
    assert len(texts) > 8
    for name, text in texts.items():
        found = NO_NUMBER.search(text)
        assert not found, (name, text[max(found.start() - 60, 0) : found.end() + 60])


def test_an_empty_figure_is_a_sentence(command: Command, here: Path) -> None:
    """Where nobody shares the page says so in words, without axes or a caption of marks."""
    settings = [w for n, one in WORLDS["one council"].items() for w in ("--set", f"{n}={one}")]
    assert command("run", *settings, "--runs", 2, "--out", "a").exit_code == 0
    page = (here / "a" / "report.html").read_text(encoding="utf-8")
    for name in ("councils_sharing", "by_year", "talk_length", "reasons", "survival", "savings"):
        figure = re.search(rf'<figure id="{name}">.*?</figure>', page, re.DOTALL)
        assert figure is not None
        assert '<p class="nothing">No ' in figure.group()
        assert "<svg" not in figure.group()
    assert "Numbers marked SF" not in page
    assert "England&#39;s councils, their" not in page


def test_intervals_have_width_and_hold_nothing_impossible(command: Command, here: Path) -> None:
    """No count or rate has an interval below nought or without width."""
    settings = [w for n, one in WORLDS["one month"].items() for w in ("--set", f"{n}={one}")]
    assert command("run", *settings, "--runs", 3, "--no-figures", "--out", "a").exit_code == 0
    assert command("run", "--runs", 2, "--set", "period.months=6", "--no-figures", "--out",
                   "b").exit_code == 0  # fmt: skip
    for folder in ("a", "b"):
        table = pd.read_csv(here / folder / "summary.csv")
        known = table.dropna(subset=["low"])
        counts = known[~known["outcome"].str.contains("saving")]
        assert (counts["low"] >= 0.0).all()
        assert (known["high"] > known["low"]).all()


@pytest.mark.parametrize(("months", "years"), [(12, []), (36, ["2"]), (72, ["2", "5"])])
def test_survival_is_told_for_ages_that_were_observed(
    command: Command, here: Path, months: int, years: list[str]
) -> None:
    """After so many years nothing is said of partnerships that nobody could watch so long."""
    words = ["--set", f"period.months={months}", "--runs", "6", "--out", "a"]
    answer = command("run", *words)
    said = " ".join(answer.output.split())
    assert re.findall(r"had not parted after (\d+) years", said) == years
    page = (here / "a" / "report.html").read_text(encoding="utf-8")
    alt = re.search(r'<title id="survival-title">(.*?)</title>', page)
    if alt:
        assert all(int(one) * 12 < months for one in re.findall(r"after (\d+) years", alt.group(1)))


def test_another_denominator_is_said(command: Command, here: Path) -> None:
    """Beside the share that agreed the share that lasted says of which talks it is one."""
    answer = command("run", "--set", "period.months=60", "--runs", "4", "--out", "a")
    said = " ".join(answer.output.split())
    assert "Of those alone that ended two years or more before the end of the run" in said
    page = (here / "a" / "report.html").read_text(encoding="utf-8")
    assert "of talks that ended two years or more before the end of the run led to" in page
