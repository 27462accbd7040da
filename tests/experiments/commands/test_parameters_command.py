"""`partnerships parameters` shows what can be set, and finds it."""

from __future__ import annotations

import csv
import io
from itertools import pairwise

import pytest

from simulation import Scenario
from simulation.catalogue import catalogue
from tests.experiments.conftest import Command


def rows(text: str) -> list[dict[str, str]]:
    """Return comma-separated text as rows."""
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_everything_that_can_be_set_is_listed(command: Command) -> None:
    """As CSV, every entry of the catalogue is a row with range, unit, meaning and source."""
    listed = rows(command("parameters", "--csv").stdout)
    assert [row["name"] for row in listed] == [entry.name for entry in catalogue()]
    planned = next(row for row in listed if row["name"] == "talks.planned_months")
    default = Scenario().talks.planned_months
    assert float(planned["default"]) == default
    assert (planned["low"], planned["high"], planned["unit"]) == ("1", "24", "months")
    assert "SF037" in planned["source"]


def test_a_word_filters_name_meaning_and_source(command: Command) -> None:
    """A word is looked for in names, meanings and sources, in any case."""
    for word in ("trust", "TAKEOVER", "SF119"):
        found = rows(command("parameters", word, "--csv").stdout)
        assert 0 < len(found) < len(catalogue())
        for row in found:
            assert word.casefold() in " ".join(row.values()).casefold()


def test_a_group_can_be_chosen(command: Command) -> None:
    """--group shows one group; an unknown one is refused with the nearest."""
    found = rows(command("parameters", "--group", "talks", "--csv").stdout)
    assert {row["name"].split(".")[0] for row in found} == {"talks"}
    answer = command("parameters", "--group", "talk")
    assert (answer.exit_code, "did you mean 'talks'" in answer.stderr) == (2, True)


def test_the_table_shows_the_names_to_copy(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the screen the full dotted name stands whole, with default and range."""
    monkeypatch.setenv("COLUMNS", "160")
    answer = command("parameters", "planned_months")
    assert answer.exit_code == 0
    assert "talks.planned_months" in answer.stdout
    assert "1 to 24 months" in " ".join(answer.stdout.split())


@pytest.mark.parametrize("width", [80, 88, 100, 160])
def test_no_column_is_too_narrow_to_be_read(
    command: Command, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    """Each parameter takes a few lines of the screen, in columns or as a paragraph."""
    monkeypatch.setenv("COLUMNS", str(width))
    lines = command("parameters", "planned").stdout.splitlines()
    starts = [number for number, line in enumerate(lines) if line[:1].strip()]
    assert len(starts) > 5
    assert max(after - before for before, after in pairwise(starts)) <= 4 + 1  # an empty line
    assert max(map(len, lines)) <= width


def test_a_word_that_is_nowhere_gets_the_nearest(command: Command) -> None:
    """Where nothing matches, the nearest word is told and the exit code is 1, as of a search."""
    answer = command("parameters", "truzt")
    assert answer.exit_code == 1
    assert "'trust'" in answer.stderr
