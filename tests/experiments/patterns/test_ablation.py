"""The rule by which a row or a fact rests on a mechanism, and what is said of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binomtest

from experiments.patterns.ablation import (
    ANOTHER,
    MANIFEST,
    TABLE,
    ablation_table,
    carry_nothing,
    compare_facts,
    compare_rows,
    emergent_sentence,
    nothing_sentence,
    read_ablation,
    summary_sentences,
)
from experiments.patterns.catalogue import CATALOGUE
from experiments.patterns.mechanisms import EVERYTHING_ON, MECHANISMS, Mechanism, SameAs
from experiments.statistics.comparisons import LEVEL
from experiments.statistics.posterior import Posterior
from experiments.statistics.sign_tests import sign_tests
from simulation import Scenario

MEMBERS = 18
ONE, OTHER = Mechanism("One", {"approach.fashion": 0.0}), Mechanism("Other", {"bids.pulse": 0.0})

PASSED: dict[str, tuple[list[int], list[int]]] = {
    "falls": ([1] * 18, [0] * 18),
    "falls by less than half": ([1] * 18, [0] * 8 + [1] * 10),
    "falls to half": ([1] * 18, [0] * 9 + [1] * 9),
    "most fall": ([1] * 15 + [0] * 3, [0] * 14 + [1] + [0] * 3),
    "few pass": ([1] * 3 + [0] * 15, [0] * 18),
    "as many come as go": ([1] * 9 + [0] * 9, [0] * 9 + [1] * 9),
    "rises": ([0] * 18, [1] * 18),
    "stays": ([1] * 18, [1] * 18),
    "never": ([0] * 18, [0] * 18),
}
"""Which of 18 members pass a row with everything on, and without a mechanism."""


def verdicts(place: int) -> pd.DataFrame:
    """Return the verdicts of all rows with everything on (0) or off (1)."""
    return pd.DataFrame({name: np.array(both[place], dtype=bool) for name, both in PASSED.items()})


@pytest.fixture(scope="module")
def compared() -> pd.DataFrame:
    """Return what one mechanism does to the rows, and another that does nothing."""
    return compare_rows({EVERYTHING_ON: verdicts(0), "One": verdicts(1), "Other": verdicts(0)})


def named(table: pd.DataFrame, column: str, mechanism: str = "One") -> set[str]:
    """Return the rows or facts that a mechanism carries or stands against."""
    return set(table.loc[table[column] & (table["mechanism"] == mechanism), "what"])


def test_a_mechanism_carries_what_falls_by_half_and_beyond_chance(compared: pd.DataFrame) -> None:
    """Fewer than half, few members, or as many that come as go, are not enough."""
    assert named(compared, "carries") == {"falls", "falls to half", "most fall"}
    assert named(compared, "against") == {"rises"}


def test_a_mechanism_that_changes_no_verdict_carries_nothing(compared: pd.DataFrame) -> None:
    """Whatever its rows are."""
    assert not named(compared, "carries", "Other") | named(compared, "against", "Other")
    assert (compared.loc[compared["mechanism"] == "Other", "p"] == 1.0).all()


def test_a_row_is_told_with_its_members(compared: pd.DataFrame) -> None:
    """How many pass with and without stands beside it."""
    words = compared.set_index(["mechanism", "what"])["words"]
    assert words["One", "most fall"] == "15 to 1"


def test_more_pairs_ask_for_more() -> None:
    """Members that suffice for one row do not where a thousand rows could have changed alike."""
    on = pd.DataFrame({"row": [True] * MEMBERS})
    off = pd.DataFrame({"row": [False] * 9 + [True] * 9})
    assert named(compare_rows({EVERYTHING_ON: on, "One": off}), "carries") == {"row"}
    many = {f"Random {number}": pd.DataFrame({"row": np.arange(MEMBERS) % 2 == 0})
            for number in range(1000)}  # fmt: skip
    crowded = compare_rows({EVERYTHING_ON: on, "One": off, **many})
    assert not crowded["carries"].any()


def test_sign_tests_are_exact_and_allow_for_their_number() -> None:
    """One alone is the binomial test; what moves too little to tell costs the others nothing."""
    alone = binomtest(2, 15, 0.5).pvalue
    assert sign_tests([13], [2]) == pytest.approx([alone])
    assert sign_tests([13, 0, 1, 0], [2, 0, 0, 3])[0] == pytest.approx(alone)
    assert sign_tests([13, 7], [2, 8])[0] == pytest.approx(2 * alone)
    assert (sign_tests([0, 1], [0, 0]) == 1.0).all()
    assert sign_tests([13], [2]) == sign_tests([2], [13])


def test_sign_tests_rarely_name_what_is_chance() -> None:
    """Of families in which nothing is moved, at most about one in twenty names anything."""
    random = np.random.default_rng(5)
    false = 0
    for _ in range(400):
        moved = random.integers(0, 19, 200)
        up = random.binomial(moved, 0.5)
        false += bool((sign_tests(up, moved - up) <= LEVEL).any())
    assert false / 400 <= 0.07


def facts(with_it: float, without: float, up: int) -> pd.DataFrame:
    """Return what a fact of so much mid-p comes to without a mechanism that moves so many runs."""
    moved = pd.DataFrame([("One", "V01", up, 4)], columns=["mechanism", "what", "up", "down"])
    inside = {EVERYTHING_ON: pd.Series({"V01": with_it}), "One": pd.Series({"V01": without})}
    return compare_facts(inside, moved, LEVEL)


@pytest.mark.parametrize(
    ("with_it", "without", "up", "carries", "against"),
    [
        (0.40, 0.01, 90, True, False),
        (0.05, 0.049, 90, True, False),
        (0.06, 0.04, 6, False, False),  # by chance
        (0.40, 0.10, 90, False, False),
        (0.01, 0.40, 90, False, True),
        (0.40, np.nan, 90, True, False),  # no run has a number any more
        (np.nan, 0.40, 90, False, True),
    ],
)
def test_a_fact_is_carried_where_england_falls_outside(
    with_it: float, without: float, up: int, carries: bool, against: bool
) -> None:
    """Inside the middle 95 % with everything on and outside without, beyond chance."""
    found = facts(with_it, without, up)
    assert bool(found["carries"][0]) == carries
    assert bool(found["against"][0]) == against


def test_the_table_has_a_line_for_each_mechanism(compared: pd.DataFrame) -> None:
    """What is off, and what it carries and stands against, each with its numbers."""
    table = ablation_table([ONE, OTHER], compared, facts(0.40, 0.012, 90)).set_index("mechanism")
    assert (
        table.loc["One", "rows"] == "falls (18 to 0), falls to half (18 to 9), most fall (15 to 1)"
    )
    assert table.loc["One", "rows_against"] == "rises (0 to 18)"
    assert table.loc["One", "facts"] == "V01 (0.4 to 0.012)"
    assert table.loc["One", "off"] == "approach.fashion = 0.0"
    assert list(table.loc["Other"][1:]) == [""] * 4


def lines(*carried: tuple[str, str]) -> pd.DataFrame:
    """Return a table of mechanisms that carry these rows and facts."""
    found = [
        {"mechanism": f"M{number}", "off": "x.y = 0.0", "rows": rows, "rows_against": "",
         "facts": of, "facts_against": ""}
        for number, (rows, of) in enumerate(carried)
    ]  # fmt: skip
    return pd.DataFrame(found)


def test_what_carries_nothing_is_named() -> None:
    """A mechanism that carries neither row nor fact is named, and no more is claimed."""
    one = lines(("SF002 (18 to 0)", ""), ("", "V01 (0.40 to 0.012)"), ("", ""))
    assert carry_nothing(one) == ["M2"]
    assert nothing_sentence(one) == (
        "1 mechanism carries neither a row nor a fact: M2. At these parameters and this size no "
        "row and no fact breaks without it."
    )
    assert "2 mechanisms carry neither a row nor a fact: M0; M1." in nothing_sentence(
        lines(("", ""), ("", ""))
    )
    assert nothing_sentence(one.head(2)) == "Every mechanism carries a row or a fact."


SIZE: dict[str, Any] = {
    "members": 18, "runs": 20, "rows": 70, "rows_passed": 61, "facts": 27, "facts_inside": 24,
    "posterior": "abc", "passed_by": {"SF002": 18, "SF005": 15, "SF007": 14, "SF044": 2},
}  # fmt: skip


def test_rows_of_numbers_that_few_members_pass_are_named() -> None:
    """Only emergent ones count; four fifths of the members are enough."""
    kinds = {row: (CATALOGUE[row].kind, CATALOGUE[row].grade) for row in SIZE["passed_by"]}
    numbers = [row for row, kind in kinds.items() if kind == ("Q", "emergent")]
    few = [f"{row} ({SIZE['passed_by'][row]})" for row in numbers if SIZE["passed_by"][row] < 15]
    sentence = emergent_sentence(SIZE["passed_by"], 18)
    assert few
    assert f"Of {len(numbers)} emergent row" in sentence
    assert sentence.endswith(f"fewer pass {', '.join(few)}.")


def test_an_ablation_is_read_from_its_folder(tmp_path: Path) -> None:
    """With its manifest; a table of the first edition, which has none, is not taken for one.

    One over another posterior than the packaged one says so.
    """
    table = lines(("SF002 (18 to 0)", ""), ("", ""))
    table.to_csv(tmp_path / TABLE, index=False)
    assert read_ablation(tmp_path) is None
    (tmp_path / MANIFEST).write_text(json.dumps(SIZE), encoding="utf-8")
    content = read_ablation(tmp_path)
    assert content is not None
    assert content["sentences"][0] == nothing_sentence(table)
    assert content["sentences"][1] == ANOTHER
    assert content["sentences"][2] == summary_sentences(table, SIZE)[0]
    assert "61 of 70 rows" in content["sentences"][2]
    assert [one["facts"] for one in content["rows"]] == ["", ""]
    packaged = SIZE | {"posterior": Posterior.read("packaged").hash}
    (tmp_path / MANIFEST).write_text(json.dumps(packaged), encoding="utf-8")
    content = read_ablation(tmp_path)
    assert content is not None
    assert ANOTHER not in content["sentences"]


@pytest.fixture(scope="module")
def member() -> Scenario:
    """Return the scenario of a member of the packaged posterior."""
    return Posterior.read("packaged").scenario(Scenario(), 3)


@pytest.mark.parametrize("mechanism", MECHANISMS, ids=lambda mechanism: mechanism.name)
def test_a_mechanism_can_be_switched_off_in_members(mechanism: Mechanism, member: Scenario) -> None:
    """In a member of the packaged posterior as at the defaults something is then other than on."""
    for base in (Scenario(), member):
        off = mechanism.without(base)
        assert off != base
        assert mechanism.without(off) == off


def test_what_is_off_by_another_parameter_follows_the_member() -> None:
    """Where no opening counts, soundings last as long with a window as the member's without."""
    member = Scenario().with_changes({"approach.soundings": 7.5, "approach.soundings_window": 2.0})
    openings = next(one for one in MECHANISMS if one.name == "Openings at the top")
    assert openings.without(member).approach.soundings_window == 7.5
    assert SameAs("approach.soundings") in openings.off.values()
    assert "approach.soundings_window = approach.soundings" in openings.words
