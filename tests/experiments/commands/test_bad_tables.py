"""A user's own tables that cannot be used are refused through the command too."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.experiments.conftest import Command

COUNCILS = (
    "code,name,x_km,y_km,population,net_budget\n"
    "A,Ayton,0,0,90000,12000000\n"
    "B,Beeford,20,0,80000,11000000\n"
)
NEIGHBOURS = "code_a,code_b\nA,B\n"
CONFIG = """
[geography]
map = "own"
councils = "councils.csv"
neighbours = "neighbours.csv"
[history]
control = "drawn"
"""

FAULTS = {
    "a missing column": ("councils", "population", "people", ["councils.csv", "'population'"]),
    "a code twice": ("councils", "B,Beeford", "A,Beeford", ["councils.csv", "line 3", "'A'"]),
    "text for a number": ("councils", "90000", "many", ["line 2", "'population'", "'many'"]),
    "a negative number": ("councils", "90000", "-5", ["line 2", "'population'", "above 0"]),
    "infinity": ("councils", "20,0", "inf,0", ["line 3", "'x_km'", "'inf'"]),
    "a neighbour that is no council": ("neighbours", "A,B", "A,C", ["neighbours.csv", "'C'"]),
    "no council": ("councils", COUNCILS.partition("\n")[2], "", ["councils.csv", "no councils"]),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_table_that_cannot_be_used_is_refused(fault: str, command: Command, here: Path) -> None:
    """The message names file, line, column and value; nothing is written."""
    table, right, wrong, said = FAULTS[fault]
    texts = {"councils": COUNCILS, "neighbours": NEIGHBOURS}
    texts[table] = texts[table].replace(right, wrong)
    for name, text in texts.items():
        (here / f"{name}.csv").write_text(text, encoding="utf-8")
    (here / "mine.toml").write_text(CONFIG, encoding="utf-8")
    answer = command("run", "--runs", 1, "mine.toml")
    assert answer.exit_code == 2
    assert "Traceback" not in answer.output
    for words in said:
        assert words in answer.stderr
    assert not (here / "results").exists()


def test_the_tables_are_right_but_for_the_fault(command: Command, here: Path) -> None:
    """Without a fault the same files run."""
    (here / "councils.csv").write_text(COUNCILS, encoding="utf-8")
    (here / "neighbours.csv").write_text(NEIGHBOURS, encoding="utf-8")
    (here / "mine.toml").write_text(CONFIG, encoding="utf-8")
    answer = command("run", "--runs", 1, "mine.toml", "--set", "period.months=3", "--no-figures")
    assert answer.exit_code == 0, answer.output
