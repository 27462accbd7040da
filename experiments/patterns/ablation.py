"""What carries what: the rule by which rows rest on a mechanism, and the sentences that say so.

Members of the posterior are played with everything on and with one mechanism off, on the same draws.
The rule was written before any result was looked at:

- A member passes a row by its values, as draws from the priors do; without cases it does not pass.
- A mechanism *carries* a row if those members that pass it with everything on are at most half as
  many without the mechanism. It *stands against* a row if those that do not pass it are.
- Both must be beyond chance: McNemar's exact test on the members whose verdict changes, with Holm's
  allowance over every pair of a mechanism and a row that could be told from chance (`sign_tests`).
- A mechanism carries a fact if England's number lies inside the middle 95 % of single runs of all
  members with everything on and outside without it, and stands against one the other way round;
  runs must change sides of England's number by more than chance, by the same test.

What few members pass can therefore hardly be shown to be carried.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from experiments.patterns.catalogue import CATALOGUE
from experiments.patterns.mechanisms import EVERYTHING_ON, Mechanism
from experiments.patterns.pattern import Pattern
from experiments.statistics.comparisons import LEVEL
from experiments.statistics.posterior import PACKAGED, Posterior
from experiments.statistics.sign_tests import sign_tests
from experiments.text.numbers import plural

TABLE, MANIFEST = "ablation.csv", "ablation.json"

HALF = 0.5
MOST = 0.8
"""Share of members that a row of numbers is wanted to hold for; written before results."""

ANOTHER = "It was played over another posterior than the one that is packaged now."

RULE = (
    "A mechanism carries a row if the members that pass it are at most half as many without the "
    "mechanism, and stands against a row if the members that do not pass it are. It carries a fact if "
    "England's number lies inside the middle 95 % of single runs with everything on and outside "
    "without it, and stands against a fact the other way round. All of it must be beyond what pairs of "
    "members, or of runs, leave to chance (exact sign tests, with Holm's allowance for the number of "
    "all rows, and of all facts)."
)
NUMBERS = (
    "In brackets: how many members pass a row with everything on and without the mechanism; the mid-p "
    "of a fact, or the share of runs in which an order holds, likewise. Facts are those that "
    "`partnerships validate --facts` compares with single runs."
)


def compare_rows(passed: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return what each row comes to without each mechanism.

    Parameters
    ----------
    passed : mapping of str to DataFrame of bool
        Which members (rows) pass which rows of the evidence (columns): with `EVERYTHING_ON`, and
        with each mechanism off, by its name.

    Returns
    -------
    DataFrame
        Mechanism, what, with_it and without (members that pass), p, carries, against, words.
    """
    on = passed[EVERYTHING_ON].to_numpy()
    lines = []
    for name, frame in passed.items():
        off = frame[passed[EVERYTHING_ON].columns].to_numpy()
        lost, gained = (on & ~off).sum(axis=0), (off & ~on).sum(axis=0)
        columns = zip(frame.columns, on.sum(axis=0), off.sum(axis=0), lost, gained, strict=True)
        lines += [(name, *one) for one in columns if name != EVERYTHING_ON]
    table = pd.DataFrame(
        lines, columns=["mechanism", "what", "with_it", "without", "lost", "gained"]
    )
    table["p"] = sign_tests(table["lost"], table["gained"])
    with_it, without = table["with_it"], table["without"]
    fails, fails_without = len(on) - with_it, len(on) - without
    sure = table["p"] <= LEVEL
    table["carries"] = sure & (with_it > 0) & (without <= HALF * with_it)
    table["against"] = sure & (fails > 0) & (fails_without <= HALF * fails)
    table["words"] = [f"{one.with_it} to {one.without}" for one in table.itertuples()]
    return table


def compare_facts(
    inside: Mapping[str, pd.Series[Any]], moved: pd.DataFrame, least: float
) -> pd.DataFrame:
    """Return what each fact comes to without each mechanism.

    Parameters
    ----------
    inside : mapping of str to Series
        The mid-p of each fact with `EVERYTHING_ON` and with each mechanism off, NaN where no run
        has a number.
    moved : DataFrame
        Mechanism, what (the fact), up and down: how many runs change sides of England's number.
    least : float
        From which mid-p England's number lies inside.
    """
    on = inside[EVERYTHING_ON]
    table = moved.assign(
        with_it=[on[fact] for fact in moved["what"]],
        without=[inside[str(one.mechanism)][str(one.what)] for one in moved.itertuples()],
        p=sign_tests(moved["up"], moved["down"]),
    )
    sure = table["p"] <= LEVEL
    within, within_without = (table[name] >= least for name in ("with_it", "without"))
    table["carries"] = sure & within & ~within_without
    table["against"] = sure & ~within & within_without
    table["words"] = [
        f"{_short(one.with_it)} to {_short(one.without)}" for one in table.itertuples()
    ]
    return table


def _short(value: Any) -> str:
    return "no run" if np.isnan(value) else f"{value:.2g}"


def ablation_table(
    mechanisms: Sequence[Mechanism], rows: pd.DataFrame, facts: pd.DataFrame
) -> pd.DataFrame:
    """Return a line for each mechanism: what is off, what it carries and what it stands against."""

    def named(table: pd.DataFrame, mechanism: Mechanism, column: str) -> str:
        chosen = table[(table["mechanism"] == mechanism.name) & table[column]]
        return ", ".join(f"{one.what} ({one.words})" for one in chosen.itertuples())

    return pd.DataFrame(
        {
            "mechanism": one.name,
            "off": one.words,
            "rows": named(rows, one, "carries"),
            "rows_against": named(rows, one, "against"),
            "facts": named(facts, one, "carries"),
            "facts_against": named(facts, one, "against"),
        }
        for one in mechanisms
    )


def carry_nothing(table: pd.DataFrame) -> list[str]:
    """Return the mechanisms that carry neither a row nor a fact."""
    return list(table.loc[(table["rows"] == "") & (table["facts"] == ""), "mechanism"])


def nothing_sentence(table: pd.DataFrame) -> str:
    """Return the sentence that names the mechanisms which carry nothing."""
    idle = carry_nothing(table)
    if not idle:
        return "Every mechanism carries a row or a fact."
    verb, which = ("carries", "it") if len(idle) == 1 else ("carry", "any one of them")
    return (
        f"{plural(len(idle), 'mechanism')} {verb} neither a row nor a fact: {'; '.join(idle)}. At these "
        f"parameters and this size no row and no fact breaks without {which}."
    )


def emergent_sentence(passed_by: Mapping[str, int], members: int) -> str:
    """Return which emergent rows of numbers most members pass, and which fewer.

    Parameters
    ----------
    passed_by : mapping of str to int
        How many members pass each row with everything on.
    members : int
        How many there are.
    """
    rows = [row for row in passed_by if _is_emergent_number(CATALOGUE[row])]
    few = {row: passed_by[row] for row in rows if passed_by[row] < MOST * members}
    most = len(rows) - len(few)
    but = ", ".join(f"{row} ({number})" for row, number in few.items())
    return (
        f"Of {plural(len(rows), 'emergent row')} of numbers that can be read off one world, "
        f"{most} {'is' if most == 1 else 'are'} passed by {MOST:.0%} of the {members} members or more"
        f"{f'; fewer pass {but}' if few else ''}."
    )


def _is_emergent_number(pattern: Pattern) -> bool:
    return pattern.kind == "Q" and pattern.grade == "emergent"


def summary_sentences(table: pd.DataFrame, size: Mapping[str, Any]) -> list[str]:
    """Return what was played, what can be carried at all, and what carries nothing."""
    played = (
        f"{size['members']} members of the posterior, {size['runs']} runs of each, were played with "
        "everything on and again without each mechanism, on the same draws. "
        f"With everything on, {size['rows_passed']} of {plural(size['rows'], 'row')} that can be read "
        "off one world are passed by more than half of the members, and England's number lies inside "
        f"for {size['facts_inside']} of {plural(size['facts'], 'fact')}: what few members pass "
        "can hardly be shown to be carried."
    )
    return [
        played,
        emergent_sentence(size["passed_by"], size["members"]),
        nothing_sentence(table),
    ]


def read_ablation(folder: Path) -> dict[str, Any] | None:
    """Return what a page says of the ablation that lies in a folder; None without one.

    One of the first edition, at the defaults alone, has no manifest and is none.
    """
    if not (folder / TABLE).is_file() or not (folder / MANIFEST).is_file():
        return None
    table = pd.read_csv(folder / TABLE, keep_default_na=False)
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    played, emergent, nothing = summary_sentences(table, manifest)
    rows = [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]
    another = manifest["posterior"] != Posterior.read(PACKAGED).hash
    return {
        "sentences": [nothing, *([ANOTHER] if another else []), played, emergent, RULE, NUMBERS],
        "rows": rows,
        "origin": f"ablation over the posterior {manifest['posterior']}",
    }
